//! The arrows between modules point where `ARCHITECTURE.md` says.
//!
//! Its block `floors` lists the rooms of `vod-sdk/src`, the highest first: a room names only rooms on lower floors.

mod modules;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use modules::{Module, Names, Target, modules};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// What generated code may name: the parts of the core that are made for it, and the root's public items, which a
/// crate for another service takes from vod-sdk.
const CORE_OF_GENERATED: [&str; 8] = [
    "action",
    "wire",
    "schema",
    "Call",
    "Client",
    "Error",
    "Timestamp",
    "UnknownErrorCode",
];

#[test]
fn a_room_names_only_rooms_on_lower_floors() {
    let core = modules(&folder("vod-sdk/src"));
    let floors = floors();
    let rooms: BTreeSet<&str> = core
        .iter()
        .filter_map(|module| room(&module.name))
        .collect();
    assert_eq!(rooms, floors.keys().map(String::as_str).collect());

    let exceptions = listed("names what is generated");
    let mut wrong = Vec::new();
    for module in handwritten(&core) {
        let Some(from) = room(&module.name) else {
            continue;
        };
        for target in local_targets(module, &core) {
            match target.first().and_then(|to| floors.get(to)) {
                None => wrong.push(format!("{from} → the root's {}", target.join("::"))),
                Some(floor)
                    if from != target[0]
                        && *floor <= floors[from]
                        && !(target[0] == "generated" && exceptions.contains(from)) =>
                {
                    wrong.push(format!("{from} → {}", target.join("::")));
                }
                Some(_) => {}
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn no_modules_name_each_other_but_a_module_and_its_children() {
    for source in ["vod-sdk/src", "codegen/src", "xtask/src"] {
        let modules = modules(&folder(source));
        assert_eq!(circles(&modules), Vec::<String>::new(), "{source}");
    }
}

#[test]
fn generated_code_names_only_what_is_made_for_it() {
    let core = modules(&folder("vod-sdk/src"));
    let mut wrong = BTreeSet::new();
    for module in core
        .iter()
        .filter(|module| room(&module.name) == Some("generated"))
    {
        for target in local_targets(module, &core) {
            let path = target.join("::");
            let is_a_version = path.starts_with("v20") || path.starts_with("generated");
            let is_core = |name: &str| path == name || path.starts_with(&format!("{name}::"));
            if !is_a_version
                && path != "ErrorCode"
                && !CORE_OF_GENERATED.iter().any(|name| is_core(name))
            {
                wrong.insert(path);
            }
        }
    }
    assert_eq!(wrong, BTreeSet::new());
}

#[test]
fn only_the_named_places_below_the_generated_code_name_it() {
    let core = modules(&folder("vod-sdk/src"));
    let floors = floors();
    let is_below = |module: &&Module| {
        room(&module.name).is_some_and(|room| floors[room] > floors["generated"])
    };
    let names: BTreeSet<String> = core
        .iter()
        .filter(is_below)
        .filter(|module| {
            let targets = local_targets(module, &core);
            targets.iter().any(|target| target[0] == "generated")
        })
        .map(|module| module.name.join("::"))
        .collect();
    assert_eq!(names, listed("names what is generated"));
}

#[test]
fn only_the_named_places_name_the_http_library() {
    let core = modules(&folder("vod-sdk/src"));
    let rooms = handwritten(&core)
        .filter(|module| names_crate(module, &core, &["reqwest", "http", "hyper", "hyper_util"]))
        .filter_map(|module| room(&module.name));
    let rooms: BTreeSet<String> = rooms.map(str::to_owned).collect();
    assert_eq!(rooms, listed("names the HTTP library"));
}

/// Rooms that most programs do without must cost them nothing: a function that is neither generic nor inline is compiled
/// with the crate.
#[test]
fn rooms_for_some_programs_are_compiled_only_into_those() {
    for room in ["events", "tasks"] {
        let mut files = vec![folder(&format!("vod-sdk/src/{room}.rs"))];
        files.extend(files_below(&folder(&format!("vod-sdk/src/{room}"))));
        assert!(files.len() > 1, "{room} has files");
        for file in files {
            let text = fs::read_to_string(&file).unwrap();
            let lines: Vec<&str> = text.lines().map(str::trim).collect();
            let compiled = lines.iter().enumerate().filter(|(index, line)| {
                let attributes = lines[..*index].iter().rev();
                let mut attributes = attributes.take_while(|line| line.starts_with("#["));
                is_function(line) && !attributes.any(|line| *line == "#[inline]")
            });
            let compiled: Vec<&&str> = compiled.map(|(_, line)| line).collect();
            assert!(compiled.is_empty(), "{}: {compiled:#?}", file.display());
        }
    }
}

/// A field that is added to a variant must not break whoever matches it or makes one.
#[test]
fn variants_with_fields_can_get_further_ones() {
    let api = fs::read_to_string(folder("vod-sdk/public-api.txt")).unwrap();
    let variants = api.lines().filter(|line| line.starts_with("variant "));
    let variants: Vec<&str> = variants.filter(|line| line.contains(" { ")).collect();
    assert!(!variants.is_empty());
    for variant in variants {
        assert!(variant.contains("} [non_exhaustive]"), "{variant}");
    }
}

fn is_function(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let qualifiers = ["pub", "pub(super)", "pub(crate)", "async"];
    // A declaration in a trait has no body to compile.
    words.find(|word| !qualifiers.contains(word)) == Some("fn") && !line.ends_with(';')
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let files = entries.flat_map(|path| match path.is_dir() {
        true => files_below(&path),
        false => vec![path],
    });
    files.collect()
}

#[test]
fn the_mock_shares_nothing_with_the_signer() {
    let core = modules(&folder("vod-sdk/src"));
    for module in core
        .iter()
        .filter(|module| room(&module.name) == Some("mock"))
    {
        for target in local_targets(module, &core) {
            assert_ne!(target[0], "sign", "{}", module.file.display());
        }
    }
}

#[test]
fn the_generator_is_pure_and_knows_no_other_package() {
    let codegen = modules(&folder("codegen/src"));
    for module in &codegen {
        assert!(
            !names_crate(module, &codegen, &["vod_sdk", "xtask"]),
            "{} names another package",
            module.file.display()
        );
        let text = fs::read_to_string(&module.file).unwrap();
        for outside in [
            "std::fs",
            "std::env",
            "std::time",
            "std::net",
            "std::process",
        ] {
            assert!(
                !text.contains(outside),
                "{} names {outside}",
                module.file.display()
            );
        }
    }
    let xtask = modules(&folder("xtask/src"));
    for module in &xtask {
        assert!(
            !names_crate(module, &xtask, &["vod_sdk"]),
            "{} names vod_sdk",
            module.file.display()
        );
    }
}

/// The floor of each room, counted from the top, as ARCHITECTURE.md lists them.
fn floors() -> BTreeMap<String, usize> {
    let text = fs::read_to_string(folder("ARCHITECTURE.md")).unwrap();
    let (_, block) = text.split_once("```floors\n").expect("a block `floors`");
    let (block, _) = block.split_once("```").unwrap();
    let mut floors = BTreeMap::new();
    for (floor, line) in block.lines().enumerate() {
        for room in line.split_whitespace() {
            floors.insert(room.to_owned(), floor);
        }
    }
    floors
}

/// The modules that ARCHITECTURE.md lists after `| WHAT |` in its table of exceptions.
fn listed(what: &str) -> BTreeSet<String> {
    let text = fs::read_to_string(folder("ARCHITECTURE.md")).unwrap();
    let row = text
        .lines()
        .find_map(|line| line.strip_prefix(&format!("| {what} | ")));
    let row = row.unwrap_or_else(|| panic!("no row `{what}`"));
    row.split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

/// Where modules name each other: each circle with the modules in it.
fn circles(modules: &[Module]) -> Vec<String> {
    let arrows: Vec<Vec<usize>> = modules
        .iter()
        .map(|module| arrows(module, modules))
        .collect();
    let reached: Vec<BTreeSet<usize>> = (0..modules.len())
        .map(|from| reach(from, &arrows))
        .collect();
    let mut circles = BTreeSet::new();
    for from in 0..modules.len() {
        let circle = reached[from]
            .iter()
            .filter(|to| reached[**to].contains(&from));
        let circle: Vec<String> = circle
            .map(|index| modules[*index].name.join("::"))
            .collect();
        if !circle.is_empty() {
            circles.insert(circle.join(", "));
        }
    }
    circles.into_iter().collect()
}

/// The other modules that a module names, its ancestors and descendants left out.
fn arrows(module: &Module, modules: &[Module]) -> Vec<usize> {
    let mut arrows = BTreeSet::new();
    for target in local_targets(module, modules) {
        let holders = modules
            .iter()
            .enumerate()
            .filter(|(_, other)| target.starts_with(&other.name));
        let Some((index, other)) = holders.max_by_key(|(_, other)| other.name.len()) else {
            continue;
        };
        let is_family =
            other.name.starts_with(&module.name) || module.name.starts_with(&other.name);
        if !is_family {
            arrows.insert(index);
        }
    }
    arrows.into_iter().collect()
}

fn reach(from: usize, arrows: &[Vec<usize>]) -> BTreeSet<usize> {
    let mut reached = BTreeSet::new();
    let mut waiting = arrows[from].clone();
    while let Some(next) = waiting.pop() {
        if reached.insert(next) {
            waiting.extend(&arrows[next]);
        }
    }
    reached
}

fn local_targets(module: &Module, modules: &[Module]) -> Vec<Names> {
    let targets = module.targets(modules).into_iter();
    let local = targets.filter_map(|target| match target {
        Target::Here(path) => Some(path),
        Target::Elsewhere(_) => None,
    });
    local.filter(|path| !path.is_empty()).collect()
}

fn names_crate(module: &Module, modules: &[Module], crates: &[&str]) -> bool {
    module.targets(modules).iter().any(|target| match target {
        Target::Elsewhere(name) => crates.contains(&name.as_str()),
        Target::Here(_) => false,
    })
}

fn handwritten(modules: &[Module]) -> impl Iterator<Item = &Module> {
    modules
        .iter()
        .filter(|module| room(&module.name) != Some("generated"))
}

/// The room of a module: `None` for the crate's root.
fn room(name: &[String]) -> Option<&str> {
    name.first().map(String::as_str)
}

fn folder(path: &str) -> std::path::PathBuf {
    Path::new(ROOT).join(path)
}

#[test]
fn the_generator_knows_the_handwritten_methods_of_the_client() {
    let api = include_str!("../vod-sdk/public-api.txt").lines();
    let methods = api.filter_map(|line| {
        let line = line.strip_prefix("fn vod_sdk::Client")?;
        line.strip_prefix("<S>").unwrap_or(line).strip_prefix("::")
    });
    let methods = methods.filter_map(|rest| rest.split(['<', '(']).next());
    let generated: BTreeSet<&str> = vod_sdk::ACTIONS.iter().filter_map(|it| it.method).collect();
    let handwritten = methods.filter(|name| !generated.contains(name));
    // It comes from a trait, and would be hidden as well.
    let handwritten: BTreeSet<&str> = handwritten.chain(["clone"]).collect();
    let known: BTreeSet<&str> = vod_codegen::names::CLIENT_METHODS.iter().copied().collect();
    assert_eq!(handwritten, known);
}

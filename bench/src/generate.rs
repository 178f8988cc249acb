//! `generate`: regenerating the API, whole and in parts, and importing a description of upstream's.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value as Json;

use crate::Failure;
use crate::measured::{self, Cost};
use crate::report::{Report, Table, Value};
use crate::setup::Setup;

/// What to import.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Upstream's description of a service, an api.json, to be imported. The larger the better.
    #[arg(long, value_name = "API_JSON")]
    api: Option<PathBuf>,
}

/// How many of the API's actions are generated.
const PREFIXES: [usize; 4] = [1, 62, 124, 248];

/// Measures generating the first so many actions into an empty folder, and importing.
pub(crate) fn run(setup: &Setup, args: &Args, report: &mut Report) -> Result<(), Failure> {
    let xtask = setup.xtask.as_deref();
    let xtask =
        xtask.ok_or("run it as `cargo xtask bench`, which names the generator's program")?;
    let mut table = Table::new(
        "The generator",
        &["CPU s", "wall s", "ms/action", "peak MB"],
    );
    for actions in PREFIXES {
        let spec = setup.scratch.path().join(format!("spec-{actions}"));
        let generated = prefix(&setup.root.join("spec/vod"), &spec.join("vod"), actions)?;
        let costs = repeated(setup, |round| {
            let out = format!("generated-{actions}-{round}");
            let out = setup.scratch.path().join(out);
            let mut command = Command::new(xtask);
            command
                .arg("generate")
                .arg("--spec")
                .arg(&spec)
                .arg("--out")
                .arg(out);
            command
        })?;
        add(
            &mut table,
            format!("generate, {}", count(generated)),
            &costs,
            generated,
        );
    }
    match &args.api {
        None => table.missing(
            "import",
            "name an api.json with --api; tccli on PyPI has one of each service",
        ),
        Some(api) => {
            let actions = actions_of(api)?;
            let costs = repeated(setup, |round| {
                let spec = setup.scratch.path().join(format!("imported-{round}"));
                let mut command = Command::new(xtask);
                command
                    .arg("import")
                    .arg("--api")
                    .arg(api)
                    .arg("--spec")
                    .arg(spec);
                command
            })?;
            add(
                &mut table,
                format!("import, {}", count(actions)),
                &costs,
                actions,
            );
        }
    }
    table.note("Built as `cargo xtask` builds it: for debugging, with its dependencies optimised.");
    report.add(table);
    Ok(())
}

/// Each round writes to a folder of its own, and all are removed at the end: for minutes after files were
/// removed, ext4 looks at each of them whenever one is created, and the removal would be what is measured.
fn repeated(setup: &Setup, command: impl Fn(u32) -> Command) -> Result<Vec<Cost>, Failure> {
    (0..setup.rounds(5))
        .map(|round| measured::measure(&command(round)))
        .collect()
}

fn add(table: &mut Table, name: String, costs: &[Cost], actions: usize) {
    let per_action = costs.iter().map(|cost| cost.cpu_s * 1e3 / actions as f64);
    let row = vec![
        measured::spread(costs, |cost| cost.cpu_s),
        measured::spread(costs, |cost| cost.wall_s),
        Value::of(per_action),
        measured::spread(costs, |cost| cost.peak_mib),
    ];
    table.row(name, row);
}

fn count(actions: usize) -> String {
    let plural = if actions == 1 { "" } else { "s" };
    format!("{actions} action{plural}")
}

fn actions_of(api: &Path) -> Result<usize, Failure> {
    let api: Json = serde_json::from_str(&fs::read_to_string(api)?)?;
    Ok(api["actions"].as_object().map_or(0, serde_json::Map::len))
}

/// Writes a spec with the first actions of another and the types that they need, and says how many
/// actions that are.
fn prefix(from: &Path, to: &Path, mut actions: usize) -> Result<usize, Failure> {
    let mut written = 0;
    for version in sorted(from)? {
        let (from, to) = (from.join(&version), to.join(&version));
        let files = sorted(&from.join("actions"))?;
        let files = &files[..files.len().min(actions)];
        if files.is_empty() {
            continue;
        }
        for folder in ["actions", "types"] {
            fs::create_dir_all(to.join(folder))?;
        }
        for file in ["service.json", "error_codes.json"] {
            fs::copy(from.join(file), to.join(file))?;
        }
        let mut types = BTreeSet::new();
        for file in files {
            let file = Path::new("actions").join(file);
            copy_with_types(&from, &to, &file, &["parameters", "response"], &mut types)?;
        }
        actions -= files.len();
        written += files.len();
    }
    Ok(written)
}

fn copy_with_types(
    from: &Path,
    to: &Path,
    file: &Path,
    lists: &[&str],
    types: &mut BTreeSet<String>,
) -> Result<(), Failure> {
    fs::copy(from.join(file), to.join(file))?;
    let content: Json = serde_json::from_str(&fs::read_to_string(from.join(file))?)?;
    let fields = lists.iter().filter_map(|list| content[list].as_array());
    for field in fields.flatten() {
        let name = field["type"].as_str().unwrap_or_default();
        let name = name.trim_matches(['[', ']']);
        let file = Path::new("types").join(format!("{name}.json"));
        if from.join(&file).exists() && types.insert(name.to_owned()) {
            copy_with_types(from, to, &file, &["fields"], types)?;
        }
    }
    Ok(())
}

/// The names in a folder.
fn sorted(folder: &Path) -> Result<Vec<String>, Failure> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

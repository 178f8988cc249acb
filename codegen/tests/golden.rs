//! Invented services, and the code that is generated for them, byte for byte.
//!
//! `UPDATE_GOLDEN=1 cargo test -p vod-codegen --test golden` writes the code anew; the diff is for review.
//! That the code compiles and works is tested where `vod-sdk` is at hand, in the package `vod-tests`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use vod_codegen::read::SpecFile;
use vod_codegen::{GENERATED_MARKER, Generated, generate};

#[test]
fn kiosk() {
    check("kiosk");
}

#[test]
fn bare() {
    check("bare");
}

#[test]
fn the_order_of_the_files_makes_no_difference() {
    let mut files = spec("kiosk");
    let generated = generate_or_panic(&files);
    files.reverse();
    assert!(generate_or_panic(&files) == generated);
    let half = files.len() / 2;
    files.rotate_left(half);
    assert!(generate_or_panic(&files) == generated);
}

#[test]
fn the_line_ends_of_a_checkout_make_no_difference() {
    let mut files = spec("kiosk");
    let generated = generate_or_panic(&files);
    for file in &mut files {
        file.text = file.text.replace('\n', "\r\n");
    }
    assert!(generate_or_panic(&files) == generated);
}

#[test]
fn every_file_says_what_it_is_made_from() {
    for file in generate_or_panic(&spec("kiosk")).files {
        let first = format!("// {GENERATED_MARKER} from {}. Do not edit.", file.source);
        assert_eq!(
            file.text.lines().next(),
            Some(first.as_str()),
            "{}",
            file.path
        );
    }
}

#[test]
fn a_change_to_any_file_changes_a_file_that_names_it() {
    let files = spec("kiosk");
    let before = generate_or_panic(&files);
    for index in 0..files.len() {
        let mut files = files.clone();
        files[index].text.push('\n');
        let after = generate_or_panic(&files);
        let changed = before.files.iter().zip(&after.files);
        let changed: Vec<_> = changed.filter(|(before, after)| before != after).collect();
        let name = files[index].path.rsplit('/').next().unwrap();
        let is_named = changed.iter().any(|(file, _)| file.source.contains(name));
        assert!(
            is_named,
            "nothing generated tells that {} changed",
            files[index].path
        );
    }
}

#[test]
fn what_was_read_is_counted() {
    let counts = generate_or_panic(&spec("kiosk")).counts;
    assert_eq!((counts.versions, counts.actions, counts.types), (2, 11, 15));
    assert_eq!(counts.error_codes, 11);
}

fn check(case: &str) {
    let expected = folder(case).join("expected");
    let generated = generate_or_panic(&spec(case));
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        write(&expected, &generated);
    }
    let generated: BTreeMap<_, _> = generated
        .files
        .into_iter()
        .map(|file| (file.path, file.text))
        .collect();
    let expected = read(&expected);
    let hint = "if the change is meant: UPDATE_GOLDEN=1 cargo test -p vod-codegen --test golden";
    assert_eq!(
        generated.keys().collect::<Vec<_>>(),
        expected.keys().collect::<Vec<_>>(),
        "the files of {case} differ; {hint}"
    );
    for (path, text) in &generated {
        assert_eq!(
            text, &expected[path],
            "{case}/expected/{path} differs; {hint}"
        );
    }
}

fn generate_or_panic(files: &[SpecFile]) -> Generated {
    generate(files).unwrap_or_else(|problems| {
        let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
        panic!("the spec is wrong:\n{}", problems.join("\n"))
    })
}

fn spec(case: &str) -> Vec<SpecFile> {
    let files = read(&folder(case).join("spec")).into_iter();
    let files = files.map(|(path, text)| SpecFile {
        shown: path.clone(),
        path,
        text,
        fault: None,
    });
    files.collect()
}

fn write(folder: &Path, generated: &Generated) {
    if folder.exists() {
        fs::remove_dir_all(folder).unwrap();
    }
    for file in &generated.files {
        let path = folder.join(&file.path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, &file.text).unwrap();
    }
}

/// The texts of a folder's files, by their path below it, with `/`.
fn read(folder: &Path) -> BTreeMap<String, String> {
    let mut texts = BTreeMap::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(path) = waiting.pop() {
        let entries =
            fs::read_dir(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        for entry in entries {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                let below: Vec<_> = path.strip_prefix(folder).unwrap().iter().collect();
                let below: Vec<_> = below.iter().map(|part| part.to_str().unwrap()).collect();
                let text = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
                texts.insert(below.join("/"), text);
            }
        }
    }
    texts
}

fn folder(case: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data/golden")
        .join(case)
}

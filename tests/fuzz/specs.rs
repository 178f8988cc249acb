//! Files of a spec: their text, and what they mean together.

use std::fs;
use std::path::Path;

use vod_codegen::diagnostic::diagnose;
use vod_codegen::{SpecFile, generate, load};

use crate::engine::feed;
use crate::input::{Input, Material};

const TOKENS: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "//",
    "/*",
    "*/",
    "'",
    "null",
    "true",
    "\"name\":",
    "\"type\":",
    "\"fields\":[",
    "\"type\": \"list<string>\"",
    "\"list<\"",
    "\"values\":",
    "\"required\": true",
    "\"doc\":",
    "self",
    "r#type",
    "\u{feff}",
    "list<list<list<",
    "[[[[[[[[",
    "{\"a\":",
    "object",
    "float",
    "integer",
    "timestamp",
];

#[test]
fn specs() {
    let whole = files();
    let texts: Vec<&str> = whole.iter().map(|file| file.text.as_str()).collect();
    let material = Material::new(&texts, TOKENS);
    // Of each file, changed, so that most of a spec stays in order.
    let own: Vec<Material> = texts
        .iter()
        .map(|text| Material::new([text], TOKENS))
        .collect();
    let make = |input: &mut Input| {
        let mut files = whole.clone();
        for _ in 0..input.chance.usize(1..3) {
            let index = input.chance.usize(..files.len());
            let text = match input.chance.u32(..4) {
                0 => input.bytes(&material),
                1 => input.changed(&own[index]),
                _ => input.changed_json_of(&own[index], &material),
            };
            files[index].text = String::from_utf8_lossy(&text).into_owned();
        }
        (files, input.one_in(16))
    };
    feed("specs::specs", make, || read);
}

/// A spec is right, or is refused with places that exist. Of those that are right, some are generated.
fn read((files, is_generated): (Vec<SpecFile>, bool)) -> bool {
    let Err(problems) = load(&files) else {
        if is_generated {
            assert!(!generate(&files).unwrap().files.is_empty());
        }
        return true;
    };
    let diagnostics = diagnose(&files, problems);
    assert!(!diagnostics.is_empty());
    for diagnostic in diagnostics {
        assert!(!diagnostic.to_string().is_empty());
    }
    false
}

/// The spec of the golden `kiosk`, which has everything that the generator knows.
fn files() -> Vec<SpecFile> {
    let folder =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/tests/data/golden/kiosk/spec");
    let (mut waiting, mut files) = (vec![folder.clone()], Vec::new());
    while let Some(current) = waiting.pop() {
        for entry in fs::read_dir(current).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
                continue;
            }
            let below = path
                .strip_prefix(&folder)
                .unwrap()
                .to_string_lossy()
                .replace('\\', "/");
            files.push(SpecFile {
                shown: below.clone(),
                path: below,
                text: fs::read_to_string(path).unwrap(),
                fault: None,
            });
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(load(&files).is_ok());
    files
}

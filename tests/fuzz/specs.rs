//! Specs that maintainers have written.

use std::fs;
use std::path::{Path, PathBuf};

use vod_codegen::{SpecFile, check, load};

use crate::reader::Reader;

/// A small spec; see `codegen/tests`.
const SPEC: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../xtask/tests/data/spec");

/// One file of a spec after the other is replaced by the input, which is made of all of them.
pub(crate) fn specs() -> Reader {
    let files = files(Path::new(SPEC));
    let samples = files.iter().map(|file| file.text.clone().into_bytes());
    let mut number = 0;
    Reader {
        name: "specs",
        samples: samples.collect(),
        words: &[
            "\"name\":",
            "\"type\":",
            "\"parameters\":",
            "\"response\":",
            "\"docs\":",
            "\"required\":",
            "\"values\":",
            "\"range\":",
            "\"[string]\"",
            "\"int64\"",
            "\"uint64\"",
            "\"errors\":",
            "\"examples\":",
            "\"pagination\":",
            "\"deprecated\":",
            "\"default\":",
            "\"retry\":",
            "\"fields\":",
            "\"conditions\":",
            "\"max_chars\":",
        ],
        read: Box::new(move |input| {
            number += 1;
            let mut files = files.clone();
            let count = files.len();
            files[number % count].text = String::from_utf8_lossy(input).into_owned();
            match load(&files) {
                Ok((spec, _)) => {
                    let _ = check(&spec, &files);
                    true
                }
                Err(problems) => {
                    assert!(!problems.is_empty());
                    false
                }
            }
        }),
    }
}

fn files(folder: &Path) -> Vec<SpecFile> {
    let mut paths = Vec::new();
    collect(folder, &mut paths);
    paths.sort();
    let read = |path: &PathBuf| SpecFile {
        shown: path.display().to_string(),
        path: path.strip_prefix(folder).unwrap().display().to_string(),
        text: fs::read_to_string(path).unwrap(),
        fault: None,
    };
    paths.iter().map(read).collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => collect(&path, paths),
            false => paths.push(path),
        }
    }
}

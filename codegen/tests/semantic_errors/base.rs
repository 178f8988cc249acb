//! A spec without errors, and changes to it.

use std::fs;
use std::path::{Path, PathBuf};

use vod_codegen::{SpecFile, generate};

/// A change to a spec, and what is said of it.
pub(crate) struct Case {
    /// What is wrong after the change.
    pub(crate) name: &'static str,
    /// The file that is changed, below the service's folder.
    pub(crate) file: &'static str,
    /// The change.
    pub(crate) change: Change,
    /// Each error's place and message, and its hint.
    pub(crate) said: &'static [&'static str],
}

/// A change to a file.
pub(crate) enum Change {
    /// In its text, the first is replaced by the second.
    Replace(&'static str, &'static str),
    /// The file is new, and has this text.
    Add(&'static str),
}

/// The files of the golden `kiosk`, by their paths below the service's folder.
pub(crate) fn spec() -> Vec<SpecFile> {
    let service = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/golden/kiosk/spec/kiosk");
    let mut files = Vec::new();
    let mut waiting = vec![service.clone()];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                files.push(file(&service, path));
            }
        }
    }
    files
}

fn file(service: &Path, path: PathBuf) -> SpecFile {
    let below: Vec<_> = path.strip_prefix(service).unwrap().iter().collect();
    let below: Vec<_> = below.iter().map(|part| part.to_str().unwrap()).collect();
    let text = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    spec_file(&below.join("/"), text)
}

fn spec_file(path: &str, text: String) -> SpecFile {
    SpecFile {
        shown: path.to_owned(),
        path: format!("service/{path}"),
        text,
        fault: None,
    }
}

/// Makes the change.
pub(crate) fn change(files: &mut Vec<SpecFile>, case: &Case) {
    let (from, to) = match case.change {
        Change::Add(text) => {
            files.push(spec_file(case.file, text.to_owned()));
            return;
        }
        Change::Replace(from, to) => (from, to),
    };
    let file = files.iter_mut().find(|file| file.shown == case.file);
    let text = &mut file.expect(case.name).text;
    assert!(text.contains(from), "{}: nothing to replace", case.name);
    *text = text.replacen(from, to, 1);
}

/// What is said of a spec that is wrong: each error's place and message, and its hint.
pub(crate) fn said_of(files: &[SpecFile], name: &str) -> Vec<String> {
    let errors = generate(files).expect_err(name);
    let said = errors.into_iter().flat_map(|error| {
        let place = format!("{}:{}:{}", error.path, error.line, error.column);
        [
            format!("{place}: {}", error.message),
            format!("hint: {}", error.hint),
        ]
    });
    said.collect()
}

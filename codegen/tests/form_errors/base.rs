//! A small spec without errors, and changes to it.

use vod_codegen::diagnostic::{Diagnostic, diagnose};
use vod_codegen::read::{SpecFile, read};

pub(crate) const SERVICE: &str = "vod/2018-07-17/service.json";
pub(crate) const ERROR_CODES: &str = "vod/2018-07-17/error_codes.json";
pub(crate) const ACTION: &str = "vod/2018-07-17/actions/DeleteMedia.json";
pub(crate) const TYPE: &str = "vod/2018-07-17/types/MediaPart.json";

const FILES: [(&str, &str); 4] = [
    (
        SERVICE,
        r#"{
  "$schema": "../../schema/service.schema.json",
  "service": "vod",
  "version": "2018-07-17",
  "title": "Video on Demand",
  "endpoint": "vod.tencentcloudapi.com"
}
"#,
    ),
    (
        ERROR_CODES,
        r#"{
  "common": [
    { "code": "InternalError", "meaning": "The service failed.", "retry": "transient" }
  ]
}
"#,
    ),
    (
        ACTION,
        r#"{
  "name": "DeleteMedia",
  "summary": "Deletes a media file.",
  "docs": [],
  "requests_per_second": 100,
  "retry": "idempotent",
  "new": ["FileId"],
  "parameters": [
    { "name": "FileId", "type": "string", "required": true, "max_chars": 40, "docs": "媒体文件的 ID" },
    { "name": "Parts", "type": "[MediaPart]", "range": { "min": 0.5, "max": 7 }, "default": null }
  ],
  "examples": [
    { "title": "Delete all", "request": { "FileId": "1", "Parts": [{ "Type": "Original" }] } }
  ]
}
"#,
    ),
    (
        TYPE,
        r#"{
  "name": "MediaPart",
  "summary": "A part of a media file.",
  "fields": [
    { "name": "Type", "type": "string", "values": [{ "value": "Original", "docs": "" }] }
  ]
}
"#,
    ),
];

/// A change to the spec.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Edit {
    /// In a file, this text becomes that.
    Replace(&'static str, &'static str, &'static str),
    /// A file has this text instead of its own, or is new.
    Write(&'static str, &'static str),
    /// A file is missing.
    Remove(&'static str),
    /// A file or folder has another name.
    Rename(&'static str, &'static str),
}

/// The files of the spec after some changes.
pub(crate) fn files(edits: &[Edit]) -> Vec<SpecFile> {
    let mut files: Vec<_> = FILES.iter().map(|(path, text)| file(path, text)).collect();
    edits.iter().for_each(|edit| apply(&mut files, *edit));
    files
}

pub(crate) fn file(path: &str, text: &str) -> SpecFile {
    SpecFile {
        shown: format!("spec/{path}"),
        path: path.to_owned(),
        text: text.to_owned(),
        fault: None,
    }
}

fn apply(files: &mut Vec<SpecFile>, edit: Edit) {
    match edit {
        Edit::Replace(path, from, to) => {
            let file = files.iter_mut().find(|file| file.path == path).expect(path);
            assert_eq!(
                file.text.matches(from).count(),
                1,
                "{path} has not exactly one {from}"
            );
            file.text = file.text.replace(from, to);
        }
        Edit::Write(path, text) => {
            files.retain(|file| file.path != path);
            files.push(file(path, text));
        }
        Edit::Remove(path) => {
            assert!(
                files.iter().any(|file| file.path == path),
                "there is no {path}"
            );
            files.retain(|file| file.path != path);
        }
        Edit::Rename(from, to) => {
            let mut renamed = 0;
            for old in files.iter_mut().filter(|file| file.path.starts_with(from)) {
                *old = file(&old.path.replace(from, to), &old.text);
                renamed += 1;
            }
            assert!(renamed > 0, "there is no {from}");
        }
    }
}

/// What reading these files finds wrong.
pub(crate) fn diagnostics(files: &[SpecFile]) -> Vec<Diagnostic> {
    match read(files) {
        Ok(_) => Vec::new(),
        Err(problems) => diagnose(files, problems),
    }
}

/// The same as it is shown, an empty line between two.
pub(crate) fn shown(files: &[SpecFile]) -> String {
    let shown: Vec<_> = diagnostics(files)
        .iter()
        .map(Diagnostic::to_string)
        .collect();
    shown.join("\n\n")
}

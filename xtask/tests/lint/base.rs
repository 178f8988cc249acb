//! A spec in which nothing is found, and changes to it.

use vod_codegen::SpecFile;
use xtask::lint::lint;

pub(crate) const SERVICE: &str = "service.json";
pub(crate) const ERROR_CODES: &str = "error_codes.json";
pub(crate) const LIST: &str = "actions/DescribeFilms.json";
pub(crate) const START: &str = "actions/CreateFilm.json";
pub(crate) const DELETE: &str = "actions/DeleteFilm.json";
pub(crate) const FILM: &str = "types/Film.json";
pub(crate) const EVENT: &str = "types/EventContent.json";

const FILES: [(&str, &str); 8] = [
    (
        SERVICE,
        r#"{
  "$schema": "../../schema/service.schema.json",
  "service": "vod",
  "version": "2018-07-17",
  "title": "Films",
  "endpoint": "films.example.com",
  "areas": ["Library", "Studio"]
}
"#,
    ),
    (
        ERROR_CODES,
        r#"{
  "$schema": "../../schema/error_codes.schema.json",
  "common": [
    { "code": "InternalError", "meaning": "The service failed.", "retry": "transient" }
  ],
  "codes": [
    { "code": "FilmNotFound", "meaning": "There is no film of this name.", "retry": "never" },
    { "code": "ResourceNotFound.Film", "meaning": "The film is gone.", "retry": "never" }
  ]
}
"#,
    ),
    (
        LIST,
        r#"{
  "$schema": "../../../schema/action.schema.json",
  "name": "DescribeFilms", "page": "https://cloud.tencent.com/document/DescribeFilms",
  "summary": "Lists films of the library.",
  "docs": ["The newest film comes first. A film that is being made is not listed."],
  "area": "Library",
  "retry": "read",
  "pagination": {
    "style": "offset",
    "position": "Offset",
    "size": "Limit",
    "items": ["FilmSet"],
    "total": "TotalCount",
    "default_size": 10,
    "max_size": 100
  },
  "parameters": [
    { "name": "Offset", "type": "uint64", "docs": "How many films to skip." },
    { "name": "Limit", "type": "uint64", "range": { "min": 1, "max": 100 }, "docs": "How many to list.", "default": 10, "example": 5 },
    { "name": "Genre", "type": "string", "docs": "Omit all others now.", "values": [{ "value": "drama", "docs": "Sad." }, { "value": "comedy", "docs": "Funny." }], "example": "drama" }
  ],
  "response": [
    { "name": "FilmSet", "type": "[Film]", "docs": "What came." },
    { "name": "TotalCount", "type": "uint64", "docs": "How many films there are." }
  ],
  "error_codes": ["FilmNotFound"],
  "examples": [{ "title": "The first page", "request": { "Limit": 5 } }]
}
"#,
    ),
    (
        START,
        r#"{
  "$schema": "../../../schema/action.schema.json",
  "name": "CreateFilm", "page": "https://cloud.tencent.com/document/product/266/35",
  "summary": "Starts to make a film.",
  "area": "Studio",
  "retry": "session_id",
  "session_id_days": 3,
  "task_ids": ["TaskId"],
  "parameters": [
    { "name": "Title", "type": "string", "min_chars": 2, "max_chars": 8, "docs": "What posters show.", "example": "Alien" },
    { "name": "Width", "type": "uint64", "range": { "min": 16, "max": 4096 }, "docs": "Size to the side.", "default": 0, "values": [{ "value": 0, "docs": "As the camera." }], "example": 640 },
    { "name": "Actors", "type": "[string]", "max_items": 2, "docs": "Who plays.", "example": ["Ann", "Bob"] },
    { "name": "SessionId", "type": "string", "docs": "Tells copies off." }
  ],
  "response": [
    { "name": "TaskId", "type": "string", "docs": "Name of the job." },
    { "name": "Event", "type": "EventContent", "docs": "What has happened so far." }
  ],
  "examples": [{ "title": "A film", "request": { "Title": "Alien" } }],
  "error_codes": ["InternalError"]
}
"#,
    ),
    (
        DELETE,
        r#"{
  "$schema": "../../../schema/action.schema.json",
  "name": "DeleteFilm", "page": "https://cloud.tencent.com/document/DeleteFilm",
  "summary": "Deletes a film.",
  "area": "Studio",
  "retry": "idempotent",
  "done_codes": ["ResourceNotFound.Film"],
  "new": ["Title"],
  "parameters": [
    { "name": "Title", "type": "string", "required": true, "docs": "What posters show.", "example": "Alien" }
  ],
  "examples": [{ "title": "A film", "request": { "Title": "Alien" } }],
  "error_codes": ["ResourceNotFound.Film"]
}
"#,
    ),
    (
        FILM,
        r#"{
  "$schema": "../../../schema/type.schema.json",
  "name": "Film",
  "summary": "A film of the library.",
  "fields": [
    { "name": "Title", "type": "string", "docs": "Any words.", "deprecated": "Use `Name`." }
  ]
}
"#,
    ),
    (
        EVENT,
        r#"{
  "$schema": "../../../schema/type.schema.json",
  "name": "EventContent",
  "summary": "What has happened.",
  "fields": [
    { "name": "ProcessImageAsyncCompleteEvent", "type": "ProcessImageAsync", "docs": "Pretty pic." }
  ]
}
"#,
    ),
    (
        "types/ProcessImageAsync.json",
        r#"{
  "$schema": "../../../schema/type.schema.json",
  "name": "ProcessImageAsync",
  "summary": "An image that was made.",
  "fields": [{ "name": "Film", "type": "Film", "docs": "Made from one." }]
}
"#,
    ),
];

/// A change to the spec, and what is found then.
pub(crate) struct Case {
    /// What is wrong after the change.
    pub(crate) name: &'static str,
    /// The file.
    pub(crate) file: &'static str,
    /// What is replaced in its text, and by what.
    pub(crate) change: (&'static str, &'static str),
    /// Every finding, as it is printed: place, rule, message and hint.
    pub(crate) found: &'static [&'static str],
    /// Whether the change can be made together with others.
    pub(crate) together: bool,
}

/// The files of the spec.
pub(crate) fn spec() -> Vec<SpecFile> {
    let files = FILES.iter();
    files
        .map(|(path, text)| SpecFile {
            shown: (*path).to_owned(),
            path: format!("vod/2018-07-17/{path}"),
            text: (*text).to_owned(),
            fault: None,
        })
        .collect()
}

/// The files after the change.
pub(crate) fn changed(mut files: Vec<SpecFile>, case: &Case) -> Vec<SpecFile> {
    let (from, to) = case.change;
    let file = files.iter_mut().find(|file| file.shown == case.file);
    let text = &mut file.expect(case.name).text;
    assert_eq!(text.matches(from).count(), 1, "{}: {from}", case.name);
    *text = text.replace(from, to);
    files
}

/// Every finding, as it is printed.
pub(crate) fn found(files: &[SpecFile]) -> Vec<String> {
    let findings = lint(files).findings.into_iter();
    findings
        .map(|finding| {
            let found = finding.diagnostic;
            format!(
                "{}:{}:{}: {}: {}; {}",
                found.path, found.line, found.column, finding.rule.name, found.message, found.hint
            )
        })
        .collect()
}

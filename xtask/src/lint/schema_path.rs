//! The path of the JSON Schema, by which an editor finds it.

use vod_codegen::problem::{Place, code};
use vod_codegen::read::Version;
use vod_codegen::schema::FileKind;

use super::findings::Findings;
use super::{Rule, Severity};

pub(super) const SCHEMA_PATH: Rule = Rule {
    name: "schema-path",
    about: "A file whose `$schema` is missing or leads elsewhere: editors find the descriptions of the keys \
            by it.",
    severity: Severity::Error,
};

/// Checks every file of a version.
pub(super) fn check(version: &Version, findings: &mut Findings) {
    let service = &version.service;
    let mut check = |kind, file, schema| check_file(kind, file, schema, findings);
    check(FileKind::Service, service.file, &service.value.schema);
    let error_codes = &version.error_codes;
    check(
        FileKind::ErrorCodes,
        error_codes.file,
        &error_codes.value.schema,
    );
    for file in &version.actions {
        check(FileKind::Action, file.file, &file.value.schema);
    }
    for file in &version.types {
        check(FileKind::Type, file.file, &file.value.schema);
    }
}

fn check_file(kind: FileKind, file: usize, schema: &Option<String>, findings: &mut Findings) {
    let up = match kind {
        FileKind::Service | FileKind::ErrorCodes => "../..",
        FileKind::Action | FileKind::Type => "../../..",
    };
    let expected = format!("{up}/schema/{}", kind.schema_name());
    let place = Place::file(file).key("$schema");
    let message = match schema {
        Some(schema) if *schema == expected => return,
        Some(schema) => format!("{} is not where the schema is", code(schema)),
        None => "`$schema` is missing".to_owned(),
    };
    let hint = format!("write \"$schema\": \"{expected}\"");
    findings.add(&SCHEMA_PATH, place, message, hint);
}

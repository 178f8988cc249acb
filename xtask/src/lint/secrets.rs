//! Fields of which someone must say whether they are secrets.

use heck::ToSnakeCase;

use vod_codegen::problem::code;
use vod_codegen::read::Version;
use vod_codegen::spec::Field;

use super::common;
use super::findings::Findings;
use super::walk::{FieldAt, fields};
use super::{Rule, Severity};

pub(super) const UNDECIDED_SECRET: Rule = Rule {
    name: "undecided-secret",
    about: "A field whose name looks like a secret, and of which nothing is said. Say `\"secret\": true`, or \
            `\"secret\": false` if it may be shown.",
    severity: Severity::Error,
};

/// Words that names of secrets are made of.
const WORDS: &[&str] = &[
    "apikey",
    "auth",
    "authorization",
    "certificate",
    "cookie",
    "cookies",
    "credential",
    "credentials",
    "dk",
    "key",
    "keys",
    "passphrase",
    "passwd",
    "password",
    "private",
    "pwd",
    "secret",
    "secrets",
    "sign",
    "signature",
    "token",
    "tokens",
];

/// Checks every field of a version.
pub(super) fn check(version: &Version, findings: &mut Findings) {
    for at in fields(version) {
        let FieldAt { field, place, .. } = &at;
        let is_undecided = field.secret.is_none() && !common::is_common(version, &at);
        if is_undecided && is_free_text(field) && looks_secret(&field.name) {
            let message = format!("{} looks like a secret", code(&field.name));
            let hint = "say `\"secret\": true`, or `\"secret\": false` if it may be shown";
            findings.add(&UNDECIDED_SECRET, place.key("name"), message, hint);
        }
    }
}

/// A field with known values can be guessed, so it is no secret.
fn is_free_text(field: &Field) -> bool {
    ["string", "binary"].contains(&field.type_.name.as_str()) && field.values.is_empty()
}

fn looks_secret(name: &str) -> bool {
    name.to_snake_case()
        .split('_')
        .any(|word| WORDS.contains(&word))
}

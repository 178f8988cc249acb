//! Compares an error code's retry hint with its documented meaning.

use vod_codegen::problem::{Place, code};
use vod_codegen::read::Version;
use vod_codegen::spec::RetryHint;

use super::findings::Findings;
use super::{Rule, Severity};

pub(super) const DUPLICATE_CODE: Rule = Rule {
    name: "duplicate-code",
    about: "An error code that means by its words that the service has dropped a second request with the \
            same id, and whose `retry` does not say so. Write `duplicate`.",
    severity: Severity::Error,
};

/// Checks the error codes of a version.
pub(super) fn check(version: &Version, findings: &mut Findings) {
    let file = &version.error_codes;
    let list = Place::file(file.file).key("codes");
    for (index, known) in file.value.codes.iter().enumerate() {
        let meaning = known.meaning.to_lowercase();
        let is_dropped = meaning.contains("dropped") && meaning.contains("request");
        if is_dropped && known.retry != RetryHint::Duplicate {
            let message = format!(
                "{} is returned for a request that was dropped, but `retry` says otherwise",
                code(&known.code)
            );
            let place = list.index(index).key("retry");
            findings.add(&DUPLICATE_CODE, place, message, "write `duplicate`");
        }
    }
}

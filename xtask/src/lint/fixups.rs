//! Fixups of upstream's description whose repair the spec does not have.

use crate::import::{FixupState, fixup_states};
use vod_codegen::problem::Place;
use vod_codegen::read::Version;

use super::findings::Findings;
use super::{Rule, Severity};

pub(super) const STALE_FIXUP: Rule = Rule {
    name: "stale-fixup",
    about: "A fixup of `xtask/src/import/fixups.rs` that repairs a field which the spec does not have, or \
            has in another way than the fixup makes it. Whether upstream has fixed what a fixup repairs, \
            only `cargo xtask import` can find out; it then fails.",
    severity: Severity::Error,
};

/// Checks the fixups of a version.
pub(super) fn check(version: &Version, findings: &mut Findings) {
    for (fixup, state) in fixup_states(version) {
        let remove = "remove it from `xtask/src/import/fixups.rs`";
        match state {
            FixupState::Applied => {}
            FixupState::NotThere { file } => {
                let message = format!("the fixup `{fixup}` repairs a field that is not there");
                let place = Place::file(file).key("fields");
                findings.add(&STALE_FIXUP, place, message, remove);
            }
            FixupState::Missing { file, index } => {
                let message =
                    format!("the fixup `{fixup}` repairs this, and the spec has what is wrong");
                let place = Place::file(file).key("fields").index(index).key("type");
                findings.add(
                    &STALE_FIXUP,
                    place,
                    message,
                    "run `cargo xtask import` again",
                );
            }
            FixupState::Other { file, index } => {
                let message = format!("the fixup `{fixup}` makes another type of this");
                let place = Place::file(file).key("fields").index(index).key("type");
                findings.add(
                    &STALE_FIXUP,
                    place,
                    message,
                    format!("correct it, or {remove}"),
                );
            }
        }
    }
}

//! Compares two specs, and classifies each change by its effect on users of the SDK.
//!
//! Every change has two verdicts. What it means to *source code* is read off the generated code: a public
//! item that is gone or has another signature is breaking, one that is new is additive. What it means to
//! a program that *runs* follows from the facts:
//!
//! | kind of change | a running program |
//! | --- | --- |
//! | `version_removed`, `action_removed`, `field_removed`, `service` | breaking |
//! | `version_added`, `action_added`, `field_added` | additive; a required field of a request: breaking, unless it is `required_later` |
//! | `type` | breaking where what was sent or received no longer fits |
//! | `required` | set: breaking; `required_later`, or unset: additive |
//! | `new` | breaking where callers compile as before and pass the wrong values |
//! | `always_returned` | unset: breaking where programs took the field for granted; set: additive |
//! | `limit` | stricter: breaking; looser: additive; stated for the first time: breaking if the SDK checks it |
//! | `values` | gone from a request: breaking; new: additive |
//! | `default` | another one: breaking |
//! | `retry`, `error_code_retry` | less is repeated: breaking; more: additive |
//! | `session_id_days`, `requests_per_second` | less: breaking; more: additive |
//! | `skip_sign` | a signature is needed now: breaking; no longer: additive |
//! | `pagination`, `task_ids` | more documented: additive; changed or less documented: breaking |
//! | `action_error_codes`, `error_code_added` | more: additive |
//! | every other kind | nothing but the documentation |

mod actions;
mod change;
mod command;
mod error_codes;
mod fields;
mod open_sets;
mod source;
mod surface;
mod types;
mod versions;
mod walk;

pub(crate) use command::{Args, SpecSource, escaped, print_text, run};
use vod_codegen::diagnostic::{Diagnostic, diagnose};
use vod_codegen::load as load_spec;
use vod_codegen::model::Api;
use vod_codegen::read::{Spec, SpecFile};

use crate::verdict::Verdict;
pub use change::{Change, Kind, Owner, Place};
use source::Source;
use walk::{Side, Walk};

/// The differences between two specs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diff {
    /// The changes, the worst first, and then by their places.
    pub changes: Vec<Change>,
}

/// The errors in the two specs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DiffError {
    /// Those in the old one.
    pub old: Vec<Diagnostic>,
    /// Those in the new one.
    pub new: Vec<Diagnostic>,
}

impl Diff {
    /// The worst of all verdicts; `None` if nothing differs.
    pub fn verdict(&self) -> Option<Verdict> {
        self.changes.iter().map(Change::verdict).max()
    }

    /// The changes with a verdict.
    pub fn of(&self, verdict: Verdict) -> impl Iterator<Item = &Change> {
        let changes = self.changes.iter();
        changes.filter(move |change| change.verdict() == verdict)
    }
}

/// Compares two specs, or says everything that is wrong with either.
///
/// The files may come in any order.
pub fn diff(old: &[SpecFile], new: &[SpecFile]) -> Result<Diff, DiffError> {
    let ((old_spec, old_api), (new_spec, new_api)) = match (load(old), load(new)) {
        (Ok(old), Ok(new)) => (old, new),
        (old, new) => {
            return Err(DiffError {
                old: old.err().unwrap_or_default(),
                new: new.err().unwrap_or_default(),
            });
        }
    };
    let old = Side {
        spec: &old_spec,
        api: &old_api,
    };
    let new = Side {
        spec: &new_spec,
        api: &new_api,
    };
    Ok(compare(old, new))
}

fn load(files: &[SpecFile]) -> Result<(Spec, Api), Vec<Diagnostic>> {
    load_spec(files).map_err(|problems| diagnose(files, problems))
}

fn compare(old: Side<'_>, new: Side<'_>) -> Diff {
    let mut walk = Walk {
        source: Source::new(old.api, new.api),
        changes: Vec::new(),
    };
    versions::compare(old, new, &mut walk);
    error_codes::compare(old, new, &mut walk);
    add_unexplained(new, &mut walk);
    let mut changes = walk.changes;
    changes.sort_by(|a, b| {
        let by_verdict = b.verdict().cmp(&a.verdict());
        by_verdict.then_with(|| (&a.place, a.kind, &a.what).cmp(&(&b.place, b.kind, &b.what)))
    });
    Diff { changes }
}

/// Adds the differences of the code that no comparison has explained: no break may go unreported.
fn add_unexplained(new: Side<'_>, walk: &mut Walk) {
    let Some(first) = new.versions().next() else {
        return;
    };
    let place = first.place(Owner::Version);
    for difference in walk.source.unexplained() {
        walk.add_rust(&place, &difference);
    }
}

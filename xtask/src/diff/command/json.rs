//! A diff for a program to read.

use crate::diff::{Change, Diff};
use serde_json::{Value, json};

/// The bump and every change.
pub(super) fn of(diff: &Diff) -> String {
    let (bump, before) = diff
        .verdict()
        .map_or(("none", "none"), |worst| worst.bump());
    let changes: Vec<Value> = diff.changes.iter().map(change).collect();
    let json = json!({ "bump": bump, "bump_before_1_0": before, "changes": changes });
    format!("{json:#}")
}

fn change(change: &Change) -> Value {
    json!({
        "verdict": change.verdict().as_str(),
        "source": change.source.as_str(),
        "run": change.run.as_str(),
        "where": change.place.to_string(),
        "kind": change.kind.as_str(),
        "what": change.what,
    })
}

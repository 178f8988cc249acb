//! An action: upstream's facts, and what we say until someone describes it.

use std::collections::HashSet;

use serde_json::json;

use crate::fmt_spec::TypeFields;
use vod_codegen::spec::ActionFile;
use vod_codegen::usage::Usage;

use super::described::{Action, Member};
use super::fields::{self, GONE, Owner};
use super::raw::from_json;
use super::report::Report;
use super::settle::settle;

/// The note on an action that upstream no longer maintains.
const NOT_MAINTAINED: &str = "No longer maintained by the service.";

/// The placeholder for the summary of an undocumented action.
pub(crate) fn placeholder_summary(action: &str) -> String {
    format!("Calls `{action}`.")
}

/// An undocumented action.
pub(super) fn new_action(name: &str) -> ActionFile {
    from_json(json!({
        "$schema": "../../../schema/action.schema.json",
        "name": name,
        "summary": placeholder_summary(name),
    }))
}

/// Brings an action to what upstream describes.
pub(super) fn update(
    action: &mut ActionFile,
    described: &Action,
    is_new: bool,
    open_sets: &HashSet<&str>,
    report: &mut Report,
) {
    let name = action.name.clone();
    match (&action.deprecated, described.is_deprecated) {
        (None, true) => {
            action.deprecated = Some(NOT_MAINTAINED.to_owned());
            if !is_new {
                report
                    .changed
                    .push(format!("action `{name}` is deprecated now"));
            }
        }
        (Some(note), false) if note == NOT_MAINTAINED || note == GONE => {
            action.deprecated = None;
            report.changed.push(format!(
                "action `{name}` is maintained, and no longer deprecated"
            ));
        }
        _ => {}
    }
    if let Some(skips) = described
        .skips_signature
        .filter(|skips| *skips != action.skip_sign)
    {
        action.skip_sign = skips;
        if !is_new {
            let now = if skips { "without" } else { "with" };
            let change = format!("action `{name}` is called {now} a signature now");
            report.changed.push(change);
        }
    }
    let (parameters, response) = owners(&name, is_new, open_sets);
    let ActionFile { new, .. } = action;
    fields::merge(
        parameters,
        &mut action.parameters,
        new,
        &described.parameters,
        report,
    );
    // A response has no `new()`: none of its fields is ever required.
    fields::merge(
        response,
        &mut action.response,
        &mut Vec::new(),
        &described.response,
        report,
    );
}

fn owners<'a>(
    name: &'a str,
    is_new: bool,
    open_sets: &'a HashSet<&'a str>,
) -> (Owner<'a>, Owner<'a>) {
    let owner = |what, in_requests| Owner {
        what,
        name,
        usage: Usage {
            in_requests,
            in_responses: !in_requests,
        },
        is_new,
        is_built: in_requests && !is_new,
        was_returned_only: !in_requests,
        open_sets,
    };
    (owner("parameter", true), owner("response field", false))
}

/// Gives parameters and fields upstream's examples, and takes from them what no longer fits.
pub(super) fn settle_action(
    action: &mut ActionFile,
    (parameters, response): (&[Member], &[Member]),
    types: &TypeFields<'_>,
    open_sets: &HashSet<&str>,
    report: &mut Report,
) {
    let name = action.name.clone();
    let (owner, owner_of_response) = owners(&name, false, open_sets);
    settle(owner, &mut action.parameters, parameters, types, report);
    settle(
        owner_of_response,
        &mut action.response,
        response,
        types,
        report,
    );
}

/// Brings the error codes of an action to what upstream lists.
pub(super) fn update_error_codes(
    action: &mut ActionFile,
    codes: &[String],
    is_new: bool,
    report: &mut Report,
) {
    let name = &action.name;
    if !is_new {
        for code in codes
            .iter()
            .filter(|code| !action.error_codes.contains(code))
        {
            report
                .changed
                .push(format!("`{name}` may return `{code}` now"));
        }
        for code in action
            .error_codes
            .iter()
            .filter(|code| !codes.contains(code))
        {
            report
                .changed
                .push(format!("`{name}` no longer lists `{code}`"));
        }
    }
    action.error_codes = codes.to_vec();
}

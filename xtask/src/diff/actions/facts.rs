//! Compares the facts of an action besides its fields.

use super::super::change::Kind;
use super::super::fields::deprecated;
use super::super::walk::{Walk, instead, listed};
use super::ActionSide;
use crate::verdict::Verdict;
use vod_codegen::spec::{ActionFile, RetryClass};

/// Compares the facts.
pub(super) fn compare(old: ActionSide<'_>, new: ActionSide<'_>, walk: &mut Walk) {
    let place = new.place();
    let (old, new) = (old.file, new.file);
    compare_retry(old, new, &place, walk);
    compare_exceptions(old, new, &place, walk);
    compare_rate(old, new, &place, walk);
    compare_error_codes(old, new, &place, walk);
    if old.skip_sign != new.skip_sign {
        let (how, run) = if new.skip_sign {
            ("without", Verdict::Additive)
        } else {
            ("with", Verdict::Breaking)
        };
        let what = format!("called {how} a signature now");
        walk.add(&place, Kind::SkipSign, what, (Verdict::Docs, run));
    }
    deprecated(
        &place,
        old.deprecated.as_ref(),
        new.deprecated.as_ref(),
        walk,
    );
    if (&old.summary, &old.docs) != (&new.summary, &new.docs) {
        walk.add_docs(&place, Kind::Words, "other words");
    }
    if old.examples != new.examples {
        walk.add_docs(&place, Kind::Examples, "other example calls");
    }
    if old.one_of != new.one_of {
        walk.add_docs(&place, Kind::Condition, "one of other parameters is given");
    }
    if old.area != new.area {
        let what = instead("area", new.area.as_ref(), old.area.as_ref());
        walk.add_docs(&place, Kind::Area, what);
    }
    if old.page != new.page {
        walk.add_docs(&place, Kind::Page, "another official page");
    }
    if old.edition != new.edition {
        walk.add_docs(&place, Kind::Edition, "described by another edition");
    }
}

fn compare_retry(old: &ActionFile, new: &ActionFile, place: &super::Place, walk: &mut Walk) {
    if old.retry != new.retry {
        let run = match (safety(new.retry), safety(old.retry)) {
            (new, old) if new < old => Verdict::Breaking,
            (new, old) if new > old => Verdict::Additive,
            _ => Verdict::Docs,
        };
        let what = instead("retry", new.retry.map(name), old.retry.map(name));
        walk.add(place, Kind::Retry, what, (Verdict::Docs, run));
    } else if old.session_id_days != new.session_id_days {
        let run = if new.session_id_days < old.session_id_days {
            Verdict::Breaking
        } else {
            Verdict::Additive
        };
        let what = instead("session_id_days", new.session_id_days, old.session_id_days);
        walk.add(place, Kind::SessionIdDays, what, (Verdict::Docs, run));
    }
}

/// What takes the retry class away makes calls fail that were repeated; a code for "already so" makes another error of
/// one that a lost response hides a success behind.
fn compare_exceptions(old: &ActionFile, new: &ActionFile, place: &super::Place, walk: &mut Walk) {
    if old.retry_unless != new.retry_unless {
        let kept = old
            .retry_unless
            .iter()
            .all(|it| new.retry_unless.get(it.0) == Some(it.1));
        let run = if kept {
            Verdict::Breaking
        } else {
            Verdict::Additive
        };
        let what = "other parameters take the retry class away";
        walk.add(place, Kind::RetryUnless, what, (Verdict::Docs, run));
    }
    if old.done_codes != new.done_codes {
        let codes = |file: &ActionFile| listed(file.done_codes.iter().map(String::as_str));
        let what = instead(
            "done_codes",
            Some(codes(new)).filter(|codes| !codes.is_empty()),
            Some(codes(old)).filter(|codes| !codes.is_empty()),
        );
        walk.add(
            place,
            Kind::DoneCodes,
            what,
            (Verdict::Docs, Verdict::Additive),
        );
    }
}

/// How safe it is to repeat a call.
fn safety(retry: Option<RetryClass>) -> u8 {
    match retry {
        None | Some(RetryClass::Never) => 0,
        Some(RetryClass::SessionId) => 1,
        Some(RetryClass::Read | RetryClass::Idempotent) => 2,
    }
}

fn name(retry: RetryClass) -> &'static str {
    match retry {
        RetryClass::Read => "read",
        RetryClass::Idempotent => "idempotent",
        RetryClass::SessionId => "session_id",
        RetryClass::Never => "never",
    }
}

fn compare_rate(old: &ActionFile, new: &ActionFile, place: &super::Place, walk: &mut Walk) {
    let (old, new) = (old.requests_per_second, new.requests_per_second);
    if old == new {
        return;
    }
    // The client keeps to a rate: calls are slower than they were, or may wait beyond their timeout.
    let is_slower = match (old, new) {
        (Some(old), Some(new)) => new < old,
        (None, Some(_)) => true,
        _ => false,
    };
    let run = if is_slower {
        Verdict::Breaking
    } else {
        Verdict::Additive
    };
    let what = instead("requests_per_second", new, old);
    walk.add(place, Kind::RequestsPerSecond, what, (Verdict::Docs, run));
}

/// Any action may fail with any code: a longer list adds information, and a shorter one breaks nothing.
fn compare_error_codes(old: &ActionFile, new: &ActionFile, place: &super::Place, walk: &mut Walk) {
    let place = place.list("error_codes");
    let missing = |from: &[String], codes: &[String]| -> Vec<String> {
        let missing = codes.iter().filter(|code| !from.contains(code));
        missing.cloned().collect()
    };
    let added = missing(&old.error_codes, &new.error_codes);
    let removed = missing(&new.error_codes, &old.error_codes);
    if !added.is_empty() {
        let what = format!("{} too", listed(added.iter().map(String::as_str)));
        let verdicts = (Verdict::Docs, Verdict::Additive);
        walk.add(&place, Kind::ActionErrorCodes, what, verdicts);
    }
    if !removed.is_empty() {
        let removed = listed(removed.iter().map(String::as_str));
        walk.add_docs(
            &place,
            Kind::ActionErrorCodes,
            format!("no longer {removed}"),
        );
    } else if added.is_empty() && old.error_codes != new.error_codes {
        walk.add_docs(&place, Kind::Order, "another order");
    }
}

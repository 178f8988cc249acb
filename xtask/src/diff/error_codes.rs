//! The error codes: one list for all versions, which must agree on what a code means.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{Kind, Owner, Place};
use super::walk::{Side, Walk, instead};
use crate::verdict::Verdict;
use vod_codegen::model::{ErrorCode, RetryHint};

/// Compares the error codes of two specs.
pub(super) fn compare(old: Side<'_>, new: Side<'_>, walk: &mut Walk) {
    let [known, known_now] = [old, new].map(|side| Codes::of(&side.api.error_codes));
    for (code, error) in &known.0 {
        match known_now.0.get(code) {
            Some(now) => compare_code(error, now, &known_now, &place(new, code), walk),
            None => {
                let (mut what, mut run) = ("gone".to_owned(), known.effect(code, &known_now));
                let source = explain(error, walk);
                if let Some(taker) = known_now.named(&error.variant) {
                    what += &format!(", and `ErrorCode::{}` is `{taker}`", error.variant);
                    run = Verdict::Breaking;
                }
                let place = place(old, code);
                walk.add(&place, Kind::ErrorCodeRemoved, what, (source, run));
            }
        }
    }
    for (code, error) in &known_now.0 {
        if !known.0.contains_key(code) {
            let source = explain(error, walk);
            let (what, run) = known.news(error);
            walk.add(&place(new, code), Kind::ErrorCodeAdded, what, (source, run));
        }
    }
    compare_lists(old, new, walk);
}

fn compare_code(old: &ErrorCode, new: &ErrorCode, now: &Codes<'_>, place: &Place, walk: &mut Walk) {
    if old.variant != new.variant {
        let source = explain(old, walk).max(explain(new, walk));
        let mut run = Verdict::Docs;
        let mut what = format!(
            "called `ErrorCode::{}` instead of `ErrorCode::{}`",
            new.variant, old.variant
        );
        if let Some(taker) = now.named(&old.variant) {
            what += &format!(", which is `{taker}`");
            run = Verdict::Breaking;
        }
        walk.add(place, Kind::Rust, what, (source, run));
    }
    if old.retry != new.retry {
        let what = instead("retry", Some(name(new.retry)), Some(name(old.retry)));
        let run = effect(Some(old.retry), Some(new.retry));
        walk.add(place, Kind::ErrorCodeRetry, what, (Verdict::Docs, run));
    }
    if old.meaning != new.meaning {
        walk.add_docs(place, Kind::Words, "other words");
    }
}

/// The effect on users of a code's variant.
fn explain(code: &ErrorCode, walk: &mut Walk) -> Verdict {
    let path = format!("ErrorCode::{}", code.variant);
    walk.source.explain(&[path]).verdict()
}

/// The codes by their names.
struct Codes<'a>(BTreeMap<&'a str, &'a ErrorCode>);

impl<'a> Codes<'a> {
    fn of(codes: &'a [ErrorCode]) -> Self {
        Self(
            codes
                .iter()
                .map(|code| (code.code.as_str(), code))
                .collect(),
        )
    }

    /// The code of a variant.
    fn named(&self, variant: &str) -> Option<&'a str> {
        let mut codes = self.0.values();
        let code = codes.find(|code| code.variant == variant)?;
        Some(&code.code)
    }

    /// The effect of a code's becoming known. It was taken for the code that it
    /// refines: where they differ, the program is right now and was not before.
    fn news(&self, code: &ErrorCode) -> (String, Verdict) {
        let known = self.retry(&code.code);
        let what = match known {
            Some(known) if known != code.retry => {
                let retry = instead("retry", Some(name(code.retry)), Some(name(known)));
                format!("new, {retry}")
            }
            _ => "new".to_owned(),
        };
        let verdict = effect(known, Some(code.retry));
        (what, verdict.min(Verdict::Additive))
    }

    /// The effect of a code's no longer being known: it is taken for the code that it
    /// refines.
    fn effect(&self, code: &str, now: &Self) -> Verdict {
        effect(self.retry(code), now.retry(code))
    }

    fn retry(&self, code: &str) -> Option<RetryHint> {
        let mut code = code;
        loop {
            if let Some(known) = self.0.get(code) {
                return Some(known.retry);
            }
            code = code.rsplit_once('.')?.0;
        }
    }
}

/// The effect of another retry hint on a program.
fn effect(old: Option<RetryHint>, new: Option<RetryHint>) -> Verdict {
    match (patience(new), patience(old)) {
        _ if old == new => Verdict::Docs,
        (new, old) if new > old => Verdict::Additive,
        (new, old) if new < old => Verdict::Breaking,
        (0, 0) => Verdict::Docs,
        // The two that ask for something else before the call is repeated do not ask for the same.
        _ => Verdict::Breaking,
    }
}

/// In how many cases a call is repeated. It is not if nothing is known of the code.
fn patience(retry: Option<RetryHint>) -> u8 {
    match retry {
        Some(RetryHint::Never | RetryHint::Duplicate) | None => 0,
        Some(RetryHint::Clock | RetryHint::Credential) => 1,
        Some(RetryHint::Transient) => 2,
        Some(RetryHint::Throttled) => 3,
    }
}

fn name(retry: RetryHint) -> &'static str {
    match retry {
        RetryHint::Never => "never",
        RetryHint::Throttled => "throttled",
        RetryHint::Transient => "transient",
        RetryHint::Clock => "clock",
        RetryHint::Credential => "credential",
        RetryHint::Duplicate => "duplicate",
    }
}

/// The place of a code in the first version that has it.
fn place(side: Side<'_>, code: &str) -> Place {
    let mut lists = lists(side).into_iter();
    let first = lists.find(|((_, listed), _)| *listed == code);
    let version = first.map_or("", |((version, _), _)| version);
    Place::new(version, Owner::ErrorCodes).member(code)
}

/// Which of the two lists of which version has which code.
fn lists<'a>(side: Side<'a>) -> BTreeMap<(&'a str, &'a str), &'static str> {
    let mut lists = BTreeMap::new();
    for version in side.versions() {
        let file = &version.spec.error_codes.value;
        for (list, codes) in [("common", &file.common), ("codes", &file.codes)] {
            for code in codes {
                lists.insert((version.spec.folder.as_str(), code.code.as_str()), list);
            }
        }
    }
    lists
}

/// Compares where the codes are listed that both sides know.
fn compare_lists(old: Side<'_>, new: Side<'_>, walk: &mut Walk) {
    let codes = |side: Side<'_>| -> BTreeSet<String> {
        let codes = side.api.error_codes.iter();
        codes.map(|code| code.code.clone()).collect()
    };
    let (known, known_now) = (codes(old), codes(new));
    let (listed, listed_now) = (lists(old), lists(new));
    let places: BTreeSet<_> = listed.keys().chain(listed_now.keys()).collect();
    for key @ (version, code) in places {
        let is_known = known.contains(*code) && known_now.contains(*code);
        let are_both = old.version(version).is_some() && new.version(version).is_some();
        if !is_known || !are_both {
            continue;
        }
        let what = match (listed.get(key), listed_now.get(key)) {
            (None, Some(_)) => "listed for this version too".to_owned(),
            (Some(_), None) => "no longer listed for this version".to_owned(),
            (Some(old), Some(new)) if old != new => format!("in `{new}` instead of `{old}`"),
            _ => continue,
        };
        let place = Place::new(version, Owner::ErrorCodes).member(code);
        walk.add_docs(&place, Kind::ErrorCodeListed, what);
    }
}

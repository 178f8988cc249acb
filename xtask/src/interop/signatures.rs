//! Both SDKs sign the same requests.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::cases::{Case, LONG, OPTIONAL};
use super::process::{Peer, Peers, text};
use crate::failure::Failure;
use crate::output::count;

/// Has both sides sign every case, and says what was compared; fails at the first difference.
///
/// The payloads of the two differ in their bytes, since the official one escapes what is not ASCII.
/// So each side signs both payloads: its own as it is made, and the other's byte for byte.
pub(super) fn check(peers: &Peers, cases: &[Case]) -> Result<String, Failure> {
    let (mut ours, mut official) = (peers.ours("sign")?, peers.official("sign")?);
    let mut counted = Counted::default();
    for (index, case) in cases.iter().enumerate() {
        compare(case, &mut ours, &mut official, &mut counted)
            .map_err(|failure| format!("request {index}: {failure}\n{}", described(case)))?;
        counted.requests += 1;
    }
    let kinds = kinds(cases);
    Ok(format!(
        "{}: {} equal both ways, {} equal\n  {kinds}",
        count(counted.requests, "request"),
        count(counted.authorizations, "authorization"),
        count(counted.payloads, "payload"),
    ))
}

/// A comparison that found no difference.
#[derive(Default)]
struct Counted {
    requests: usize,
    authorizations: usize,
    payloads: usize,
}

fn compare(
    case: &Case,
    ours: &mut Peer,
    official: &mut Peer,
    counted: &mut Counted,
) -> Result<(), Failure> {
    let parameters = case.question("parameters", json!(case.parameters));
    let (by_us, by_them) = (ours.ask(&parameters)?, official.ask(&parameters)?);
    let (our_payload, their_payload) = (text(&by_us, "payload")?, text(&by_them, "payload")?);
    for payload in [our_payload, their_payload] {
        if serde_json::from_str::<Value>(payload).ok() != Some(json!(case.parameters)) {
            return Err(
                format!("a payload is not what was to be sent:\n{}", brief(payload)).into(),
            );
        }
    }
    counted.payloads += 1;

    let theirs_by_us = ours.ask(&case.question("payload", json!(their_payload)))?;
    let ours_by_them = official.ask(&case.question("payload", json!(our_payload)))?;
    same_authorization("our payload", &by_us, &ours_by_them)?;
    same_authorization("the official payload", &theirs_by_us, &by_them)?;
    counted.authorizations += 1;
    Ok(())
}

fn same_authorization(what: &str, ours: &Value, theirs: &Value) -> Result<(), Failure> {
    for key in ["payload", "host", "content_type", "authorization"] {
        let (ours, theirs) = (text(ours, key)?, text(theirs, key)?);
        if ours != theirs {
            let (ours, theirs) = (brief(ours), brief(theirs));
            return Err(format!(
                "{what}: `{key}` differs\n  ours:     {ours}\n  official: {theirs}"
            )
            .into());
        }
    }
    Ok(())
}

impl Case {
    /// The line to send: all that the signature depends on, and either parameters or a payload.
    fn question(&self, key: &str, value: Value) -> Value {
        let mut question = json!({
            "secret_id": self.secret_id,
            "secret_key": self.secret_key,
            "host": self.host,
            "timestamp": self.timestamp,
        });
        question[key] = value;
        question
    }
}

/// The case in a form that fits on a screen; its key was generated and opens nothing.
fn described(case: &Case) -> String {
    brief(
        &case
            .question("parameters", json!(case.parameters))
            .to_string(),
    )
}

/// A text cut to what fits on a screen; what is not ASCII is escaped, or different texts could look the same.
fn brief(text: &str) -> String {
    const SHOWN: usize = 2_000;
    let mut shown = String::new();
    for character in text.chars().take(SHOWN) {
        match character {
            ' '..='~' => shown.push(character),
            _ => shown.extend(character.escape_unicode()),
        }
    }
    if text.chars().nth(SHOWN).is_some() {
        shown += &format!("… ({} bytes in all)", text.len());
    }
    shown
}

/// Counts of the requests by kind, which show how much the agreement covers.
fn kinds(cases: &[Case]) -> String {
    let having = |test: fn(&str) -> bool| {
        let has = |case: &&Case| case.parameters.values().filter_map(Value::as_str).any(test);
        cases.iter().filter(has).count()
    };
    let subsets: HashSet<Vec<&str>> = cases.iter().map(optional_parameters).collect();
    format!(
        "{} with a character beyond ASCII, {} with one beyond U+FFFF, {} with an empty string, \
         {} of a megabyte or more; {} of {} subsets of the optional parameters",
        having(|text| !text.is_ascii()),
        having(|text| text.chars().any(|c| c > '\u{ffff}')),
        having(str::is_empty),
        having(|text| text.len() >= LONG),
        subsets.len(),
        1 << OPTIONAL.len(),
    )
}

fn optional_parameters(case: &Case) -> Vec<&'static str> {
    OPTIONAL
        .into_iter()
        .filter(|name| case.parameters.contains_key(*name))
        .collect()
}

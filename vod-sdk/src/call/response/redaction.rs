//! Keeps the secrets of requests and responses out of errors, and so out of logs.

use std::collections::HashSet;

use serde_json::Value;
use zeroize::Zeroizing;

use super::super::request::Request;
use crate::action::ServiceInfo;
use crate::config::AddedHeader;
use crate::credential::{Credential, Wiped};
use crate::error::{Error, one_line, without_value};

/// Shorter values can be guessed, and would be found in any text.
const MIN_SECRET_BYTES: usize = 4;
/// As many bytes of a secret in a row are not in a text by chance.
const REPEATED_BYTES: usize = 8;
/// The text before a signature in the header `Authorization`, and the number of digits that identify a signature.
const SIGNATURE: &str = "Signature=";
const SIGNATURE_DIGITS: usize = 16;

/// Parts and endings of the names of secrets, in lower case.
const SECRET_WORDS: [&str; 6] = [
    "secret",
    "password",
    "passwd",
    "privatekey",
    "apikey",
    "accesskey",
];
const SECRET_ENDS: [&str; 3] = ["token", "signkey", "playkey"];

/// The request of an attempt.
pub(crate) struct Sent<'a> {
    pub(crate) request: &'a Request,
    pub(crate) credential: Option<&'a Credential>,
    pub(crate) added: &'a [AddedHeader],
}

/// Leaves out what an error quotes of a response that may hold a secret: one that the action's response has,
/// or one that was sent and that the response repeats. A response that is none of this API may repeat a
/// request in any form, such as escaped in HTML, so that nothing is quoted of one to a request with a secret.
pub(crate) fn redact(error: Error, service: &ServiceInfo, sent: &Sent<'_>) -> Error {
    let in_request = secrets_of(&sent.request.body, service.secret_fields);
    let in_headers = secrets_in_headers(sent);
    let quoted = error.quoted();
    let is_withheld = !in_request.is_empty()
        || may_hold_secrets(service, &sent.request.action.name, &quoted)
        || has_signature(&quoted)
        || in_headers.iter().any(|secret| repeats(&quoted, secret));
    let error = if is_withheld {
        error.without_body()
    } else {
        error
    };
    let error = if has_signature(error.message()) {
        error.without_message()
    } else {
        error
    };
    let sent = in_request.iter().map(|secret| secret.as_str());
    sent.chain(in_headers)
        .filter(|secret| secret.len() >= MIN_SECRET_BYTES)
        .fold(error, |error, secret| {
            error.without_secret(&one_line(secret, usize::MAX), repeats)
        })
}

/// Says that something read does not fit the type that it is read into. What is read, and what it may repeat, decide
/// whether a type's own words may be quoted.
pub(crate) fn misfit(
    what: &str,
    fault: &serde_json::Error,
    (service, action): (&ServiceInfo, Option<&str>),
    read: &[&Value],
) -> String {
    let names = service.secret_fields;
    let is_secret = action.is_some_and(|action| is_in(service.secret_responses, action));
    let has_secrets = is_secret || read.iter().any(|json| has_secret_field(names, json));
    let fault = without_value(fault, has_secrets);
    format!("the {what} does not fit the type that it is read into: {fault}")
}

fn has_secret_field(names: &[&str], value: &Value) -> bool {
    match value {
        Value::Array(items) => items.iter().any(|item| has_secret_field(names, item)),
        Value::Object(fields) => fields
            .iter()
            .any(|(name, value)| names_secret(names, name) || has_secret_field(names, value)),
        _ => false,
    }
}

/// Where the action does not tell, as if it is unknown or the response is another's, the names of fields do.
fn may_hold_secrets(service: &ServiceInfo, action: &str, text: &str) -> bool {
    let is_known = is_in(service.secret_responses, action);
    is_known || names_of_fields(text).any(|name| names_secret(service.secret_fields, name))
}

/// The words that JSON, XML or a form may give a value.
fn names_of_fields(text: &str) -> impl Iterator<Item = &str> {
    let separators = text.match_indices([':', '=', '>']);
    separators.filter_map(|(end, _)| {
        let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        let name = text[..end].trim_end_matches(['"', '\'', '\\', ' ']);
        name.rsplit(|c| !is_part(c)).next()
    })
}

fn names_secret(names: &[&str], name: &str) -> bool {
    let plain = name.replace(['_', '-'], "").to_ascii_lowercase();
    is_in(names, name)
        || SECRET_WORDS.iter().any(|word| plain.contains(word))
        || SECRET_ENDS.iter().any(|word| plain.ends_with(word))
}

/// Whether a text has a secret or a part of it, in whichever case.
fn repeats(text: &str, secret: &str) -> bool {
    let length = secret.len().min(REPEATED_BYTES);
    let parts = |text: &str| Zeroizing::new(text.to_ascii_lowercase().into_bytes());
    let (text, secret) = (parts(text), parts(secret));
    let in_text: HashSet<_> = text.windows(length.max(1)).collect();
    secret
        .windows(length.max(1))
        .any(|part| in_text.contains(part))
}

/// Whether a text repeats the signature of a request.
fn has_signature(text: &str) -> bool {
    text.split(SIGNATURE).skip(1).any(|rest| {
        let digits = rest.bytes().take_while(u8::is_ascii_hexdigit);
        digits.count() >= SIGNATURE_DIGITS
    })
}

/// Headers that callers and hooks add may hold anything, for example an API key of a gateway.
fn secrets_in_headers<'a>(sent: &Sent<'a>) -> Vec<&'a str> {
    let token = sent.credential.and_then(Credential::token);
    let added = sent.added.iter().filter_map(AddedHeader::secret);
    let secrets = token.into_iter().chain(added);
    secrets
        .filter(|secret| secret.len() >= REPEATED_BYTES)
        .collect()
}

/// The texts in a request's secret fields, at any depth.
fn secrets_of(body: &[u8], names: &[&str]) -> Vec<Zeroizing<String>> {
    let mut secrets = Vec::new();
    if let Ok(request) = serde_json::from_slice(body).map(Wiped) {
        collect(&request, false, names, &mut secrets);
    }
    secrets
}

fn collect(value: &Value, is_secret: bool, names: &[&str], secrets: &mut Vec<Zeroizing<String>>) {
    match value {
        Value::String(text) if is_secret && !text.is_empty() => {
            secrets.push(Zeroizing::new(text.clone()));
        }
        Value::Array(items) => {
            for item in items {
                collect(item, is_secret, names, secrets);
            }
        }
        Value::Object(fields) => {
            for (name, value) in fields {
                collect(value, is_secret || is_in(names, name), names, secrets);
            }
        }
        _ => {}
    }
}

fn is_in(names: &[&str], name: &str) -> bool {
    names.binary_search(&name).is_ok()
}

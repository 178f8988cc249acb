//! Keeps the secrets of requests and responses out of errors, and so out of logs.

use serde_json::Value;
use zeroize::Zeroizing;

use crate::action::ServiceInfo;
use crate::call::Outgoing;
use crate::error::Error;
use crate::wire::View;

/// What is shorter can be guessed, and would be found in any text.
const MIN_SECRET_BYTES: usize = 4;
/// How much of a response is searched: more than an error quotes of its beginning, and little enough to take no time.
const SEARCHED_BYTES: usize = 64 * 1024;

/// Leaves out what an error quotes of a response that may hold a secret: one that the action's response has,
/// or one of the request that it repeats.
pub(crate) fn redact(
    error: Error,
    service: &ServiceInfo,
    call: &Outgoing<'_>,
    body: &[u8],
) -> Error {
    if !error.quotes_response() {
        return error;
    }
    // What it quotes of a message that stands further behind is in the error itself.
    let start = &body[..body.len().min(SEARCHED_BYTES)];
    let text = format!("{}\n{error}", String::from_utf8_lossy(start));
    let error = match may_hold_secrets(service, call, &text) {
        true => error.without_body(),
        false => error,
    };
    let repeated = |secret: &&Zeroizing<String>| holds(&text, secret);
    secrets_of(call.request, service.secret_fields)
        .iter()
        .filter(repeated)
        .fold(error, |error, secret| {
            error.without_body().without_secret(secret)
        })
}

/// Of an action that is called without types, little may be known: then the names of the fields tell.
fn may_hold_secrets(service: &ServiceInfo, call: &Outgoing<'_>, text: &str) -> bool {
    let is_known = service.secret_responses.binary_search(&call.action).is_ok();
    let is_untyped = matches!(call.request, View::Json(_));
    let has_secret_name = || {
        let mut names = service.secret_fields.iter();
        names.any(|name| text.contains(&format!("\"{name}\"")))
    };
    is_known || is_untyped && has_secret_name()
}

/// Whether a text has a secret, as it is or as JSON writes it.
fn holds(text: &str, secret: &str) -> bool {
    text.contains(secret) || text.contains(Value::from(secret).to_string().trim_matches('"'))
}

/// The texts in a request's secret fields, at any depth.
fn secrets_of(request: View<'_>, names: &[&str]) -> Vec<Zeroizing<String>> {
    let mut secrets = Vec::new();
    collect(request, false, names, &mut secrets);
    secrets
}

fn collect(view: View<'_>, is_secret: bool, names: &[&str], secrets: &mut Vec<Zeroizing<String>>) {
    let mut add = |text: &str| {
        if is_secret && text.len() >= MIN_SECRET_BYTES {
            secrets.push(Zeroizing::new(text.to_owned()));
        }
    };
    match view {
        View::Str(text) => add(text),
        View::Json(Value::String(text)) => add(text),
        View::List(list) => {
            for index in 0..list.length() {
                collect(list.item(index), is_secret, names, secrets);
            }
        }
        View::Json(Value::Array(items)) => {
            for item in items {
                collect(View::Json(item), is_secret, names, secrets);
            }
        }
        View::Object(object) => object.fields(&mut |name, view| {
            collect(view, is_secret || is_in(names, name), names, secrets);
        }),
        View::Json(Value::Object(fields)) => {
            for (name, value) in fields {
                let is_secret = is_secret || is_in(names, name);
                collect(View::Json(value), is_secret, names, secrets);
            }
        }
        _ => {}
    }
}

fn is_in(names: &[&str], name: &str) -> bool {
    names.binary_search(&name).is_ok()
}

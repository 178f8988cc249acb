//! The texts of upstream's example calls: an HTTP request or its JSON, and the answer's JSON.

use serde_json::{Map, Value};

use vod_codegen::spec::Field;

use super::query;

/// Parameters that belong to every request of the platform.
const COMMON: &[&str] = &[
    "Action",
    "Language",
    "Nonce",
    "Region",
    "RequestClient",
    "SecretId",
    "Signature",
    "SignatureMethod",
    "Timestamp",
    "Token",
    "Version",
];

/// The request of an example.
#[derive(Debug, PartialEq)]
pub(super) enum Sent {
    Json(Map<String, Value>),
    Query(Vec<(String, String)>),
}

/// The parameters in the text of a request, without the common ones.
pub(super) fn request(text: &str, action: &str, parameters: &[Field]) -> Result<Sent, String> {
    let is_declared = |key: &str| parameters.iter().any(|field| field.name == key);
    let is_common = |key: &str| COMMON.contains(&key) && !is_declared(key);
    Ok(match parse(text.trim())? {
        Sent::Json(mut object) => {
            object.retain(|key, _| !is_common(key));
            Sent::Json(object)
        }
        Sent::Query(mut pairs) => {
            pairs.retain(|(key, value)| {
                let names_action = key == "Action" && value.eq_ignore_ascii_case(action);
                !names_action && !is_common(key)
            });
            Sent::Query(pairs)
        }
    })
}

fn parse(text: &str) -> Result<Sent, String> {
    if text.starts_with('{') {
        return body(text);
    }
    let (line, rest) = text.split_once('\n').unwrap_or((text, ""));
    let is_http = line.contains(" HTTP/");
    if !is_http || line.starts_with("GET ") {
        let target = if is_http {
            line.split(' ').nth(1).unwrap_or_default()
        } else {
            text
        };
        return match target.split_once('?') {
            Some((_, query)) => query::pairs(query).map(Sent::Query),
            None if is_http => Ok(Sent::Query(Vec::new())),
            None => Err("it is neither JSON nor an HTTP request".to_owned()),
        };
    }
    // Headers end with an empty line, which some examples lack.
    let start = rest.find("\n\n").or_else(|| rest.find("\r\n\r\n"));
    match start
        .map(|at| rest[at..].trim())
        .or(rest.find('{').map(|at| &rest[at..]))
    {
        None | Some("") => Ok(Sent::Json(Map::new())),
        Some(text) => body(text),
    }
}

fn body(text: &str) -> Result<Sent, String> {
    match serde_json::from_str(text) {
        Ok(Value::Object(object)) => Ok(Sent::Json(object)),
        Ok(_) => Err("its body is not an object".to_owned()),
        Err(error) => Err(format!("its body is not JSON: {error}")),
    }
}

/// The contents of a response's envelope.
pub(super) fn response(text: &str, fields: &[Field]) -> Result<Map<String, Value>, String> {
    let json: Value =
        serde_json::from_str(text.trim()).map_err(|error| format!("it is not JSON: {error}"))?;
    let Some(Value::Object(response)) = json.get("Response") else {
        return Err("it has no `Response`".to_owned());
    };
    let is_error = response
        .get("Error")
        .and_then(|error| error.get("Code"))
        .and_then(Value::as_str)
        .is_some_and(|code| !code.is_empty());
    if is_error && !fields.iter().any(|field| field.name == "Error") {
        return Err("it is an error".to_owned());
    }
    Ok(response.clone())
}

//! Our side of `cargo xtask interop`: JSON lines in, JSON lines out.
//!
//! - `interop-peer serve` starts the mock server, prints where it is and which credentials it knows,
//!   and runs until standard input is closed.
//! - `interop-peer sign` signs each request that it reads, without sending it: the content type, the host,
//!   and the action if it is told one.
//! - `interop-peer storage` starts the mock server and tells the digests of what is uploaded to it.
//! - `interop-peer upload` uploads each file that it is told to a storage that it is told.
//! - `interop-peer offline` makes the signature that each line asks for, of those that need no client.

mod offline;
mod uploads;

use std::env;
use std::error::Error;
use std::io::{self, BufRead, Write};

use serde_json::{Value, json};

use vod_sdk::mock::{MockServer, Response};
use vod_sdk::sign::{self, SigningRequest};
use vod_sdk::v2018_07_17::ExecuteFunctionRequest;
use vod_sdk::{Credential, wire};

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// The content type, where a request says no other.
const CONTENT_TYPE: &str = "application/json";
/// The service, where a request says no other.
const SERVICE: &str = "vod";

#[tokio::main]
async fn main() -> Outcome<()> {
    match env::args().nth(1).as_deref() {
        Some("serve") => serve().await,
        Some("storage") => uploads::serve().await,
        Some("upload") => uploads::send().await,
        Some("sign") => answer_lines(signed),
        Some("offline") => answer_lines(offline::made),
        _ => Err("usage: interop-peer serve|storage|upload|sign|offline".into()),
    }
}

/// A server that answers ExecuteFunction with the argument that it got.
async fn serve() -> Outcome<()> {
    let (id, key) = ("AKID-interop", "interop-secret-key");
    let (temporary_id, temporary_key, token) = ("AKID-temporary", "temporary-key", "a-token/+=");
    let server = MockServer::builder()
        .credential(Credential::new(id, key))
        .credential(Credential::new(temporary_id, temporary_key).with_token(token))
        .allow_unsigned_action()
        .start()
        .await;
    server.respond_with("ExecuteFunction", |request| {
        Response::json(json!({ "Result": request.json()["FunctionArg"] }))
    });
    print_line(&json!({
        "endpoint": server.endpoint(),
        "secret_id": id,
        "secret_key": key,
        "temporary": { "secret_id": temporary_id, "secret_key": temporary_key, "token": token },
    }))?;
    tokio::task::spawn_blocking(|| io::copy(&mut io::stdin().lock(), &mut io::sink())).await??;
    Ok(())
}

fn answer_lines(answer: fn(&Value) -> Outcome<Value>) -> Outcome<()> {
    for line in io::stdin().lock().lines() {
        print_line(&answer(&serde_json::from_str(&line?)?)?)?;
    }
    Ok(())
}

/// Signs the `parameters` as the SDK writes them, or else the very text of `payload`.
fn signed(case: &Value) -> Outcome<Value> {
    let payload = match case.get("payload") {
        Some(payload) => payload.as_str().ok_or("`payload` is a string")?.to_owned(),
        None => {
            let request: ExecuteFunctionRequest =
                serde_json::from_value(case["parameters"].clone())?;
            String::from_utf8(wire::to_json(&request)?)?
        }
    };
    let host = text(case, "host")?;
    let timestamp = case["timestamp"]
        .as_u64()
        .ok_or("`timestamp` is a number")?;
    let or = |key, usual| case[key].as_str().unwrap_or(usual);
    let (content_type, service) = (or("content_type", CONTENT_TYPE), or("service", SERVICE));
    let mut headers = vec![("content-type", content_type), ("host", host)];
    headers.extend(
        case["action"]
            .as_str()
            .map(|action| ("x-tc-action", action)),
    );
    let canonical_request = sign::canonical_request(&SigningRequest {
        method: "POST",
        path: "/",
        query: "",
        headers: &headers,
        payload: payload.as_bytes(),
    });
    let date = sign::date(timestamp);
    let scope = sign::credential_scope(&date, service);
    let string_to_sign = sign::string_to_sign(timestamp, &scope, &canonical_request);
    let key = sign::signing_key(text(case, "secret_key")?, &date, service);
    let authorization = sign::authorization(
        text(case, "secret_id")?,
        &scope,
        &sign::signed_headers(&headers),
        &sign::signature(&key, &string_to_sign),
    );
    Ok(json!({
        "payload": payload,
        "host": host,
        "content_type": content_type,
        "authorization": authorization,
    }))
}

fn text<'a>(case: &'a Value, key: &str) -> Outcome<&'a str> {
    case[key]
        .as_str()
        .ok_or_else(|| format!("`{key}` is a string").into())
}

fn print_line(line: &Value) -> Outcome<()> {
    let mut stdout = io::stdout().lock();
    writeln!(stdout, "{line}")?;
    stdout.flush()?;
    Ok(())
}

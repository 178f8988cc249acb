//! `{:?}` of what holds bodies and headers.

use std::sync::{Arc, Mutex};

use serde_json::json;
use vod_sdk::Client;
use vod_sdk::hooks::{Hook, PreparedAttempt};
use vod_sdk::mock::{Response, Script};
use vod_sdk::sign::{Destination, Signer, SigningRequest};
use vod_sdk::transport::{HttpRequest, HttpResponse, Transport, TransportFuture};

const SECRET: &str = "hUsH-hUsH";

/// Prints all that it carries.
#[derive(Debug)]
struct Printing(Script, Arc<Mutex<String>>);

impl Transport for Printing {
    fn send<'a>(&'a self, request: HttpRequest<'a>) -> TransportFuture<'a> {
        TransportFuture::new(async move {
            *self.1.lock().unwrap() += &format!("{request:?} {request:#?}\n");
            let response = self.0.send(request).await;
            *self.1.lock().unwrap() += &format!("{response:?} {response:#?}\n");
            response
        })
    }
}

#[derive(Debug)]
struct Adding;

impl Hook for Adding {
    fn before_send(&self, attempt: &mut PreparedAttempt<'_>) {
        attempt.add_header("X-Hook-Key", SECRET);
        assert!(!format!("{attempt:?}").contains(SECRET));
    }
}

#[tokio::test]
async fn neither_bodies_nor_headers_of_others_are_printed() {
    let (script, printed) = (Script::new(), Arc::<Mutex<String>>::default());
    let client = Client::builder()
        .credential(script.credential().with_token(SECRET))
        .transport(Printing(script.clone(), Arc::clone(&printed)))
        .hook(Adding)
        .build()
        .unwrap();
    let answer = Response::json(json!({"Result": SECRET})).header("Set-Cookie", SECRET);
    script.respond("ExecuteFunction", answer);
    let parameters = json!({"FunctionName": SECRET, "FunctionArg": ""});
    let call = client
        .call("ExecuteFunction", "2018-07-17", &parameters)
        .header("X-Api-Key", SECRET)
        .header("Cookie", SECRET)
        .header("X-TC-TraceId", "trace-1");
    let call_shown = format!("{call:?}");
    assert!(
        call_shown.contains("X-Api-Key") && call_shown.contains("trace-1"),
        "{call_shown}"
    );
    call.await.unwrap();

    let printed = printed.lock().unwrap().clone();
    for shown in [
        "x-api-key",
        "trace-1",
        "ExecuteFunction",
        "set-cookie",
        "body_bytes",
        "200",
    ] {
        assert!(printed.contains(shown), "{shown} is not in {printed}");
    }
    let request = &script.requests()[0];
    assert_eq!(
        request.header("x-api-key"),
        Some(SECRET),
        "it was really sent"
    );
    let redacted = format!("{:?}", request.redacted_headers().collect::<Vec<_>>());
    for text in [
        call_shown,
        printed,
        format!("{request:?}{client:?}"),
        redacted,
    ] {
        assert!(!text.contains(SECRET), "{text}");
    }
}

#[test]
fn a_response_that_a_transport_makes_shows_neither() {
    let response = HttpResponse::new(200, SECRET)
        .with_header("X-Secret", SECRET)
        .with_header("Date", "Mon, 25 Feb 2019 12:00:00 GMT");
    let shown = format!("{response:?}");
    assert!(
        shown.contains("X-Secret") && shown.contains("25 Feb"),
        "{shown}"
    );
    assert!(!shown.contains(SECRET), "{shown}");
}

#[test]
fn nothing_of_what_is_signed_is_printed() {
    let request = SigningRequest {
        method: "GET",
        path: "/",
        query: &format!("Key={SECRET}"),
        headers: &[("host", "h"), ("x-tc-token", SECRET)],
        payload: SECRET.as_bytes(),
    };
    let signer = Signer::new("AKID", SECRET, 0, "vod");
    let shown = format!("{request:?} {signer:?} {:?}", Destination::of(&request));
    assert!(
        shown.contains("payload_bytes: 9") && shown.contains("host;x-tc-token"),
        "{shown}"
    );
    for secret in [SECRET, &format!("{:?}", SECRET.as_bytes()), "104, 85"] {
        assert!(
            !shown.to_lowercase().contains(&secret.to_lowercase()),
            "{shown}"
        );
    }
}

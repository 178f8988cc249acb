//! No secret of a request or a response is printed: neither by `Debug`, nor in an error, a log or a hook, nor
//! in what the mock server records. The spec says which fields are secrets, and every one of them is tried.

mod spec;

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use tracing_subscriber::filter::LevelFilter;
use vod_sdk::hooks::{AttemptReport, Hook, PreparedAttempt};
use vod_sdk::mock::{self, MockServer, Response};
use vod_sdk::{Client, ErrorKind, RetryPolicy};

use self::spec::{SECRET, Spec};
use crate::log::Log;

#[test]
fn debug_redacts_every_secret_of_every_action() {
    let mut redacted = 0;
    for action in Spec::read().actions() {
        let shown = mock::shown(
            &action.name,
            &action.version,
            &action.request,
            &action.response,
        );
        let shown = shown.unwrap().unwrap();
        for (text, json) in shown.iter().zip([&action.request, &action.response]) {
            let secrets = json.to_string().matches(SECRET).count();
            assert!(!text.contains(SECRET), "{}: {text}", action.name);
            assert_eq!(
                text.matches("[redacted]").count(),
                secrets,
                "{}",
                action.name
            );
            redacted += secrets;
        }
    }
    assert!(redacted >= 60, "only {redacted} secrets in the spec");
}

/// Each answer is one of the service, cut or garbled, that holds all secrets of the response, or one that
/// repeats all secrets of the request.
#[test]
fn no_error_log_or_hook_shows_a_secret() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(LevelFilter::TRACE)
        .with_writer(move || writer.clone())
        .finish();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let failures =
        tracing::subscriber::with_default(subscriber, || runtime.block_on(call_every_action()));
    let log = log.text();
    assert!(failures >= 150, "{failures}");
    assert!(log.contains("ApplyUpload") && log.contains("hyper"));
    let line = log.lines().find(|line| line.contains(SECRET));
    assert_eq!(line, None);
}

async fn call_every_action() -> usize {
    let server = MockServer::start().await;
    let seen = Seen::default();
    let client = Client::builder()
        .credential(server.credential())
        .endpoint(server.endpoint())
        .hook(seen.clone())
        .retry(RetryPolicy::none())
        .without_rate_limit()
        .build()
        .unwrap();
    let mut failures = 0;
    for action in Spec::read().actions() {
        let requests = action.request.to_string().contains(SECRET);
        if !requests && !action.response.to_string().contains(SECRET) {
            continue;
        }
        for answer in answers(&action.request, &action.response) {
            server.respond(&action.name, answer.unverified());
            failures += usize::from(fails(&client, &action).await);
        }
    }
    let shown = format!("{:?} {server:?} {client:?}", server.take_requests());
    assert!(!shown.contains(SECRET));
    let seen = seen.0.lock().unwrap();
    assert!(!seen.contains(SECRET));
    failures
}

async fn fails(client: &Client, action: &spec::Action) -> bool {
    let call = client.call(&action.name, &action.version, &action.request);
    let Err(error) = call.await else {
        return false;
    };
    let source = std::error::Error::source(&error);
    let shown = format!("{error} {error:?} {source:?} {:?}", error.body_excerpt());
    assert!(!shown.contains(SECRET), "{}: {shown}", action.name);
    assert!(
        matches!(error.kind(), ErrorKind::Response | ErrorKind::Service),
        "{error}"
    );
    true
}

fn answers(request: &Value, response: &Value) -> Vec<Response> {
    let whole = json!({ "Response": response }).to_string();
    let cut = &whole[..whole.len() - 2];
    let other_type = whole.replace(&format!("\"{SECRET}"), &format!("{SECRET}\""));
    let message = format!("The parameters {request} are not right.");
    let error =
        json!({ "Response": { "Error": { "Code": "InvalidParameter", "Message": message } } });
    vec![
        Response::http(200, cut),
        Response::http(200, SECRET),
        Response::http(200, other_type),
        Response::http(200, format!("\u{0}{whole}")),
        Response::http(500, whole.replace("Response", "Answer")),
        Response::http(502, format!("<p>{request}</p>")),
        Response::http(200, error.to_string()),
    ]
}

/// Keeps what hooks can print.
#[derive(Clone, Debug, Default)]
struct Seen(Arc<Mutex<String>>);

impl Hook for Seen {
    fn before_send(&self, attempt: &mut PreparedAttempt<'_>) {
        self.0.lock().unwrap().push_str(&format!("{attempt:?}"));
    }

    fn after_attempt(&self, attempt: &AttemptReport<'_>) {
        self.0.lock().unwrap().push_str(&format!("{attempt:?}"));
    }
}

/// The same by types: no answer of these is readable, and the request's secret is repeated.
#[tokio::test]
async fn typed_calls_keep_their_secrets_too() {
    use vod_sdk::v2018_07_17::{ApplyUploadRequest, ModifyEventConfigRequest};

    let server = MockServer::start().await;
    let client = Client::builder()
        .credential(server.credential())
        .endpoint(server.endpoint())
        .retry(RetryPolicy::none())
        .build()
        .unwrap();
    let body = format!(r#"{{"Response":{{"TempCertificate":{{"SecretKey":"{SECRET}""#);
    server.respond("ApplyUpload", Response::http(200, body));
    let request = ApplyUploadRequest::new("mp4");
    let error = client.apply_upload(&request).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "ApplyUpload: HTTP 200 with a response that cannot be read, and is not shown because it may hold \
         secrets (may have been executed)"
    );
    assert!(!format!("{error:?}").contains(SECRET));

    let message = format!("SignKey {SECRET} is too short");
    server.respond(
        "ModifyEventConfig",
        Response::error("InvalidParameterValue", message),
    );
    let request = ModifyEventConfigRequest::new().sign_key(SECRET);
    let error = client.modify_event_config(&request).await.unwrap_err();
    assert_eq!(error.message(), "SignKey [redacted] is too short");
}

/// A service or a gateway may write what it repeats in another form, in part, or in another place.
#[tokio::test]
async fn no_form_of_what_was_sent_is_repeated() {
    let server = MockServer::start().await;
    let client = Client::builder()
        .credential(server.credential())
        .endpoint(server.endpoint())
        .retry(RetryPolicy::none())
        .build()
        .unwrap();
    let parameters = json!({ "SignKey": "Ab/Cd+EfGhIjKlMn=\nOp" });
    let forms = [
        "Ab\\/Cd+EfGhIjKlMn=\\nOp",
        "\\u0041b/Cd+EfGhIjKlMn=\\u000aOp",
        "Ab&#x2F;Cd+EfGhIjKlMn&#61;",
        "Ab%2FCd%2BEfGhIjKlMn%3D%0AOp",
        "Ab/Cd+EfGhIj",
        "AB/CD+EFGHIJKLMN",
    ];
    for form in forms {
        for (status, body) in [
            (
                200,
                format!(
                    r#"{{"Response":{{"Error":{{"Code":"A","Message":"{form} is bad"}},"RequestId":"{form}"}}}}"#
                ),
            ),
            (200, format!(r#"{{"Response":{{"RequestId":"{form}"}}"#)),
            (403, format!("<p>{form} is bad</p>")),
        ] {
            server.respond("ModifyEventConfig", Response::http(status, body));
            let call = client.call("ModifyEventConfig", "2018-07-17", &parameters);
            let error = call.await.unwrap_err();
            let shown = format!("{error} {error:?}").to_lowercase();
            assert!(!shown.contains("efghij"), "{form}: {shown}");
        }
    }
}

/// What a gateway's page for debugging shows of the headers.
#[tokio::test]
async fn no_header_that_was_sent_is_repeated() {
    let server = MockServer::start().await;
    let client = Client::builder()
        .credential(server.credential().with_token("tOkEn-0123456789"))
        .endpoint(server.endpoint())
        .retry(RetryPolicy::none())
        .build()
        .unwrap();
    let parameters = json!({});
    let signature = format!("Signature={}", "0f".repeat(32));
    for header in [
        "X-TC-Token: tOkEn-0123456789",
        "X-Api-Key: hUsH-hUsH",
        &signature,
    ] {
        for answer in [
            Response::http(403, format!("<pre>{header}</pre>")),
            Response::error("AuthFailure.TokenFailure", format!("Wrong: {header}")),
        ] {
            server.respond("DescribeSubAppIds", answer.unverified());
            let call = client
                .call("DescribeSubAppIds", "2018-07-17", &parameters)
                .header("X-Api-Key", "hUsH-hUsH");
            let error = call.await.unwrap_err();
            let shown = format!("{error} {error:?}");
            for secret in ["tOkEn", "hUsH", "0f0f"] {
                assert!(!shown.contains(secret), "{header}: {shown}");
            }
        }
    }
}

/// A response may be of an action that the SDK does not know, or another's.
#[tokio::test]
async fn the_names_of_fields_tell_of_secrets() {
    let server = MockServer::start().await;
    let client = Client::builder()
        .credential(server.credential())
        .endpoint(server.endpoint())
        .retry(RetryPolicy::none())
        .build()
        .unwrap();
    server.add_action("NewAction");
    let parameters = json!({});
    for body in [
        r#"{"Response":{"SecretKey":"hUsH""#,
        r#"{"Response":"{\"PlayKey\" : \"hUsH\"}""#,
        r#"{"Response":{"ClientPassword":"hUsH","#,
        r#"{"Response":{"access_token":"hUsH","#,
        "<Error><TmpSecretKey>hUsH</TmpSecretKey></Error>",
        "X-Api-Key=hUsH",
    ] {
        for action in ["NewAction", "DescribeSubAppIds"] {
            server.respond(action, Response::http(200, body).unverified());
            let call = client.call(action, "2018-07-17", &parameters);
            let error = call.await.unwrap_err();
            let shown = format!("{error} {error:?}");
            assert!(!shown.contains("hUsH"), "{action}: {shown}");
        }
    }
}

/// What is wrong with a response that is not shown is said all the same.
#[tokio::test]
async fn a_response_that_is_not_shown_is_described() {
    let server = MockServer::start().await;
    let client = Client::builder()
        .credential(server.credential())
        .endpoint(server.endpoint())
        .retry(RetryPolicy::none())
        .max_response_bytes(1000)
        .build()
        .unwrap();
    let request = vod_sdk::v2018_07_17::ModifyEventConfigRequest::new().sign_key(SECRET);
    for (answer, says) in [
        (
            Response::http(200, r#"{"Response":{}}"#),
            "has no RequestId, and is not shown",
        ),
        (
            Response::http(502, "<p>"),
            "HTTP 502 with a response that cannot be read, and is not shown",
        ),
        (
            Response::oversized(2000),
            "raise ClientBuilder::max_response_bytes",
        ),
    ] {
        server.respond("ModifyEventConfig", answer);
        let error = client.modify_event_config(&request).await.unwrap_err();
        assert!(error.to_string().contains(says), "{error}");
    }
}

/// Where no secret is at stake, an error shows what came.
#[tokio::test]
async fn other_responses_are_shown() {
    let server = MockServer::start().await;
    let client = Client::builder()
        .credential(server.credential())
        .endpoint(server.endpoint())
        .retry(RetryPolicy::none())
        .build()
        .unwrap();
    server.respond(
        "ModifyEventConfig",
        Response::http(502, "<h1>Bad gateway</h1>"),
    );
    for parameters in [json!({}), json!({ "SignKey": "" })] {
        let call = client.call("ModifyEventConfig", "2018-07-17", &parameters);
        let error = call.await.unwrap_err();
        assert_eq!(error.body_excerpt(), Some("<h1>Bad gateway</h1>"));
    }
}

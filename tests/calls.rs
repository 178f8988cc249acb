//! Calls that are answered, and what of them the service sees.

use std::time::{Duration, Instant};

use serde_json::json;
use vod_sdk::action::{Action, ActionInfo};
use vod_sdk::mock::{MockServer, Response};
use vod_sdk::v2018_07_17::{
    ComposeMediaOutput, ComposeMediaRequest, ExecuteFunctionRequest, MediaTrack,
};
use vod_sdk::wire::{Empty, ObjectSlot, ObjectView};
use vod_sdk::{Client, ClientBuilder, Credential, ErrorCode, ErrorKind, Language};

use crate::support::credential;

fn client_of(server: &MockServer) -> ClientBuilder {
    Client::builder()
        .credential(server.credential())
        .endpoint(server.endpoint())
}

#[tokio::test]
async fn an_action_is_called_in_three_ways() {
    let server = MockServer::start().await;
    let client = client_of(&server).build().unwrap();
    let request = ExecuteFunctionRequest::new("ExampleFunc", "\u{4f60}\u{597d} \u{1f3ac}")
        .sub_app_id(1490012345u64);
    let response = client.execute_function(&request).await.unwrap();
    assert_eq!(response.result.as_deref(), Some("taskId"));
    assert_eq!(client.send(&request).await.unwrap().result, response.result);
    let parameters = serde_json::to_value(&request).unwrap();
    let untyped = client
        .call("ExecuteFunction", "2018-07-17", &parameters)
        .await
        .unwrap();
    assert_eq!(untyped["Result"], "taskId");
    assert!(
        untyped["RequestId"]
            .as_str()
            .is_some_and(|id| !id.is_empty())
    );
    assert_ne!(untyped["RequestId"], response.request_id.as_str());

    let requests = server.requests();
    assert_eq!(requests.len(), 3);
    for sent in requests {
        assert_eq!(
            sent.json(),
            json!({
                "FunctionName": "ExampleFunc",
                "FunctionArg": "\u{4f60}\u{597d} \u{1f3ac}",
                "SubAppId": 1490012345,
            })
        );
        assert_eq!(sent.refusal(), None);
    }
}

#[tokio::test]
async fn an_unknown_action_can_be_called_untyped() {
    let server = MockServer::start().await;
    let client = client_of(&server).build().unwrap();
    let error = client
        .call("NoSuchThing", "2018-07-17", &json!({}))
        .await
        .unwrap_err();
    assert_eq!(error.error_code(), Some(ErrorCode::InvalidAction));
    assert_eq!(error.action(), Some("NoSuchThing"));
    let error = client
        .call("ExecuteFunction", "2010-01-01", &json!({}))
        .await
        .unwrap_err();
    assert_eq!(error.error_code(), Some(ErrorCode::NoSuchVersion));

    let answer = json!({ "List": [{ "A": 1.5, "B": null }, []], "Text": "t" });
    server.respond("NoSuchThing", Response::json(&answer));
    let response = client
        .call("NoSuchThing", "2018-07-17", &json!({ "x": [1] }))
        .await
        .unwrap();
    assert_eq!(response["List"], answer["List"]);
    assert_eq!(response["Text"], answer["Text"]);
}

#[tokio::test]
async fn the_service_sees_the_documented_headers_and_no_others() {
    let server = MockServer::start().await;
    let client = client_of(&server).build().unwrap();
    let request = ExecuteFunctionRequest::new("f", "");
    client.execute_function(&request).await.unwrap();
    let token = Credential::new("AKIDTEMP", "key").with_token("token");
    let builder = client_of(&server)
        .region("ap-guangzhou")
        .language(Language::ZhCn);
    let client = builder.build().unwrap();
    let call = client
        .execute_function(&request)
        .credential(token)
        .region("ap-beijing");
    let error = call.await.unwrap_err();
    assert_eq!(
        error.error_code(),
        Some(ErrorCode::AuthFailureSecretIdNotFound)
    );

    let requests = server.requests();
    let names = |index: usize| {
        let mut names: Vec<_> = requests[index].headers().map(|(name, _)| name).collect();
        names.sort();
        names.join(" ")
    };
    assert_eq!(
        names(0),
        "accept accept-encoding authorization content-length content-type host x-tc-action x-tc-language \
         x-tc-requestclient x-tc-timestamp x-tc-version",
    );
    let header = |index: usize, name| requests[index].header(name).unwrap_or_default().to_owned();
    assert_eq!(header(0, "X-TC-Action"), "ExecuteFunction");
    assert_eq!(header(0, "X-TC-Version"), "2018-07-17");
    assert_eq!(header(0, "X-TC-Language"), "en-US");
    assert_eq!(header(0, "Content-Type"), "application/json");
    assert_eq!(
        header(0, "Host"),
        server.endpoint().trim_start_matches("http://")
    );
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(
        header(0, "X-TC-RequestClient"),
        format!("SDK_RUST_vod-sdk_{version}")
    );
    assert_eq!(header(1, "X-TC-Language"), "zh-CN");
    assert_eq!(header(1, "X-TC-Region"), "ap-beijing");
    assert_eq!(header(1, "X-TC-Token"), "token");
    assert!(header(1, "Authorization").contains("Credential=AKIDTEMP/"));
}

#[tokio::test]
async fn what_is_signed_is_what_is_sent_on_any_host_port_and_path() {
    let server = MockServer::start().await;
    let port = server.endpoint().rsplit(':').next().unwrap().to_owned();
    let request = ExecuteFunctionRequest::new("f", "");
    for (endpoint, path) in [
        (format!("http://localhost:{port}"), "/"),
        (format!("http://LOCALHOST:{port}/"), "/"),
        (format!("http://127.0.0.1:{port}/vod/v1"), "/vod/v1"),
        (
            format!("http://127.0.0.1:{port}/a b/\u{e9}/"),
            "/a%20b/%C3%A9/",
        ),
        (format!("http://127.0.0.1:{port}/a/../b"), "/b"),
    ] {
        let client = client_of(&server).endpoint(&endpoint).build().unwrap();
        let response = client.execute_function(&request).await;
        assert!(response.is_ok(), "{endpoint}: {response:?}");
        assert_eq!(server.requests().last().unwrap().path(), path);
    }
}

#[tokio::test]
async fn what_the_service_refuses_comes_back_typed() {
    let server = MockServer::start().await;
    let client = client_of(&server).build().unwrap();
    let request = ExecuteFunctionRequest::new("f", "").session_id("once");

    client.execute_function(&request).await.unwrap();
    let error = client.execute_function(&request).await.unwrap_err();
    assert_eq!(error.code(), Some("InvalidParameterValue.SessionId"));

    let request = ExecuteFunctionRequest::new("f", "");
    let wrong = Credential::new(server.credential().secret_id(), "wrong");
    let error = client
        .execute_function(&request)
        .credential(wrong)
        .await
        .unwrap_err();
    assert_eq!(
        error.error_code(),
        Some(ErrorCode::AuthFailureSignatureFailure)
    );
}

#[tokio::test]
async fn what_is_missing_is_told_before_sending() {
    let server = MockServer::start().await;
    let client = client_of(&server).build().unwrap();
    let output = ComposeMediaOutput::default();
    let compose = ComposeMediaRequest::new([MediaTrack::default()], output);
    for (request, message) in [
        (
            ComposeMediaRequest::default(),
            "ComposeMedia: Tracks, Output are required, and absent (not sent)",
        ),
        (
            compose,
            "ComposeMedia: Tracks[0].Type, Tracks[0].TrackItems, Output.FileName are required, and absent (not sent)",
        ),
    ] {
        let error = client.compose_media(&request).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Request);
        assert_eq!(error.to_string(), message);
        assert!(server.requests().is_empty());
        let call = client.compose_media(&request).validate(false);
        let error = call.await.unwrap_err();
        assert_eq!(error.code(), Some("MissingParameter"), "{error}");
        server.take_requests();
    }
    let empty = ExecuteFunctionRequest::new("f", "");
    client.execute_function(&empty).await.unwrap();
}

#[tokio::test]
async fn documented_limits_are_checked_before_sending() {
    let server = MockServer::start().await;
    let client = client_of(&server).build().unwrap();
    // Characters are counted, not bytes.
    let fits = ExecuteFunctionRequest::new("f", "")
        .session_id("\u{1f3ac}".repeat(50))
        .session_context("\u{4e2d}".repeat(1000));
    client.execute_function(&fits).await.unwrap();
    assert_eq!(server.take_requests().len(), 1);

    let too_long = ExecuteFunctionRequest::new("f", "")
        .session_id("i".repeat(51))
        .session_context("\u{4e2d}".repeat(1001));
    let error = client.execute_function(&too_long).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Request);
    assert_eq!(
        error.to_string(),
        "ExecuteFunction: SessionContext has 1001 characters, at most 1000 are allowed; SessionId \
         has 51 characters, at most 50 are allowed (not sent)",
    );
    assert!(!error.is_retryable() && !error.may_have_been_executed());
    assert!(server.requests().is_empty());

    let lax = client_of(&server).without_validation().build().unwrap();
    let error = lax.execute_function(&too_long).await.unwrap_err();
    let too_long_code = ErrorCode::InvalidParameterValueSessionContextTooLong;
    assert_eq!(error.error_code(), Some(too_long_code));
    let error = client
        .execute_function(&too_long)
        .validate(false)
        .await
        .unwrap_err();
    assert_eq!(error.error_code(), Some(too_long_code));
    let error = lax
        .execute_function(&too_long)
        .validate(true)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Request);
}

#[tokio::test]
async fn calls_keep_to_the_documented_rate() {
    let server = MockServer::start().await;
    let client = client_of(&server).build().unwrap();
    let request = ExecuteFunctionRequest::new("f", "");
    let start = Instant::now();
    for _ in 0..101 {
        client.execute_function(&request).await.unwrap();
    }
    assert!(start.elapsed() >= Duration::from_secs(1));
}

/// An action that may be called once a second.
#[derive(Debug)]
struct Slow;

impl ObjectView for Slow {}

impl Empty for Slow {
    fn empty() -> Self {
        Self
    }
}

impl ObjectSlot for Slow {}

impl Action for Slow {
    type Response = Slow;
    const INFO: ActionInfo = ActionInfo::new("Slow", "2018-07-17").requests_per_second(1);
}

/// An action that is called without a signature.
#[derive(Debug)]
struct Open;

impl ObjectView for Open {}

impl Empty for Open {
    fn empty() -> Self {
        Self
    }
}

impl ObjectSlot for Open {}

impl Action for Open {
    type Response = Open;
    const INFO: ActionInfo = ActionInfo::new("Open", "2018-07-17").unsigned();
}

#[tokio::test]
async fn an_action_without_signature_gets_no_credential() {
    let server = MockServer::start().await;
    server.respond("Open", Response::json(json!({})).unverified());
    let token = server.credential().with_token("token");
    let client = client_of(&server).credential(token).build().unwrap();
    client.send(&Open).await.unwrap();
    let requests = server.requests();
    assert_eq!(requests[0].header("authorization"), Some("SKIP"));
    assert_eq!(requests[0].header("x-tc-token"), None);

    // Nobody gets past a signed action in this way.
    let untyped = client
        .call("ExecuteFunction", "2018-07-17", &json!({}))
        .await
        .unwrap_err();
    assert_eq!(untyped.error_code(), Some(ErrorCode::MissingParameter));
}

#[tokio::test]
async fn a_call_whose_turn_comes_too_late_is_not_sent() {
    let server = MockServer::start().await;
    server.respond("Slow", Response::json(json!({})));
    let free = client_of(&server).without_rate_limit().build().unwrap();
    for _ in 0..3 {
        // Paced, the third turn would come after two seconds.
        free.send(&Slow)
            .timeout(Duration::from_millis(1900))
            .await
            .unwrap();
    }
    assert_eq!(server.take_requests().len(), 3);

    let client = client_of(&server).build().unwrap();
    client.send(&Slow).await.unwrap();
    let error = client
        .send(&Slow)
        .timeout(Duration::from_millis(1))
        .await
        .err()
        .unwrap();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(
        !error.may_have_been_executed() && error.is_retryable(),
        "{error}"
    );
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn endpoints_are_checked() {
    let build = |endpoint: &str| {
        Client::builder()
            .credential(credential())
            .endpoint(endpoint)
            .build()
    };
    for endpoint in [
        "vod.tencentcloudapi.com",
        "https://vod.tencentcloudapi.com/",
        "https://gateway.example:8443/vod/v1",
        "http://localhost:1",
        "http://127.0.0.2",
        "http://[::1]:1/path",
    ] {
        assert!(build(endpoint).is_ok(), "{endpoint}");
    }
    for (endpoint, why) in [
        ("http://vod.tencentcloudapi.com", "it is plain http"),
        ("http://10.0.0.1:80", "it is plain http"),
        ("http://localhost.example", "it is plain http"),
        ("ftp://localhost", "its scheme is neither https nor http"),
        (
            "https://user:s3cret@localhost",
            "it holds a user name or password",
        ),
        ("https://user:s3cret@local host", "invalid"),
        ("https://localhost/?a=b", "it has a query or a fragment"),
        ("https://", "empty host"),
        ("", "empty host"),
    ] {
        let error = build(endpoint).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        assert!(error.to_string().contains(why), "{endpoint}: {error}");
        assert!(!format!("{error:?}").contains("s3cret"), "{error}");
    }
    let asked_for = Client::builder()
        .credential(credential())
        .endpoint("http://10.0.0.1");
    assert!(asked_for.allow_plain_http().build().is_ok());
}

#[test]
fn a_client_needs_a_credential() {
    let error = Client::builder().build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(
        error.to_string().contains("ClientBuilder::credential"),
        "{error}"
    );
}

#[test]
fn clients_and_calls_go_between_threads() {
    fn check<T: Send + Sync>(_: &T) {}
    let client = Client::builder().credential(credential()).build().unwrap();
    let request = ExecuteFunctionRequest::new("f", "");
    check(&client);
    check(
        &client
            .execute_function(&request)
            .timeout(Duration::from_secs(1)),
    );
    fn check_future<F: Future + Send>(_: F) {}
    check_future(client.execute_function(&request).into_future());
}

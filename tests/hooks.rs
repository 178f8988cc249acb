//! What hooks and spans tell of a call, transports that are no HTTP, and rates that are set by hand.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::time::Instant;
use vod_sdk::hooks::{AttemptReport, Hook, PreparedAttempt};
use vod_sdk::mock::{MockServer, Response};
use vod_sdk::transport::{
    HttpRequest, HttpResponse, Transport, TransportError, TransportErrorKind, TransportFuture,
};
use vod_sdk::v2018_07_17::DescribeMediaInfosRequest;
use vod_sdk::{Client, ErrorKind, RetryPolicy};

use crate::steady::Steady;
use crate::support::credential;

/// Adds headers, and writes down what it is told.
#[derive(Clone, Debug, Default)]
struct Witness(Arc<Mutex<Vec<String>>>);

impl Hook for Witness {
    fn before_send(&self, attempt: &mut PreparedAttempt<'_>) {
        attempt.add_header("X-Trace", format!("trace-{}", attempt.number()));
        let body = String::from_utf8_lossy(attempt.body()).into_owned();
        self.0
            .lock()
            .unwrap()
            .push(format!("{} {body}", attempt.action()));
    }

    fn after_attempt(&self, attempt: &AttemptReport<'_>) {
        let id = attempt.request_id().is_some();
        let (status, pause) = (attempt.status(), attempt.next_attempt_after());
        let failure = attempt.error().map(|error| error.kind());
        let line = format!("{} {status:?} {id} {failure:?} {pause:?}", attempt.number());
        self.0.lock().unwrap().push(line);
    }
}

#[tokio::test]
async fn hooks_see_every_attempt_and_may_add_headers() {
    let server = MockServer::start().await;
    let witness = Witness::default();
    let client = Client::builder()
        .credential(server.credential())
        .endpoint(server.endpoint())
        .time_source(Steady::new(u64::MAX))
        .hook(witness.clone())
        .build()
        .unwrap();
    server.respond_once("DescribeMediaInfos", Response::close());
    server.respond_once(
        "DescribeMediaInfos",
        Response::error("InternalError", "oops").status(500),
    );
    let request = DescribeMediaInfosRequest::new(["1"]);
    client.describe_media_infos(&request).await.unwrap();
    assert_eq!(
        *witness.0.lock().unwrap(),
        [
            r#"DescribeMediaInfos {"FileIds":["1"]}"#,
            "1 None false Some(Network) Some(100ms)",
            r#"DescribeMediaInfos {"FileIds":["1"]}"#,
            "2 Some(500) true Some(Service) Some(200ms)",
            r#"DescribeMediaInfos {"FileIds":["1"]}"#,
            "3 Some(200) true None None",
        ]
    );
    let requests = server.requests();
    assert_eq!(requests[2].header("x-trace"), Some("trace-3"));
    assert_eq!(
        requests[2].refusal(),
        None,
        "the signature is the SDK's own"
    );
}

/// Fails with errors of each kind in turn, then answers.
#[derive(Debug, Default)]
struct Memory(Mutex<Vec<TransportErrorKind>>, Arc<Mutex<Vec<String>>>);

impl Transport for Memory {
    fn send<'a>(&'a self, request: HttpRequest<'a>) -> TransportFuture<'a> {
        assert_eq!(
            (request.method(), request.url()),
            ("POST", "https://vod.tencentcloudapi.com/")
        );
        assert!(
            request
                .header("authorization")
                .unwrap()
                .starts_with("TC3-HMAC-SHA256 ")
        );
        let shown = format!("{request:?}");
        self.1.lock().unwrap().push(shown);
        let fault = self.0.lock().unwrap().pop();
        TransportFuture::new(async move {
            match fault {
                Some(kind) => Err(TransportError::new(kind, "as the test wants it")),
                None => Ok(HttpResponse::new(
                    200,
                    r#"{"Response":{"MediaInfoSet":[],"NotExistFileIdSet":["1"],"RequestId":"r"}}"#,
                )),
            }
        })
    }
}

#[tokio::test]
async fn a_transport_of_ones_own_carries_calls_and_its_errors_keep_their_meaning() {
    for (fault, kind, executed, text) in [
        (
            TransportErrorKind::Invalid,
            ErrorKind::Config,
            false,
            "no request to",
        ),
        (
            TransportErrorKind::NotConnected,
            ErrorKind::Connect,
            false,
            "no connection to",
        ),
        (
            TransportErrorKind::ConnectionLost,
            ErrorKind::Network,
            true,
            "broke",
        ),
        (
            TransportErrorKind::TooLarge,
            ErrorKind::Response,
            true,
            "max_response_bytes",
        ),
    ] {
        let shown = Arc::default();
        let client = Client::builder()
            .credential(credential().with_token("a-secret-token"))
            .transport(Memory(Mutex::new(vec![fault]), Arc::clone(&shown)))
            .retry(RetryPolicy::none())
            .build()
            .unwrap();
        let request = DescribeMediaInfosRequest::new(["1"]);
        let error = client.describe_media_infos(&request).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.may_have_been_executed()),
            (kind, executed),
            "{error}"
        );
        assert!(error.to_string().contains(text), "{error}");
        let response = client.describe_media_infos(&request).await.unwrap();
        assert_eq!(response.not_exist_file_id_set, ["1"]);
        let shown = shown.lock().unwrap().join("\n");
        assert!(
            !shown.contains("a-secret-token") && !shown.contains("Signature="),
            "{shown}"
        );
    }
}

#[tokio::test]
async fn a_rate_set_by_hand_replaces_the_documented_one() {
    let server = MockServer::start().await;
    let client = |rate: u32| {
        Client::builder()
            .credential(server.credential())
            .endpoint(server.endpoint())
            .rate_limit("DescribeMediaInfos", rate)
    };
    let request = DescribeMediaInfosRequest::new(["1"]);
    let start = Instant::now();
    let slow = client(2).build().unwrap();
    for _ in 0..4 {
        slow.describe_media_infos(&request).await.unwrap();
    }
    assert!(start.elapsed() >= Duration::from_secs(1));
    let call = slow.describe_media_infos(&request);
    let error = call.timeout(Duration::from_millis(100)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(
        error.to_string().contains("no permit") && !error.may_have_been_executed(),
        "{error}"
    );
    let free = client(2).without_rate_limit().build().unwrap();
    for _ in 0..5 {
        let call = free.describe_media_infos(&request);
        call.timeout(Duration::from_secs(1)).await.unwrap();
    }
}

#[tokio::test]
async fn a_call_has_headers_and_a_retry_policy_of_its_own_and_a_program_a_name() {
    let server = MockServer::start().await;
    let builder = || {
        Client::builder()
            .credential(server.credential())
            .endpoint(server.endpoint())
            .time_source(Steady::default())
    };
    let client = builder().app_name("transcoder-1.2").build().unwrap();
    let request = DescribeMediaInfosRequest::new(["1"]);
    server.respond(
        "DescribeMediaInfos",
        Response::error("InternalError", "oops"),
    );
    let call = client
        .describe_media_infos(&request)
        .header("X-TC-TraceId", "trace-1")
        .retry(RetryPolicy::none());
    assert_eq!(call.await.unwrap_err().attempts(), 1);
    let sent = &server.requests()[0];
    assert_eq!(sent.header("x-tc-traceid"), Some("trace-1"));
    let names = sent.header("x-tc-requestclient").unwrap();
    assert!(
        names.starts_with("SDK_RUST_") && names.ends_with(";transcoder-1.2"),
        "{names}"
    );

    for name in [
        "",
        "a name",
        "\u{e9}",
        "a;b",
        "line\r\nbreak",
        &"a".repeat(81),
    ] {
        let error = builder().app_name(name).build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
    }
    for (name, value, expected) in [
        ("a header", "v", "\"a header\" names no header"),
        (
            "X-Trace",
            "a\nb",
            "the header x-trace cannot have this value",
        ),
    ] {
        let call = client.describe_media_infos(&request).header(name, value);
        let error = call.await.unwrap_err();
        assert_eq!(
            (error.kind(), error.may_have_been_executed()),
            (ErrorKind::Config, false)
        );
        assert!(error.message().contains(expected), "{error}");
    }
    assert_eq!(server.requests().len(), 1, "nothing of them was sent");
}

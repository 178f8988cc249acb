//! No error says in its text what its `source()` says again: seanmonstar/reqwest#2147.

use std::error::Error as StdError;
use std::{fmt, io};

use serde_json::json;
use vod_sdk::credentials::{CredentialError, CredentialFuture, CredentialProvider, CvmRole};
use vod_sdk::mock::{Response, Script};
use vod_sdk::transport::{
    HttpRequest, Transport, TransportError, TransportErrorKind, TransportFuture,
};
use vod_sdk::v2018_07_17::ExecuteFunctionRequest;
use vod_sdk::{Client, ClientBuilder, Credential, Error, ErrorKind, RetryPolicy};

use crate::support::{RawServer, credential};

/// An error and its causes.
fn chain(error: &dyn StdError) -> Vec<String> {
    let mut texts = vec![error.to_string()];
    let mut source = error.source();
    while let Some(cause) = source {
        texts.push(cause.to_string());
        source = cause.source();
    }
    texts
}

#[track_caller]
fn assert_nothing_is_said_twice(error: &dyn StdError) -> Vec<String> {
    let texts = chain(error);
    for (index, text) in texts.iter().enumerate() {
        let later = &texts[index + 1..];
        assert!(
            later.iter().all(|cause| !text.contains(cause)),
            "{texts:#?}"
        );
    }
    texts
}

async fn failure(builder: ClientBuilder) -> Error {
    let client = match builder.retry(RetryPolicy::none()).build() {
        Ok(client) => client,
        Err(error) => return error,
    };
    let request = ExecuteFunctionRequest::new("f", "");
    client.execute_function(&request).await.unwrap_err()
}

#[tokio::test]
async fn the_text_says_the_cause_and_the_chain_does_not_repeat_it() {
    let closed = "http://127.0.0.1:9";
    let cut = RawServer::answering("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{").await;
    let garbage = RawServer::http("200 OK", "garbage").await;
    let nothing = RawServer::answering("no HTTP").await;
    let usual = || Client::builder().credential(credential());
    for (builder, kind, says) in [
        (usual().endpoint(closed), ErrorKind::Connect, "refused"),
        (
            usual().endpoint(&cut.endpoint),
            ErrorKind::Network,
            "broke: ",
        ),
        (
            usual().endpoint(&nothing.endpoint),
            ErrorKind::Network,
            "broke: ",
        ),
        (
            usual().endpoint(&garbage.endpoint),
            ErrorKind::Response,
            "expected value",
        ),
        (usual().endpoint("https://"), ErrorKind::Config, "https://"),
        (usual().proxy("no proxy"), ErrorKind::Config, "proxy"),
        (
            usual().root_certificate(b"none"),
            ErrorKind::Config,
            "certificate",
        ),
        (
            Client::builder().credential(Credential::new("", "")),
            ErrorKind::Config,
            "the secret id is empty",
        ),
        (
            Client::builder()
                .credential(CvmRole::new().endpoint(closed))
                .endpoint(closed),
            ErrorKind::Credential,
            "refused",
        ),
        (
            Client::builder().credential(CvmRole::new().endpoint("no endpoint")),
            ErrorKind::Config,
            "endpoint",
        ),
    ] {
        let error = failure(builder).await;
        assert_eq!(error.kind(), kind, "{error}");
        assert!(error.to_string().contains(says), "{error}");
        assert_nothing_is_said_twice(&error);
    }
    let client = usual().endpoint(closed).build().unwrap();
    let request = ExecuteFunctionRequest::new("f", "");
    for (name, value) in [("a b", "v"), ("x-a", "a\nb")] {
        let call = client.execute_function(&request).header(name, value);
        assert_nothing_is_said_twice(&call.await.unwrap_err());
    }
}

/// What a transport or a provider of one's own says, with the error that it comes from.
#[derive(Clone, Copy, Debug)]
struct Own(&'static str);

impl Transport for Own {
    fn send<'a>(&'a self, _: HttpRequest<'a>) -> TransportFuture<'a> {
        let error =
            TransportError::new(TransportErrorKind::ConnectionLost, self.0).with_source(Outer);
        assert_nothing_is_said_twice(&error);
        TransportFuture::new(async { Err(error) })
    }
}

impl CredentialProvider for Own {
    fn provide(&self) -> CredentialFuture<'_> {
        let error = CredentialError::new(self.0).with_source(Outer);
        assert_nothing_is_said_twice(&error);
        CredentialFuture::new(async { Err(error) })
    }
}

#[derive(Debug)]
struct Outer;

impl fmt::Display for Outer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the pipe has failed")
    }
}

impl StdError for Outer {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        static INNER: std::sync::LazyLock<io::Error> =
            std::sync::LazyLock::new(|| io::Error::other("disk full"));
        Some(&*INNER)
    }
}

#[tokio::test]
async fn errors_of_ones_own_stay_in_the_chain_as_far_as_they_are_not_said() {
    for (says, causes) in [
        ("oops", &["the pipe has failed", "disk full"][..]),
        ("oops: the pipe has failed", &["disk full"]),
        ("oops: disk full", &[]),
        ("oops: the pipe has failed: disk full", &[]),
    ] {
        let by_transport = Client::builder()
            .credential(credential())
            .transport(Own(says));
        let by_provider = Client::builder()
            .credential(Own(says))
            .transport(Script::new());
        for builder in [by_transport, by_provider] {
            let error = failure(builder).await;
            let texts = assert_nothing_is_said_twice(&error);
            assert!(texts[0].contains(says), "{error}");
            assert_eq!(texts[1..], *causes, "{error}");
        }
    }
    let error = failure(
        Client::builder()
            .credential(credential())
            .transport(Own("oops")),
    )
    .await;
    assert!(
        error.source().unwrap().is::<Outer>(),
        "it can be told by its type"
    );
}

#[tokio::test]
async fn an_unreadable_response_is_no_cause_of_its_own() {
    let script = Script::new();
    let long = "x".repeat(100_000);
    script.respond(
        "ExecuteFunction",
        Response::http(200, json!({ "Response": long }).to_string()),
    );
    let client = Client::builder().credential(credential()).transport(script);
    let error = failure(client).await;
    assert_eq!(chain(&error).len(), 1);
    assert!(
        error.to_string().len() < 6_000,
        "{} bytes",
        error.to_string().len()
    );
}

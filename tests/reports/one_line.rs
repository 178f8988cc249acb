//! Every error is one line, whatever part of it comes from outside.

use std::time::Duration;

use serde_json::json;
use vod_sdk::credentials::{CredentialError, CredentialFuture, CredentialProvider};
use vod_sdk::mock::{self, ErrorBuilder, Response, Script};
use vod_sdk::transport::{
    HttpRequest, Transport, TransportError, TransportErrorKind, TransportFuture,
};
use vod_sdk::{Client, Credential, Error, ErrorKind};

use crate::attacks::server_text::{assert_clean, texts};
use crate::log::Log;

const LINES: &str = "first\nsecond\r\n\u{1b}[31mthird\u{2028}\u{202e}fourth";

#[derive(Debug)]
struct Failing;

impl Transport for Failing {
    fn send<'a>(&'a self, _: HttpRequest<'a>) -> TransportFuture<'a> {
        let error = TransportError::new(TransportErrorKind::ConnectionLost, LINES);
        assert_clean(&error.to_string());
        TransportFuture::new(async { Err(error) })
    }
}

#[derive(Debug)]
struct Nothing;

impl CredentialProvider for Nothing {
    fn provide(&self) -> CredentialFuture<'_> {
        let error = CredentialError::new(LINES);
        assert_clean(&error.to_string());
        CredentialFuture::new(async { Err(error) })
    }
}

async fn error_of(client: &Client, action: &str) -> Error {
    let parameters = json!({});
    let call = client.call(action, "2018-07-17", &parameters);
    call.timeout(Duration::from_secs(9)).await.unwrap_err()
}

#[test]
fn every_part_of_an_error_is_one_line() {
    let log = Log::of(async {
        let script = Script::new();
        script.respond("DeleteMedia", Response::error("InternalError", LINES));
        let usual = Client::builder().credential(script.credential());
        let scripted = usual.clone().transport(script).build().unwrap();
        let failing = usual.clone().transport(Failing).build().unwrap();
        let nobody = Client::builder().credential(Nothing).transport(Failing);
        let nobody = nobody.build().unwrap();
        for (error, kind) in [
            (error_of(&scripted, "DeleteMedia").await, ErrorKind::Service),
            (error_of(&scripted, LINES).await, ErrorKind::Config),
            (error_of(&failing, "DeleteMedia").await, ErrorKind::Network),
            (
                error_of(&nobody, "DeleteMedia").await,
                ErrorKind::Credential,
            ),
            (
                mock::error(LINES, "InternalError", LINES),
                ErrorKind::Service,
            ),
            (
                ErrorBuilder::new(LINES, ErrorKind::Timeout)
                    .message(LINES)
                    .request_id(LINES)
                    .build(),
                ErrorKind::Timeout,
            ),
            (
                usual.clone().endpoint(LINES).build().unwrap_err(),
                ErrorKind::Config,
            ),
            (
                usual.clone().region(LINES).build().unwrap_err(),
                ErrorKind::Config,
            ),
            (
                Client::builder()
                    .credential(Credential::new(LINES, LINES))
                    .build()
                    .unwrap_err(),
                ErrorKind::Config,
            ),
        ] {
            assert_eq!(error.kind(), kind, "{error}");
            texts(&error).iter().for_each(|text| assert_clean(text));
        }
    });
    log.lines().for_each(assert_clean);
    assert!(log.contains(r"first\nsecond"), "{log}");
}

/// Not by the header that could not carry them.
#[tokio::test]
async fn a_name_that_cannot_be_one_is_refused_as_what_it_is() {
    let script = Script::new();
    let usual = Client::builder().credential(script.credential());
    let client = usual.transport(script.clone()).build().unwrap();
    let parameters = json!({});
    for name in ["", " ", "Delete Media", "A\nX-TC-Token: x", "\u{e4}", "/"] {
        for (action, version, what) in [
            (name, "2018-07-17", "is no action"),
            ("DeleteMedia", name, "is no version"),
        ] {
            let call = client.call(action, version, &parameters);
            let error = call.await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Config, "{error}");
            let expected = format!("{name:?} {what}");
            assert!(error.message().starts_with(&expected), "{error}");
        }
    }
    assert!(script.requests().is_empty());
}

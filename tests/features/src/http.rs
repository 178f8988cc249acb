//! What goes over the wire, and what is made of what comes back.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use vod_sdk::v2018_07_17::ExecuteFunctionRequest;
use vod_sdk::{Client, Error, ErrorKind, RetryPolicy};

use crate::peer::{BODY, Peer, http};

fn client(peer: &Peer) -> Client {
    crate::tls::install_where_it_must_be();
    peer.builder().retry(RetryPolicy::none()).build().unwrap()
}

async fn call(client: &Client) -> Result<Option<String>, Error> {
    let request = ExecuteFunctionRequest::new("f", "{}");
    let response = client.execute_function(&request).await?;
    Ok(response.result)
}

/// The names of a request's headers, and its first line.
fn names(head: &str) -> Vec<&str> {
    let names = head.lines().map(|line| line.split(':').next().unwrap());
    let mut names: Vec<_> = names.collect();
    names[1..].sort_unstable();
    names
}

#[tokio::test]
async fn a_request_has_the_same_headers_and_no_cookie() {
    let peer = Peer::answering(http(
        "200 OK",
        "Set-Cookie: a=b; Path=/\r\n",
        BODY.as_bytes(),
    ));
    let client = client(&peer);
    for _ in 0..2 {
        assert_eq!(call(&client).await.unwrap().as_deref(), Some("42"));
    }
    for head in peer.heads() {
        let expected = [
            "post / http/1.1",
            "accept",
            "accept-encoding",
            "authorization",
            "content-length",
            "content-type",
            "host",
            "x-tc-action",
            "x-tc-requestclient",
            "x-tc-timestamp",
            "x-tc-version",
        ];
        let known = names(&head)
            .into_iter()
            .filter(|name| *name != "x-tc-language");
        assert!(known.eq(expected), "{head}");
        assert!(head.contains("accept-encoding: gzip\r\n"), "{head}");
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let elsewhere = Peer::start();
    let location = format!("Location: http://{}/\r\n", elsewhere.address);
    let peer = Peer::answering(http("307 Temporary Redirect", &location, b""));
    call(&client(&peer)).await.unwrap_err();
    assert_eq!((peer.heads().len(), elsewhere.heads().len()), (1, 0));
}

#[tokio::test]
async fn a_call_is_sent_once_where_it_may_not_be_retried() {
    let peer = Peer::closing_after(Vec::new());
    let error = call(&client(&peer)).await.unwrap_err();
    assert!(error.may_have_been_executed(), "{error}");
    assert_eq!(peer.heads().len(), 1);
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[tokio::test]
async fn compressed_responses_are_decoded_once_and_within_the_limit() {
    let headers = "Content-Encoding: gzip\r\n";
    let peer = Peer::answering(http("200 OK", headers, &gzip(BODY.as_bytes())));
    assert_eq!(call(&client(&peer)).await.unwrap().as_deref(), Some("42"));
    for damaged in [1, 8, 20] {
        let body = gzip(BODY.as_bytes());
        let peer = Peer::answering(http("200 OK", headers, &body[..body.len() - damaged]));
        let error = call(&client(&peer)).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Network, "{error}");
    }
    let peer = Peer::answering(http("200 OK", headers, &gzip(&vec![b' '; 64 << 20])));
    let error = call(&client(&peer)).await.unwrap_err();
    assert!(error.to_string().contains("larger than"), "{error}");
}

/// The other way round: that vod-sdk reads compressed responses changes no client of the program's own.
#[cfg(all(feature = "ring", not(feature = "reqwest")))]
#[tokio::test]
async fn a_program_s_own_client_neither_asks_for_gzip_nor_decodes_it() {
    let body = gzip(BODY.as_bytes());
    let peer = Peer::answering(http("200 OK", "Content-Encoding: gzip\r\n", &body));
    let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
    let tls = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(rustls::RootCertStore::empty())
        .with_no_client_auth();
    let own = reqwest::Client::builder().tls_backend_preconfigured(tls);
    let request = own
        .build()
        .unwrap()
        .get(format!("http://{}/", peer.address));
    let response = request.send().await.unwrap();
    assert_eq!(response.headers()["content-encoding"], "gzip");
    assert_eq!(response.bytes().await.unwrap(), body);
    assert!(!peer.heads()[0].contains("accept-encoding"));
}

#[tokio::test]
async fn encodings_that_were_not_asked_for_are_not_decoded() {
    for encoding in ["br", "deflate", "zstd"] {
        let peer = Peer::answering(http(
            "200 OK",
            &format!("Content-Encoding: {encoding}\r\n"),
            BODY.as_bytes(),
        ));
        let result = call(&client(&peer)).await;
        assert_eq!(result.unwrap().as_deref(), Some("42"), "{encoding}");
    }
}

#[tokio::test]
async fn text_is_utf_8_whatever_a_server_says() {
    let body = r#"{"Response":{"Result":"é","RequestId":"id-1"}}"#;
    let headers = "Content-Type: application/json; charset=iso-8859-1\r\n";
    let peer = Peer::answering(http("200 OK", headers, body.as_bytes()));
    assert_eq!(call(&client(&peer)).await.unwrap().as_deref(), Some("é"));
}

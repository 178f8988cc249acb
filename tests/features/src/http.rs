//! What goes over the wire, and what is made of what comes back.

use vod_sdk::v2018_07_17::ExecuteFunctionRequest;
use vod_sdk::{Client, Error, RetryPolicy};

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

//! Compressed answers.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use vod_sdk::v2018_07_17::{CreateVodDomainRequest, ExecuteFunctionRequest};
use vod_sdk::{Error, ErrorKind, RetryPolicy};

use super::peer::{BODY, Peer, Reply, http};

const GZIP: &str = "Content-Encoding: gzip\r\n";

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// The outcome of a call that may not be repeated and gets this body, said to be compressed.
async fn outcome(body: Vec<u8>, limit: usize) -> Result<(), Error> {
    let peer = Peer::responding(move |head| {
        assert!(head.contains("accept-encoding: gzip"), "{head}");
        Reply::Whole(http("200 OK", GZIP, &body))
    });
    let client = peer.builder().max_response_bytes(limit).build().unwrap();
    client
        .create_vod_domain(&CreateVodDomainRequest::new("example.com"))
        .await?;
    assert_eq!(peer.connections(), 1);
    Ok(())
}

#[tokio::test]
async fn compressed_answers_are_read() {
    let peer = Peer::answering(http("200 OK", GZIP, &gzip(BODY.as_bytes())));
    let client = peer.builder().build().unwrap();
    for _ in 0..3 {
        let request = ExecuteFunctionRequest::new("f", "");
        let response = client.execute_function(&request).await.unwrap();
        assert_eq!(response.result.as_deref(), Some("42"));
    }
}

#[tokio::test]
async fn the_limit_is_for_what_comes_out() {
    let length = BODY.len();
    outcome(gzip(BODY.as_bytes()), length).await.unwrap();
    let error = outcome(gzip(BODY.as_bytes()), length - 1)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Response);
    assert!(error.to_string().contains("larger than"), "{error}");
    let bomb = gzip(&vec![b' '; 64 << 20]);
    assert!(bomb.len() < 1 << 20);
    let error = outcome(bomb, 1 << 20).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Response);
    assert!(
        error.to_string().contains("larger than 1048576 bytes"),
        "{error}"
    );
}

#[tokio::test]
async fn what_cannot_be_decompressed_is_a_broken_answer() {
    let whole = gzip(BODY.as_bytes());
    let mut flipped = whole.clone();
    flipped[15] ^= 0x55;
    let mut miscounted = whole.clone();
    *miscounted.last_mut().unwrap() ^= 1;
    for (what, body) in [
        ("cut short", whole[..whole.len() / 2].to_vec()),
        ("without its end", whole[..whole.len() - 1].to_vec()),
        ("changed", flipped),
        ("with another length", miscounted),
        ("not gzip", BODY.as_bytes().to_vec()),
        (
            "random",
            (0..200u8).map(|byte| byte.wrapping_mul(151)).collect(),
        ),
    ] {
        let error = outcome(body, 1 << 20).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Network, "{what}: {error}");
        assert!(error.may_have_been_executed(), "{what}: {error}");
        assert_eq!(error.attempts(), 1, "{what}: {error}");
        assert_eq!(error.status(), Some(200), "{what}: {error}");
    }
}

/// The outcome of a call that is answered with these headers and this body.
async fn answered(headers: &str, body: &[u8]) -> Result<Option<String>, Error> {
    let peer = Peer::answering(http("200 OK", headers, body));
    let client = peer.builder().retry(RetryPolicy::none()).build().unwrap();
    let request = ExecuteFunctionRequest::new("f", "");
    let response = client.execute_function(&request).await?;
    // The connection is at the next response's beginning.
    let again = client.execute_function(&request).await.unwrap();
    assert_eq!(
        (again.result, peer.connections()),
        (response.result.clone(), 1)
    );
    Ok(response.result)
}

#[tokio::test]
async fn gzip_is_read_in_every_form_that_servers_send() {
    let once = gzip(BODY.as_bytes());
    let (head, tail) = BODY.as_bytes().split_at(20);
    let twice = "Content-Encoding: gzip\r\nContent-Encoding: gzip\r\n";
    for (what, headers, body) in [
        ("an old name", "Content-Encoding: x-gzip\r\n", once.clone()),
        ("upper case", "CONTENT-ENCODING: GZIP\r\n", once.clone()),
        (
            "a list",
            "Content-Encoding: identity, gzip\r\n",
            once.clone(),
        ),
        ("members", GZIP, [gzip(head), gzip(tail)].concat()),
        ("padding", GZIP, [&once[..], &[0; 512]].concat()),
        ("compressed twice", twice, gzip(&once)),
        ("a repeated header", twice, once.clone()),
        (
            "not compressed",
            "Content-Encoding: identity\r\n",
            BODY.into(),
        ),
    ] {
        let result = answered(headers, &body).await;
        assert_eq!(result.unwrap().as_deref(), Some("42"), "{what}");
    }
}

#[tokio::test]
async fn gzip_is_read_in_chunks() {
    let body = gzip(BODY.as_bytes());
    let mut bytes =
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec();
    for byte in body {
        bytes.extend([b"1\r\n", &[byte][..], b"\r\n"].concat());
    }
    bytes.extend(b"0\r\n\r\n");
    let peer = Peer::answering(bytes);
    let client = peer.builder().build().unwrap();
    for _ in 0..2 {
        let request = ExecuteFunctionRequest::new("f", "");
        let response = client.execute_function(&request).await.unwrap();
        assert_eq!(response.result.as_deref(), Some("42"));
    }
    assert_eq!(peer.connections(), 1);
}

#[tokio::test]
async fn an_empty_body_is_empty_and_not_corrupt() {
    let error = answered(GZIP, b"").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Response);
    assert!(!error.to_string().contains("gzip"), "{error}");
}

#[tokio::test]
async fn an_encoding_that_was_not_asked_for_is_named() {
    // As short as it is, the text would be in the compressed bytes as it is.
    let body = gzip(BODY.repeat(50).as_bytes());
    for encoding in ["br", "deflate", "zstd", "gzip, br"] {
        let headers = format!("Content-Encoding: {encoding}\r\n");
        let error = answered(&headers, &body).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Response, "{error}");
        assert!(error.may_have_been_executed(), "{error}");
        let said = format!("encoded as {encoding:?}, which was not requested");
        assert!(error.to_string().contains(&said), "{error}");
        // What is not encoded is read, whatever it is called.
        let result = answered(&headers, BODY.as_bytes()).await;
        assert_eq!(result.unwrap().as_deref(), Some("42"), "{encoding}");
    }
}

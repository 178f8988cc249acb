//! Compressed answers.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use vod_sdk::v2018_07_17::{CreateClassRequest, ExecuteFunctionRequest};
use vod_sdk::{Error, ErrorKind};

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
        .create_class(&CreateClassRequest::new(-1, "c"))
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

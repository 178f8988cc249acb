//! What became of a request, for each way in which a connection fails.

use std::io::Write;
use std::net::TcpListener;
use std::thread;
use std::time::Duration;

use vod_sdk::v2018_07_17::CreateVodDomainRequest;
use vod_sdk::{Client, ClientBuilder, Error, ErrorKind};

use super::LIBRARIES;
use super::peer::{BODY, Peer, http};
use crate::support::credential;

fn builder(endpoint: impl Into<String>) -> ClientBuilder {
    Client::builder()
        .credential(credential())
        .endpoint(endpoint)
        .without_proxy()
}

/// The error of an action that is repeated only if nothing of it was sent.
async fn error(builder: ClientBuilder) -> Error {
    let client = builder.build().unwrap();
    let request = CreateVodDomainRequest::new("example.com");
    client.create_vod_domain(&request).await.unwrap_err()
}

/// Checks that a connection was tried for three times, and nothing was sent.
async fn check_not_connected(builder: ClientBuilder, reason: &str) {
    let error = error(builder).await;
    assert_eq!(error.kind(), ErrorKind::Connect, "{error}");
    assert!(!error.may_have_been_executed(), "{error}");
    assert_eq!(error.attempts(), 3, "{error}");
    assert!(error.to_string().contains(reason), "{error}");
}

#[tokio::test]
async fn a_refused_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    check_not_connected(builder(endpoint), "refused").await;
}

#[tokio::test]
async fn a_host_without_an_address() {
    check_not_connected(builder("https://vod.invalid"), "dns error").await;
}

#[tokio::test]
async fn a_server_that_does_not_speak_tls() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("https://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming() {
            let _ = stream
                .unwrap()
                .write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n");
        }
    });
    for (_, library) in LIBRARIES {
        check_not_connected(library(builder(&endpoint)), "").await;
    }
}

#[tokio::test]
async fn a_handshake_that_never_ends() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("https://{}", listener.local_addr().unwrap());
    let builder = builder(endpoint).connect_timeout(Duration::from_millis(20));
    check_not_connected(builder, "timed out").await;
}

#[tokio::test]
async fn a_server_that_closes_without_an_answer() {
    let whole = http("200 OK", "", BODY.as_bytes());
    for (what, part) in [
        ("nothing", Vec::new()),
        ("a part of the head", whole[..20].to_vec()),
        ("a part of the body", whole[..whole.len() - 1].to_vec()),
        ("no HTTP", b"SSH-2.0-OpenSSH_9.6\r\n".to_vec()),
    ] {
        let peer = Peer::closing_after(part);
        let error = error(peer.builder()).await;
        assert_eq!(error.kind(), ErrorKind::Network, "{what}: {error}");
        assert!(error.may_have_been_executed(), "{what}: {error}");
        assert_eq!(error.attempts(), 1, "{what}: {error}");
        assert_eq!(peer.heads().len(), 1, "{what}: {error}");
    }
}

#[tokio::test]
async fn a_length_beyond_measure_is_not_made_room_for() {
    for length in ["9223372036854775807", "4611686018427387904", "33554433"] {
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n{{");
        let peer = Peer::answering(head.into_bytes());
        let error = error(peer.builder()).await;
        assert_eq!(error.kind(), ErrorKind::Response, "{length}: {error}");
        assert!(
            error.to_string().contains("larger than"),
            "{length}: {error}"
        );
    }
}

#[tokio::test]
async fn a_header_that_cannot_be_sent() {
    let peer = Peer::start();
    let client = peer.builder().build().unwrap();
    let request = CreateVodDomainRequest::new("example.com");
    for (name, value) in [
        ("x-place", "a\r\nx-tc-action: Other"),
        ("x-place", "\u{7f}"),
        ("x place", "a"),
        ("x-place\r\n", "a"),
        ("", "a"),
    ] {
        let call = client.create_vod_domain(&request).header(name, value);
        let error = call.await.unwrap_err();
        assert_eq!(
            error.kind(),
            ErrorKind::Config,
            "{name:?} {value:?}: {error}"
        );
        assert_eq!(error.attempts(), 0, "{name:?} {value:?}: {error}");
        assert!(
            !error.may_have_been_executed(),
            "{name:?} {value:?}: {error}"
        );
    }
    let call = client
        .create_vod_domain(&request)
        .header("X-Place", "here\tand in \u{5317}\u{4eac}");
    call.await.unwrap();
    assert!(peer.heads()[0].contains("\r\nx-place: here\tand in \u{5317}\u{4eac}\r\n"));
    assert_eq!(peer.heads().len(), 1);
}

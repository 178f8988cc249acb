//! Connections that break, bodies that do not end, clients that do not speak.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use vod_sdk::mock::{MockServer, Response};

use super::draft::{Draft, builder, connect};

const ACTION: &str = "ExecuteFunction";
const SOON: Duration = Duration::from_secs(5);

fn draft() -> Draft {
    Draft::new(&json!({"FunctionName": "f", "FunctionArg": "arg"}))
}

/// Waits until the server closes the connection; says how many bytes came before.
async fn closed(mut stream: TcpStream) -> usize {
    let mut bytes = Vec::new();
    let end = tokio::time::timeout(SOON, stream.read_to_end(&mut bytes)).await;
    let _ = end.expect("the server closes the connection");
    bytes.len()
}

#[tokio::test]
async fn a_closed_connection_brings_nothing() {
    let server = builder().start().await;
    server.respond_once(ACTION, Response::close());
    let reply = draft().exchange(&server).await;
    assert_eq!((reply.status, reply.body.len()), (0, 0));
    assert_eq!(draft().exchange(&server).await.status, 200);
}

#[tokio::test]
async fn a_cut_answer_announces_more_than_it_brings() {
    let server = builder().start().await;
    let whole = draft().exchange(&server).await;
    for bytes in [0, 1, 30] {
        server.respond_once(ACTION, Response::example().cut_after(bytes));
        let reply = draft().exchange(&server).await;
        assert_eq!(reply.status, 200);
        assert_eq!(
            reply.header("content-length"),
            whole.header("content-length")
        );
        assert_eq!(reply.body.len() as u64, bytes);
    }
    server.respond_once(
        ACTION,
        Response::example().cut_after(whole.body.len() as u64),
    );
    assert_eq!(draft().exchange(&server).await.body.len(), whole.body.len());
}

#[tokio::test]
async fn an_oversized_answer_has_its_size() {
    let server = builder().start().await;
    for (bytes, sent) in [(0, 78), (100, 100), (5_000_000, 5_000_000)] {
        server.respond_once(ACTION, Response::oversized(bytes));
        let reply = draft().exchange(&server).await;
        assert_eq!(reply.header("content-length"), None);
        let body = unchunked(&reply.body);
        assert_eq!(body.len(), sent, "{bytes}");
        let body: Value = serde_json::from_slice(&body).expect("JSON");
        assert_eq!(
            body["Response"]["RequestId"].as_str().map(str::len),
            Some(36)
        );
    }
    server.respond_once(ACTION, Response::oversized(5_000_000).cut_after(100_000));
    let reply = draft().exchange(&server).await;
    assert!(
        (100_000..101_000).contains(&reply.body.len()),
        "{}",
        reply.body.len()
    );
}

/// The body within chunked transfer coding.
fn unchunked(mut coded: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    loop {
        let end = coded
            .windows(2)
            .position(|window| window == b"\r\n")
            .expect("a chunk");
        let size = std::str::from_utf8(&coded[..end]).expect("a size");
        let size = usize::from_str_radix(size, 16).expect("a size in hexadecimal");
        if size == 0 {
            return body;
        }
        let chunk = &coded[end + 2..];
        body.extend_from_slice(&chunk[..size]);
        coded = &chunk[size + 2..];
    }
}

#[tokio::test]
async fn an_endless_answer_ends_with_the_reader() {
    let server = builder().start().await;
    server.respond_once(ACTION, Response::oversized(u64::MAX));
    let mut stream = connect(&server).await;
    stream.write_all(&draft().bytes()).await.unwrap();
    let mut piece = vec![0; 4 * 1024 * 1024];
    stream.read_exact(&mut piece).await.unwrap();
    drop(stream);
    assert_eq!(draft().exchange(&server).await.status, 200);
}

#[tokio::test]
async fn a_connection_takes_many_requests() {
    let server = builder().start().await;
    let mut stream = connect(&server).await;
    let request = String::from_utf8(draft().bytes()).unwrap();
    let request = request.replace("Connection: close\r\n", "");
    for _ in 0..3 {
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut reply = Vec::new();
        while !reply.ends_with(b"}}") {
            assert_ne!(stream.read_buf(&mut reply).await.unwrap(), 0);
        }
    }
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn a_slow_client_is_cut_off() {
    let server = builder()
        .read_timeout(Duration::from_millis(100))
        .start()
        .await;
    let bytes = draft().bytes();
    for sent in [0, 10, bytes.len() - 1] {
        let mut stream = connect(&server).await;
        stream.write_all(&bytes[..sent]).await.unwrap();
        closed(stream).await;
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn garbage_is_answered_by_http() {
    let server = builder().start().await;
    for garbage in [&b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n"[..], b"GET\r\n\r\n"] {
        let mut stream = connect(&server).await;
        stream.write_all(garbage).await.unwrap();
        closed(stream).await;
    }
    let mut stream = connect(&server).await;
    let long = format!("POST / HTTP/1.1\r\nX: {}", "x".repeat(1024 * 1024));
    let _ = stream.write_all(long.as_bytes()).await;
    closed(stream).await;
    assert!(server.requests().is_empty());
    assert_eq!(draft().exchange(&server).await.status, 200);
}

#[tokio::test]
async fn dropping_the_server_breaks_every_connection() {
    let server = builder().start().await;
    let address = server.endpoint().replace("http://", "");
    let idle = connect(&server).await;
    let mut half = connect(&server).await;
    half.write_all(&draft().bytes()[..50]).await.unwrap();
    server.respond(ACTION, Response::example().delay(Duration::from_secs(60)));
    let mut waiting = connect(&server).await;
    waiting.write_all(&draft().bytes()).await.unwrap();
    while server.requests().is_empty() {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    server.respond(ACTION, Response::oversized(u64::MAX));
    let mut unread = connect(&server).await;
    unread.write_all(&draft().bytes()).await.unwrap();
    while server.requests().len() < 2 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }

    let begin = Instant::now();
    drop(server);
    assert!(begin.elapsed() < Duration::from_secs(1));
    for stream in [idle, half, waiting] {
        assert_eq!(closed(stream).await, 0);
    }
    closed(unread).await;
    while TcpStream::connect(&address).await.is_ok() {
        assert!(begin.elapsed() < SOON, "the server still listens");
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}

#[tokio::test]
async fn a_port_may_be_chosen_and_must_be_free() {
    let server = MockServer::start().await;
    let port: u16 = server
        .endpoint()
        .rsplit_once(':')
        .unwrap()
        .1
        .parse()
        .unwrap();
    let second = tokio::spawn(MockServer::builder().port(port).start());
    let panic = second.await.expect_err("the port is taken").into_panic();
    let message = panic.downcast_ref::<String>().unwrap();
    assert!(
        message.contains(&format!("cannot listen on 127.0.0.1:{port}")),
        "{message}"
    );
    drop(server);
    let begin = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
        assert!(begin.elapsed() < SOON, "the server still listens");
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    let server = MockServer::builder().port(port).start().await;
    assert_eq!(server.endpoint(), format!("http://127.0.0.1:{port}"));
}

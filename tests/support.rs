//! What several tests use.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use vod_sdk::{Client, ClientBuilder, Credential, RetryPolicy};

/// A server that knows no API: it reads a request and writes the same bytes to everyone.
pub(crate) struct RawServer {
    pub(crate) endpoint: String,
    requests: Arc<AtomicUsize>,
    written: Arc<AtomicUsize>,
}

impl RawServer {
    /// Writes `bytes` as they are, and closes the connection.
    pub(crate) async fn answering(bytes: impl Into<Vec<u8>>) -> Self {
        Self::start(Vec::new(), bytes.into(), 1).await
    }

    /// Writes `head`, then `filler` again and again until nobody reads any more.
    pub(crate) async fn endless(head: &str, filler: Vec<u8>) -> Self {
        Self::start(head.as_bytes().to_vec(), filler, usize::MAX).await
    }

    /// An HTTP answer with the length of its body.
    pub(crate) async fn http(status: &str, body: &str) -> Self {
        let length = body.len();
        Self::answering(format!(
            "HTTP/1.1 {status}\r\nContent-Length: {length}\r\n\r\n{body}"
        ))
        .await
    }

    /// How many requests came.
    pub(crate) fn requests(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }

    /// How many bytes the connections have taken.
    pub(crate) fn written(&self) -> usize {
        self.written.load(Ordering::SeqCst)
    }

    async fn start(head: Vec<u8>, bytes: Vec<u8>, times: usize) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let (requests, written) = (Arc::default(), Arc::default());
        let server = Self {
            endpoint,
            requests,
            written,
        };
        let (requests, written) = (server.requests.clone(), server.written.clone());
        let (head, bytes) = (Arc::new(head), Arc::new(bytes));
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let (requests, written) = (requests.clone(), written.clone());
                let (head, bytes) = (head.clone(), bytes.clone());
                tokio::spawn(async move {
                    read_request(&mut stream).await;
                    requests.fetch_add(1, Ordering::SeqCst);
                    let mut times = times;
                    let mut sent = stream.write_all(&head).await;
                    while sent.is_ok() && times > 0 {
                        sent = stream.write_all(&bytes).await;
                        written.fetch_add(bytes.len(), Ordering::SeqCst);
                        times -= 1;
                    }
                    let _ = stream.shutdown().await;
                });
            }
        });
        server
    }

    /// A client of this server.
    pub(crate) fn client(&self) -> Client {
        self.builder().build().unwrap()
    }

    /// The builder of a client of this server, which makes one attempt.
    pub(crate) fn builder(&self) -> ClientBuilder {
        Client::builder()
            .credential(credential())
            .endpoint(&self.endpoint)
            .retry(RetryPolicy::none())
    }
}

/// A made-up credential.
pub(crate) fn credential() -> Credential {
    Credential::new("AKIDTESTTESTTESTTEST", "correct-horse-battery-staple")
}

/// Reads a request to the end of its body, whose length it must announce.
async fn read_request(stream: &mut TcpStream) {
    let mut text = Vec::new();
    let mut chunk = [0; 4096];
    loop {
        if let Some(end) = text.windows(4).position(|window| window == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&text[..end]).to_lowercase();
            let length = head
                .lines()
                .find_map(|line| line.strip_prefix("content-length:"));
            let length: usize = length.map_or(0, |length| length.trim().parse().unwrap());
            if text.len() >= end + 4 + length {
                return;
            }
        }
        match stream.read(&mut chunk).await {
            Ok(0) | Err(_) => return,
            Ok(read) => text.extend_from_slice(&chunk[..read]),
        }
    }
}

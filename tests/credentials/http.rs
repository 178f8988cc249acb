//! A small HTTP server whose answers are a function of the request.

use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// A request, with the names of its headers in lower case.
#[derive(Clone, Debug, Default)]
pub(crate) struct Request {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) headers: HashMap<String, String>,
    pub(crate) body: Vec<u8>,
}

/// Status and body.
pub(crate) type Response = (u16, String);

pub(crate) struct HttpServer {
    pub(crate) endpoint: String,
    requests: Arc<Mutex<Vec<Request>>>,
    /// How many seconds the server's clock is ahead.
    pub(crate) ahead: Arc<AtomicI64>,
}

impl HttpServer {
    pub(crate) async fn start(
        answer: impl Fn(&Request) -> Response + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::<Mutex<Vec<Request>>>::default();
        let ahead = Arc::<AtomicI64>::default();
        let server = Self {
            endpoint,
            requests: Arc::clone(&requests),
            ahead: Arc::clone(&ahead),
        };
        let answer = Arc::new(answer);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (kept, answer) = (Arc::clone(&requests), Arc::clone(&answer));
                let ahead = Arc::clone(&ahead);
                tokio::spawn(async move {
                    let date = move || now(ahead.load(Ordering::SeqCst));
                    serve(stream, &kept, &*answer, &date).await;
                });
            }
        });
        server
    }

    /// A server that says the same to everyone.
    pub(crate) async fn answering(status: u16, body: impl Into<String>) -> Self {
        let answer = (status, body.into());
        Self::start(move |_| answer.clone()).await
    }

    pub(crate) fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }

    pub(crate) fn paths(&self) -> Vec<String> {
        self.requests()
            .into_iter()
            .map(|request| request.path)
            .collect()
    }
}

/// The time of a clock that is so many seconds ahead.
pub(crate) fn now(ahead: i64) -> SystemTime {
    let distance = Duration::from_secs(ahead.unsigned_abs());
    match ahead < 0 {
        true => SystemTime::now() - distance,
        false => SystemTime::now() + distance,
    }
}

/// Serves one connection, which it closes after the answer.
async fn serve(
    mut stream: TcpStream,
    kept: &Mutex<Vec<Request>>,
    answer: &(dyn Fn(&Request) -> Response + Send + Sync),
    date: &(dyn Fn() -> SystemTime + Send + Sync),
) {
    let Some(request) = read(&mut stream).await else {
        return;
    };
    kept.lock().unwrap().push(request.clone());
    let (status, body) = answer(&request);
    let length = body.len();
    let date = httpdate::fmt_http_date(date());
    let text = format!(
        "HTTP/1.1 {status} Status\r\nContent-Length: {length}\r\nDate: {date}\r\n\
         Connection: close\r\n\r\n{body}"
    );
    let _ = stream.write_all(text.as_bytes()).await;
    let _ = stream.shutdown().await;
}

async fn read(stream: &mut TcpStream) -> Option<Request> {
    let mut text = Vec::new();
    let mut chunk = [0; 4096];
    loop {
        if let Some(request) = parse(&text) {
            return Some(request);
        }
        match stream.read(&mut chunk).await {
            Ok(0) | Err(_) => return None,
            Ok(read) => text.extend_from_slice(&chunk[..read]),
        }
    }
}

/// The request, if it is complete.
fn parse(text: &[u8]) -> Option<Request> {
    let end = text.windows(4).position(|window| window == b"\r\n\r\n")?;
    let head = String::from_utf8(text[..end].to_vec()).unwrap();
    let mut lines = head.lines();
    let mut words = lines.next()?.split(' ').map(str::to_owned);
    let (method, path) = (words.next()?, words.next()?);
    let headers: HashMap<_, _> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_lowercase(), value.trim().to_owned()))
        .collect();
    let length = headers
        .get("content-length")
        .map_or(0, |length| length.parse().unwrap());
    let body = text[end + 4..].to_vec();
    (body.len() >= length).then_some(Request {
        method,
        path,
        headers,
        body,
    })
}

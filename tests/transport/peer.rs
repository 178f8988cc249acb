//! A server on threads of its own, so that it works while the test's thread is busy.

use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

use rustls::{ServerConfig, ServerConnection, StreamOwned};
use vod_sdk::{Client, ClientBuilder};

use crate::support::credential;

/// A response to every action.
pub(crate) const BODY: &str = r#"{"Response":{"Result":"42","ClassId":1,"RequestId":"id-1"}}"#;

/// The HTTP answer with [`BODY`].
pub(crate) fn answer() -> Vec<u8> {
    http("200 OK", "", BODY.as_bytes())
}

/// An HTTP answer with a body and its length; `headers` are whole lines.
pub(crate) fn http(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let head = format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {length}\r\n\r\n");
    [head.as_bytes(), body].concat()
}

/// What to answer a request with, whose head is given. An answer that is not whole is followed by the
/// end of the connection.
type Respond = dyn Fn(&str) -> Reply + Send + Sync;

pub(crate) enum Reply {
    Whole(Vec<u8>),
    Part(Vec<u8>),
}

pub(crate) struct Peer {
    pub(crate) address: SocketAddr,
    seen: Arc<Seen>,
}

#[derive(Default)]
struct Seen {
    connections: AtomicUsize,
    heads: Mutex<Vec<String>>,
    open: Mutex<Vec<TcpStream>>,
}

impl Peer {
    /// Answers every request in the same way.
    pub(crate) fn start() -> Self {
        Self::answering(answer())
    }

    /// Answers every request with these bytes.
    pub(crate) fn answering(bytes: Vec<u8>) -> Self {
        Self::responding(move |_| Reply::Whole(bytes.clone()))
    }

    /// Writes these bytes when a request has come, and closes the connection.
    pub(crate) fn closing_after(bytes: Vec<u8>) -> Self {
        Self::responding(move |_| Reply::Part(bytes.clone()))
    }

    pub(crate) fn responding(respond: impl Fn(&str) -> Reply + Send + Sync + 'static) -> Self {
        Self::serve(None, Arc::new(respond))
    }

    /// Answers every request in the same way, through TLS.
    pub(crate) fn with_tls(config: ServerConfig) -> Self {
        Self::serve(
            Some(Arc::new(config)),
            Arc::new(|_: &str| Reply::Whole(answer())),
        )
    }

    /// A client of this server by plain http.
    pub(crate) fn builder(&self) -> ClientBuilder {
        Client::builder()
            .credential(credential())
            .endpoint(format!("http://{}", self.address))
            .without_rate_limit()
    }

    /// How many connections were made.
    pub(crate) fn connections(&self) -> usize {
        self.seen.connections.load(Ordering::SeqCst)
    }

    /// The heads of the requests, in lower case.
    pub(crate) fn heads(&self) -> Vec<String> {
        self.seen.heads.lock().unwrap().clone()
    }

    /// Closes all connections, as a server does with idle ones. Their ends have arrived at the client's
    /// machine when this returns.
    pub(crate) fn close_connections(&self) {
        for stream in self.seen.open.lock().unwrap().drain(..) {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }

    fn serve(tls: Option<Arc<ServerConfig>>, respond: Arc<Respond>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let seen = Arc::new(Seen::default());
        let peer = Self {
            address,
            seen: seen.clone(),
        };
        thread::spawn(move || {
            for stream in listener.incoming() {
                let stream = stream.unwrap();
                seen.connections.fetch_add(1, Ordering::SeqCst);
                seen.open.lock().unwrap().push(stream.try_clone().unwrap());
                let (tls, seen, respond) = (tls.clone(), seen.clone(), respond.clone());
                let end = stream.try_clone().unwrap();
                thread::spawn(move || {
                    match tls {
                        None => converse(stream, &seen, &*respond),
                        Some(config) => {
                            let session = ServerConnection::new(config).unwrap();
                            converse(StreamOwned::new(session, stream), &seen, &*respond);
                        }
                    }
                    let _ = end.shutdown(Shutdown::Both);
                });
            }
        });
        peer
    }
}

fn converse(mut stream: impl Read + Write, seen: &Seen, respond: &Respond) {
    while let Some(head) = read_request(&mut stream) {
        seen.heads.lock().unwrap().push(head.clone());
        let (bytes, is_whole) = match respond(&head) {
            Reply::Whole(bytes) => (bytes, true),
            Reply::Part(bytes) => (bytes, false),
        };
        let written = stream.write_all(&bytes).and_then(|()| stream.flush());
        if written.is_err() || !is_whole {
            return;
        }
    }
}

/// The head of a request, in lower case, when its body has been read as well.
pub(crate) fn read_request(stream: &mut impl Read) -> Option<String> {
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
                return Some(head);
            }
        }
        match stream.read(&mut chunk) {
            Ok(0) => return None,
            Ok(read) => text.extend_from_slice(&chunk[..read]),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(_) => return None,
        }
    }
}

//! Proxies by configuration. Those of the environment are tested beside the code.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use vod_sdk::v2018_07_17::ExecuteFunctionRequest;
use vod_sdk::{Client, ClientBuilder, Error, ErrorKind};

use super::LIBRARIES;
use super::peer::{Peer, http, read_request};
use super::pki::Authority;
use crate::support::credential;

/// `user:correct horse` in the form of the header.
const AUTHORIZATION: &str = "proxy-authorization: basic dxnlcjpjb3jyzwn0ighvcnnl";

/// A proxy that connects to one peer, whatever it is asked for.
struct Tunnel {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Tunnel {
    /// Tunnels for `CONNECT`.
    fn http(target: SocketAddr) -> Self {
        Self::start(target, |stream| {
            let head = read_request(stream)?;
            stream.write_all(b"HTTP/1.1 200 Connected\r\n\r\n").ok()?;
            Some(head)
        })
    }

    /// SOCKS 5 without authentication, and with the name of the host.
    fn socks(target: SocketAddr) -> Self {
        Self::start(target, |stream| {
            let mut greeting = [0; 3];
            stream.read_exact(&mut greeting).ok()?;
            assert_eq!(greeting, [5, 1, 0]);
            stream.write_all(&[5, 0]).ok()?;
            let mut head = [0; 5];
            stream.read_exact(&mut head).ok()?;
            assert_eq!(head[..4], [5, 1, 0, 3]);
            let mut name = vec![0; usize::from(head[4]) + 2];
            stream.read_exact(&mut name).ok()?;
            stream.write_all(&[5, 0, 0, 1, 0, 0, 0, 0, 0, 0]).ok()?;
            let port = u16::from_be_bytes([name[name.len() - 2], name[name.len() - 1]]);
            let name = String::from_utf8_lossy(&name[..name.len() - 2]);
            Some(format!("{name}:{port}"))
        })
    }

    fn start(
        target: SocketAddr,
        greet: impl Fn(&mut TcpStream) -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let tunnel = Self {
            address,
            asked: asked.clone(),
        };
        let greet = Arc::new(greet);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (asked, greet) = (asked.clone(), greet.clone());
                thread::spawn(move || {
                    let mut stream = stream.unwrap();
                    if let Some(head) = greet(&mut stream) {
                        asked.lock().unwrap().push(head);
                        join(&stream, &TcpStream::connect(target).unwrap());
                    }
                });
            }
        });
        tunnel
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

/// Copies both ways until one side closes.
fn join(left: &TcpStream, right: &TcpStream) {
    let copy = |mut from: &TcpStream, mut to: &TcpStream| {
        let _ = std::io::copy(&mut from, &mut to);
        let _ = to.shutdown(Shutdown::Both);
    };
    thread::scope(|scope| {
        scope.spawn(|| copy(left, right));
        copy(right, left);
    });
}

async fn call(builder: ClientBuilder) -> Result<(), Error> {
    let client = builder.build()?;
    let request = ExecuteFunctionRequest::new("f", "");
    client.execute_function(&request).await.map(|_| ())
}

/// A client of the service itself, which only a proxy can lead elsewhere.
fn builder(authority: &Authority) -> ClientBuilder {
    Client::builder()
        .credential(credential())
        .root_certificate(authority.pem())
        .without_platform_certificates()
}

#[tokio::test]
async fn https_goes_through_a_tunnel() {
    let authority = Authority::new("Test");
    let peer = Peer::with_tls(authority.certify("vod.tencentcloudapi.com").server());
    for (_, library) in LIBRARIES {
        let tunnel = Tunnel::http(peer.address);
        let proxy = format!("http://user:correct%20horse@{}", tunnel.address);
        call(library(builder(&authority)).proxy(proxy))
            .await
            .unwrap();
        let [asked] = &tunnel.asked()[..] else {
            panic!("{:?}", tunnel.asked());
        };
        let start = "connect vod.tencentcloudapi.com:443 http/1.1\r\n";
        assert!(asked.starts_with(start), "{asked}");
        assert!(asked.contains(AUTHORIZATION), "{asked}");
        assert!(!asked.contains("x-tc-"), "{asked}");
    }
    assert!(!peer.heads()[0].contains("proxy-"), "{:?}", peer.heads());
}

#[tokio::test]
async fn https_goes_through_socks() {
    let authority = Authority::new("Test");
    let peer = Peer::with_tls(authority.certify("vod.tencentcloudapi.com").server());
    let tunnel = Tunnel::socks(peer.address);
    let proxy = format!("socks5h://{}", tunnel.address);
    call(builder(&authority).proxy(proxy)).await.unwrap();
    assert_eq!(tunnel.asked(), ["vod.tencentcloudapi.com:443"]);
}

#[tokio::test]
async fn a_proxy_is_reached_by_tls_itself() {
    let authority = Authority::new("Test");
    let proxy = Peer::with_tls(authority.certify("localhost").server());
    let builder = builder(&authority)
        .endpoint("http://vod.example")
        .allow_plain_http()
        .proxy(format!("https://localhost:{}", proxy.address.port()));
    call(builder).await.unwrap();
    let heads = proxy.heads();
    assert!(
        heads[0].starts_with("post http://vod.example/ "),
        "{heads:?}"
    );
}

#[tokio::test]
async fn plain_http_is_handed_to_the_proxy() {
    let proxy = Peer::start();
    let builder = proxy
        .builder()
        .endpoint("http://vod.example/gate")
        .allow_plain_http()
        .proxy(format!("user:correct%20horse@{}", proxy.address));
    call(builder).await.unwrap();
    let heads = proxy.heads();
    assert!(
        heads[0].starts_with("post http://vod.example/gate http/1.1\r\n"),
        "{heads:?}"
    );
    assert!(heads[0].contains("\r\nhost: vod.example\r\n"), "{heads:?}");
    assert!(heads[0].contains(AUTHORIZATION), "{heads:?}");
}

#[tokio::test]
async fn own_addresses_are_reached_directly() {
    let proxy = Peer::start();
    let peer = Peer::start();
    let url = format!("http://{}", proxy.address);
    call(peer.builder().proxy(&url)).await.unwrap();
    let localhost = format!("http://localhost:{}", peer.address.port());
    call(peer.builder().endpoint(localhost).proxy(&url))
        .await
        .unwrap();
    assert_eq!((proxy.connections(), peer.connections()), (0, 2));
}

#[tokio::test]
async fn a_proxy_that_refuses_is_no_connection() {
    let authority = Authority::new("Test");
    let refusals = [
        "407 Proxy Authentication Required",
        "403 Forbidden",
        "502 Bad Gateway",
    ];
    for refusal in refusals {
        let proxy = Peer::answering(http(refusal, "", b""));
        let url = format!("http://user:correct%20horse@{}", proxy.address);
        let error = call(builder(&authority).proxy(url)).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Connect, "{error}");
        assert!(!error.may_have_been_executed(), "{error}");
        let text = format!("{error} {error:?}");
        assert!(text.contains("tunnel error"), "{text}");
        assert!(!text.contains("correct"), "{text}");
    }
    let closing = Peer::closing_after(Vec::new());
    let url = format!("http://{}", closing.address);
    let error = call(builder(&authority).proxy(url)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect, "{error}");
    assert!(!error.may_have_been_executed(), "{error}");
}

#[test]
fn unusable_proxies_are_refused_without_being_shown() {
    for proxy in [
        "",
        "ftp://user:correct-horse@proxy.example",
        "http://",
        "http://user:correct-horse@",
        "http://user:correct-horse@proxy.example:port",
        "http://user:correct-horse@[::1",
        "user:correct-horse",
    ] {
        let builder = Client::builder().credential(credential()).proxy(proxy);
        let debug = format!("{builder:?}");
        let error = builder.build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config, "{proxy:?}: {error}");
        let text = format!("{error} {error:?} {debug}");
        assert!(
            text.contains("ClientBuilder::proxy cannot be used"),
            "{proxy:?}: {text}"
        );
        assert!(!text.contains("correct-horse"), "{proxy:?}: {text}");
    }
}

#[tokio::test]
async fn without_a_proxy_none_is_asked() {
    let peer = Peer::start();
    call(peer.builder().proxy("http://127.0.0.1:1").without_proxy())
        .await
        .unwrap();
    let client = Client::builder().credential(credential()).without_proxy();
    let shown = format!("{client:?}");
    assert!(shown.contains("proxy: None"), "{shown}");
}

//! Gateways that have an address of their own and restore the service's `Host`
//! (tencentcloud-sdk-go#262: SignatureFailure; the official Python SDK has `apigw_endpoint`).

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread;

use vod_sdk::mock::MockServer;
use vod_sdk::v2018_07_17::ExecuteFunctionRequest;
use vod_sdk::{Client, ClientBuilder, ErrorKind};

use crate::support::credential;
use crate::transport::peer::Peer;
use crate::transport::pki::Authority;

/// A gateway in front of a server that sets the `Host` and takes a path away from before the server's own.
fn gateway(server: &MockServer, host: &'static str, path: &'static str) -> SocketAddr {
    let target = server.endpoint().trim_start_matches("http://").to_owned();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let (mut stream, target) = (stream.unwrap(), target.clone());
            thread::spawn(move || pass_on(&mut stream, &target, address, host, path));
        }
    });
    address
}

/// Passes one request on, and its answer back.
fn pass_on(stream: &mut TcpStream, target: &str, own: SocketAddr, host: &str, path: &str) {
    let mut request = String::new();
    while !request.ends_with('}') {
        let mut chunk = [0; 4096];
        let read = stream.read(&mut chunk).unwrap();
        request += std::str::from_utf8(&chunk[..read]).unwrap();
    }
    let own_host = format!("host: {own}\r\n");
    assert!(
        request.contains(&own_host),
        "the gateway is called by its own name: {request}"
    );
    let request = request
        .replacen(&format!("POST {path}"), "POST ", 1)
        .replacen(
            &own_host,
            &format!("host: {host}\r\nconnection: close\r\n"),
            1,
        );
    let mut server = TcpStream::connect(target).unwrap();
    server.write_all(request.as_bytes()).unwrap();
    std::io::copy(&mut server, stream).unwrap();
}

fn builder(server: &MockServer, gateway: SocketAddr, path: &str) -> ClientBuilder {
    Client::builder()
        .credential(server.credential())
        .endpoint(format!("http://{gateway}{path}"))
}

async fn call(builder: ClientBuilder) -> Result<(), vod_sdk::Error> {
    let client = builder.build()?;
    let request = ExecuteFunctionRequest::new("f", "{}");
    client.execute_function(&request).await.map(drop)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_service_sees_behind_a_gateway_is_signed() {
    for (own_path, stripped, host, signed) in [
        ("", "", "vod.tencentcloudapi.com", "vod.tencentcloudapi.com"),
        (
            "/",
            "",
            "vod.tencentcloudapi.com",
            "VOD.tencentcloudapi.com:443",
        ),
        (
            "/tencent/vod/",
            "/tencent/vod",
            "vod.tencentcloudapi.com",
            "vod.tencentcloudapi.com",
        ),
        ("", "", "vod.internal:8443", "vod.internal:8443"),
        // The gateway passes its path on.
        ("/gate/", "", "vod.internal", "vod.internal/gate/"),
    ] {
        let server = MockServer::start().await;
        let address = gateway(&server, host, stripped);
        let without = call(builder(&server, address, own_path)).await.unwrap_err();
        assert_eq!(
            without.code(),
            Some("AuthFailure.SignatureFailure"),
            "{without}"
        );
        let with = call(builder(&server, address, own_path).signed_host(signed)).await;
        with.unwrap_or_else(|error| panic!("{own_path:?} {signed}: {error}"));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn backups_are_gateways_as_well() {
    let server = MockServer::start().await;
    let address = gateway(&server, "vod.tencentcloudapi.com", "");
    let builder = Client::builder()
        .credential(server.credential())
        .endpoint("http://127.0.0.1:1")
        .backup_endpoint(format!("http://{address}"))
        .signed_host("vod.tencentcloudapi.com");
    call(builder).await.unwrap();
}

#[tokio::test]
async fn tls_is_the_gateways() {
    let authority = Authority::new("Test");
    let peer = Peer::with_tls(authority.certify("localhost").server());
    let builder = Client::builder()
        .credential(credential())
        .endpoint(format!("https://localhost:{}", peer.address.port()))
        .signed_host("vod.tencentcloudapi.com")
        .root_certificate(authority.pem())
        .without_platform_certificates();
    call(builder).await.unwrap();
    let host = format!("\r\nhost: localhost:{}\r\n", peer.address.port());
    assert!(peer.heads()[0].contains(&host), "{:?}", peer.heads());
}

#[test]
fn what_is_no_host_is_refused() {
    for (host, why) in [
        ("", "empty host"),
        ("https://vod.tencentcloudapi.com", "it has a scheme"),
        ("http://127.0.0.1", "it has a scheme"),
        ("vod.tencentcloudapi.com:port", "invalid port"),
        ("vod tencentcloudapi", "invalid"),
        ("vod.tencentcloudapi.com?x", "a query"),
        ("user:s3cret@vod.tencentcloudapi.com", "a user name"),
        ("vod.tencentcloudapi.com\r\nX-Other: a", "invalid"),
    ] {
        let builder = Client::builder().credential(credential()).signed_host(host);
        let shown = format!("{builder:?}");
        let error = builder.build().expect_err(host);
        assert_eq!(error.kind(), ErrorKind::Config, "{host:?}: {error}");
        let text = format!("{error} {shown}");
        assert!(
            text.contains("the signed host") && text.contains(why),
            "{host:?}: {text}"
        );
        assert!(!text.contains("s3cret"), "{text}");
    }
}

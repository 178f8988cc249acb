//! Certificates that TLS by rustls refuses: the error says the way out (turborepo PR 13036: the P-521
//! authority of an inspecting proxy, which ring cannot verify).

use std::io::{Read, Write};
use std::net::TcpListener;
use std::thread;

use rcgen::{CertificateParams, date_time_ymd};
use vod_sdk::v2018_07_17::ExecuteFunctionRequest;
use vod_sdk::{Client, ClientBuilder, ErrorKind};

use crate::support::credential;
use crate::transport::peer::Peer;
use crate::transport::pki::{Authority, Certified};

const P521_AUTHORITY: &str = include_str!("../data/tls/p521-authority.pem");
const P521_CERTIFICATE: &str = include_str!("../data/tls/p521-certificate.pem");
const P521_CLIENT_KEY: &str = include_str!("../data/tls/p521-client-key.pem");
const P521_KEY: &str = include_str!("../data/tls/p521-key.pem");

fn builder(port: u16, root: &str) -> ClientBuilder {
    Client::builder()
        .credential(credential())
        .endpoint(format!("https://localhost:{port}"))
        .root_certificate(root)
        .without_platform_certificates()
}

/// Checks that no connection is made, and that the error names the way out.
async fn check(builder: ClientBuilder, advice: &str) {
    let client = builder.build().unwrap();
    let request = ExecuteFunctionRequest::new("f", "");
    let error = client.execute_function(&request).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect, "{error}");
    assert!(error.to_string().contains(advice), "{advice}: {error}");
}

#[tokio::test]
async fn certificates() {
    let authority = Authority::new("Test");
    let mut old = CertificateParams::new(["localhost".to_owned()]).unwrap();
    old.not_after = date_time_ymd(2020, 2, 1);
    let mut coming = CertificateParams::new(["localhost".to_owned()]).unwrap();
    coming.not_before = date_time_ymd(2900, 1, 1);
    coming.not_after = date_time_ymd(2901, 1, 1);
    let mut client_only = CertificateParams::new(["localhost".to_owned()]).unwrap();
    client_only.extended_key_usages = vec![rcgen::ExtendedKeyUsagePurpose::ClientAuth];
    let other = Authority::new("Other");
    for (server, root, advice) in [
        (
            Certified::from_pem(P521_CERTIFICATE, P521_KEY),
            P521_AUTHORITY.to_owned(),
            "build vod-sdk with the feature `native-tls` and use ClientBuilder::native_tls",
        ),
        (
            authority.certify("localhost"),
            other.pem(),
            "ClientBuilder::root_certificate",
        ),
        (
            authority.certify_with(old),
            authority.pem(),
            "set this machine's clock",
        ),
        (
            authority.certify_with(coming),
            authority.pem(),
            "set this machine's clock",
        ),
        (
            authority.certify("other.example"),
            authority.pem(),
            "name the endpoint as its certificate does",
        ),
        (
            authority.certify_with(client_only),
            authority.pem(),
            "ClientBuilder::native_tls",
        ),
    ] {
        let peer = Peer::with_tls(server.server());
        check(builder(peer.address.port(), &root), advice).await;
    }
}

/// A server that answers the beginning of a handshake with these bytes.
fn answering(bytes: &'static [u8]) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let _ = stream.read(&mut [0; 4096]);
            let _ = stream.write_all(bytes);
            let _ = stream.read(&mut [0; 4096]);
        }
    });
    port
}

#[tokio::test]
async fn handshakes() {
    let root = Authority::new("Test").pem();
    /// A fatal alert in a record of TLS 1.2.
    const fn alert(code: u8) -> [u8; 7] {
        [21, 3, 3, 0, 2, 2, code]
    }
    const NO_VERSION: &[u8] = &alert(70);
    const NO_CIPHER: &[u8] = &alert(40);
    const NO_CERTIFICATE: &[u8] = &alert(116);
    const UNKNOWN_AUTHORITY: &[u8] = &alert(48);
    for (bytes, advice) in [
        (NO_VERSION, "no TLS 1.2 or 1.3"),
        (NO_CIPHER, "no TLS 1.2 or 1.3"),
        (NO_CERTIFICATE, "ClientBuilder::client_certificate"),
        (UNKNOWN_AUTHORITY, "ClientBuilder::client_certificate"),
        (
            b"HTTP/1.1 400 Bad Request\r\n\r\n",
            "check the scheme and the port",
        ),
        (b"SSH-2.0-OpenSSH_9.6\r\n", "check the scheme and the port"),
    ] {
        check(builder(answering(bytes), &root), advice).await;
    }
}

#[test]
fn keys_of_ones_own() {
    let authority = Authority::new("Test");
    let certificate = authority.certify("client").certificate_pem;
    let encrypted = P521_CLIENT_KEY.replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY");
    for (key, advice) in [
        (P521_CLIENT_KEY, "ClientBuilder::native_tls"),
        (&encrypted, "its private key is encrypted"),
        ("", "no private key in PEM form"),
    ] {
        let builder = Client::builder().credential(credential());
        let builder = builder.client_certificate(&certificate, key);
        let error = builder.build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config, "{error}");
        assert!(error.to_string().contains(advice), "{advice}: {error}");
    }
}

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::thread;
use std::time::Duration;

use super::*;
use crate::transport::http::{Http, HttpOptions};
use crate::transport::{HttpRequest, Transport};

/// A proxy that answers whatever is asked.
fn proxy() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut text = [0; 1024];
            let read = stream.read(&mut text).unwrap();
            assert!(text[..read].starts_with(b"GET http://"));
            let answer = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            stream.write_all(answer).unwrap();
        }
    });
    address
}

/// Makes a transport to endpoints in an environment.
fn transport(endpoint: &str, environment: &[(&str, &str)]) -> Result<Http, Error> {
    let options = HttpOptions {
        connect_timeout: Duration::from_millis(200),
        ..HttpOptions::default()
    };
    let variable = |name: &str| {
        let known = environment.iter().find(|(known, _)| *known == name);
        known.map(|(_, value)| value.into())
    };
    let endpoint = Endpoint::parse(endpoint, true).unwrap();
    Http::with_environment(&options, &[endpoint], &variable)
}

/// Whether a request for a host, by plain http, gets a response by the proxy. The hosts do not exist.
async fn is_proxied(host: &str, environment: &[(&str, &str)]) -> bool {
    let url = format!("http://{host}/");
    let http = transport(&url, environment).unwrap();
    let request = HttpRequest::new("GET", &url, 1024);
    http.send(request).await.is_ok()
}

#[tokio::test]
async fn the_environment_names_the_proxy() {
    let url = format!("http://{}", proxy());
    let bare = url.trim_start_matches("http://");
    for (environment, expected) in [
        (&[][..], false),
        (&[("HTTP_PROXY", &*url)], true),
        (&[("http_proxy", &*url)], true),
        (&[("http_proxy", bare)], true),
        (&[("ALL_PROXY", &*url)], true),
        (&[("all_proxy", &*url)], true),
        (&[("HTTPS_PROXY", &*url)], false),
        (&[("HTTP_PROXY", ""), ("http_proxy", &*url)], true),
        (&[("http_proxy", " \n"), ("HTTP_PROXY", &*url)], true),
        (
            &[("http_proxy", &*url), ("HTTP_PROXY", "http://127.0.0.1:1")],
            true,
        ),
        (
            &[("all_proxy", &*url), ("ALL_PROXY", "http://127.0.0.1:1")],
            true,
        ),
        (
            &[("HTTP_PROXY", &*url), ("ALL_PROXY", "http://127.0.0.1:1")],
            true,
        ),
        (&[("HTTP_PROXY", &*url), ("REQUEST_METHOD", "GET")], false),
        (&[("http_proxy", &*url), ("REQUEST_METHOD", "GET")], true),
    ] {
        let proxied = is_proxied("vod.invalid", environment).await;
        assert_eq!(proxied, expected, "{environment:?}");
    }
}

#[tokio::test]
async fn the_environment_names_what_needs_no_proxy() {
    let url = format!("http://{}", proxy());
    for (list, host, expected) in [
        ("vod.invalid", "vod.invalid", false),
        ("VOD.INVALID", "vod.invalid", false),
        ("other.invalid, vod.invalid", "vod.invalid", false),
        ("other.invalid vod.invalid", "a.vod.invalid", false),
        (".vod.invalid", "a.vod.invalid", false),
        ("*.vod.invalid", "a.vod.invalid", false),
        ("*", "vod.invalid", false),
        ("od.invalid", "vod.invalid", true),
        ("vod", "vod.invalid", true),
        ("vod.invalid", "vod.invalid.com", true),
        ("a.vod.invalid", "vod.invalid", true),
        ("192.0.2.0/24", "192.0.2.7", false),
        ("192.0.2.7", "192.0.2.7", false),
        ("192.0.2.7", "192.0.2.70", true),
        ("", "vod.invalid", true),
        (" \n", "vod.invalid", true),
        ("vod.invalid:8080", "vod.invalid:8080", false),
        ("vod.invalid:8080", "vod.invalid", true),
    ] {
        let environment = [("HTTP_PROXY", &*url), ("NO_PROXY", list)];
        let proxied = is_proxied(host, &environment).await;
        assert_eq!(proxied, expected, "{host} with NO_PROXY={list:?}");
    }
}

#[test]
fn unusable_proxies_of_the_environment_are_refused_where_they_matter() {
    let secret = [("HTTPS_PROXY", "ftp://user:correct-horse@proxy")];
    for (endpoint, environment, refused) in [
        ("https://vod.invalid", &secret[..], Some("HTTPS_PROXY")),
        ("http://vod.invalid", &secret, None),
        ("https://localhost", &secret, None),
        ("https://127.0.0.1:8443", &secret, None),
        (
            "http://vod.invalid",
            &[("http_proxy", "http://")],
            Some("http_proxy"),
        ),
        (
            "http://vod.invalid",
            &[("ALL_PROXY", "socks5://127.0.0.1:1080")],
            None,
        ),
        (
            "http://vod.invalid",
            &[("all_proxy", "quic://127.0.0.1")],
            Some("all_proxy"),
        ),
        (
            "http://vod.invalid",
            &[("http_proxy", "a:1"), ("NO_PROXY", "\"vod.invalid\"")],
            Some("NO_PROXY"),
        ),
        // Where there is no proxy, nobody asks for exceptions.
        (
            "http://vod.invalid",
            &[("NO_PROXY", "\"vod.invalid\"")],
            None,
        ),
        (
            "http://127.0.0.1:1",
            &[("http_proxy", "a:1"), ("NO_PROXY", "\"a\"")],
            None,
        ),
    ] {
        let error = match transport(endpoint, environment) {
            // Without TLS, https is refused for another reason.
            Err(error) if error.to_string().contains("without TLS") => continue,
            outcome => outcome.err().map(|error| error.to_string()),
        };
        match (error, refused) {
            (None, None) => {}
            (Some(text), Some(name)) => {
                assert!(
                    text.contains(&format!("the proxy in {name} cannot be used"))
                        || text.contains(&format!("variable {name} cannot be read")),
                    "{text}"
                );
                assert!(!text.contains("correct-horse"), "{text}");
            }
            (error, _) => panic!("{endpoint} with {environment:?}: {error:?}"),
        }
    }
}

#[test]
fn the_proxy_of_an_option_is_checked_also_where_it_is_not_used() {
    let options = HttpOptions {
        proxy: ProxyChoice::Url("ftp://proxy".to_owned()),
        ..HttpOptions::default()
    };
    for endpoint in ["http://127.0.0.1:8080", "https://vod.example"] {
        let endpoint = Endpoint::parse(endpoint, false).unwrap();
        let error = Http::with_environment(&options, &[endpoint], &|_| None).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        assert!(error.message().contains("ClientBuilder::proxy"), "{error}");
    }
}

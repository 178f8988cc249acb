//! The floor: hyper's client with its pool, sending bytes that were made before, and reading none.

use std::process::ExitCode;

use bench_client::{Caller, Settings, expect, prepared};
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::header::{HeaderMap, HeaderName, HeaderValue};
use hyper::{Method, Request, StatusCode, Uri};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;

#[derive(Clone)]
struct Hyper {
    client: Connected,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
    answer_bytes: usize,
}

/// Without TLS, its certificates are not read either: the floor does nothing in vain.
#[derive(Clone)]
enum Connected {
    Plain(Client<HttpConnector, Full<Bytes>>),
    Tls(Client<HttpsConnector<HttpConnector>, Full<Bytes>>),
}

impl Caller for Hyper {
    async fn call(&self) -> Result<(), String> {
        let mut request = Request::new(Full::new(self.body.clone()));
        *request.method_mut() = Method::POST;
        *request.uri_mut() = self.uri.clone();
        *request.headers_mut() = self.headers.clone();
        let response = match &self.client {
            Connected::Plain(client) => client.request(request).await,
            Connected::Tls(client) => client.request(request).await,
        };
        let response = response.map_err(|error| format!("no answer: {error}"))?;
        expect("status", response.status(), StatusCode::OK)?;
        let mut body = response.into_body();
        let mut bytes = 0;
        while let Some(frame) = body.frame().await {
            let frame = frame.map_err(|error| format!("a broken answer: {error}"))?;
            bytes += frame.data_ref().map_or(0, Bytes::len);
        }
        expect("bytes", bytes, self.answer_bytes)
    }
}

fn connect(settings: &Settings) -> Result<Hyper, String> {
    let uri: Uri = settings
        .endpoint
        .parse()
        .map_err(|error| format!("no URI: {error}"))?;
    let host = uri.authority().ok_or("no host")?.to_string();
    Ok(Hyper {
        client: connected(&uri)?,
        uri,
        headers: headers(settings, &host)?,
        body: prepared::body(settings.answer),
        answer_bytes: prepared::answer_bytes(settings.answer),
    })
}

fn connected(uri: &Uri) -> Result<Connected, String> {
    let builder = Client::builder(TokioExecutor::new());
    if uri.scheme_str() == Some("http") {
        return Ok(Connected::Plain(builder.build_http()));
    }
    let connector = HttpsConnectorBuilder::new()
        .with_native_roots()
        .map_err(|error| format!("no certificates: {error}"))?
        .https_only()
        .enable_http1()
        .build();
    Ok(Connected::Tls(builder.build(connector)))
}

fn headers(settings: &Settings, host: &str) -> Result<HeaderMap, String> {
    let mut headers = HeaderMap::new();
    for (name, value) in prepared::headers(settings.answer, host) {
        let value = HeaderValue::from_str(&value).map_err(|error| format!("{name}: {error}"))?;
        headers.insert(HeaderName::from_static(name), value);
    }
    Ok(headers)
}

fn main() -> ExitCode {
    bench_client::run(connect)
}

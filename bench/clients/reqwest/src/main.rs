//! reqwest as it comes, sending bytes that were made before, and reading none. For TLS it has ring.

use std::process::ExitCode;

use bench_client::{Caller, Settings, expect, prepared};
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::{Body, Method, Request, StatusCode, Url};

#[derive(Clone)]
struct Reqwest {
    client: reqwest::Client,
    url: Url,
    headers: HeaderMap,
    body: &'static [u8],
    answer_bytes: usize,
}

impl Caller for Reqwest {
    async fn call(&self) -> Result<(), String> {
        let mut request = Request::new(Method::POST, self.url.clone());
        *request.headers_mut() = self.headers.clone();
        *request.body_mut() = Some(Body::from(self.body));
        let response = self.client.execute(request).await;
        let response = response.map_err(|error| format!("no answer: {error:?}"))?;
        expect("status", response.status(), StatusCode::OK)?;
        let body = response.bytes().await;
        let body = body.map_err(|error| format!("a broken answer: {error:?}"))?;
        expect("bytes", body.len(), self.answer_bytes)
    }
}

fn connect(settings: &Settings) -> Result<Reqwest, String> {
    // Fails only if there is a provider already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = reqwest::Client::builder()
        .build()
        .map_err(|error| format!("no client: {error:?}"))?;
    let url: Url = settings
        .endpoint
        .parse()
        .map_err(|error| format!("no URL: {error}"))?;
    let host = url.authority().to_owned();
    let mut headers = HeaderMap::new();
    for (name, value) in prepared::headers(settings.answer, &host) {
        let value = HeaderValue::from_str(&value).map_err(|error| format!("{name}: {error}"))?;
        headers.insert(HeaderName::from_static(name), value);
    }
    Ok(Reqwest {
        client,
        url,
        headers,
        body: prepared::body(settings.answer).to_vec().leak(),
        answer_bytes: prepared::answer_bytes(settings.answer),
    })
}

fn main() -> ExitCode {
    bench_client::run(connect)
}

//! The transport over HTTP. The only module that makes use of the HTTP library.

use std::error::Error as StdError;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use reqwest::Url;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

use super::{HttpRequest, HttpResponse, Transport, TransportError, TransportErrorKind};
use crate::error::{Error, ErrorKind};

/// How long an unused connection is kept. Load balancers close theirs after about a minute, and a
/// request that meets the closing is lost with its outcome unknown.
const IDLE_TIMEOUT: Duration = Duration::from_secs(30);

/// How connections are made.
#[derive(Clone, Debug)]
pub(crate) struct HttpOptions {
    pub(crate) connect_timeout: Duration,
    /// Whether every endpoint is plain http on this machine, so that no certificates need be loaded.
    pub(crate) is_plain_loopback: bool,
}

/// Sends requests over HTTP/1.1.
#[derive(Debug)]
pub(crate) struct Http {
    client: reqwest::Client,
    /// The latest URL, parsed: a client has very few.
    url: Mutex<Option<(String, Url)>>,
}

impl Http {
    pub(crate) fn new(options: &HttpOptions) -> Result<Self, Error> {
        let mut client = reqwest::Client::builder()
            .connect_timeout(options.connect_timeout)
            .pool_idle_timeout(IDLE_TIMEOUT)
            .redirect(reqwest::redirect::Policy::none())
            // A repetition needs a new timestamp and signature, which only the client can make.
            .retry(reqwest::retry::never())
            .referer(false);
        if options.is_plain_loopback {
            client = client.no_proxy();
            #[cfg(any(feature = "rustls", feature = "native-tls"))]
            {
                client = client.tls_certs_only([]);
            }
        }
        let client = client.build().map_err(|error| {
            let message = format!("the HTTP client cannot be set up: {}", chain(&error));
            Error::new(ErrorKind::Config, message).with_source(error)
        })?;
        let url = Mutex::default();
        Ok(Self { client, url })
    }

    async fn exchange(&self, request: HttpRequest<'_>) -> Result<HttpResponse, TransportError> {
        let limit = request.max_response_bytes;
        let request = self.prepare(request)?;
        let response = self.client.execute(request).await.map_err(failure)?;
        let status = response.status().as_u16();
        read(response, limit)
            .await
            .map_err(|error| error.with_status(status))
    }

    fn prepare(&self, request: HttpRequest<'_>) -> Result<reqwest::Request, TransportError> {
        let method = match request.method {
            "GET" => reqwest::Method::GET,
            _ => reqwest::Method::POST,
        };
        let mut prepared = reqwest::Request::new(method, self.parse(request.url)?);
        *prepared.headers_mut() = header_map(&request)?;
        *prepared.body_mut() = Some(request.body.into());
        Ok(prepared)
    }

    fn parse(&self, url: &str) -> Result<Url, TransportError> {
        let mut latest = self.url.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((text, parsed)) = &*latest
            && text == url
        {
            return Ok(parsed.clone());
        }
        let parsed = Url::parse(url).map_err(|error| invalid("the URL cannot be used", error))?;
        *latest = Some((url.to_owned(), parsed.clone()));
        Ok(parsed)
    }
}

impl Transport for Http {
    fn send<'a>(&'a self, request: HttpRequest<'a>) -> super::TransportFuture<'a> {
        Box::pin(self.exchange(request))
    }
}

fn header_map(request: &HttpRequest<'_>) -> Result<HeaderMap, TransportError> {
    let mut map = HeaderMap::with_capacity(request.headers.len());
    for header in &request.headers {
        let name = HeaderName::from_bytes(header.name.as_bytes())
            .map_err(|error| invalid(&format!("{:?} names no header", header.name), error))?;
        let mut value = HeaderValue::from_str(&header.value).map_err(|error| {
            invalid(&format!("the header {name} cannot have this value"), error)
        })?;
        value.set_sensitive(header.is_secret);
        map.insert(name, value);
    }
    Ok(map)
}

async fn read(
    mut response: reqwest::Response,
    limit: usize,
) -> Result<HttpResponse, TransportError> {
    let too_large = || {
        let message = format!("the answer is larger than {limit} bytes");
        TransportError::new(TransportErrorKind::TooLarge, message)
    };
    let announced = usize::try_from(response.content_length().unwrap_or(0));
    if announced.map_or(true, |length| length > limit) {
        return Err(too_large());
    }
    let mut body = Vec::with_capacity(announced.unwrap_or(0));
    while let Some(chunk) = response.chunk().await.map_err(failure)? {
        if body.len() + chunk.len() > limit {
            return Err(too_large());
        }
        body.extend_from_slice(&chunk);
    }
    let status = response.status().as_u16();
    let headers = std::mem::take(response.headers_mut());
    Ok(HttpResponse::received(status, headers, body))
}

fn failure(error: reqwest::Error) -> TransportError {
    let error = error.without_url();
    let kind = if error.is_builder() {
        TransportErrorKind::Invalid
    } else if error.is_connect() {
        TransportErrorKind::NotConnected
    } else {
        TransportErrorKind::Broken
    };
    TransportError::new(kind, chain(&error)).with_source(error)
}

fn invalid(what: &str, error: impl StdError + Send + Sync + 'static) -> TransportError {
    let message = format!("{what}: {error}");
    TransportError::new(TransportErrorKind::Invalid, message).with_source(error)
}

/// An error and its causes in one line; each names the next one's reason only in general terms.
fn chain(error: &dyn StdError) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let next = error.to_string();
        if !text.ends_with(&next) {
            text = format!("{text}: {next}");
        }
        cause = error.source();
    }
    text
}

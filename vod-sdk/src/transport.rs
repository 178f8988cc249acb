//! One HTTP exchange. The only module that knows the HTTP library.

use std::error::Error as StdError;
use std::time::Duration;

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

use crate::endpoint::Endpoint;
use crate::error::{Error, ErrorKind};
use crate::headers::Header;

/// How long an unused connection is kept. Load balancers close theirs after about a minute, and a
/// request that meets the closing is lost with its outcome unknown.
const IDLE_TIMEOUT: Duration = Duration::from_secs(30);

/// Sends requests to one endpoint.
#[derive(Debug)]
pub(crate) struct Transport {
    http: reqwest::Client,
    max_response_bytes: usize,
}

/// A complete answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
}

impl Transport {
    pub(crate) fn new(
        endpoint: &Endpoint,
        connect_timeout: Duration,
        max_response_bytes: usize,
    ) -> Result<Self, Error> {
        let mut http = reqwest::Client::builder()
            .connect_timeout(connect_timeout)
            .pool_idle_timeout(IDLE_TIMEOUT)
            .redirect(reqwest::redirect::Policy::none())
            // A repetition needs a new timestamp and signature, which only the client can make.
            .retry(reqwest::retry::never())
            .referer(false);
        if endpoint.is_loopback() {
            http = http.no_proxy();
        }
        #[cfg(any(feature = "rustls", feature = "native-tls"))]
        if endpoint.is_plain_http() {
            // Without TLS, a machine without certificates must do.
            http = http.tls_certs_only([]);
        }
        let http = http.build().map_err(|error| {
            let message = format!("the HTTP client cannot be set up: {}", chain(&error));
            Error::new(ErrorKind::Config, message).with_source(error)
        })?;
        Ok(Self {
            http,
            max_response_bytes,
        })
    }

    /// Posts a body and reads the answer, as far as it may be long.
    pub(crate) async fn post(
        &self,
        endpoint: &Endpoint,
        headers: Vec<Header>,
        body: Vec<u8>,
    ) -> Result<Answer, Error> {
        let request = self
            .http
            .post(endpoint.url().clone())
            .headers(header_map(headers)?)
            .body(body);
        let response = request
            .send()
            .await
            .map_err(|error| failure(endpoint, error))?;
        let status = response.status().as_u16();
        let body = self
            .read(endpoint, response)
            .await
            .map_err(|error| error.with_status(status))?;
        Ok(Answer { status, body })
    }

    async fn read(
        &self,
        endpoint: &Endpoint,
        mut response: reqwest::Response,
    ) -> Result<Vec<u8>, Error> {
        let announced = usize::try_from(response.content_length().unwrap_or(0));
        if announced.map_or(true, |length| length > self.max_response_bytes) {
            return Err(self.too_large());
        }
        let mut body = Vec::new();
        while let Some(chunk) = response
            .chunk()
            .await
            .map_err(|error| failure(endpoint, error))?
        {
            if body.len() + chunk.len() > self.max_response_bytes {
                return Err(self.too_large());
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body)
    }

    fn too_large(&self) -> Error {
        let message = format!(
            "the answer is larger than {} bytes; ask for less, or raise \
             ClientBuilder::max_response_bytes",
            self.max_response_bytes
        );
        Error::new(ErrorKind::Response, message)
    }
}

fn header_map(headers: Vec<Header>) -> Result<HeaderMap, Error> {
    let mut map = HeaderMap::with_capacity(headers.len());
    for Header {
        name,
        value,
        sensitive,
    } in headers
    {
        let mut value = HeaderValue::from_str(&value).map_err(|error| {
            let message = format!("the header {name} cannot have this value: {error}");
            Error::new(ErrorKind::Config, message)
        })?;
        value.set_sensitive(sensitive);
        map.insert(HeaderName::from_static(name), value);
    }
    Ok(map)
}

fn failure(endpoint: &Endpoint, error: reqwest::Error) -> Error {
    let host = endpoint.host();
    let error = error.without_url();
    let cause = chain(&error);
    if error.is_builder() {
        return Error::new(ErrorKind::Config, format!("no request to {host}: {cause}"))
            .with_source(error);
    }
    if error.is_connect() {
        return Error::new(
            ErrorKind::Connect,
            format!("no connection to {host}: {cause}"),
        )
        .with_source(error);
    }
    Error::new(
        ErrorKind::Network,
        format!("the connection to {host} broke: {cause}"),
    )
    .with_source(error)
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

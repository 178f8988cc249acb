//! Where requests are sent, and what of it is signed.

use std::net::IpAddr;

use reqwest::Url;

use crate::error::{Error, ErrorKind};

/// A checked endpoint. What is signed is what is sent: the host with a port that is not the scheme's
/// own, and the path.
#[derive(Clone, Debug)]
pub(crate) struct Endpoint {
    url: Url,
    host: String,
}

impl Endpoint {
    /// Reads `https://host[:port][/path]`; without a scheme, `https` is meant. Plain http is accepted
    /// for this machine's own addresses, and for others if `allow_plain_http`.
    pub(crate) fn parse(text: &str, allow_plain_http: bool) -> Result<Self, Error> {
        let absolute = if text.contains("://") {
            text.to_owned()
        } else {
            format!("https://{text}")
        };
        let url = Url::parse(&absolute).map_err(|error| refusal(text, &error.to_string()))?;
        let name = url
            .host_str()
            .ok_or_else(|| refusal(text, "it has no host"))?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(refusal(text, "it holds a user name or password"));
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(refusal(text, "it has a query or a fragment"));
        }
        match url.scheme() {
            "https" => {}
            "http" if allow_plain_http || is_loopback(name) => {}
            "http" => return Err(refusal(text, PLAIN_HTTP)),
            _ => return Err(refusal(text, "its scheme is neither https nor http")),
        }
        let host = url
            .port()
            .map_or_else(|| name.to_owned(), |port| format!("{name}:{port}"));
        Ok(Self { url, host })
    }

    pub(crate) fn url(&self) -> &str {
        self.url.as_str()
    }

    /// The value of the `Host` header.
    pub(crate) fn host(&self) -> &str {
        &self.host
    }

    pub(crate) fn path(&self) -> &str {
        self.url.path()
    }

    pub(crate) fn is_plain_http(&self) -> bool {
        self.url.scheme() == "http"
    }

    /// Whether the endpoint is on this machine, where no proxy belongs between.
    pub(crate) fn is_loopback(&self) -> bool {
        self.url.host_str().is_some_and(is_loopback)
    }
}

const PLAIN_HTTP: &str = "it is plain http, which anyone on the way can read and change; use https, \
     or ask for it with ClientBuilder::allow_plain_http";

fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || address
            .parse()
            .is_ok_and(|address: IpAddr| address.is_loopback())
}

/// The part of an endpoint's text that is no secret: what stands before an `@` may be a password, and what
/// stands in a query a key.
pub(crate) fn shown(endpoint: &str) -> &str {
    let host = endpoint.rsplit('@').next().unwrap_or_default();
    host.split(['?', '#']).next().unwrap_or_default()
}

fn refusal(endpoint: &str, why: &str) -> Error {
    let shown = shown(endpoint);
    Error::new(
        ErrorKind::Config,
        format!("the endpoint {shown:?} cannot be used: {why}"),
    )
}

//! Where requests are sent, and what of it is signed.

use std::borrow::Cow;
use std::net::IpAddr;

use reqwest::Url;

use crate::error::{Error, ErrorKind};

/// A checked endpoint. What is signed is what is sent, the host with a port that is not the scheme's own and
/// the path, unless a gateway changes it on the way.
#[derive(Clone, Debug)]
pub(crate) struct Endpoint {
    url: Url,
    host: String,
    /// The host and the path that the service sees behind a gateway.
    behind: Option<(String, String)>,
}

impl Endpoint {
    /// Reads `https://host[:port][/path]`; without a scheme, `https` is meant. Plain http is accepted
    /// for this machine's own addresses, and for others if `allow_plain_http`.
    pub(crate) fn parse(text: &str, allow_plain_http: bool) -> Result<Self, Error> {
        Self::read(text, allow_plain_http).map_err(|why| refusal("endpoint", text, &why))
    }

    /// Has requests signed for `host[:port][/path]`, as which the service sees them behind a gateway.
    pub(crate) fn signed_for(self, text: &str) -> Result<Self, Error> {
        let refusal = |why: &str| refusal("signed host", text, why);
        if text.contains("://") {
            return Err(refusal("it has a scheme, which is not signed"));
        }
        let seen = Self::read(text, false).map_err(|why| refusal(&why))?;
        let behind = Some((seen.host, seen.url.path().to_owned()));
        Ok(Self { behind, ..self })
    }

    fn read(text: &str, allow_plain_http: bool) -> Result<Self, Cow<'static, str>> {
        let absolute = if text.contains("://") {
            Cow::Borrowed(text)
        } else {
            Cow::Owned(format!("https://{text}"))
        };
        let url = Url::parse(&absolute).map_err(|error| error.to_string())?;
        let name = url.host_str().ok_or("it has no host")?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err("it holds a user name or password".into());
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err("it has a query or a fragment".into());
        }
        match url.scheme() {
            "https" => {}
            "http" if allow_plain_http || is_loopback(name) => {}
            "http" => return Err(PLAIN_HTTP.into()),
            _ => return Err("its scheme is neither https nor http".into()),
        }
        let host = url
            .port()
            .map_or_else(|| name.to_owned(), |port| format!("{name}:{port}"));
        Ok(Self {
            url,
            host,
            behind: None,
        })
    }

    pub(crate) fn url(&self) -> &str {
        self.url.as_str()
    }

    /// The value of the `Host` header.
    pub(crate) fn host(&self) -> &str {
        &self.host
    }

    /// The host without its port, as URLs have it.
    pub(crate) fn host_name(&self) -> &str {
        self.url.host_str().unwrap_or_default()
    }

    pub(crate) fn port(&self) -> u16 {
        self.url.port_or_known_default().unwrap_or_default()
    }

    /// The host that requests are signed for.
    pub(crate) fn signed_host(&self) -> &str {
        self.behind.as_ref().map_or(&self.host, |(host, _)| host)
    }

    /// The path that requests are signed for.
    pub(crate) fn signed_path(&self) -> &str {
        self.behind
            .as_ref()
            .map_or(self.url.path(), |(_, path)| path)
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
    host.trim_end_matches('.') == "localhost"
        || address
            .parse()
            .is_ok_and(|address: IpAddr| address.to_canonical().is_loopback())
}

/// The part of an endpoint's text that is no secret: what precedes an `@` may be a password, and what
/// is in a query a key.
pub(crate) fn shown(endpoint: &str) -> &str {
    let host = endpoint.rsplit('@').next().unwrap_or_default();
    host.split(['?', '#']).next().unwrap_or_default()
}

fn refusal(what: &str, text: &str, why: &str) -> Error {
    let message = format!("the {what} {:?} cannot be used: {why}", shown(text));
    Error::new(ErrorKind::Config, message)
}

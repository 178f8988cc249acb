//! Which endpoints are reached through which proxy.
//!
//! It is decided when the client is built, for each endpoint: the HTTP library's own reading of `NO_PROXY`
//! knows no ports, and overlooks what it cannot read.

mod exceptions;
mod url;

use std::ffi::OsString;

use reqwest::{Proxy, Url};

use self::exceptions::Exceptions;
use super::options::ProxyChoice;
use crate::endpoint::Endpoint;
use crate::error::{Error, ErrorKind};

/// The proxies for some endpoints.
#[derive(Clone, Default)]
pub(super) struct Proxies(Vec<Route>);

/// An endpoint that is reached through a proxy.
#[derive(Clone)]
struct Route {
    endpoint: Target,
    proxy: Url,
}

/// The target of a connection, as the HTTP library writes it: a host with the port that is not the scheme's own.
type Target = (bool, String);

impl Proxies {
    /// The proxies that are chosen, of the environment that `variable` gives.
    pub(super) fn choose(
        choice: &ProxyChoice,
        endpoints: &[Endpoint],
        variable: &dyn Fn(&str) -> Option<OsString>,
    ) -> Result<Self, Error> {
        if let ProxyChoice::Url(text) = choice {
            // It is wrong also where no endpoint needs it.
            read_option(text)?;
        }
        let mut routes = Vec::new();
        // No proxy can reach this machine in our place.
        for endpoint in endpoints.iter().filter(|endpoint| !endpoint.is_loopback()) {
            let proxy = match choice {
                ProxyChoice::None => None,
                ProxyChoice::Url(text) => Some(read_option(text)?),
                ProxyChoice::Environment => from_environment(endpoint, variable)?,
            };
            routes.extend(proxy.map(|proxy| Route {
                endpoint: target(endpoint),
                proxy,
            }));
        }
        Ok(Self(routes))
    }

    /// Whether the way to one of them is TLS itself.
    pub(super) fn need_tls(&self) -> bool {
        self.0.iter().any(|route| route.proxy.scheme() == "https")
    }

    /// Gives them to a client.
    pub(super) fn apply(&self, client: reqwest::ClientBuilder) -> reqwest::ClientBuilder {
        if self.0.is_empty() {
            return client;
        }
        let routes = self.0.clone();
        client.proxy(Proxy::custom(move |url| {
            let host = url.host_str()?;
            let host = match url.port() {
                Some(port) => format!("{host}:{port}"),
                None => host.to_owned(),
            };
            let target = (url.scheme() == "http", host);
            let route = routes.iter().find(|route| route.endpoint == target)?;
            Some(route.proxy.clone())
        }))
    }
}

fn read_option(text: &str) -> Result<Url, Error> {
    url::parse(text).map_err(|why| refusal("ClientBuilder::proxy", &why))
}

fn target(endpoint: &Endpoint) -> Target {
    (endpoint.is_plain_http(), endpoint.host().to_owned())
}

/// The proxy that the environment names for an endpoint. As in curl and Python, the names in lower case come first.
fn from_environment(
    endpoint: &Endpoint,
    variable: &dyn Fn(&str) -> Option<OsString>,
) -> Result<Option<Url>, Error> {
    // Where a CGI script runs, its client can set HTTP_PROXY by a header `Proxy`. Windows does
    // not tell the two cases of a name apart.
    let is_cgi = variable("REQUEST_METHOD").is_some();
    let names: &[&str] = match (endpoint.is_plain_http(), is_cgi) {
        (false, _) => &["https_proxy", "HTTPS_PROXY"],
        (true, false) => &["http_proxy", "HTTP_PROXY"],
        (true, true) if cfg!(windows) => &[],
        (true, true) => &["http_proxy"],
    };
    let named = first(variable, names)?;
    let named = match named {
        None => first(variable, &["all_proxy", "ALL_PROXY"])?,
        named => named,
    };
    let Some((name, text)) = named else {
        return Ok(None);
    };
    if let Some((name, list)) = first(variable, &["no_proxy", "NO_PROXY"])? {
        let exceptions = Exceptions::read(&list);
        let is_covered = exceptions.cover(endpoint.host_name(), endpoint.port());
        if is_covered.map_err(|why| unreadable(name, &why))? {
            return Ok(None);
        }
    }
    url::parse(&text)
        .map(Some)
        .map_err(|why| refusal(name, &why))
}

/// The first of some variables that is set, and not to white space only.
fn first<'a>(
    variable: &dyn Fn(&str) -> Option<OsString>,
    names: &[&'a str],
) -> Result<Option<(&'a str, String)>, Error> {
    for &name in names {
        let Some(value) = variable(name) else {
            continue;
        };
        match value.into_string() {
            Ok(text) if text.trim().is_empty() => {}
            Ok(text) => return Ok(Some((name, text))),
            Err(_) => return Err(unreadable(name, "it is not UTF-8")),
        }
    }
    Ok(None)
}

/// Names the option and never its value, which may hold a password.
fn refusal(option: &str, why: &str) -> Error {
    let message = format!(
        "the proxy in {option} cannot be used: {why}; it should be like http://proxy.example:3128, \
         and ClientBuilder::without_proxy goes without one"
    );
    Error::new(ErrorKind::Config, message)
}

fn unreadable(name: &str, why: &str) -> Error {
    let message = format!(
        "the environment variable {name} cannot be read: {why}; correct it, or say with \
         ClientBuilder::proxy or without_proxy how to reach the endpoint"
    );
    Error::new(ErrorKind::Config, message)
}

#[cfg(test)]
mod tests;

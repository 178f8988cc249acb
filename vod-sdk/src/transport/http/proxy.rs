//! Which proxies requests go through.

use std::borrow::Cow;
use std::ffi::OsString;

use reqwest::{NoProxy, Proxy, Url};

use super::options::ProxyChoice;
use crate::endpoint::Endpoint;
use crate::error::{Error, ErrorKind};

/// This machine, which no proxy can reach in our place.
const OWN_ADDRESSES: &str = "localhost,127.0.0.0/8,::1";
const SCHEMES: [&str; 6] = ["http", "https", "socks4", "socks4a", "socks5", "socks5h"];

/// The proxies for some endpoints.
#[derive(Debug, Default)]
pub(super) struct Proxies {
    pub(super) all: Vec<Proxy>,
    /// Whether the way to one of them is TLS itself.
    pub(super) need_tls: bool,
}

impl Proxies {
    /// The proxies that are chosen, of the environment that `variable` gives.
    pub(super) fn choose(
        choice: &ProxyChoice,
        endpoints: &[Endpoint],
        variable: &dyn Fn(&str) -> Option<OsString>,
    ) -> Result<Self, Error> {
        let mut proxies = Self::default();
        if endpoints.iter().all(Endpoint::is_loopback) {
            return Ok(proxies);
        }
        match choice {
            ProxyChoice::None => {}
            ProxyChoice::Url(text) => {
                proxies.add(Proxy::all, text, "ClientBuilder::proxy", OWN_ADDRESSES)?;
            }
            ProxyChoice::Environment => proxies.add_from(variable, endpoints)?,
        }
        Ok(proxies)
    }

    fn add_from(
        &mut self,
        variable: &dyn Fn(&str) -> Option<OsString>,
        endpoints: &[Endpoint],
    ) -> Result<(), Error> {
        let exceptions = match first(variable, &["NO_PROXY", "no_proxy"])? {
            Some((_, list)) => format!("{OWN_ADDRESSES},{}", exceptions(&list)),
            None => OWN_ADDRESSES.to_owned(),
        };
        if endpoints.iter().any(|endpoint| !endpoint.is_plain_http()) {
            let names = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];
            if let Some((name, text)) = first(variable, &names)? {
                self.add(Proxy::https, &text, name, &exceptions)?;
            }
        }
        if endpoints.iter().any(Endpoint::is_plain_http) {
            let names = ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"];
            // Where a CGI script runs, the client that it answers sets HTTP_PROXY by a header `Proxy`.
            let is_cgi = variable("REQUEST_METHOD").is_some();
            if let Some((name, text)) = first(variable, &names[usize::from(is_cgi)..])? {
                self.add(Proxy::http, &text, name, &exceptions)?;
            }
        }
        Ok(())
    }

    fn add(
        &mut self,
        make: fn(Url) -> reqwest::Result<Proxy>,
        text: &str,
        option: &str,
        exceptions: &str,
    ) -> Result<(), Error> {
        let url = parse(text).map_err(|why| refusal(option, &why))?;
        self.need_tls |= url.scheme() == "https";
        let proxy = make(url).map_err(|_| refusal(option, "it is not the URL of a proxy"))?;
        self.all
            .push(proxy.no_proxy(NoProxy::from_string(exceptions)));
        Ok(())
    }
}

/// The first of some variables that is set, and not to nothing.
fn first<'a>(
    variable: &dyn Fn(&str) -> Option<OsString>,
    names: &[&'a str],
) -> Result<Option<(&'a str, String)>, Error> {
    for &name in names {
        match variable(name).filter(|value| !value.is_empty()) {
            None => {}
            Some(value) => match value.into_string() {
                Ok(text) => return Ok(Some((name, text))),
                Err(_) => return Err(refusal(name, "it is not UTF-8")),
            },
        }
    }
    Ok(None)
}

/// The URL of a proxy; without a scheme, `http` is meant.
fn parse(text: &str) -> Result<Url, Cow<'static, str>> {
    let absolute = match text.contains("://") {
        true => Cow::Borrowed(text.trim()),
        false => Cow::Owned(format!("http://{}", text.trim())),
    };
    // No error of the URL library repeats what it was given, which may be a password.
    let url = Url::parse(&absolute).map_err(|error| error.to_string())?;
    if !SCHEMES.contains(&url.scheme()) {
        return Err("its scheme is neither http, https, socks5 nor socks5h".into());
    }
    match url.has_host() {
        true => Ok(url),
        false => Err("it has no host".into()),
    }
}

/// A list of hosts as people write it, as the HTTP library reads it: with commas, and a domain for all
/// that is below it.
fn exceptions(list: &str) -> String {
    let entries = list.split([',', ' ', '\t', '\n']);
    let entries = entries.filter(|entry| !entry.is_empty());
    let entries = entries.map(|entry| match entry.strip_prefix('*') {
        Some(domain) if domain.starts_with('.') => domain,
        _ => entry,
    });
    entries.collect::<Vec<_>>().join(",")
}

/// Names the option and never its value, which may hold a password.
fn refusal(option: &str, why: &str) -> Error {
    let message = format!(
        "the proxy in {option} cannot be used: {why}; it should be like http://proxy.example:3128, \
         and ClientBuilder::no_proxy goes without one"
    );
    Error::new(ErrorKind::Config, message)
}

#[cfg(test)]
mod tests;

//! The transport over HTTP. The only module that makes use of the HTTP library.

#[cfg(feature = "rustls-no-provider")]
mod advice;
mod body;
mod causes;
mod certificates;
mod failure;
mod idle;
#[cfg(feature = "native-tls")]
mod native;
mod options;
mod pools;
mod proxy;
#[cfg(feature = "rustls-no-provider")]
mod rustls;
mod tls;
#[cfg(feature = "upload")]
mod watched;

use std::ffi::OsString;

#[cfg(feature = "gzip")]
use reqwest::header::{ACCEPT_ENCODING, HeaderValue};
use reqwest::{Body, Method, Request, Url};

use self::certificates::Need;
use self::failure::{broken, invalid};
pub(crate) use self::options::{HttpOptions, ProxyChoice};
use self::pools::{Pools, Settings};
use self::proxy::Proxies;
use self::tls::Tls;
use super::{HttpRequest, HttpResponse, Transport, TransportError, TransportFuture};
use crate::endpoint::Endpoint;
use crate::error::Error;

/// Sends requests over HTTP/1.1.
#[derive(Debug)]
pub(crate) struct Http {
    pools: Pools,
    /// The URLs of the endpoints, so that they are parsed once.
    urls: Vec<Url>,
}

impl Http {
    /// A transport to some endpoints. Nothing is loaded that none of them needs.
    pub(crate) fn new(options: &HttpOptions, endpoints: &[Endpoint]) -> Result<Self, Error> {
        Self::with_environment(options, endpoints, &|name| std::env::var_os(name))
    }

    fn with_environment(
        options: &HttpOptions,
        endpoints: &[Endpoint],
        variable: &dyn Fn(&str) -> Option<OsString>,
    ) -> Result<Self, Error> {
        let proxies = Proxies::choose(&options.proxy, endpoints, variable)?;
        let is_plain = endpoints.iter().all(Endpoint::is_plain_http);
        let need = match is_plain && !proxies.need_tls() {
            true => Need::Nothing,
            false => Need::Tls,
        };
        let tls = Tls::new(&options.tls, need)?;
        let urls = endpoints.iter().map(|endpoint| Url::parse(endpoint.url()));
        Ok(Self {
            pools: Pools::new(Settings {
                connect_timeout: options.connect_timeout,
                proxies,
                tls,
            })?,
            urls: urls.filter_map(Result::ok).collect(),
        })
    }

    async fn exchange(&self, request: HttpRequest<'_>) -> Result<HttpResponse, TransportError> {
        #[cfg(feature = "upload")]
        if let Some(activity) = request.activity.clone() {
            return self.exchange_watched(request, activity).await;
        }
        let limit = request.max_response_bytes;
        let request = self.prepare(request)?;
        let pool = self.pools.current()?;
        pool.idle.notice_closed_connections().await;
        let mut response = pool.client.execute(request).await.map_err(broken)?;
        let status = response.status().as_u16();
        let body = body::read(&mut response, limit)
            .await
            .map_err(|error| error.with_status(status))?;
        let headers = std::mem::take(response.headers_mut());
        Ok(HttpResponse::received(status, headers, body))
    }

    fn prepare(&self, request: HttpRequest<'_>) -> Result<Request, TransportError> {
        let method = match request.method {
            "GET" => Method::GET,
            "PUT" => Method::PUT,
            "HEAD" => Method::HEAD,
            "DELETE" => Method::DELETE,
            _ => Method::POST,
        };
        let mut prepared = Request::new(method, self.url(request.url)?);
        *prepared.headers_mut() = request.headers;
        #[cfg(feature = "gzip")]
        prepared
            .headers_mut()
            .entry(ACCEPT_ENCODING)
            .or_insert(HeaderValue::from_static("gzip"));
        *prepared.body_mut() = Some(Body::from(request.body));
        Ok(prepared)
    }

    fn url(&self, text: &str) -> Result<Url, TransportError> {
        match self.urls.iter().find(|url| url.as_str() == text) {
            Some(url) => Ok(url.clone()),
            None => Url::parse(text).map_err(|error| invalid("the URL cannot be used", error)),
        }
    }
}

impl Transport for Http {
    fn send<'a>(&'a self, request: HttpRequest<'a>) -> TransportFuture<'a> {
        TransportFuture::new(self.exchange(request))
    }
}

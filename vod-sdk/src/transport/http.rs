//! The transport over HTTP. The only module that makes use of the HTTP library.

mod body;
mod failure;
mod idle;
#[cfg(feature = "native-tls")]
mod native;
mod options;
mod proxy;
#[cfg(feature = "rustls-no-provider")]
mod rustls;
mod tls;

use std::ffi::OsString;
use std::time::Duration;

use reqwest::{Body, Method, Request, Url};

use self::failure::{broken, invalid};
use self::idle::Idle;
pub(crate) use self::options::{HttpOptions, ProxyChoice};
use self::proxy::Proxies;
use self::tls::{Need, Tls};
use super::{HttpRequest, HttpResponse, Transport, TransportError, TransportFuture};
use crate::endpoint::Endpoint;
use crate::error::Error;

/// How long an unused connection is kept. Load balancers close theirs after about a minute, and a
/// request that meets the closing is lost with its outcome unknown.
const IDLE_TIMEOUT: Duration = Duration::from_secs(30);

/// Sends requests over HTTP/1.1.
#[derive(Debug)]
pub(crate) struct Http {
    client: reqwest::Client,
    /// The client of blocking calls. A connection is served by the runtime that made it, and that of
    /// the other calls may be the one that a blocking call blocks.
    #[cfg(feature = "blocking")]
    blocking: reqwest::Client,
    /// The URLs of the endpoints, so that they are parsed once.
    urls: Vec<Url>,
    idle: Idle,
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
        let need = match is_plain && !proxies.need_tls {
            true => Need::Nothing,
            false => Need::Tls,
        };
        let tls = Tls::new(&options.tls, need)?;
        let client = || build(options.connect_timeout, &proxies, &tls);
        let urls = endpoints.iter().map(|endpoint| Url::parse(endpoint.url()));
        Ok(Self {
            client: client()?,
            #[cfg(feature = "blocking")]
            blocking: client()?,
            urls: urls.filter_map(Result::ok).collect(),
            idle: Idle::default(),
        })
    }

    async fn exchange(&self, request: HttpRequest<'_>) -> Result<HttpResponse, TransportError> {
        let limit = request.max_response_bytes;
        let request = self.prepare(request)?;
        self.idle.notice_closed_connections().await;
        let mut response = self.client().execute(request).await.map_err(broken)?;
        let status = response.status().as_u16();
        let body = body::read(&mut response, limit)
            .await
            .map_err(|error| error.with_status(status))?;
        let headers = std::mem::take(response.headers_mut());
        Ok(HttpResponse::received(status, headers, body))
    }

    fn client(&self) -> &reqwest::Client {
        #[cfg(feature = "blocking")]
        if crate::blocking::is_blocking() {
            return &self.blocking;
        }
        &self.client
    }

    fn prepare(&self, request: HttpRequest<'_>) -> Result<Request, TransportError> {
        let method = match request.method {
            "GET" => Method::GET,
            _ => Method::POST,
        };
        let mut prepared = Request::new(method, self.url(request.url)?);
        *prepared.headers_mut() = request.headers;
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
        Box::pin(self.exchange(request))
    }
}

/// A client of the HTTP library. Other crates of the program may switch on more of that than ours does,
/// so all that matters is said here.
fn build(
    connect_timeout: Duration,
    proxies: &Proxies,
    tls: &Tls,
) -> Result<reqwest::Client, Error> {
    let client = reqwest::Client::builder()
        .http1_only()
        // Names are looked up by the platform, whatever resolver is compiled in.
        .no_hickory_dns()
        .connect_timeout(connect_timeout)
        .pool_idle_timeout(IDLE_TIMEOUT)
        // The proxies of the environment are looked up by ourselves, and their mistakes reported.
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        // A repetition needs a new timestamp and signature, which only the client can make.
        .retry(reqwest::retry::never())
        .referer(false)
        .no_brotli()
        .no_deflate()
        .no_zstd();
    #[cfg(not(feature = "gzip"))]
    let client = client.no_gzip();
    let all = proxies.all.iter().cloned();
    tls.build(all.fold(client, reqwest::ClientBuilder::proxy))
}

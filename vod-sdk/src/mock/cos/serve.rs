//! The storage over HTTP, and without a socket.

use std::future::Future;
use std::time::Duration;

use bytes::Bytes;
use http_body_util::BodyExt;
use hyper::body::Incoming;
use hyper::header::{CONNECTION, HeaderMap, HeaderName, HeaderValue};
use hyper::http::request::Parts;
use hyper::{Method, Response, StatusCode, Uri};

use super::MockCos;
use super::body::{BLANK, CosBody};
use super::fault::OfBody;
use super::reply::{Delivery, Reply};
use super::request::CosRequest;
use crate::mock::body::Cut;
use crate::mock::clock::{Clock, http_date};
use crate::transport::{HttpRequest, HttpResponse, TransportError, TransportErrorKind};

/// How long a connection stays on which nothing moves: longer than any client waits.
const STALL: Duration = Duration::from_secs(300);

impl MockCos {
    /// The response to a request; the error closes the connection.
    pub(in crate::mock) async fn serve(
        &self,
        head: Parts,
        body: Incoming,
        clock: &Clock,
    ) -> Result<Response<CosBody>, Cut> {
        let request = CosRequest::new(&head.method, &head.uri, &head.headers);
        let is_head = request.method == "HEAD";
        let body = async { Ok(body.collect().await.map_err(|_| Cut)?.to_bytes()) };
        let reply = self.exchange(request, body, clock).await?;
        let Delivery {
            blanks,
            is_cut,
            is_closing,
            ..
        } = reply.delivery;
        let body = if is_head { Bytes::new() } else { reply.body };
        let mut response = Response::new(CosBody::new(blanks, body, is_cut));
        *response.status_mut() = StatusCode::from_u16(reply.status).map_err(|_| Cut)?;
        *response.headers_mut() = headers(reply.headers, is_head);
        if is_closing {
            let close = HeaderValue::from_static("close");
            response.headers_mut().insert(CONNECTION, close);
        }
        Ok(response)
    }

    /// The response to a request that is in memory, with the faults that need no socket.
    pub(in crate::mock) async fn respond_in_memory(
        &self,
        request: &HttpRequest<'_>,
        uri: &Uri,
        clock: &Clock,
    ) -> Result<HttpResponse, TransportError> {
        let method = Method::from_bytes(request.method().as_bytes()).unwrap_or_default();
        let mut received = CosRequest::new(&method, uri, &request.headers);
        let length = request.body.len().to_string();
        received.headers.push(("content-length".to_owned(), length));
        let body = async { Ok(request.body.clone()) };
        let reply = self.exchange(received, body, clock).await.map_err(|_| {
            let message = "it was broken without a response, as scripted";
            TransportError::new(TransportErrorKind::ConnectionLost, message)
        })?;
        tokio::time::sleep(BLANK * reply.delivery.blanks).await;
        if reply.delivery.is_cut {
            let message = "the response was cut, as scripted";
            let error = TransportError::new(TransportErrorKind::ConnectionLost, message);
            return Err(error.with_status(reply.status));
        }
        let is_head = method == Method::HEAD;
        let body = if is_head { Bytes::new() } else { reply.body };
        let headers = headers(reply.headers, is_head);
        Ok(HttpResponse::received(reply.status, headers, body))
    }

    /// The reply to a request, when it is time to send it; the error breaks the connection.
    async fn exchange(
        &self,
        mut request: CosRequest,
        body: impl Future<Output = Result<Bytes, Cut>>,
        clock: &Clock,
    ) -> Result<Reply, Cut> {
        let _working = Working::new(self);
        let fault = self.fault_of_body(&request);
        match fault {
            Some(OfBody::Cut) => return Err(Cut),
            Some(OfBody::Stall) => {
                tokio::time::sleep(STALL).await;
                return Err(Cut);
            }
            Some(OfBody::Flip) | None => {}
        }
        request.body = body.await?;
        if let Some(OfBody::Flip) = fault {
            request.body = flipped(&request.body);
        }
        let now = clock.now();
        let reply = self.reply(&request, now).header("date", http_date(now));
        tokio::time::sleep(reply.delivery.delay).await;
        match reply.delivery.is_lost {
            true => Err(Cut),
            false => Ok(reply),
        }
    }
}

/// The headers of a reply. The server sets the length of a body, and has none before one that is slow; what is only
/// asked for has the length of the object.
fn headers(headers: Vec<(&'static str, String)>, is_head: bool) -> HeaderMap {
    let headers = headers
        .into_iter()
        .filter(|(name, _)| is_head || *name != "content-length");
    let pairs = headers.filter_map(|(name, value)| {
        let value = HeaderValue::from_str(&value).ok()?;
        Some((HeaderName::from_static(name), value))
    });
    pairs.collect()
}

/// A body with a bit of its last byte changed.
fn flipped(body: &[u8]) -> Bytes {
    let mut body = body.to_vec();
    if let Some(last) = body.last_mut() {
        *last ^= 1;
    }
    body.into()
}

/// A request that is being worked on.
struct Working<'a>(&'a MockCos);

impl<'a> Working<'a> {
    fn new(cos: &'a MockCos) -> Self {
        cos.state().journal.begin();
        Self(cos)
    }
}

impl Drop for Working<'_> {
    fn drop(&mut self) {
        self.0.state().journal.end();
    }
}

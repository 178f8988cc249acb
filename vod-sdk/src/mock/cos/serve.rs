//! The storage over HTTP.

use std::time::Duration;

use bytes::Bytes;
use http_body_util::BodyExt;
use hyper::body::Incoming;
use hyper::header::{CONNECTION, HeaderName, HeaderValue};
use hyper::http::request::Parts;
use hyper::{Response, StatusCode};

use super::fault::OfBody;
use super::request::CosRequest;
use super::{CosBody, MockCos};
use crate::mock::body::Cut;
use crate::mock::clock::{Clock, http_date};

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
        let _working = Working::new(self);
        let mut request = CosRequest::new(&head);
        let fault = self.fault_of_body(&request);
        match fault {
            Some(OfBody::Cut) => return Err(Cut),
            Some(OfBody::Stall) => {
                tokio::time::sleep(STALL).await;
                return Err(Cut);
            }
            Some(OfBody::Flip) | None => {}
        }
        request.body = body.collect().await.map_err(|_| Cut)?.to_bytes();
        if let Some(OfBody::Flip) = fault {
            request.body = flipped(&request.body);
        }
        let now = clock.now();
        let reply = self.reply(&request, now);
        let delivery = reply.delivery;
        if !delivery.delay.is_zero() {
            tokio::time::sleep(delivery.delay).await;
        }
        if delivery.is_lost {
            return Err(Cut);
        }
        let is_head = request.method == "HEAD";
        let body = if is_head {
            Default::default()
        } else {
            reply.body
        };
        let body = CosBody::new(delivery.blanks, body, delivery.is_cut);
        let mut response = Response::new(body);
        *response.status_mut() = StatusCode::from_u16(reply.status).map_err(|_| Cut)?;
        let date = ("date", http_date(now));
        // What is slow has no length, and what is only asked for has that of the object.
        let headers = reply.headers.into_iter().chain([date]);
        for (name, value) in headers.filter(|(name, _)| is_head || *name != "content-length") {
            let value = HeaderValue::from_str(&value).map_err(|_| Cut)?;
            let name = HeaderName::from_static(name);
            response.headers_mut().insert(name, value);
        }
        if delivery.is_closing {
            let close = HeaderValue::from_static("close");
            response.headers_mut().insert(CONNECTION, close);
        }
        Ok(response)
    }
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

//! Exchanges that tell how they get on.

use std::convert::Infallible;
use std::mem;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use hyper::body::{Body as HttpBody, Frame, SizeHint};
use reqwest::{Body, Response};

use super::Http;
use super::body::too_large;
use super::failure::broken;
use crate::transport::{Activity, HttpRequest, HttpResponse, TransportError};

/// How much is handed to the connection at a time, so that the progress of a large body can be seen.
const FRAME_BYTES: usize = 64 * 1024;

impl Http {
    /// Sends a request and reads its response, both in pieces that are reported.
    pub(super) async fn exchange_watched(
        &self,
        mut request: HttpRequest<'_>,
        activity: Arc<Activity>,
    ) -> Result<HttpResponse, TransportError> {
        let limit = request.max_response_bytes;
        let body = mem::take(&mut request.body);
        let mut request = self.prepare(request)?;
        if !body.is_empty() {
            let activity = Arc::clone(&activity);
            *request.body_mut() = Some(Body::wrap(Watched { body, activity }));
        }
        let pool = self.pools.current()?;
        pool.idle.notice_closed_connections().await;
        let mut response = pool.client.execute(request).await.map_err(broken)?;
        activity.receive();
        let status = response.status().as_u16();
        let body = read(&mut response, limit, &activity)
            .await
            .map_err(|error| error.with_status(status))?;
        let headers = mem::take(response.headers_mut());
        Ok(HttpResponse::received(status, headers, body))
    }
}

async fn read(
    response: &mut Response,
    limit: usize,
    activity: &Activity,
) -> Result<Bytes, TransportError> {
    let mut body = BytesMut::new();
    while let Some(chunk) = response.chunk().await.map_err(broken)? {
        activity.receive();
        if chunk.len() > limit - body.len() {
            return Err(too_large(limit));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}

/// The body of a request, of which no byte is copied.
struct Watched {
    body: Bytes,
    activity: Arc<Activity>,
}

impl HttpBody for Watched {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let length = self.body.len().min(FRAME_BYTES);
        if length == 0 {
            return Poll::Ready(None);
        }
        let frame = self.body.split_to(length);
        self.activity.take(length);
        Poll::Ready(Some(Ok(Frame::data(frame))))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.body.len() as u64)
    }
}

//! Connections and HTTP.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt;
use hyper::body::Incoming;
use hyper::header::{CONTENT_TYPE, DATE, HeaderMap, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use super::body::{Cut, ResponseBody};
use super::clock::http_date;
#[cfg(feature = "upload")]
use super::cos::{CosBody, is_for_cos};
use super::record::Received;
use super::response::{Delivery, Rendered};
use super::service::Service;
use super::verify::MAX_BODY_BYTES;

/// The body of a response of the API or, with uploads, of the storage.
#[cfg(feature = "upload")]
type AnyBody = http_body_util::Either<ResponseBody, CosBody>;
#[cfg(not(feature = "upload"))]
type AnyBody = ResponseBody;

/// How long to wait when the machine has no more sockets to give.
const ACCEPT_PAUSE: Duration = Duration::from_millis(10);

/// Serves until it is dropped, which breaks every connection.
pub(super) async fn serve(listener: TcpListener, service: Arc<Service>) -> Infallible {
    let mut connections = JoinSet::new();
    loop {
        while connections.try_join_next().is_some() {}
        match listener.accept().await {
            Ok((stream, _)) => {
                connections.spawn(serve_connection(stream, Arc::clone(&service)));
            }
            Err(_) => tokio::time::sleep(ACCEPT_PAUSE).await,
        }
    }
}

async fn serve_connection(stream: TcpStream, service: Arc<Service>) {
    // Responses are small and awaited: none must wait for the acknowledgement of another.
    let _ = stream.set_nodelay(true);
    let read_timeout = service.read_timeout;
    let respond = service_fn(move |request| respond(Arc::clone(&service), request));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(read_timeout)
        .serve_connection(TokioIo::new(stream), respond);
    // A connection ends with an error when the test wants it to, or when the client has gone.
    let _ = connection.await;
}

/// The response to a request; the error closes the connection.
async fn respond(
    service: Arc<Service>,
    request: Request<Incoming>,
) -> Result<Response<AnyBody>, Cut> {
    #[cfg(feature = "upload")]
    let request = {
        let (head, body) = request.into_parts();
        if is_for_cos(&head.headers) {
            let response = service.cos.serve(head, body, &service.clock).await?;
            return Ok(response.map(AnyBody::Right));
        }
        Request::from_parts(head, body)
    };
    let response = respond_to_call(service, request).await?;
    #[cfg(feature = "upload")]
    let response = response.map(AnyBody::Left);
    Ok(response)
}

/// The response to a call of the API; the error closes the connection.
async fn respond_to_call(
    service: Arc<Service>,
    request: Request<Incoming>,
) -> Result<Response<ResponseBody>, Cut> {
    let received = tokio::time::timeout(service.read_timeout, receive(request));
    let received = received.await.map_err(|_| Cut)??;
    let rendered = service.respond(received);
    if !rendered.delay.is_zero() {
        tokio::time::sleep(rendered.delay).await;
    }
    if matches!(
        rendered.delivery,
        Delivery::Nothing | Delivery::NoConnection
    ) {
        return Err(Cut);
    }
    let mut response = Response::new(ResponseBody::new(&rendered));
    *response.status_mut() = rendered.status;
    *response.headers_mut() = headers(rendered, service.clock.now());
    Ok(response)
}

async fn receive(request: Request<Incoming>) -> Result<Received, Cut> {
    let (head, body) = request.into_parts();
    let (body, is_oversized) = read_body(body).await?;
    let headers = head.headers.iter().map(|(name, value)| {
        (
            name.as_str().to_owned(),
            String::from_utf8_lossy(value.as_bytes()).into_owned(),
        )
    });
    Ok(Received {
        method: head.method.as_str().to_owned(),
        path: head.uri.path().to_owned(),
        query: head.uri.query().unwrap_or_default().to_owned(),
        headers: headers.collect(),
        body,
        is_oversized,
        at: Instant::now(),
    })
}

/// Reads the body to its end, because a client that is still sending may not read a response, but
/// keeps no more of it than the service accepts.
async fn read_body(mut body: Incoming) -> Result<(Bytes, bool), Cut> {
    let mut kept = BytesMut::new();
    let mut is_oversized = false;
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(|_| Cut)?.into_data() else {
            continue;
        };
        let room = MAX_BODY_BYTES - kept.len();
        is_oversized |= data.len() > room;
        kept.extend_from_slice(&data[..data.len().min(room)]);
    }
    Ok((kept.freeze(), is_oversized))
}

/// The headers of a response. The date is the server's own, so that a client can correct its clock.
pub(super) fn headers(rendered: Rendered, now: i64) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in rendered.headers {
        headers.append(name, value);
    }
    if !headers.contains_key(DATE)
        && let Ok(date) = HeaderValue::from_str(&http_date(now))
    {
        headers.insert(DATE, date);
    }
    if rendered.is_json && !headers.contains_key(CONTENT_TYPE) {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    }
    headers
}

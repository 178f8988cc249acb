//! A server that answers every request with the same bytes.

use std::convert::Infallible;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::header::{CONTENT_TYPE, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use crate::verify;

/// What is answered.
pub(crate) struct Fixed {
    pub(crate) answer: Bytes,
    pub(crate) delay: Duration,
    /// The key that requests must be signed with, if that is verified.
    pub(crate) secret_key: Option<&'static str>,
}

/// Serves every connection, until accepting one fails.
pub(crate) async fn serve(
    listener: TcpListener,
    acceptor: Option<TlsAcceptor>,
    fixed: Fixed,
) -> io::Result<()> {
    let fixed = Arc::new(fixed);
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        let (fixed, acceptor) = (Arc::clone(&fixed), acceptor.clone());
        tokio::spawn(async move {
            match acceptor {
                None => connection(stream, &fixed).await,
                // A client that does not trust the certificate says so itself.
                Some(acceptor) => {
                    if let Ok(stream) = acceptor.accept(stream).await {
                        connection(stream, &fixed).await;
                    }
                }
            }
        });
    }
}

async fn connection(stream: impl AsyncRead + AsyncWrite + Unpin, fixed: &Fixed) {
    let service = service_fn(|request| answer(request, fixed));
    // A client that goes away in the middle is no failure of the server.
    let _ = http1::Builder::new()
        .serve_connection(TokioIo::new(stream), service)
        .await;
}

async fn answer(
    request: Request<Incoming>,
    fixed: &Fixed,
) -> Result<Response<Full<Bytes>>, Infallible> {
    let (head, body) = request.into_parts();
    let body = body.collect().await.map(|body| body.to_bytes());
    let refusal = match (&fixed.secret_key, body) {
        (None, _) => None,
        (Some(key), Ok(body)) => verify::verify(&head, &body, key).err(),
        (Some(_), Err(error)) => Some(error.to_string()),
    };
    if !fixed.delay.is_zero() {
        tokio::time::sleep(fixed.delay).await;
    }
    let answer = refusal.map_or_else(|| fixed.answer.clone(), refused);
    let mut response = Response::new(Full::new(answer));
    let json = HeaderValue::from_static("application/json");
    response.headers_mut().insert(CONTENT_TYPE, json);
    Ok(response)
}

fn refused(message: String) -> Bytes {
    let error = serde_json::json!({
        "Response": {
            "Error": {"Code": "AuthFailure.SignatureFailure", "Message": message},
            "RequestId": "refused",
        }
    });
    Bytes::from(error.to_string())
}

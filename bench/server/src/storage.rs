//! A storage that takes everything and keeps nothing, and the two calls around an upload to it.

use std::convert::Infallible;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response};
use hyper_util::rt::TokioIo;
use md5::{Digest, Md5};
use serde_json::{Value, json};
use tokio::net::TcpListener;

/// Serves every connection, until accepting one fails.
pub(crate) async fn serve(listener: TcpListener) -> io::Result<()> {
    // How many bytes the parts have had since the latest upload began.
    let stored = Arc::new(AtomicU64::new(0));
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        let stored = Arc::clone(&stored);
        tokio::spawn(async move {
            let service = service_fn(|request| answer(request, &stored));
            // A client that goes away in the middle is no failure of the server.
            let _ = http1::Builder::new()
                .serve_connection(TokioIo::new(stream), service)
                .await;
        });
    }
}

async fn answer(
    request: Request<Incoming>,
    stored: &AtomicU64,
) -> Result<Response<Full<Bytes>>, Infallible> {
    let (head, mut body) = request.into_parts();
    let mut bytes = 0;
    let mut md5 = Md5::new();
    while let Some(Ok(frame)) = body.frame().await {
        if let Some(data) = frame.data_ref() {
            bytes += data.len() as u64;
            md5.update(data);
        }
    }
    let digest: String = md5
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let action = head
        .headers
        .get("x-tc-action")
        .map(|action| action.as_bytes());
    let query = head.uri.query().unwrap_or_default();
    let text = match (&head.method, action) {
        (_, Some(b"ApplyUpload")) => api(place()),
        (_, Some(_)) => api(json!({ "FileId": "528", "MediaUrl": "http://example.com/528.mp4" })),
        (&Method::POST, _) if query.starts_with("uploads") => {
            stored.store(0, Ordering::Relaxed);
            xml("InitiateMultipartUploadResult", "<UploadId>1</UploadId>")
        }
        (&Method::POST, _) => xml("CompleteMultipartUploadResult", "<ETag>\"1\"</ETag>"),
        (&Method::GET, _) => {
            // The official uploader looks for an upload that it could go on with.
            let none = "<IsTruncated>false</IsTruncated>";
            xml("ListMultipartUploadsResult", none)
        }
        (&Method::PUT, _) => {
            stored.fetch_add(bytes, Ordering::Relaxed);
            String::new()
        }
        _ => String::new(),
    };
    let mut response = Response::builder()
        .header("etag", format!("\"{digest}\""))
        .header("x-cos-request-id", "bench");
    if head.method == Method::HEAD {
        response = response.header("content-length", stored.load(Ordering::Relaxed));
    }
    let response = response.body(Full::new(Bytes::from(text)));
    Ok(response.expect("the headers are valid"))
}

fn api(mut response: Value) -> String {
    response["RequestId"] = json!("bench");
    json!({ "Response": response }).to_string()
}

fn place() -> Value {
    json!({
        "StorageBucket": "bucket-1250000000",
        "StorageRegion": "ap-chongqing",
        "VodSessionKey": "session",
        "MediaStoragePath": "/a.mp4",
        "TempCertificate": {
            "SecretId": "AKID", "SecretKey": "key", "Token": "token", "ExpiredTime": 4_000_000_000_u64,
        },
    })
}

fn xml(name: &str, content: &str) -> String {
    format!("<{name}>{content}</{name}>")
}

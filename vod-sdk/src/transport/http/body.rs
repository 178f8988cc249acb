//! The body of a response, no larger than is wanted.

#[cfg(feature = "gzip")]
mod gzip;

use bytes::{Bytes, BytesMut};
use reqwest::Response;

use super::failure::broken;
use crate::transport::{TransportError, TransportErrorKind};

/// How much room is made on the word of a server. More is made as more comes.
const TRUSTED_LENGTH: usize = 64 * 1024;

/// Reads a body of at most `limit` bytes, and decodes it if it is compressed as requested.
pub(super) async fn read(response: &mut Response, limit: usize) -> Result<Bytes, TransportError> {
    #[cfg(feature = "gzip")]
    if let Some(layers) = gzip::layers(response.headers()) {
        return gzip::read(response, layers, limit).await;
    }
    read_as_it_is(response, limit).await
}

/// Reads a body without decoding it. One that comes in a single piece, as most do, is not copied.
async fn read_as_it_is(response: &mut Response, limit: usize) -> Result<Bytes, TransportError> {
    let announced = response.content_length();
    let announced = announced.map(|length| usize::try_from(length).unwrap_or(usize::MAX));
    if announced.is_some_and(|length| length > limit) {
        return Err(too_large(limit));
    }
    let first = match response.chunk().await.map_err(broken)? {
        Some(first) if first.len() > limit => return Err(too_large(limit)),
        Some(first) if Some(first.len()) == announced => return Ok(first),
        Some(first) => first,
        None => return Ok(Bytes::new()),
    };
    let mut body = BytesMut::new();
    while let Some(chunk) = response.chunk().await.map_err(broken)? {
        if body.is_empty() {
            body.reserve(announced.unwrap_or(0).min(TRUSTED_LENGTH));
            body.extend_from_slice(&first);
        }
        if chunk.len() > limit - body.len() {
            return Err(too_large(limit));
        }
        body.extend_from_slice(&chunk);
    }
    match body.is_empty() {
        true => Ok(first),
        false => Ok(body.freeze()),
    }
}

pub(super) fn too_large(limit: usize) -> TransportError {
    let message = format!("the response is larger than {limit} bytes");
    TransportError::new(TransportErrorKind::TooLarge, message)
}

//! Bodies that are compressed by gzip.
//!
//! They are decoded here and not by the HTTP library, whose feature for it would change the program's other
//! clients as well: those would ask for compressed responses, too.

use std::io::{self, Write};
use std::mem;
use std::num::NonZero;

use bytes::Bytes;
use flate2::write::GzDecoder;
use reqwest::Response;
use reqwest::header::{CONTENT_ENCODING, CONTENT_LENGTH, HeaderMap};

use super::super::failure::broken;
use super::too_large;
use crate::transport::{TransportError, TransportErrorKind};

/// How many times one body may have been compressed.
const MAX_LAYERS: usize = 4;
/// The number of steps before yielding to other tasks. A step makes about 32 KiB.
const STEPS_AT_ONCE: usize = 16;
/// Beginning a member takes as long as reading this many bytes.
const MEMBER_WORK: usize = 1024;
/// The magic bytes of a gzip member.
const MAGIC: [u8; 2] = [0x1f, 0x8b];

/// How often a body has been compressed by gzip; `None` if not at all, or also by something else.
pub(super) fn layers(headers: &HeaderMap) -> Option<NonZero<usize>> {
    let mut layers = 0;
    for value in headers.get_all(CONTENT_ENCODING) {
        for coding in value.to_str().ok()?.split(',') {
            match coding.trim().to_ascii_lowercase().as_str() {
                "gzip" | "x-gzip" => layers += 1,
                "identity" | "" => {}
                _ => return None,
            }
        }
    }
    NonZero::new(layers).filter(|layers| layers.get() <= MAX_LAYERS)
}

/// Reads and decodes a body of at most `limit` bytes. Its headers then say nothing of the encoding any more.
pub(super) async fn read(
    response: &mut Response,
    layers: NonZero<usize>,
    limit: usize,
) -> Result<Bytes, TransportError> {
    let mut decoder = Decoder::new(limit);
    while let Some(chunk) = response.chunk().await.map_err(broken)? {
        decoder.feed(&chunk).await?;
    }
    let mut body = decoder.finish()?;
    for _ in 1..layers.get() {
        // Some gateways repeat the header and do not compress twice.
        if !body.starts_with(&MAGIC) {
            break;
        }
        let mut decoder = Decoder::new(limit);
        decoder.feed(&body).await?;
        body = decoder.finish()?;
    }
    response.headers_mut().remove(CONTENT_ENCODING);
    response.headers_mut().remove(CONTENT_LENGTH);
    Ok(body)
}

/// Decodes a body while it comes.
struct Decoder {
    /// The member that is being decoded, with all that has been decoded.
    member: GzDecoder<Vec<u8>>,
    whole_members: usize,
    /// Whether what follows is no member any more.
    has_ended: bool,
    limit: usize,
    /// How many bytes have come, and what else has taken as long.
    work: usize,
    steps: usize,
}

impl Decoder {
    fn new(limit: usize) -> Self {
        Self {
            member: GzDecoder::new(Vec::new()),
            whole_members: 0,
            has_ended: false,
            limit,
            work: 0,
            steps: 0,
        }
    }

    /// Decodes a part of the body, and lets other tasks run in between.
    async fn feed(&mut self, mut input: &[u8]) -> Result<(), TransportError> {
        self.work = self.work.saturating_add(input.len());
        while !input.is_empty() {
            if self.work > most_work(self.limit) || self.member.get_ref().len() > self.limit {
                return Err(too_large(self.limit));
            }
            let taken = self.step(input).map_err(undecodable)?;
            input = &input[taken..];
            self.steps += 1;
            if self.steps.is_multiple_of(STEPS_AT_ONCE) {
                tokio::task::yield_now().await;
            }
        }
        Ok(())
    }

    /// Decodes a little, and says how much of the input that took.
    fn step(&mut self, input: &[u8]) -> io::Result<usize> {
        if self.has_ended {
            return Ok(input.len());
        }
        match self.member.write(input) {
            Ok(0) => self.begin_next_member().map(|()| 0),
            // What gateways put behind a whole body is no loss.
            Err(_) if self.is_between_members() => {
                self.has_ended = true;
                Ok(input.len())
            }
            result => result,
        }
    }

    fn begin_next_member(&mut self) -> io::Result<()> {
        self.member.try_finish()?;
        let decoded = mem::take(self.member.get_mut());
        self.member = GzDecoder::new(decoded);
        self.whole_members += 1;
        self.work = self.work.saturating_add(MEMBER_WORK);
        Ok(())
    }

    /// Whether all that has begun is whole, by its checksums.
    fn is_between_members(&self) -> bool {
        self.whole_members > 0 && self.member.header().is_none()
    }

    /// The whole body, if it is whole. Nothing at all is an empty one.
    fn finish(mut self) -> Result<Bytes, TransportError> {
        let body = match self.is_between_members() || self.work == 0 {
            true => mem::take(self.member.get_mut()),
            false => self.member.finish().map_err(undecodable)?,
        };
        match body.len() > self.limit {
            true => Err(too_large(self.limit)),
            false => Ok(Bytes::from(body)),
        }
    }
}

/// How large a body may be before it is decoded. One that compressing has made larger is still taken, and none that
/// goes on without saying anything.
fn most_work(limit: usize) -> usize {
    limit.saturating_mul(2).saturating_add(64 * 1024)
}

fn undecodable(error: io::Error) -> TransportError {
    let message = format!("the gzip body of the response is cut short or corrupt: {error}");
    TransportError::new(TransportErrorKind::ConnectionLost, message).with_source(error)
}

#[cfg(test)]
mod tests;

//! The body of a response, sent piece by piece and perhaps cut.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use hyper::body::{Body, Frame, SizeHint};

use super::response::{Delivery, Rendered};

/// Padding is sent in pieces of this, so that no response is ever held in memory.
static PADDING: [u8; 64 * 1024] = [b'x'; 64 * 1024];

/// The body of a response.
pub(super) struct ResponseBody {
    start: Bytes,
    padding: u64,
    end: Bytes,
    /// The length of all, if it is announced.
    announced: Option<u64>,
    /// How many bytes are sent before the connection breaks.
    until_cut: u64,
    /// That the pieces so far are on their way, so that the connection may break.
    is_flushed: bool,
}

impl ResponseBody {
    pub(super) fn new(rendered: &Rendered) -> Self {
        let length = rendered.start.len() as u64;
        Self {
            start: rendered.start.clone(),
            padding: rendered.padding,
            end: rendered.end.clone(),
            announced: (rendered.padding == 0 && rendered.end.is_empty()).then_some(length),
            until_cut: match rendered.delivery {
                Delivery::CutAfter(bytes) => bytes,
                Delivery::Whole | Delivery::Nothing | Delivery::NoConnection => u64::MAX,
            },
            is_flushed: false,
        }
    }

    /// The next piece, not longer than may be sent.
    fn next_piece(&mut self) -> Bytes {
        let most = usize::try_from(self.until_cut).unwrap_or(usize::MAX);
        let piece = if !self.start.is_empty() {
            self.start.split_to(most.min(self.start.len()))
        } else if self.padding > 0 {
            let padding = usize::try_from(self.padding).unwrap_or(usize::MAX);
            let piece = &PADDING[..most.min(padding).min(PADDING.len())];
            self.padding -= piece.len() as u64;
            Bytes::from_static(piece)
        } else {
            self.end.split_to(most.min(self.end.len()))
        };
        self.until_cut -= piece.len() as u64;
        piece
    }
}

impl Body for ResponseBody {
    type Data = Bytes;
    type Error = Cut;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Cut>>> {
        if self.is_end_stream() {
            return Poll::Ready(None);
        }
        if self.until_cut > 0 {
            return Poll::Ready(Some(Ok(Frame::data(self.next_piece()))));
        }
        if self.is_flushed {
            return Poll::Ready(Some(Err(Cut)));
        }
        // While the body has nothing to offer, the connection sends what it has.
        self.is_flushed = true;
        context.waker().wake_by_ref();
        Poll::Pending
    }

    fn is_end_stream(&self) -> bool {
        self.start.is_empty() && self.padding == 0 && self.end.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        self.announced.map(SizeHint::with_exact).unwrap_or_default()
    }
}

/// The error of a connection that is broken because a test asked for it.
#[derive(Debug)]
pub(super) struct Cut;

impl fmt::Display for Cut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the response is cut here, as scripted")
    }
}

impl std::error::Error for Cut {}

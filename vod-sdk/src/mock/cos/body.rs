//! The body of a reply, perhaps behind white space that comes slowly.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use hyper::body::{Body, Frame, SizeHint};
use tokio::time::Sleep;

use crate::mock::body::Cut;

/// How long each byte of white space takes.
pub(super) const BLANK: Duration = Duration::from_millis(50);

/// The body of a reply.
pub(in crate::mock) struct CosBody {
    blanks: u32,
    pause: Option<Pin<Box<Sleep>>>,
    body: Bytes,
    is_cut: bool,
}

impl CosBody {
    pub(super) fn new(blanks: u32, body: Bytes, is_cut: bool) -> Self {
        let pause = None;
        Self {
            blanks,
            pause,
            body,
            is_cut,
        }
    }
}

impl Body for CosBody {
    type Data = Bytes;
    type Error = Cut;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Cut>>> {
        if self.blanks > 0 {
            let pause = self
                .pause
                .get_or_insert_with(|| Box::pin(tokio::time::sleep(BLANK)));
            ready!(pause.as_mut().poll(context));
            self.pause = None;
            self.blanks -= 1;
            return Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(b" ")))));
        }
        if self.is_cut {
            return Poll::Ready(Some(Err(Cut)));
        }
        match std::mem::take(&mut self.body) {
            body if body.is_empty() => Poll::Ready(None),
            body => Poll::Ready(Some(Ok(Frame::data(body)))),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.blanks == 0 && !self.is_cut && self.body.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        match self.blanks == 0 && !self.is_cut {
            true => SizeHint::with_exact(self.body.len() as u64),
            false => SizeHint::default(),
        }
    }
}

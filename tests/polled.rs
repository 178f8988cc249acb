//! Futures outside any runtime.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// What comes of a future at once.
pub(crate) fn polled<T>(future: impl Future<Output = T>) -> T {
    let mut context = Context::from_waker(Waker::noop());
    match pin!(future).poll(&mut context) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("it waits for something"),
    }
}

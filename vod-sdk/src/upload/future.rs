//! The future of an upload.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use super::Uploaded;
use crate::error::Error;

/// An upload in progress. Dropping it stops the upload: with a checkpoint it can be resumed, without one, COS keeps
/// the parts that it has.
#[must_use = "an upload does not begin until it is awaited"]
pub struct UploadFuture(Pin<Box<dyn Future<Output = Result<Uploaded, Error>> + Send>>);

impl UploadFuture {
    pub(super) fn new(
        future: impl Future<Output = Result<Uploaded, Error>> + Send + 'static,
    ) -> Self {
        Self(Box::pin(future))
    }
}

impl Future for UploadFuture {
    type Output = Result<Uploaded, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.0.as_mut().poll(context)
    }
}

impl fmt::Debug for UploadFuture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("UploadFuture")
    }
}

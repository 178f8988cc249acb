//! Uploads in programs without a runtime: feature `blocking`.

use super::{Upload, Uploaded};
use crate::call::wait_for;
use crate::error::Error;

impl Upload {
    /// Uploads and waits for the end: feature `blocking`, see [`Call::send_blocking`](crate::Call::send_blocking) for where
    /// it may be used.
    ///
    /// # Errors
    ///
    /// Those of the upload, and [`ErrorKind::Config`](crate::ErrorKind::Config) if the system gives no thread.
    pub fn send_blocking(self) -> Result<Uploaded, Error> {
        wait_for(self.into_future())?
    }
}

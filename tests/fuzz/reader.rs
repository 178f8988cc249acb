//! What is given inputs.

use std::future::Future;

use tokio::runtime::{Builder, Runtime};

/// Something that reads what others have written.
pub(crate) struct Reader {
    pub(crate) name: &'static str,
    /// What it accepts, to begin with.
    pub(crate) samples: Vec<Vec<u8>>,
    /// Pieces that mean something to it.
    pub(crate) words: &'static [&'static str],
    /// Reads an input; whether it is accepted.
    pub(crate) read: Box<dyn FnMut(&[u8]) -> bool>,
}

/// A runtime whose time does not pass by itself, so that no pause takes any.
pub(crate) fn runtime() -> Runtime {
    let mut builder = Builder::new_current_thread();
    builder.enable_all().start_paused(true).build().unwrap()
}

/// Runs a call to its end.
pub(crate) fn run<F: Future>(runtime: &Runtime, future: F) -> F::Output {
    runtime.block_on(future)
}

//! The endpoints of a client, and which of them an attempt goes to.

use tokio::time::Instant;

use crate::endpoint::Endpoint;

/// The endpoints in the order of preference.
#[derive(Debug)]
pub(crate) struct Endpoints {
    all: Vec<Endpoint>,
}

/// An attempt's place at an endpoint. Dropping it without [`finish`](Self::finish) counts as neither
/// success nor failure.
#[derive(Debug)]
pub(crate) struct Turn<'a> {
    endpoint: &'a Endpoint,
    index: usize,
}

impl Endpoints {
    /// At least one endpoint, the preferred one first.
    pub(crate) fn new(all: Vec<Endpoint>) -> Self {
        Self { all }
    }

    /// The endpoint for an attempt; `failed` has the bits of those that this call has failed at.
    pub(crate) fn choose(&self, _now: Instant, _failed: u32) -> Turn<'_> {
        Turn {
            endpoint: &self.all[0],
            index: 0,
        }
    }
}

impl<'a> Turn<'a> {
    pub(crate) fn endpoint(&self) -> &'a Endpoint {
        self.endpoint
    }

    /// The endpoint's bit.
    pub(crate) fn bit(&self) -> u32 {
        1 << self.index
    }

    /// Counts the attempt: a success is an answer with a RequestId that is not an `InternalError`.
    pub(crate) fn finish(self, _is_success: bool, _now: Instant) {}
}

//! The endpoints of a client, and which of them an attempt goes to.

use std::fmt;
use std::sync::{Mutex, MutexGuard};

use tokio::time::Instant;

use super::address::Endpoint;
use super::breaker::{Breaker, Pass};
use super::policy::BreakerPolicy;
use crate::lock::lock;
use crate::runtime::PerProcess;

/// How many endpoints a client can have: one bit each in [`Lease::bit`].
pub(crate) const MAX_ENDPOINTS: usize = 31;

/// The endpoints in the order of preference.
pub(crate) struct Endpoints {
    all: Vec<Endpoint>,
    /// `None` if there is only one endpoint: it is used whatever becomes of it.
    breakers: Option<Breakers>,
}

/// A breaker for each endpoint.
struct Breakers {
    policy: BreakerPolicy,
    count: usize,
    all: PerProcess<Mutex<Vec<Breaker>>>,
}

/// An attempt's place at an endpoint. Dropping it without [`finish`](Self::finish) counts as neither
/// success nor failure.
pub(crate) struct Lease<'a> {
    endpoints: &'a Endpoints,
    index: usize,
    /// `None` if nothing is counted.
    pass: Option<Pass>,
}

impl Endpoints {
    /// At least one endpoint, the preferred one first.
    pub(crate) fn new(all: Vec<Endpoint>, policy: BreakerPolicy) -> Self {
        let breakers = (all.len() > 1).then(|| Breakers {
            policy,
            count: all.len(),
            all: PerProcess::new(closed(all.len())),
        });
        Self { all, breakers }
    }

    /// The endpoints in the order of preference.
    pub(crate) fn all(&self) -> &[Endpoint] {
        &self.all
    }

    /// The endpoint for an attempt; `failed` has the bits of those that this call has failed at.
    pub(crate) fn choose(&self, now: Instant, failed: u32) -> Lease<'_> {
        let chosen = self.breakers.as_ref().map(|all| all.choose(now, failed));
        let (index, pass) = chosen.map_or((0, None), |(index, pass)| (index, Some(pass)));
        Lease {
            endpoints: self,
            index,
            pass,
        }
    }
}

impl fmt::Debug for Endpoints {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let urls = self.all.iter().map(Endpoint::url);
        f.debug_list().entries(urls).finish()
    }
}

impl Breakers {
    /// The first endpoint that lets an attempt through, and at which the call has not failed if there
    /// is such a one. If none does, the attempt goes somewhere all the same: no call fails only for
    /// others having failed.
    fn choose(&self, now: Instant, failed: u32) -> (usize, Pass) {
        let mut breakers = self.lock();
        let has_failed = |index: usize| failed & bit(index) != 0;
        for is_second_choice in [false, true] {
            for (index, breaker) in breakers.iter_mut().enumerate() {
                if has_failed(index) == is_second_choice
                    && let Some(pass) = breaker.admit(now, &self.policy)
                {
                    return (index, pass);
                }
            }
        }
        // The one that has had the most time to recover.
        let rested = |index: &usize| (has_failed(*index), breakers[*index].opened());
        let index = (0..breakers.len()).min_by_key(rested).unwrap_or_default();
        (index, breakers[index].force())
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Breaker>> {
        lock(self.all.get(|| closed(self.count)))
    }
}

impl<'a> Lease<'a> {
    pub(crate) fn endpoint(&self) -> &'a Endpoint {
        &self.endpoints.all[self.index]
    }

    /// The endpoint's place among all.
    pub(crate) fn index(&self) -> usize {
        self.index
    }

    /// The endpoint's bit.
    pub(crate) fn bit(&self) -> u32 {
        bit(self.index)
    }

    /// Counts the attempt: a success is a response with a RequestId that is not an `InternalError`.
    pub(crate) fn finish(mut self, is_success: bool, now: Instant) {
        let (Some(pass), Some(breakers)) = (self.pass.take(), &self.endpoints.breakers) else {
            return;
        };
        let policy = &breakers.policy;
        let has_opened = breakers.lock()[self.index].finish(pass, is_success, now, policy);
        if has_opened {
            warning!(
                "the endpoint {} fails: attempts go to the others for {:?}",
                self.endpoint().host(),
                policy.open_time,
            );
        }
    }
}

impl Drop for Lease<'_> {
    fn drop(&mut self) {
        if let (Some(pass), Some(breakers)) = (self.pass, &self.endpoints.breakers) {
            breakers.lock()[self.index].cancel(pass);
        }
    }
}

fn closed(count: usize) -> Mutex<Vec<Breaker>> {
    Mutex::new(
        std::iter::repeat_with(Breaker::default)
            .take(count)
            .collect(),
    )
}

fn bit(index: usize) -> u32 {
    1 << index
}

#[cfg(test)]
mod tests;

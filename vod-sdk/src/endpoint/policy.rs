//! When an endpoint is left alone, and for how long.

use std::time::Duration;

use crate::error::{Error, ErrorKind};

/// When a client with [backup endpoints](crate::ClientBuilder::backup_endpoint) stops using one of its
/// endpoints, and for how long.
///
/// An endpoint fails when it cannot be reached, does not respond in time, or responds without a
/// `RequestId` or with `InternalError`. Any other response of the service is a success, also one that
/// refuses the request; what is given up before it is sent, or cancelled, or larger than the client accepts, is
/// neither. An endpoint that
/// has failed too often is left alone; after that time a single attempt tries it, and decides whether
/// it is used again or left alone once more.
///
/// ```
/// use std::time::Duration;
/// use vod_sdk::BreakerPolicy;
///
/// let quick = BreakerPolicy::default().failures_in_a_row(2).open_time(Duration::from_secs(10));
/// # let _ = quick;
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct BreakerPolicy {
    pub(super) failures_in_a_row: u32,
    pub(super) failed_percent: u32,
    pub(super) window: Duration,
    pub(super) open_time: Duration,
}

/// The minimum number of attempts for a failure rate to be meaningful. With fewer, the failures in a row decide.
pub(super) const MIN_ATTEMPTS: u32 = 10;

impl Default for BreakerPolicy {
    /// Five failures in a row, or 75 percent of at least ten attempts within 60 seconds; then left
    /// alone for 60 seconds.
    fn default() -> Self {
        Self {
            failures_in_a_row: 5,
            failed_percent: 75,
            window: Duration::from_secs(60),
            open_time: Duration::from_secs(60),
        }
    }
}

impl BreakerPolicy {
    /// After how many failures in a row an endpoint is left alone. Default 5; a client with 0 is refused,
    /// and `u32::MAX` leaves the decision to the [share](Self::failed_percent).
    pub fn failures_in_a_row(mut self, failures: u32) -> Self {
        self.failures_in_a_row = failures;
        self
    }

    /// The percentage of attempts within the [`window`](Self::window) that must have failed for
    /// an endpoint to be left alone, of at least ten attempts. Default 75; a client with less than 1 or more
    /// than 100 is refused.
    pub fn failed_percent(mut self, percent: u32) -> Self {
        self.failed_percent = percent;
        self
    }

    /// How far back the attempts count of which a share must fail; default 60 seconds. Failures in a
    /// row count whenever they were. With 0 no share is ever reached.
    pub fn window(mut self, window: Duration) -> Self {
        self.window = window;
        self
    }

    /// How long an endpoint is left alone before an attempt tries it again; default 60 seconds. With 0 the
    /// next attempt does.
    pub fn open_time(mut self, time: Duration) -> Self {
        self.open_time = time;
        self
    }

    /// Refuses numbers that say nothing.
    pub(crate) fn check(&self) -> Result<(), Error> {
        let message = if self.failures_in_a_row == 0 {
            "BreakerPolicy::failures_in_a_row(0) would leave an endpoint alone that has not failed: it \
             must be 1 at least"
                .to_owned()
        } else if !(1..=100).contains(&self.failed_percent) {
            let percent = self.failed_percent;
            format!(
                "BreakerPolicy::failed_percent({percent}) is no share: it must be from 1 to 100"
            )
        } else {
            return Ok(());
        };
        Err(Error::new(ErrorKind::Config, message))
    }
}

//! Times as the service writes them, pauses and randomness, and how far the service's clock is ahead.

mod clock_skew;
mod source;
mod timestamp;

use std::time::Duration;

use tokio::time::Instant;

pub(crate) use self::clock_skew::{ClockSkew, RoundTrip, shifted, unix_seconds};
pub use self::source::{Sleep, SystemTimeSource, TimeSource};
pub use self::timestamp::Timestamp;
#[cfg(any(feature = "jiff", feature = "chrono", feature = "time"))]
pub use self::timestamp::UnknownTime;

/// What a longer duration is as good as. A caller may give any, and arithmetic with `Duration::MAX` panics.
pub(crate) const A_CENTURY: Duration = Duration::from_secs(100 * 365 * 86_400);

/// The instant after a duration. One that the clock cannot represent is a century away.
pub(crate) fn after(now: Instant, duration: Duration) -> Instant {
    now + duration.min(A_CENTURY)
}

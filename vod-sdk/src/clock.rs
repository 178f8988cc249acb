//! The service's time, as far as it is known from here.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime};

use crate::error::{Error, ErrorKind};

/// A round trip longer than this says too little about the service's clock.
const MAX_ROUND_TRIP: Duration = Duration::from_secs(60);

/// A `Date` has whole seconds, and its answer has been under way for a part of one.
const DATE_RESOLUTION: u64 = 1;

/// How far the service's clock is ahead of this machine's. The service refuses signatures that are more
/// than five minutes away from its own time.
#[derive(Debug, Default)]
pub(crate) struct Clock {
    offset_seconds: AtomicI64,
}

/// When a request was sent and its answer came, by this machine's clock.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RoundTrip {
    pub(crate) sent: SystemTime,
    pub(crate) duration: Duration,
}

impl Clock {
    /// How many seconds the service's clock is ahead.
    pub(crate) fn offset(&self) -> i64 {
        self.offset_seconds.load(Ordering::Relaxed)
    }

    /// Learns from the `Date` of an answer to a request that was signed with an offset. Says whether
    /// the next one will be signed with another.
    pub(crate) fn learn(&self, date: &str, trip: RoundTrip, signed_with: i64) -> bool {
        let Some(learned) = offset(date, trip) else {
            return false;
        };
        let known = self.offset();
        if known.abs_diff(learned) > DATE_RESOLUTION {
            self.offset_seconds.store(learned, Ordering::Relaxed);
            warning!(
                "this machine's clock is {} seconds {} the service's: requests are signed with the \
                 service's time; set the clock",
                learned.unsigned_abs(),
                if learned > 0 { "behind" } else { "ahead of" },
            );
        }
        self.offset().abs_diff(signed_with) > DATE_RESOLUTION
    }
}

/// A time by a clock that is so many seconds ahead of this machine's.
pub(crate) fn shifted(local: SystemTime, offset: i64) -> SystemTime {
    let distance = Duration::from_secs(offset.unsigned_abs());
    let time = match offset < 0 {
        true => local.checked_sub(distance),
        false => local.checked_add(distance),
    };
    time.unwrap_or(local)
}

/// A time in Unix seconds.
pub(crate) fn unix_seconds(time: SystemTime) -> Result<u64, Error> {
    time.duration_since(SystemTime::UNIX_EPOCH)
        .map(|duration| duration.as_secs())
        .map_err(|_| Error::new(ErrorKind::Config, "the system clock stands before 1970"))
}

/// How many seconds the service was ahead in the middle of the round trip.
fn offset(date: &str, trip: RoundTrip) -> Option<i64> {
    if trip.duration > MAX_ROUND_TRIP {
        return None;
    }
    let service = signed_seconds(httpdate::parse_http_date(date).ok()?);
    let local = signed_seconds(trip.sent + trip.duration / 2);
    service.checked_sub(local)
}

/// Seconds since 1970, also for a clock that stands before it.
fn signed_seconds(time: SystemTime) -> i64 {
    let seconds = |duration: Duration| i64::try_from(duration.as_secs()).unwrap_or(i64::MAX);
    match time.duration_since(SystemTime::UNIX_EPOCH) {
        Ok(since) => seconds(since),
        Err(before) => -seconds(before.duration()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_offset_is_taken_in_the_middle_of_the_round_trip() {
        const NOON: u64 = 1_551_096_000; // 2019-02-25T12:00:00Z
        let date = "Mon, 25 Feb 2019 12:00:00 GMT";
        for (sent, seconds, expected) in [
            (NOON, 0, Some(0)),
            (NOON - 1200, 0, Some(1200)),
            (NOON + 1200, 0, Some(-1200)),
            (NOON - 10, 20, Some(0)),
            (NOON - 30, 60, Some(0)),
            (NOON - 30, 61, None),
            (0, 0, Some(NOON as i64)),
        ] {
            let sent = SystemTime::UNIX_EPOCH + Duration::from_secs(sent);
            let duration = Duration::from_secs(seconds);
            assert_eq!(offset(date, RoundTrip { sent, duration }), expected);
        }
    }

    #[test]
    fn it_signs_with_what_it_has_learned() {
        const DATE: &str = "Mon, 25 Feb 2019 12:20:00 GMT";
        let clock = Clock::default();
        let sent = SystemTime::UNIX_EPOCH + Duration::from_secs(1_551_096_000);
        let duration = Duration::ZERO;
        let trip = RoundTrip { sent, duration };
        for no_date in [
            "",
            "yesterday",
            "1551096000",
            "Mon, 99 Feb 2019 12:00:00 GMT",
        ] {
            assert!(!clock.learn(no_date, trip, 0), "{no_date}");
        }
        assert!(clock.learn(DATE, trip, 0));
        assert!(clock.learn(DATE, trip, 0), "another call was signed before");
        assert!(
            !clock.learn(DATE, trip, 1200),
            "signing again would not help"
        );
        let service = unix_seconds(shifted(sent, clock.offset())).unwrap();
        assert_eq!(service, 1_551_096_000 + 1200);
        assert_eq!(shifted(shifted(sent, -1200), 1200), sent);
    }
}

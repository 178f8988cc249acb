//! The service's time, as far as it is known from here.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime};

use crate::error::{Error, ErrorKind};

/// A round trip longer than this says too little about the service's clock.
const MAX_ROUND_TRIP: Duration = Duration::from_secs(60);

/// A `Date` has whole seconds, and its response has been in flight for a part of one.
const DATE_RESOLUTION: u64 = 1;

/// What a `Date` can be, in Unix seconds: from 2018, when the API began, to the end of 2099. A machine
/// without a battery begins in 1970, so how wrong its clock may be has no bound, but what the service says has.
const PLAUSIBLE: std::ops::Range<i64> = 1_514_764_800..4_102_444_800;

/// How far an endpoint's clock is ahead of this machine's, in seconds, as far as that is certain. The service
/// refuses signatures that are more than five minutes away from its own time.
///
/// What the `Date` of a refusal says is tried by the call that was refused, and by no other. Only when the
/// service accepts that, all calls to this endpoint are signed with it, until it is refused in turn.
#[derive(Debug, Default)]
pub(crate) struct ClockSkew {
    offset_seconds: AtomicI64,
}

/// When a request was sent and its response came, by this machine's clock.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RoundTrip {
    pub(crate) sent: SystemTime,
    pub(crate) duration: Duration,
}

impl ClockSkew {
    /// How many seconds the service's clock is ahead.
    pub(crate) fn offset(&self) -> i64 {
        self.offset_seconds.load(Ordering::Relaxed)
    }

    /// The offset to try after the service has refused the time of a signature; `None` if there is none that
    /// was not refused just now: that of the response's `Date`, or that which other calls have found right in
    /// the meantime, or none at all, for this machine's clock may have been set.
    pub(crate) fn correction(
        &self,
        date: Option<&str>,
        trip: RoundTrip,
        refused: i64,
    ) -> Option<i64> {
        let observed = date.and_then(|date| observed_offset(date, trip));
        let candidates = [observed, Some(self.offset()), Some(0)];
        let mut candidates = candidates.into_iter().flatten();
        candidates.find(|offset| is_other(*offset, refused))
    }

    /// The service has accepted the time of a signature that was made with this offset.
    pub(crate) fn confirm(&self, offset: i64) {
        if !is_other(offset, self.offset()) {
            return;
        }
        self.offset_seconds.store(offset, Ordering::Relaxed);
        match offset {
            0 => warning!("requests are signed with this machine's time again"),
            _ => warning!(
                "this machine's clock is {} seconds {} the service's: requests are signed with the \
                 service's time; set the clock",
                offset.unsigned_abs(),
                if offset > 0 { "behind" } else { "ahead of" },
            ),
        }
    }

    /// The service has refused this offset, and what was tried in its place as well: with nothing known to be
    /// right, this machine's clock is as good as any.
    pub(crate) fn give_up(&self, refused: i64) {
        let order = Ordering::Relaxed;
        let _ = self
            .offset_seconds
            .compare_exchange(refused, 0, order, order);
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
        .map_err(|_| Error::new(ErrorKind::Config, "the system clock is before 1970"))
}

fn is_other(offset: i64, than: i64) -> bool {
    offset.abs_diff(than) > DATE_RESOLUTION
}

/// How many seconds the service was ahead in the middle of the round trip.
fn observed_offset(date: &str, trip: RoundTrip) -> Option<i64> {
    if trip.duration > MAX_ROUND_TRIP {
        return None;
    }
    let service = signed_seconds(httpdate::parse_http_date(date).ok()?);
    let local = signed_seconds(trip.sent.checked_add(trip.duration / 2)?);
    PLAUSIBLE.contains(&service).then_some(service - local)
}

/// Seconds since 1970, also for a clock that precedes it.
fn signed_seconds(time: SystemTime) -> i64 {
    let seconds = |duration: Duration| i64::try_from(duration.as_secs()).unwrap_or(i64::MAX);
    match time.duration_since(SystemTime::UNIX_EPOCH) {
        Ok(since) => seconds(since),
        Err(before) => -seconds(before.duration()),
    }
}

#[cfg(test)]
mod tests;

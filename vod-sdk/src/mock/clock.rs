//! The server's clock, and the calendar that signatures and `Date` headers need.
//!
//! The calendar is not shared with the SDK's signer, so that a mistake in one shows in the other.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

const SECONDS_PER_DAY: i64 = 86_400;
/// The end of the year 9999.
const LAST_SECOND: i64 = 253_402_300_799;
/// The Gregorian calendar repeats after 400 years.
const DAYS_PER_400_YEARS: i64 = 146_097;

/// The machine's clock, off by a number of seconds that a test may change.
pub(super) struct Clock {
    offset: AtomicI64,
    /// When it was made, by the machine and by tokio.
    made: (Instant, tokio::time::Instant),
}

impl Clock {
    pub(super) fn new(offset: i64) -> Self {
        Self {
            offset: AtomicI64::new(offset),
            made: (Instant::now(), tokio::time::Instant::now()),
        }
    }

    pub(super) fn set_offset(&self, offset: i64) {
        self.offset.store(offset, Ordering::Relaxed);
    }

    /// Seconds since 1970 began, UTC: what requests are dated by.
    pub(super) fn now(&self) -> i64 {
        let machine = i64::try_from(machine_time().as_secs()).unwrap_or(i64::MAX);
        machine.saturating_add(self.offset.load(Ordering::Relaxed))
    }

    /// The time that has passed since 1970 for what takes its time here. Where a test has paused tokio's time, it passes as
    /// that does, while clients go on to date their requests by the machine's clock.
    pub(super) fn since_1970(&self) -> Duration {
        let offset = self.offset.load(Ordering::Relaxed);
        let shift = Duration::from_secs(offset.unsigned_abs());
        let time = match offset < 0 {
            true => machine_time().saturating_sub(shift),
            false => machine_time().saturating_add(shift),
        };
        let (machine, tokio) = self.made;
        let ahead = tokio.elapsed().saturating_sub(machine.elapsed());
        time.saturating_add(ahead)
    }
}

fn machine_time() -> Duration {
    let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH);
    since_1970.unwrap_or_default()
}

/// The UTC day of a timestamp: `2019-02-25`.
pub(super) fn utc_date(timestamp: i64) -> String {
    let (year, month, day) = civil(timestamp.div_euclid(SECONDS_PER_DAY));
    format!("{year:04}-{month:02}-{day:02}")
}

/// A timestamp as in HTTP's `Date` header: `Mon, 25 Feb 2019 16:44:25 GMT`. It has years from 1970 to 9999 only.
pub(super) fn http_date(timestamp: i64) -> String {
    let seconds = timestamp.clamp(0, LAST_SECOND).unsigned_abs();
    httpdate::fmt_http_date(UNIX_EPOCH + Duration::from_secs(seconds))
}

/// Year, month and day of the month from the days since 1970-01-01.
fn civil(days: i64) -> (i64, i64, i64) {
    let mut year = 1970 + 400 * days.div_euclid(DAYS_PER_400_YEARS);
    let mut rest = days.rem_euclid(DAYS_PER_400_YEARS);
    while rest >= days_in_year(year) {
        rest -= days_in_year(year);
        year += 1;
    }
    let mut month = 1;
    while rest >= days_in_month(year, month) {
        rest -= days_in_month(year, month);
        month += 1;
    }
    (year, month, rest + 1)
}

fn days_in_year(year: i64) -> i64 {
    if is_leap(year) { 366 } else { 365 }
}

fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn is_leap(year: i64) -> bool {
    year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_gregorian_calendar() {
        for (timestamp, date) in [
            (0, "1970-01-01"),
            (-1, "1969-12-31"),
            (86_399, "1970-01-01"),
            (86_400, "1970-01-02"),
            (951_782_400, "2000-02-29"),
            (951_868_800, "2000-03-01"),
            (1_551_113_065, "2019-02-25"),
            (1_709_164_799, "2024-02-28"),
            (1_709_251_199, "2024-02-29"),
            (1_735_689_599, "2024-12-31"),
            (1_735_689_600, "2025-01-01"),
            (4_107_542_400, "2100-03-01"),
            (4_107_542_399, "2100-02-28"),
            (253_402_300_799, "9999-12-31"),
        ] {
            assert_eq!(utc_date(timestamp), date, "{timestamp}");
        }
    }

    #[test]
    fn dates_of_http_have_weekday_and_time() {
        assert_eq!(http_date(0), "Thu, 01 Jan 1970 00:00:00 GMT");
        assert_eq!(http_date(784_111_777), "Sun, 06 Nov 1994 08:49:37 GMT");
        assert_eq!(http_date(1_551_113_065), "Mon, 25 Feb 2019 16:44:25 GMT");
        assert_eq!(http_date(i64::MIN), http_date(0));
        assert_eq!(http_date(i64::MAX), "Fri, 31 Dec 9999 23:59:59 GMT");
    }

    #[test]
    fn the_clock_takes_any_offset() {
        let clock = Clock::new(0);
        let now = clock.now();
        clock.set_offset(3600);
        assert!((3600..3700).contains(&(clock.now() - now)));
        clock.set_offset(i64::MAX);
        assert_eq!(clock.now(), i64::MAX);
        assert!(utc_date(i64::MAX).ends_with("-12-04"));
        assert!(!utc_date(i64::MIN).is_empty());
    }

    #[tokio::test(start_paused = true)]
    async fn paused_time_passes_as_the_test_lets_it() {
        let clock = Clock::new(0);
        let (began, day) = (clock.since_1970(), Duration::from_secs(86_400));
        tokio::time::advance(day).await;
        let passed = clock.since_1970() - began;
        assert!(passed.abs_diff(day) < day / 10, "{passed:?}");
        clock.set_offset(-86_400);
        let passed = clock.since_1970().abs_diff(began);
        assert!(passed < day / 10, "{passed:?}");
        clock.set_offset(i64::MIN);
        assert!(clock.since_1970() <= day * 2);
    }
}

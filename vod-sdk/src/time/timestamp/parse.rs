//! From the text of a time to its instant, and back.

const DAY: i64 = 86_400;

/// The seconds of the years 0 to 9999.
const FOUR_DIGITS: std::ops::Range<i64> = -62_167_219_200..253_402_300_800;

/// Times without an offset are Beijing's.
const BEIJING: i64 = 8 * 3_600;

/// Seconds since 1970, and the nanoseconds after them.
pub(super) fn instant(text: &str) -> Option<(i64, u32)> {
    let text = text.trim();
    let plain = text.strip_prefix('-').unwrap_or(text);
    let is_number = plain.len() >= 9 && plain.bytes().all(|byte| byte.is_ascii_digit());
    if is_number {
        return text.parse().ok().map(|seconds| (seconds, 0));
    }
    let (date, rest) = text.split_at_checked(10)?;
    let days = days(date)?;
    if rest.is_empty() {
        return Some((days * DAY - BEIJING, 0));
    }
    let rest = rest.strip_prefix(['T', 't', ' '])?;
    let (clock, rest) = rest.split_at_checked(8)?;
    let (nanoseconds, offset) = fraction(rest)?;
    let offset = match offset.trim_start() {
        "" => BEIJING,
        offset => self::offset(offset)?,
    };
    Some((days * DAY + clock_seconds(clock)? - offset, nanoseconds))
}

/// A number of exactly so many digits.
fn digits(text: &str, count: usize) -> Option<i64> {
    let is_number = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

/// The days from 1970-01-01 to `2018-10-01`.
fn days(date: &str) -> Option<i64> {
    let mut parts = date.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let (year, month, day) = (digits(year, 4)?, digits(month, 2)?, digits(day, 2)?);
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 28 + i64::from(is_leap),
        _ => return None,
    };
    let is_real = parts.next().is_none() && (1..=length).contains(&day);
    is_real.then(|| days_from_civil(year, month, day))
}

/// The days from 1970-01-01, in the calendar that begins its years in March.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = year - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The seconds of `10:00:00` in the day; a leap second is the last one of its minute.
fn clock_seconds(clock: &str) -> Option<i64> {
    let mut parts = clock.split(':');
    let (hour, minute, second) = (parts.next()?, parts.next()?, parts.next()?);
    let (hour, minute, second) = (digits(hour, 2)?, digits(minute, 2)?, digits(second, 2)?);
    let is_real = hour < 24 && minute < 60 && second <= 60 && parts.next().is_none();
    is_real.then_some(hour * 3_600 + minute * 60 + second.min(59))
}

/// The nanoseconds of `.5`, and what follows.
fn fraction(text: &str) -> Option<(u32, &str)> {
    let Some(rest) = text.strip_prefix(['.', ',']) else {
        return Some((0, text));
    };
    let end = rest
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(rest.len());
    let (digits, rest) = rest.split_at(end);
    let shown = &digits[..digits.len().min(9)];
    let number: u32 = shown.parse().ok()?;
    let scale = 10u32.pow(9 - u32::try_from(shown.len()).ok()?);
    Some((number * scale, rest))
}

/// The seconds that `Z`, `+08:00`, `+0800` or `+08` is ahead of UTC.
fn offset(text: &str) -> Option<i64> {
    if text.eq_ignore_ascii_case("z") || text.eq_ignore_ascii_case("utc") {
        return Some(0);
    }
    let sign = match text.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let plain = text[1..].replace(':', "");
    let (hours, minutes) = plain.split_at_checked(2)?;
    let hours = digits(hours, 2)?;
    let minutes = match minutes {
        "" => 0,
        minutes => digits(minutes, 2)?,
    };
    (hours < 24 && minutes < 60).then_some(sign * (hours * 3_600 + minutes * 60))
}

/// `2018-10-01T02:00:00Z`; a time in a year that does not have four digits is written as its seconds.
pub(super) fn iso(seconds: i64) -> String {
    if !FOUR_DIGITS.contains(&seconds) {
        return seconds.to_string();
    }
    let (days, of_day) = (seconds.div_euclid(DAY), seconds.rem_euclid(DAY));
    let (year, month, day) = civil_from_days(days);
    let (hour, minute, second) = (of_day / 3_600, of_day / 60 % 60, of_day % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    (year + era * 400 + i64::from(month <= 2), month, day)
}

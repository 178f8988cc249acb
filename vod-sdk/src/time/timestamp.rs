//! A point in time, as the service writes it.

#[cfg(any(feature = "jiff", feature = "chrono", feature = "time"))]
mod conversions;
mod parse;

use std::cmp::Ordering;
use std::fmt;
use std::time::{Duration, SystemTime};

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

#[cfg(any(feature = "jiff", feature = "chrono", feature = "time"))]
pub use self::conversions::UnknownTime;
use crate::wire::{Slot, View, Wire};

/// A point in time of a request or a response: the text as it was written, and what it means.
///
/// The service writes times in several forms, and may use others tomorrow. The text is kept and sent as it is,
/// whether it is understood or not; [`unix_seconds`](Self::unix_seconds) says what it means where it is:
///
/// | form | example |
/// | --- | --- |
/// | ISO 8601 with an offset, with or without a fraction of a second | `2018-10-01T10:00:00Z`, `2018-10-01T10:00:00.5+08:00` |
/// | the same without an offset: Beijing time, UTC+8 | `2018-10-01 10:00:00`, `2018-10-01T10:00:00` |
/// | a day: its beginning in Beijing | `2018-10-01` |
/// | seconds since 1970 | `1538359200` |
///
/// The service has sentinels: `9999-12-31T23:59:59Z` means never. They are times like any other.
///
/// Times are ordered by the instant; what is not understood comes first, by its text. Equal are only times of the same
/// text, so that nothing is lost where they are keys.
///
/// ```
/// use std::time::{Duration, SystemTime};
/// use vod_sdk::Timestamp;
///
/// let time = Timestamp::from("2018-10-01T10:00:00+08:00");
/// assert_eq!(time.unix_seconds(), Some(1_538_359_200));
/// assert_eq!(time.as_str(), "2018-10-01T10:00:00+08:00");
/// assert!(time < Timestamp::from("2018-10-01T03:00:00Z"));
///
/// let time = Timestamp::from(SystemTime::UNIX_EPOCH + Duration::from_secs(1_538_359_200));
/// assert_eq!(time.as_str(), "2018-10-01T02:00:00Z");
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Timestamp(String);

impl Timestamp {
    /// The time now, by this machine's clock.
    pub fn now() -> Self {
        SystemTime::now().into()
    }

    /// The time so many seconds after 1970, or before it if negative, as `2018-10-01T02:00:00Z`; as these
    /// seconds if its year does not have four digits.
    pub fn from_unix_seconds(seconds: i64) -> Self {
        Self(parse::iso(seconds))
    }

    /// The text, as it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The seconds since 1970, without the fraction; `None` if the text is in no form that this version of the SDK
    /// knows.
    pub fn unix_seconds(&self) -> Option<i64> {
        parse::instant(&self.0).map(|(seconds, _)| seconds)
    }

    /// The time as the standard library has it; `None` if the text is in no known form, or its time cannot be
    /// expressed on this machine.
    pub fn to_system_time(&self) -> Option<SystemTime> {
        let (seconds, nanoseconds) = parse::instant(&self.0)?;
        let whole = Duration::from_secs(seconds.unsigned_abs());
        let time = match seconds < 0 {
            true => SystemTime::UNIX_EPOCH.checked_sub(whole),
            false => SystemTime::UNIX_EPOCH.checked_add(whole),
        };
        time?.checked_add(Duration::from_nanos(nanoseconds.into()))
    }
}

impl From<&str> for Timestamp {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<String> for Timestamp {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&String> for Timestamp {
    fn from(text: &String) -> Self {
        Self(text.clone())
    }
}

/// As `2018-10-01T02:00:00Z`, without the fraction of a second.
impl From<SystemTime> for Timestamp {
    fn from(time: SystemTime) -> Self {
        let seconds = match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(since) => i64::try_from(since.as_secs()).unwrap_or(i64::MAX),
            Err(error) => {
                let before = error.duration();
                let whole = i64::try_from(before.as_secs()).unwrap_or(i64::MAX);
                -whole - i64::from(before.subsec_nanos() > 0)
            }
        };
        Self::from_unix_seconds(seconds)
    }
}

impl From<Timestamp> for String {
    fn from(time: Timestamp) -> Self {
        time.0
    }
}

impl AsRef<str> for Timestamp {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Timestamp {
    fn eq(&self, text: &str) -> bool {
        self.0 == text
    }
}

impl PartialEq<&str> for Timestamp {
    fn eq(&self, text: &&str) -> bool {
        self.0 == *text
    }
}

impl Ord for Timestamp {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_instant = parse::instant(&self.0).cmp(&parse::instant(&other.0));
        by_instant.then_with(|| self.0.cmp(&other.0))
    }
}

impl PartialOrd for Timestamp {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match deserializer.is_human_readable() {
            true => deserializer.deserialize_any(Text),
            // Formats that do not say what comes have what was written, a text.
            false => deserializer.deserialize_str(Text),
        }
    }
}

/// Reads a text, and the number that some members of events are.
struct Text;

impl Visitor<'_> for Text {
    type Value = Timestamp;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a time, or its seconds since 1970")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Timestamp, E> {
        Ok(text.into())
    }

    fn visit_i64<E: de::Error>(self, seconds: i64) -> Result<Timestamp, E> {
        Ok(Timestamp(seconds.to_string()))
    }

    fn visit_u64<E: de::Error>(self, seconds: u64) -> Result<Timestamp, E> {
        Ok(Timestamp(seconds.to_string()))
    }
}

impl Wire for Timestamp {
    #[inline]
    fn empty() -> Self {
        Self::default()
    }

    #[inline]
    fn view(&self) -> View<'_> {
        View::Str(&self.0)
    }

    #[inline]
    fn slot(&mut self) -> Slot<'_> {
        Slot::String(&mut self.0)
    }
}

#[cfg(test)]
mod tests;

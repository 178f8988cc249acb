//! Times of other crates, features `jiff`, `chrono` and `time`.

use std::fmt;

use super::{Timestamp, parse};

/// As `2018-10-01T02:00:00Z`, without the fraction of a second.
#[cfg(feature = "jiff")]
impl From<jiff::Timestamp> for Timestamp {
    fn from(time: jiff::Timestamp) -> Self {
        Self::from_unix_seconds(time.as_second())
    }
}

#[cfg(feature = "jiff")]
impl TryFrom<&Timestamp> for jiff::Timestamp {
    type Error = UnknownTime;

    fn try_from(time: &Timestamp) -> Result<Self, UnknownTime> {
        let (seconds, nanoseconds) = parse::instant(&time.0).ok_or(UnknownTime(()))?;
        let nanoseconds = i32::try_from(nanoseconds).map_err(|_| UnknownTime(()))?;
        Self::new(seconds, nanoseconds).map_err(|_| UnknownTime(()))
    }
}

#[cfg(feature = "jiff")]
impl TryFrom<Timestamp> for jiff::Timestamp {
    type Error = UnknownTime;

    fn try_from(time: Timestamp) -> Result<Self, UnknownTime> {
        (&time).try_into()
    }
}

/// As `2018-10-01T02:00:00Z`, without the fraction of a second.
#[cfg(feature = "chrono")]
impl From<chrono::DateTime<chrono::Utc>> for Timestamp {
    fn from(time: chrono::DateTime<chrono::Utc>) -> Self {
        Self::from_unix_seconds(time.timestamp())
    }
}

#[cfg(feature = "chrono")]
impl TryFrom<&Timestamp> for chrono::DateTime<chrono::Utc> {
    type Error = UnknownTime;

    fn try_from(time: &Timestamp) -> Result<Self, UnknownTime> {
        let (seconds, nanoseconds) = parse::instant(&time.0).ok_or(UnknownTime(()))?;
        Self::from_timestamp(seconds, nanoseconds).ok_or(UnknownTime(()))
    }
}

#[cfg(feature = "chrono")]
impl TryFrom<Timestamp> for chrono::DateTime<chrono::Utc> {
    type Error = UnknownTime;

    fn try_from(time: Timestamp) -> Result<Self, UnknownTime> {
        (&time).try_into()
    }
}

/// As `2018-10-01T02:00:00Z`, without the fraction of a second.
#[cfg(feature = "time")]
impl From<::time::OffsetDateTime> for Timestamp {
    fn from(time: ::time::OffsetDateTime) -> Self {
        Self::from_unix_seconds(time.unix_timestamp())
    }
}

#[cfg(feature = "time")]
impl TryFrom<&Timestamp> for ::time::OffsetDateTime {
    type Error = UnknownTime;

    fn try_from(time: &Timestamp) -> Result<Self, UnknownTime> {
        let (seconds, nanoseconds) = parse::instant(&time.0).ok_or(UnknownTime(()))?;
        let whole = Self::from_unix_timestamp(seconds).map_err(|_| UnknownTime(()))?;
        let rest = ::time::Duration::nanoseconds(nanoseconds.into());
        whole.checked_add(rest).ok_or(UnknownTime(()))
    }
}

#[cfg(feature = "time")]
impl TryFrom<Timestamp> for ::time::OffsetDateTime {
    type Error = UnknownTime;

    fn try_from(time: Timestamp) -> Result<Self, UnknownTime> {
        (&time).try_into()
    }
}

/// A [`Timestamp`] whose text is in no known form, or whose time the other type cannot have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownTime(());

impl fmt::Display for UnknownTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the time is in a form that is not known, or out of range")
    }
}

impl std::error::Error for UnknownTime {}

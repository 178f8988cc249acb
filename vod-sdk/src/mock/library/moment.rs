//! Times as the service writes them.

use std::time::Duration;

use crate::time::Timestamp;

pub(super) fn seconds(since_1970: Duration) -> i64 {
    i64::try_from(since_1970.as_secs()).unwrap_or(i64::MAX)
}

/// A time as the service writes it.
pub(super) fn moment(since_1970: Duration) -> String {
    Timestamp::from_unix_seconds(seconds(since_1970))
        .as_str()
        .to_owned()
}

//! The client-side rate limiter, which keeps calls from being refused for coming too fast.

mod line;

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use tokio::time::Instant;

use self::line::Line;
pub(super) use self::line::RatePermit;
use crate::lock::lock;
use crate::time::TimeSource;

/// Gives permits to the calls of each action: n requests a second are at most n in any second, wherever that
/// second begins.
///
/// A rate is the account's, and a client cannot know of others that use it; this only keeps the calls
/// of one client, with its clones, within it.
#[derive(Debug, Default)]
pub(crate) struct RateLimiter {
    /// The limiters, by action and version.
    lines: Mutex<HashMap<String, HashMap<String, Arc<Line>>>>,
}

impl RateLimiter {
    /// Waits until a request may be sent; `None` if that would be after the deadline, of which the
    /// call fails as soon as that is clear.
    pub(crate) async fn acquire(
        &self,
        action: (&str, &str),
        per_second: u32,
        deadline: Instant,
        time: &dyn TimeSource,
    ) -> Option<RatePermit> {
        let line = self.line(action);
        line.acquire(per_second as usize, deadline, time).await
    }

    fn line(&self, (action, version): (&str, &str)) -> Arc<Line> {
        let mut lines = lock(&self.lines);
        let known = lines.get(action).and_then(|lines| lines.get(version));
        if let Some(line) = known {
            return Arc::clone(line);
        }
        let versions = lines.entry(action.to_owned()).or_default();
        Arc::clone(versions.entry(version.to_owned()).or_default())
    }
}

#[cfg(test)]
mod tests;

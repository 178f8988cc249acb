//! The `SessionId`s that the server has seen.

use std::collections::HashMap;

const SECONDS_PER_DAY: i64 = 86_400;

/// What a `SessionId` is compared within.
#[derive(Clone, Debug, Hash, PartialEq, Eq)]
pub(super) struct Session {
    pub(super) action: String,
    pub(super) secret_id: String,
    pub(super) session_id: String,
}

/// When each session began.
#[derive(Default)]
pub(super) struct Sessions {
    began: HashMap<Session, i64>,
}

impl Sessions {
    /// Takes a session, unless it was taken within the days before now.
    pub(super) fn take(&mut self, session: &Session, days: u32, now: i64) -> bool {
        let window = i64::from(days) * SECONDS_PER_DAY;
        if self
            .began
            .get(session)
            .is_some_and(|began| now.saturating_sub(*began) < window)
        {
            return false;
        }
        self.began.insert(session.clone(), now);
        true
    }

    /// Forgets a session whose request was not executed.
    pub(super) fn forget(&mut self, session: &Session) {
        self.began.remove(session);
    }
}

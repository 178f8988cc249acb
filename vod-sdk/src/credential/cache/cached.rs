//! A cached credential, and when to refresh it.

use std::time::{Duration, SystemTime};

use super::backoff::Backoff;
use crate::credential::Credential;

/// A credential is refreshed when this much of its lifetime is left, or a third of it if that is less.
const MARGIN: Duration = Duration::from_secs(300);

/// The first and the longest pause of a source that has failed, or that has given a credential that looks expired.
const FIRST_PAUSE: Duration = Duration::from_secs(10);
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// Whether a credential needs a refresh.
#[derive(Debug)]
pub(super) enum State {
    /// Use it.
    Fresh(Credential),
    /// Use it, and refresh it.
    Due(Credential),
    /// Refresh it first.
    Expired,
}

pub(super) struct CachedCredential {
    pub(super) credential: Credential,
    /// `None` if the credential is permanent.
    term: Option<Term>,
}

struct Term {
    renew_at: SystemTime,
    expires_at: SystemTime,
    /// The backoff of the source.
    backoff: Backoff,
    /// It was already over when the credential came: this machine's clock must be wrong, which only the
    /// service's response can show, or the source's.
    was_over: bool,
}

impl CachedCredential {
    pub(super) fn new(credential: Credential, now: SystemTime) -> Self {
        let term = credential.expires_at().map(|expires_at| {
            let life = expires_at.duration_since(now).unwrap_or_default();
            let was_over = life.is_zero();
            let mut backoff = Backoff::new(FIRST_PAUSE, LONGEST_PAUSE);
            if was_over {
                backoff.grow();
            }
            Term {
                renew_at: expires_at - MARGIN.min(life / 3),
                expires_at,
                backoff,
                was_over,
            }
        });
        Self { credential, term }
    }

    /// The credential, if it needs no refresh.
    pub(super) fn fresh(&self, now: SystemTime) -> Option<Credential> {
        let is_fresh = self.term.as_ref().is_none_or(|term| term.is_fresh(now));
        is_fresh.then(|| self.credential.clone())
    }

    pub(super) fn state(&self, now: SystemTime) -> State {
        let credential = self.credential.clone();
        match &self.term {
            None => State::Fresh(credential),
            Some(term) if term.is_fresh(now) => State::Fresh(credential),
            Some(term) if now < term.expires_at => State::Due(credential),
            Some(_) => State::Expired,
        }
    }

    /// Pauses the source: for 10 seconds, then twice as long each time, up to a minute.
    pub(super) fn renewal_failed(&mut self) {
        if let Some(term) = &mut self.term {
            term.backoff.grow();
        }
    }
}

impl Term {
    fn is_fresh(&self, now: SystemTime) -> bool {
        if now < self.renew_at {
            return true;
        }
        let is_usable = now < self.expires_at || self.was_over;
        is_usable && !self.backoff.is_over()
    }
}

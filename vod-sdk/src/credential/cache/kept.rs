//! A credential with the times at which something has to be done about it.

use std::time::{Duration, SystemTime};

use super::backoff::Backoff;
use crate::credential::Credential;

/// A credential is renewed when so much of its life is left, or a third of it, whichever is less.
const MARGIN: Duration = Duration::from_secs(300);

/// How long a source is left alone after it has failed, at first and at most; and after it has given a
/// credential that looks expired.
const FIRST_PAUSE: Duration = Duration::from_secs(10);
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// What to do for a credential.
#[derive(Debug)]
pub(super) enum State {
    /// Use it.
    Fresh(Credential),
    /// Use it, and ask for another one.
    Due(Credential),
    /// Ask for another one.
    Expired,
}

pub(super) struct Kept {
    pub(super) credential: Credential,
    /// None if the credential is permanent.
    term: Option<Term>,
}

struct Term {
    renew_at: SystemTime,
    expires_at: SystemTime,
    /// For how long the source is left alone.
    quiet: Backoff,
    /// It was already over when the credential came: this machine's clock must be wrong, which only the
    /// service's answer can show, or the source's.
    was_over: bool,
}

impl Kept {
    pub(super) fn new(credential: Credential, now: SystemTime) -> Self {
        let term = credential.expires_at().map(|expires_at| {
            let life = expires_at.duration_since(now).unwrap_or_default();
            let was_over = life.is_zero();
            let mut quiet = Backoff::new(FIRST_PAUSE, LONGEST_PAUSE);
            if was_over {
                quiet.grow();
            }
            Term {
                renew_at: expires_at - MARGIN.min(life / 3),
                expires_at,
                quiet,
                was_over,
            }
        });
        Self { credential, term }
    }

    /// The credential, if nothing has to be done about it.
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

    /// Leaves the source alone for a while: 10 seconds, then twice as long every time, up to a minute.
    pub(super) fn renewal_failed(&mut self) {
        if let Some(term) = &mut self.term {
            term.quiet.grow();
        }
    }
}

impl Term {
    fn is_fresh(&self, now: SystemTime) -> bool {
        if now < self.renew_at {
            return true;
        }
        let is_usable = now < self.expires_at || self.was_over;
        is_usable && !self.quiet.is_over()
    }
}

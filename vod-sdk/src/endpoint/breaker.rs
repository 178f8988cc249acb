//! The breaker of an endpoint: pure, the time comes from outside.

use tokio::time::Instant;

use super::policy::{BreakerPolicy, MIN_ATTEMPTS};
use super::window::Window;

/// Closed, it lets every attempt through and counts them. It opens when too many fail, and lets none
/// through for a time. Then it is half open: one attempt at a time is let through as a probe, whose
/// outcome closes it or opens it again.
#[derive(Debug, Default)]
pub(super) struct Breaker {
    /// When it opened; none while it is closed.
    opened: Option<Instant>,
    has_probe: bool,
    failures_in_a_row: u32,
    window: Window,
    /// Changes with every opening and closing, so that what was let through before does not count
    /// after.
    era: u64,
}

/// The permit of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pass {
    kind: PassKind,
    era: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PassKind {
    Usual,
    Probe,
    /// There was nowhere else to go.
    Forced,
}

impl Breaker {
    /// Lets an attempt through, or not.
    pub(super) fn admit(&mut self, now: Instant, policy: &BreakerPolicy) -> Option<Pass> {
        let Some(opened) = self.opened else {
            return Some(self.pass(PassKind::Usual));
        };
        let is_half_open = now.saturating_duration_since(opened) >= policy.open_time;
        if !is_half_open || self.has_probe {
            return None;
        }
        self.has_probe = true;
        Some(self.pass(PassKind::Probe))
    }

    /// Lets an attempt through in spite of being open. If it succeeds, that is as good as a probe; if
    /// it fails, the breaker is not open for longer than without it.
    pub(super) fn force(&self) -> Pass {
        self.pass(PassKind::Forced)
    }

    /// Counts an attempt that has ended. Says whether the breaker has opened.
    pub(super) fn finish(
        &mut self,
        pass: Pass,
        is_success: bool,
        now: Instant,
        policy: &BreakerPolicy,
    ) -> bool {
        if pass.era != self.era {
            return false;
        }
        let opens = match pass.kind {
            PassKind::Usual => self.count(is_success, now, policy),
            PassKind::Probe => !is_success,
            PassKind::Forced => false,
        };
        if opens {
            self.begin_era(Some(now));
        } else if is_success && self.opened.is_some() {
            self.begin_era(None);
        }
        opens
    }

    /// Takes back an attempt of which nothing was learned. The place of a probe is free again.
    pub(super) fn cancel(&mut self, pass: Pass) {
        if pass.kind == PassKind::Probe && pass.era == self.era {
            self.has_probe = false;
        }
    }

    /// When it opened; none while it is closed.
    pub(super) fn opened(&self) -> Option<Instant> {
        self.opened
    }

    /// Counts an attempt while closed. Says whether it was the failure that is one too many.
    fn count(&mut self, is_success: bool, now: Instant, policy: &BreakerPolicy) -> bool {
        let recent = self.window.count(is_success, now, policy.window);
        if is_success {
            self.failures_in_a_row = 0;
            return false;
        }
        self.failures_in_a_row = self.failures_in_a_row.saturating_add(1);
        let failed_percent = u64::from(recent.failures) * 100 / u64::from(recent.attempts);
        self.failures_in_a_row >= policy.failures_in_a_row
            || recent.attempts >= MIN_ATTEMPTS && failed_percent >= u64::from(policy.failed_percent)
    }

    fn pass(&self, kind: PassKind) -> Pass {
        let era = self.era;
        Pass { kind, era }
    }

    fn begin_era(&mut self, opened: Option<Instant>) {
        *self = Self {
            opened,
            era: self.era + 1,
            ..Self::default()
        };
    }
}

#[cfg(test)]
mod tests;

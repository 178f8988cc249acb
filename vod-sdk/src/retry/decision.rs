//! The decision: a pure function, and a table of tests.

use crate::action::Retry;

/// All that the decision depends on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Situation {
    /// The action's own class.
    pub(crate) class: Retry,
    /// Whether the request has a `SessionId` that is not empty.
    pub(crate) has_session_id: bool,
    /// What became of the latest attempt.
    pub(crate) failure: Failure,
    /// Which attempt it was; the first is 1. Corrections do not count.
    pub(crate) attempt: u32,
    pub(crate) max_attempts: u32,
    /// Whether an earlier attempt may have been executed.
    pub(crate) may_have_been_executed: bool,
    /// Whether this kind of correction has been made for this call.
    pub(crate) is_corrected: bool,
}

/// What became of an attempt, as far as repeating it is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// Nothing was sent, because there was no connection.
    NotConnected,
    /// No whole answer came.
    Lost,
    /// The answer cannot be read, or the service has failed within.
    Broken,
    /// The answer is larger than the client accepts, which says nothing against the service.
    TooLarge,
    /// The service refused the request for coming too soon after others.
    Throttled,
    /// The service refused the time of the signature.
    Clock,
    /// The service refused a credential that may be renewed.
    Credential,
    /// The service has had a request with the same `SessionId`.
    Duplicate,
    /// The deadline came before anything was sent.
    OutOfTime,
    /// There was no credential, and the source may have one later.
    NoCredential,
    /// Anything that would happen again.
    Final,
}

impl Failure {
    /// Whether the same request may succeed at another time.
    pub(crate) fn may_pass(self) -> bool {
        match self {
            Self::NotConnected
            | Self::Lost
            | Self::Broken
            | Self::Throttled
            | Self::OutOfTime
            | Self::NoCredential => true,
            Self::TooLarge | Self::Clock | Self::Credential | Self::Duplicate | Self::Final => {
                false
            }
        }
    }
}

/// What to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decision {
    /// Report the failure.
    Fail,
    /// Try again after a pause.
    Again,
    /// Try again after a pause as long as the windows of the rates.
    AgainThrottled,
    /// Correct the clock, then try again at once.
    CorrectClock,
    /// Renew the credential, then try again at once.
    RenewCredential,
    /// Report that an earlier attempt was accepted, whose answer was lost.
    AnswerLost,
}

/// Decides what follows a failed attempt.
pub(crate) fn decide(situation: Situation) -> Decision {
    let is_safe = is_safe_to_repeat(situation.class, situation.has_session_id);
    let has_attempts = situation.attempt < situation.max_attempts;
    match situation.failure {
        Failure::Clock if !situation.is_corrected => Decision::CorrectClock,
        Failure::Credential if !situation.is_corrected => Decision::RenewCredential,
        Failure::Duplicate if situation.has_session_id && situation.may_have_been_executed => {
            Decision::AnswerLost
        }
        Failure::NotConnected if has_attempts => Decision::Again,
        Failure::Throttled if has_attempts => Decision::AgainThrottled,
        Failure::Lost | Failure::Broken if has_attempts && is_safe => Decision::Again,
        _ => Decision::Fail,
    }
}

/// Whether a second execution does no harm, or is ruled out by the service.
pub(crate) fn is_safe_to_repeat(class: Retry, has_session_id: bool) -> bool {
    match class {
        Retry::Read | Retry::Convergent => true,
        Retry::SessionId => has_session_id,
        Retry::Never => false,
    }
}

#[cfg(test)]
mod tests {
    use super::Decision::*;
    use super::*;

    /// The decisions for the classes read, convergent, session_id with and without an id, and never.
    fn decisions(failure: Failure, change: impl Fn(&mut Situation)) -> [Decision; 5] {
        [
            (Retry::Read, false),
            (Retry::Convergent, false),
            (Retry::SessionId, true),
            (Retry::SessionId, false),
            (Retry::Never, false),
        ]
        .map(|(class, has_session_id)| {
            let mut situation = Situation {
                class,
                has_session_id,
                failure,
                attempt: 1,
                max_attempts: 3,
                may_have_been_executed: false,
                is_corrected: false,
            };
            change(&mut situation);
            decide(situation)
        })
    }

    #[test]
    fn each_failure_has_its_decision_for_each_class() {
        let safe_only = [Again, Again, Again, Fail, Fail];
        for (failure, expected) in [
            (Failure::NotConnected, [Again; 5]),
            (Failure::TooLarge, [Fail; 5]),
            (Failure::Throttled, [AgainThrottled; 5]),
            (Failure::Lost, safe_only),
            (Failure::Broken, safe_only),
            (Failure::Clock, [CorrectClock; 5]),
            (Failure::Credential, [RenewCredential; 5]),
            (Failure::Duplicate, [Fail; 5]),
            (Failure::OutOfTime, [Fail; 5]),
            (Failure::NoCredential, [Fail; 5]),
            (Failure::Final, [Fail; 5]),
        ] {
            assert_eq!(decisions(failure, |_| {}), expected, "{failure:?}");
            let second = decisions(failure, |situation| situation.attempt = 2);
            assert_eq!(second, expected, "{failure:?}, second attempt");
        }
    }

    #[test]
    fn the_last_attempt_is_the_last() {
        for failure in [
            Failure::NotConnected,
            Failure::Throttled,
            Failure::Lost,
            Failure::Broken,
        ] {
            let last = decisions(failure, |situation| situation.attempt = 3);
            assert_eq!(last, [Fail; 5], "{failure:?}");
            let only = decisions(failure, |situation| situation.max_attempts = 1);
            assert_eq!(only, [Fail; 5], "{failure:?}");
        }
    }

    #[test]
    fn a_correction_is_made_once_and_needs_no_attempt_left() {
        for (failure, expected) in [
            (Failure::Clock, CorrectClock),
            (Failure::Credential, RenewCredential),
        ] {
            let only = decisions(failure, |situation| situation.max_attempts = 1);
            assert_eq!(only, [expected; 5]);
            let again = decisions(failure, |situation| situation.is_corrected = true);
            assert_eq!(again, [Fail; 5]);
        }
    }

    #[test]
    fn a_duplicate_is_our_own_only_after_a_lost_answer() {
        let after_loss = decisions(Failure::Duplicate, |situation| {
            situation.may_have_been_executed = true;
        });
        assert_eq!(after_loss, [Fail, Fail, AnswerLost, Fail, Fail]);
        let last = decisions(Failure::Duplicate, |situation| {
            situation.may_have_been_executed = true;
            situation.attempt = 3;
        });
        assert_eq!(last, after_loss);
    }
}

//! The decision: a pure function, and a table of tests.

use crate::action::RetryClass;
use crate::error::Failure;

/// All that the decision depends on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Situation {
    /// The action's own class.
    pub(crate) class: RetryClass,
    /// Whether the request has a `SessionId` that is not empty.
    pub(crate) has_session_id: bool,
    /// Whether the latest attempt was answered with a code that means that what the action asks for is already so.
    pub(crate) is_already_so: bool,
    /// The outcome of the latest attempt.
    pub(crate) failure: Failure,
    /// Which attempt it was; the first is 1. Corrections do not count.
    pub(crate) attempt: u32,
    pub(crate) max_attempts: u32,
    /// Whether an earlier attempt may have been executed.
    pub(crate) may_have_been_executed: bool,
    /// Whether this kind of correction has been made for this call.
    pub(crate) is_corrected: bool,
}

/// The decision after a failed attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decision {
    /// Report the failure.
    Fail,
    /// Try again after a pause.
    Retry,
    /// Try again after a pause as long as the windows of the rates.
    RetryThrottled,
    /// Correct the clock, then try again at once.
    CorrectClock,
    /// Renew the credential, then try again at once.
    RenewCredential,
    /// Report that an earlier attempt was accepted, whose response was lost.
    AnswerLost,
}

/// Decides what follows a failed attempt.
pub(crate) fn decide(situation: Situation) -> Decision {
    let is_safe = situation.class.is_safe_to_retry(situation.has_session_id);
    let has_attempts = situation.attempt < situation.max_attempts;
    match situation.failure {
        Failure::Clock if !situation.is_corrected => Decision::CorrectClock,
        Failure::Credential if !situation.is_corrected => Decision::RenewCredential,
        Failure::Duplicate if situation.has_session_id && situation.may_have_been_executed => {
            Decision::AnswerLost
        }
        _ if situation.is_already_so && situation.may_have_been_executed => Decision::AnswerLost,
        Failure::NotConnected if has_attempts => Decision::Retry,
        Failure::Throttled if has_attempts => Decision::RetryThrottled,
        Failure::NoResponse | Failure::Unreadable if has_attempts && is_safe => Decision::Retry,
        _ => Decision::Fail,
    }
}

#[cfg(test)]
mod tests {
    use super::Decision::*;
    use super::*;

    /// The decisions for the classes read, idempotent, session_id with and without an id, and never.
    fn decisions(failure: Failure, change: impl Fn(&mut Situation)) -> [Decision; 5] {
        [
            (RetryClass::Read, false),
            (RetryClass::Idempotent, false),
            (RetryClass::SessionId, true),
            (RetryClass::SessionId, false),
            (RetryClass::Never, false),
        ]
        .map(|(class, has_session_id)| {
            let mut situation = Situation {
                class,
                has_session_id,
                is_already_so: false,
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
        let safe_only = [Retry, Retry, Retry, Fail, Fail];
        for (failure, expected) in [
            (Failure::NotConnected, [Retry; 5]),
            (Failure::TooLarge, [Fail; 5]),
            (Failure::Throttled, [RetryThrottled; 5]),
            (Failure::NoResponse, safe_only),
            (Failure::Unreadable, safe_only),
            (Failure::Clock, [CorrectClock; 5]),
            (Failure::Credential, [RenewCredential; 5]),
            (Failure::Duplicate, [Fail; 5]),
            (Failure::OutOfTime, [Fail; 5]),
            (Failure::NoCredential, [Fail; 5]),
            (Failure::NonRetryable, [Fail; 5]),
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
            Failure::NoResponse,
            Failure::Unreadable,
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

    #[test]
    fn what_is_already_so_was_done_by_an_attempt_whose_answer_is_lost() {
        for failure in [Failure::NonRetryable, Failure::Unreadable] {
            let refused = decisions(failure, |situation| {
                situation.is_already_so = true;
                situation.attempt = 3;
            });
            assert_eq!(refused, [Fail; 5], "{failure:?}");
            let after_loss = decisions(failure, |situation| {
                situation.is_already_so = true;
                situation.may_have_been_executed = true;
            });
            assert_eq!(after_loss, [AnswerLost; 5], "{failure:?}");
        }
    }
}

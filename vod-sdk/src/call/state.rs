//! The state of a call across its attempts.

use super::request::Request;
use crate::error::{Error, Failure};
use crate::retry::{RetryPolicy, Situation};

/// The state of a call between its attempts.
#[derive(Debug)]
pub(super) struct CallState {
    /// The number of the current attempt, from 1. An attempt that repeats one after a correction, of the clock or
    /// the credential, has the same number.
    pub(super) attempt: u32,
    /// The endpoints that have failed, as bits.
    pub(super) failed_endpoints: u32,
    /// Whether an attempt may have been executed although it failed.
    pub(super) may_have_been_executed: bool,
    pub(super) is_credential_renewed: bool,
    /// The endpoints whose clocks this call has corrected, as bits, and the latest correction.
    corrected_clocks: u32,
    correction: Option<ClockCorrection>,
}

/// The offset that a call tries in place of one that an endpoint has refused.
#[derive(Clone, Copy, Debug)]
struct ClockCorrection {
    endpoint: usize,
    refused: i64,
    tried: i64,
}

impl CallState {
    /// A call before its first attempt.
    pub(super) fn new() -> Self {
        Self {
            attempt: 1,
            failed_endpoints: 0,
            may_have_been_executed: false,
            is_credential_renewed: false,
            corrected_clocks: 0,
            correction: None,
        }
    }

    /// The inputs of the decision after a failed attempt at `endpoint`.
    pub(super) fn situation(
        &self,
        request: &Request,
        policy: &RetryPolicy,
        error: &Error,
        endpoint: Option<usize>,
    ) -> Situation {
        let failure = error.failure();
        Situation {
            class: request.action.retry,
            has_session_id: request.has_session_id,
            is_already_so: error
                .code()
                .is_some_and(|code| request.action.done_codes.contains(&code)),
            failure,
            attempt: self.attempt,
            max_attempts: policy.max_attempts,
            may_have_been_executed: self.may_have_been_executed,
            is_corrected: match failure {
                Failure::Clock => {
                    endpoint.is_some_and(|endpoint| self.corrected_clocks & 1 << endpoint != 0)
                }
                Failure::Credential => self.is_credential_renewed,
                _ => false,
            },
        }
    }

    /// The offset that this call tries at an endpoint, in place of the known one.
    pub(super) fn tried_offset(&self, endpoint: usize) -> Option<i64> {
        self.correction_at(endpoint)
            .map(|correction| correction.tried)
    }

    /// Signs for an endpoint with another offset from now on.
    pub(super) fn correct_clock(&mut self, endpoint: usize, refused: i64, tried: i64) {
        self.corrected_clocks |= 1 << endpoint;
        self.correction = Some(ClockCorrection {
            endpoint,
            refused,
            tried,
        });
    }

    /// The offset that an endpoint had refused before this call tried another.
    pub(super) fn refused_offset(&self, endpoint: usize) -> Option<i64> {
        self.correction_at(endpoint)
            .map(|correction| correction.refused)
    }

    fn correction_at(&self, endpoint: usize) -> Option<ClockCorrection> {
        self.correction
            .filter(|correction| correction.endpoint == endpoint)
    }
}

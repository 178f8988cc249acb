//! A client of COS, the object storage that media is uploaded to: as much of it as an upload needs.
//!
//! `calls.rs` has the operations, `attempt.rs` one request with its signature, `fault.rs` what failures mean, and
//! this file what follows one: a repetition, a corrected clock, or the end.

mod attempt;
mod calls;
mod checksum;
mod complete;
mod fault;
mod list;
mod operation;
mod sign;
mod xml;

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use tokio::time::Instant;

use super::many::shared::Shared;
use crate::call::Core;
use crate::credential::Credential;
use crate::endpoint::Endpoint;
use crate::error::Error;
use crate::retry::RetryPolicy;
use crate::time::{ClockSkew, RoundTrip};
use crate::transport::{HttpResponse, Transport};

use self::attempt::Outcome;
pub(super) use self::calls::Presence;
pub(super) use self::checksum::{Checksums, combine};
pub(super) use self::complete::Whole;
pub(super) use self::fault::{Fault, Reaction};
pub(super) use self::list::{Listed, PartEtag};
use self::operation::Operation;

/// How often a request is sent in all, unless COS asks for patience.
const MAX_ATTEMPTS: u32 = 5;
/// For how long a request is repeated that COS has refused for coming too fast.
const MAX_THROTTLED: Duration = Duration::from_secs(120);
/// How long to wait for another copy of the same request that is still being worked on.
const CONFLICT_PAUSE: Duration = Duration::from_secs(1);
/// Replaces a secret.
const REDACTED: &str = "[redacted]";
/// How long before their end keys are not trusted any more.
const LAST_MINUTE: Duration = Duration::from_secs(60);

/// A bucket of COS, with temporary keys to a part of it.
pub(super) struct Cos {
    core: Arc<Core>,
    transport: Arc<dyn Transport>,
    endpoint: Endpoint,
    keys: Credential,
    /// How far COS is ahead of the API's time.
    clock: ClockSkew,
    policy: RetryPolicy,
    /// How often COS has asked to slow down.
    throttled: AtomicU32,
    /// The limit that is shared with other uploads.
    shared: Option<Arc<Shared>>,
}

/// Checks a response that is one of success. No operation has one of its own type, as each would be compiled again.
type Check<'a> = &'a (dyn Fn(&HttpResponse) -> Result<(), Fault> + Sync);

impl Cos {
    pub(super) fn new(
        core: &Arc<Core>,
        endpoint: Endpoint,
        keys: Credential,
    ) -> Result<Self, Error> {
        Ok(Self {
            core: Arc::clone(core),
            transport: core.elsewhere.to(&endpoint)?,
            endpoint,
            keys,
            clock: ClockSkew::default(),
            policy: RetryPolicy::default()
                .first_pause(Duration::from_millis(200))
                .max_pause(Duration::from_secs(10)),
            throttled: AtomicU32::new(0),
            shared: None,
        })
    }

    /// Sends no more than a limit permits that is shared with other uploads.
    pub(super) fn shared(mut self, limit: Option<Arc<Shared>>) -> Self {
        self.shared = limit;
        self
    }

    /// How often COS has asked to slow down so far.
    pub(super) fn times_throttled(&self) -> u32 {
        self.throttled.load(Ordering::Relaxed)
    }

    /// Performs an operation, repeats it while that may help, and reads its response.
    async fn run<T>(
        &self,
        operation: &Operation<'_>,
        read: impl Fn(&HttpResponse) -> Result<T, Fault> + Sync,
    ) -> Result<T, Fault> {
        let check = |response: &HttpResponse| read(response).map(drop);
        let response = self.repeat(operation, &check).await?;
        read(&response)
    }

    /// Performs an operation until its response stands the check, or nothing helps.
    async fn repeat(
        &self,
        operation: &Operation<'_>,
        check: Check<'_>,
    ) -> Result<HttpResponse, Fault> {
        let mut repetitions = Repetitions::new();
        loop {
            let outcome = self.once(operation, check, repetitions.attempt).await;
            let (outcome, pause) = self.judge(&mut repetitions, outcome);
            match (outcome, pause) {
                (Err(_), Some(pause)) => self.pause(pause).await,
                (outcome, _) => return outcome,
            }
        }
    }

    /// Performs an operation once. The number of the attempt is from 1.
    async fn once(&self, operation: &Operation<'_>, check: Check<'_>, attempt: u32) -> Outcome {
        let bytes = operation.body.len() as u64;
        let _turn = match &self.shared {
            Some(shared) => shared.turn(bytes).await,
            None => None,
        };
        let sent = self.attempt(operation, attempt > 1).await;
        let result = sent.response.and_then(|response| {
            let response = self.without_token(response);
            Fault::check(&response, operation)?;
            check(&response)?;
            Ok(response)
        });
        Outcome {
            result: result.map_err(|fault| fault.at(&operation.step)),
            offset: sent.offset,
            trip: sent.trip,
        }
    }

    /// A response that does not repeat the token, as the text does that COS says it has signed.
    fn without_token(&self, response: HttpResponse) -> HttpResponse {
        let Some(token) = self.keys.token() else {
            return response;
        };
        let text = String::from_utf8_lossy(response.body());
        let encoded = sign::encoded(token);
        if !text.contains(token) && !text.contains(&encoded) {
            return response;
        }
        let text = text.replace(token, REDACTED).replace(&encoded, REDACTED);
        response.with_body(text)
    }

    /// Decides whether an operation is repeated after an outcome, and after which pause.
    fn judge(
        &self,
        repetitions: &mut Repetitions,
        outcome: Outcome,
    ) -> (Result<HttpResponse, Fault>, Option<Duration>) {
        let mut fault = match outcome.result {
            Ok(response) => {
                self.clock.confirm(outcome.offset);
                return (Ok(response), None);
            }
            Err(fault) => fault,
        };
        if fault.reaction == Reaction::Throttled {
            self.throttled.fetch_add(1, Ordering::Relaxed);
        }
        if fault.reaction == Reaction::Clock {
            let pause = self.corrected(repetitions, &mut fault, outcome.offset, outcome.trip);
            return (Err(fault), pause);
        }
        let pause = repetitions.next(fault.reaction).map(|is_throttled| {
            let random = self.core.time_source().random();
            let attempt = repetitions.attempt - 1;
            match fault.reaction {
                Reaction::Conflict => CONFLICT_PAUSE,
                _ => self.policy.pause(attempt, is_throttled, random),
            }
        });
        (Err(fault), pause)
    }

    /// Corrects the clock once by the time that COS has, unless the keys are at their end.
    fn corrected(
        &self,
        repetitions: &mut Repetitions,
        fault: &mut Fault,
        refused: i64,
        trip: RoundTrip,
    ) -> Option<Duration> {
        let date = fault.date();
        let tried = self.clock.correction(date, trip, refused);
        match tried {
            Some(tried) if !repetitions.is_clock_corrected => {
                repetitions.is_clock_corrected = true;
                self.clock.confirm(tried);
                Some(Duration::ZERO)
            }
            _ => {
                fault.reaction = match (self.is_at_end(), fault.code()) {
                    (true, _) => Reaction::Expired,
                    (false, "InvalidAccessKeyId") => Reaction::Refused,
                    // It is about this machine's clock, and not about the upload.
                    (false, _) => Reaction::Clock,
                };
                None
            }
        }
    }

    /// Whether the keys are good for no more than a minute.
    pub(super) fn is_at_end(&self) -> bool {
        let now = self.now();
        let last = self.keys.expires_at();
        last.and_then(|last| last.checked_sub(LAST_MINUTE))
            .is_some_and(|last| now >= last)
    }

    async fn pause(&self, pause: Duration) {
        if !pause.is_zero() {
            self.core.time_source().sleep(pause).await;
        }
    }
}

/// What has been tried of an operation.
struct Repetitions {
    /// The number of the attempt that is made next, from 1.
    attempt: u32,
    /// How many of the attempts were refused for coming too fast, and when the first was.
    throttled: u32,
    throttled_since: Option<Instant>,
    is_clock_corrected: bool,
    is_damage_repeated: bool,
}

impl Repetitions {
    fn new() -> Self {
        Self {
            attempt: 1,
            throttled: 0,
            throttled_since: None,
            is_clock_corrected: false,
            is_damage_repeated: false,
        }
    }

    /// Whether another attempt follows a failure, and if so, whether it comes after a longer pause.
    fn next(&mut self, reaction: Reaction) -> Option<bool> {
        let is_throttled = reaction == Reaction::Throttled;
        if is_throttled {
            self.throttled += 1;
        }
        let is_allowed = match reaction {
            Reaction::Throttled => {
                let since = self.throttled_since.get_or_insert_with(Instant::now);
                since.elapsed() < MAX_THROTTLED
            }
            Reaction::Retry | Reaction::Conflict => self.attempt - self.throttled < MAX_ATTEMPTS,
            Reaction::Damaged => !std::mem::replace(&mut self.is_damage_repeated, true),
            _ => false,
        };
        if is_allowed {
            self.attempt += 1;
        }
        is_allowed.then_some(is_throttled)
    }
}

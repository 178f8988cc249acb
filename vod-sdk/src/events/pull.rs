//! Asking the service for events.

use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use tokio::time::Instant;

use crate::action::Action;
use crate::call::{Core, Options, start_untyped};
use crate::error::{Error, ErrorKind};
use crate::generated::v2018_07_17::PullEventsRequest;
use crate::retry::RetryPolicy;

/// The shortest timeout of a call, of which the service uses up to five seconds to wait for an event.
const TIMEOUT: Duration = Duration::from_secs(15);
/// A response that is empty and came sooner was not waited for by the service.
const WAITED: Duration = Duration::from_secs(1);
/// The pause after such a response.
const EMPTY_PAUSE: Duration = Duration::from_secs(1);
/// The first and the longest pause after a call that has failed.
const FAILURE_PAUSES: [Duration; 2] = [Duration::from_millis(500), Duration::from_secs(30)];
/// How many events of a response are taken: the service gives 16.
const MOST_EVENTS: usize = 256;
/// How many calls in a row may fail that may be repeated.
const MOST_FAILURES: u32 = 5;

/// Asks for events.
pub(super) struct Puller {
    core: Arc<Core>,
    request: PullEventsRequest,
    pause: Duration,
    /// How many calls in a row have failed, and how many of these were not told.
    failures: u32,
    untold: u32,
}

/// Events, and when they were asked for.
pub(super) struct Pulled {
    pub(super) asked: Instant,
    pub(super) events: Vec<Value>,
}

impl Puller {
    #[inline]
    pub(super) fn new(core: &Arc<Core>, sub_app_id: Option<u64>) -> Self {
        let mut request = PullEventsRequest::new();
        request.sub_app_id = sub_app_id;
        Self {
            core: Arc::clone(core),
            request,
            pause: Duration::ZERO,
            failures: 0,
            untold: 0,
        }
    }

    /// Asks until there are events, or an error that must be told.
    #[inline]
    pub(super) async fn pull(mut self) -> (Self, Result<Pulled, Error>) {
        loop {
            if !self.pause.is_zero() {
                self.core.sleep(self.core.jittered(self.pause)).await;
            }
            let asked = Instant::now();
            match self.ask().await {
                Ok(events) if events.is_empty() => self.found_nothing(asked.elapsed()),
                Ok(events) => {
                    self.found_nothing(WAITED);
                    return (self, Ok(Pulled { asked, events }));
                }
                Err(error) => {
                    if let Some(error) = self.failed(error) {
                        return (self, Err(error));
                    }
                }
            }
        }
    }

    /// Asks once. Repetitions are left to the caller: the time to confirm begins with each of them.
    #[inline]
    async fn ask(&self) -> Result<Vec<Value>, Error> {
        let attempt_timeout = self.core.attempt_timeout().max(TIMEOUT);
        let options = Options {
            timeout: Some(self.core.timeout().max(attempt_timeout.saturating_mul(2))),
            attempt_timeout: Some(attempt_timeout),
            policy: Some(RetryPolicy::none()),
            ..Options::default()
        };
        let call = start_untyped(&self.core, &PullEventsRequest::INFO, options, &self.request);
        match call.await {
            Ok(mut response) => events(response["EventSet"].take()),
            // An empty queue may be told so.
            Err(error) if error.has_code("ResourceNotFound") => Ok(Vec::new()),
            Err(error) => Err(error),
        }
    }

    /// Sets the pause after a call that took some time and has not failed.
    #[inline]
    fn found_nothing(&mut self, elapsed: Duration) {
        (self.failures, self.untold) = (0, 0);
        self.pause = match elapsed < WAITED {
            true => EMPTY_PAUSE,
            false => Duration::ZERO,
        };
    }

    /// Sets the pause after a call that has failed. Returns the error if it must be told: the others may pass.
    #[inline]
    fn failed(&mut self, error: Error) -> Option<Error> {
        let [first, longest] = FAILURE_PAUSES;
        self.pause = first
            .saturating_mul(1 << self.failures.min(16))
            .min(longest);
        self.failures += 1;
        self.untold += 1;
        if error.is_retryable() && self.untold <= MOST_FAILURES {
            warning!("events are asked for again after a failure: {error}");
            return None;
        }
        self.untold = 0;
        Some(error)
    }
}

/// The events of a response.
#[inline]
fn events(set: Value) -> Result<Vec<Value>, Error> {
    match set {
        Value::Null => Ok(Vec::new()),
        Value::Array(mut events) => {
            let all = events.len();
            events.retain(Value::is_object);
            let others = all - events.len();
            if others > 0 {
                warning!(
                    "{others} of {all} events are no objects: they are not read, not confirmed, and come again"
                );
            }
            // More than these are not confirmed either, and come again.
            events.truncate(MOST_EVENTS);
            Ok(events)
        }
        Value::Object(event) => Ok(vec![Value::Object(event)]),
        _ => {
            let message = "the EventSet of the response is no list of events";
            let info = PullEventsRequest::INFO;
            let error = Error::new(ErrorKind::Response, message);
            Err(error.of_call(info.name, (info.retry, false), 1, true))
        }
    }
}

//! One look at a task.

use std::sync::Arc;
use std::time::Duration;

use super::outcome::TaskOutcome;
use super::schedule::Schedule;
use super::state::TaskState;
use crate::action::Action;
use crate::call::{CallFuture, Core, Options, start_untyped};
use crate::error::{Error, ErrorKind};
use crate::generated::v2018_07_17::DescribeTaskDetailRequest;

/// How long a task may not be found that was just started, and one of which nobody here knows when it was.
const NOT_FOUND_YET: [Duration; 2] = [Duration::from_secs(30), Duration::from_secs(10)];
/// How many looks in a row may fail that may be repeated.
const MOST_FAILURES: u32 = 5;

/// A task, and how it is looked at.
#[derive(Clone, Debug)]
pub(super) struct Target {
    pub(super) core: Arc<Core>,
    /// Empty if the call has done its work at once.
    pub(super) id: String,
    pub(super) sub_app_id: Option<u64>,
    pub(super) options: Options,
    /// Whether it was started by the call that this comes from.
    pub(super) is_new: bool,
}

impl Target {
    /// A task that was started at some time.
    #[inline]
    pub(super) fn known(core: &Arc<Core>, id: String) -> Self {
        Self {
            core: Arc::clone(core),
            id,
            sub_app_id: None,
            options: Options::default(),
            is_new: false,
        }
    }

    /// Looks at the task once, in the time that is left, or else that the client gives its calls.
    #[inline]
    pub(super) fn look(&self, left: Option<Duration>) -> CallFuture<TaskState> {
        if let Some(error) = self.nameless() {
            return CallFuture::new(async { Err(error) });
        }
        let mut request = DescribeTaskDetailRequest::new(&self.id);
        request.sub_app_id = self.sub_app_id;
        let mut options = self.options.clone();
        options.timeout = left.map(|left| left.min(self.core.timeout()));
        let info = &DescribeTaskDetailRequest::INFO;
        let call = start_untyped(&self.core, info, options, &request);
        let id = self.id.clone();
        CallFuture::new(async move {
            match call.await {
                Ok(json) => Ok(TaskState::new(id, json)),
                Err(error) => Err(error.of_task(&id)),
            }
        })
    }

    /// The error of a task that cannot be looked at because it has no id, which would be told of as one that is not
    /// found yet.
    #[inline]
    pub(super) fn nameless(&self) -> Option<Error> {
        let message = "the id of the task is empty: it is the `TaskId` of the response of the call that started it";
        let is_nameless = self.id.is_empty();
        is_nameless.then(|| Error::new(ErrorKind::Request, message).not_sent())
    }

    /// The outcome of a call that has done its work at once, without a task.
    #[inline]
    pub(super) fn at_once(&self) -> Option<TaskOutcome> {
        (self.is_new && self.id.is_empty()).then(TaskOutcome::at_once)
    }
}

/// The options of looks at a task, of those with which it was started.
#[inline]
pub(super) fn of_looks(options: Options) -> Options {
    Options {
        region: options.region,
        credential: options.credential,
        headers: options.headers,
        ..Options::default()
    }
}

/// A task that is waited for, and what looks at it have shown.
#[derive(Debug)]
pub(super) struct Watched {
    pub(super) target: Target,
    /// The state that the last look has shown, in words.
    pub(super) last: Option<String>,
    failures: u32,
}

impl Watched {
    #[inline]
    pub(super) fn new(target: Target) -> Self {
        Self {
            target,
            last: None,
            failures: 0,
        }
    }

    /// Takes the result of a look. `None` for a failure that the next look may make up for.
    #[inline]
    pub(super) fn take(
        &mut self,
        look: Result<TaskState, Error>,
        schedule: &Schedule,
    ) -> Result<Option<TaskState>, Error> {
        match look {
            Ok(state) => {
                self.failures = 0;
                self.last = Some(state.in_words());
                Ok(Some(state))
            }
            Err(_) if schedule.left().is_zero() => Err(self.out_of_time(schedule)),
            Err(error) if self.is_not_found_yet(&error, schedule) => Ok(None),
            Err(error) => {
                self.failures += 1;
                match error.is_retryable() && self.failures <= MOST_FAILURES {
                    true => Ok(None),
                    false => Err(error),
                }
            }
        }
    }

    #[inline]
    fn is_not_found_yet(&self, error: &Error, schedule: &Schedule) -> bool {
        let limit = NOT_FOUND_YET[usize::from(!self.target.is_new)];
        is_not_found(error) && self.last.is_none() && schedule.elapsed() < limit
    }

    /// The error of a task that has not ended in time.
    #[inline]
    pub(super) fn out_of_time(&self, schedule: &Schedule) -> Error {
        let (id, timeout) = (&self.target.id, schedule.timeout);
        let last = match &self.last {
            Some(last) => format!("it was last seen {last}"),
            None => "it was not seen at all: is the id right, and is it of this VOD application?"
                .to_owned(),
        };
        let message = format!("the task {id} has not ended within {timeout:?}: {last}");
        Error::new(ErrorKind::Timeout, message)
            .not_sent()
            .retryable()
            .of_task(id)
    }
}

/// Whether an error says that there is no such task.
#[inline]
fn is_not_found(error: &Error) -> bool {
    let code = error.code().unwrap_or_default();
    matches!(code, "InvalidParameterValue.TaskId" | "ResourceNotFound")
        || code.starts_with("ResourceNotFound.")
}

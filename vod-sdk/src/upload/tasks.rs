//! Tasks, and work on threads. To the runtime all are of one type, as each further one costs as much to compile as a call
//! does.

use std::any::Any;
use std::future::{Future, poll_fn};
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, ready};

use tokio::task::{AbortHandle, Id, JoinError, JoinSet, spawn_blocking};

use crate::error::Error;
use crate::lock::lock;
use crate::runtime::current;

/// Refuses to begin where no task could be started: tokio would panic.
///
/// # Errors
///
/// Those of a call that is made there.
pub(super) fn check_runtime() -> Result<(), Error> {
    current().map(drop).map_err(|error| error.at_step("check"))
}

/// Tasks that are stopped when this is dropped, and what came of those that have ended.
pub(super) struct Tasks<T> {
    running: JoinSet<()>,
    ended: Arc<Mutex<Vec<T>>>,
}

impl<T: Send + 'static> Tasks<T> {
    pub(super) fn new() -> Self {
        Self {
            running: JoinSet::new(),
            ended: Arc::default(),
        }
    }

    /// How many have not been waited for.
    pub(super) fn len(&self) -> usize {
        self.running.len()
    }

    pub(super) fn spawn(&mut self, task: impl Future<Output = T> + Send + 'static) -> Id {
        let ended = Arc::clone(&self.ended);
        let task: Pin<Box<dyn Future<Output = ()> + Send>> = Box::pin(async move {
            let outcome = task.await;
            lock(&ended).push(outcome);
        });
        self.running.spawn(task).id()
    }

    /// Waits for a task; `None` if there is none. The error is that of one that has panicked.
    pub(super) async fn next(&mut self) -> Option<Result<T, JoinError>> {
        poll_fn(|context| self.poll_next(context)).await
    }

    pub(super) fn poll_next(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<T, JoinError>>> {
        let ended = ready!(self.running.poll_join_next(context));
        Poll::Ready(ended.and_then(|ended| self.outcome(ended)))
    }

    /// A task that has ended already.
    pub(super) fn try_next(&mut self) -> Option<Result<T, JoinError>> {
        let ended = self.running.try_join_next()?;
        self.outcome(ended)
    }

    /// Each task that ends well leaves one outcome before.
    fn outcome(&self, ended: Result<(), JoinError>) -> Option<Result<T, JoinError>> {
        match ended {
            Ok(()) => lock(&self.ended).pop().map(Ok),
            Err(error) => Some(Err(error)),
        }
    }
}

/// Work that takes its time, on a thread where it may. It is not begun any more once the future is dropped: a checkpoint
/// that was written late would replace the one of a later run.
pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    let work = Box::new(move || Ok(Box::new(work()?) as Made));
    let made = on_thread(work).await?.downcast();
    made.map_or_else(
        |_| Err(io::Error::other("it has another type")),
        |made| Ok(*made),
    )
}

type Made = Box<dyn Any + Send>;

async fn on_thread(work: Box<dyn FnOnce() -> io::Result<Made> + Send>) -> io::Result<Made> {
    let work = spawn_blocking(work);
    let _dropped = AbortOnDrop(work.abort_handle());
    let made = work.await;
    made.unwrap_or_else(|panic| Err(io::Error::other(panic)))
}

struct AbortOnDrop(AbortHandle);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn outcomes_are_those_of_the_tasks() {
        let mut tasks = Tasks::new();
        assert!(tasks.next().await.is_none());
        for number in 0..3 {
            tasks.spawn(async move {
                assert_ne!(number, 1, "a panic");
                number
            });
        }
        let (mut outcomes, mut panics) = (Vec::new(), 0);
        while let Some(ended) = tasks.next().await {
            match ended {
                Ok(number) => outcomes.push(number),
                Err(error) => panics += u32::from(error.is_panic()),
            }
        }
        outcomes.sort();
        assert_eq!((outcomes, panics, tasks.len()), (vec![0, 2], 1, 0));
        assert!(tasks.try_next().is_none());
    }

    #[tokio::test]
    async fn work_returns_what_it_makes_and_a_panic_is_an_error() {
        assert_eq!(blocking(|| Ok(7)).await.unwrap(), 7);
        let failed = blocking(|| -> io::Result<()> { Err(io::ErrorKind::NotFound.into()) });
        assert_eq!(failed.await.unwrap_err().kind(), io::ErrorKind::NotFound);
        let panicked = blocking(|| -> io::Result<()> { panic!("oops") });
        assert!(panicked.await.unwrap_err().to_string().contains("panic"));
    }
}

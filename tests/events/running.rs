//! Events that are handled until a shutdown.

use std::future::{Ready, ready};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::time::{Instant, sleep, sleep_until};
use vod_sdk::ErrorKind;
use vod_sdk::events::{Event, Events, Run, RunFailure};

use super::queue::{Fault, Queue};

/// Counts what is under way.
#[derive(Clone, Default)]
struct Work {
    now: Arc<AtomicUsize>,
    most: Arc<AtomicUsize>,
    done: Arc<AtomicUsize>,
}

impl Work {
    async fn last(self, duration: Duration) -> Result<(), String> {
        let now = self.now.fetch_add(1, Ordering::Relaxed) + 1;
        self.most.fetch_max(now, Ordering::Relaxed);
        sleep(duration).await;
        self.now.fetch_sub(1, Ordering::Relaxed);
        self.done.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }

    fn done(&self) -> usize {
        self.done.load(Ordering::Relaxed)
    }
}

#[tokio::test(start_paused = true)]
async fn events_are_handled_some_at_once_until_the_shutdown() {
    let queue = Queue::with(100);
    let work = Work::default();
    let of_handler = work.clone();
    let run = queue
        .client()
        .events()
        .run(move |_| of_handler.clone().last(Duration::from_secs(3)))
        .concurrency(10)
        .until(sleep(Duration::from_millis(13_500)));
    let started = Instant::now();
    run.await.expect("no failure");
    // Four rounds are over, and those that had begun are waited for.
    assert!(
        started.elapsed() < Duration::from_millis(15_500),
        "{:?}",
        started.elapsed()
    );
    assert_eq!(work.most.load(Ordering::Relaxed), 10);
    assert_eq!(work.now.load(Ordering::Relaxed), 0);
    assert!((40..=50).contains(&work.done()), "{}", work.done());
    assert_eq!(queue.left(), 100 - work.done());
}

/// A run whose handler does nothing.
fn handled(events: Events) -> Run<impl FnMut(Event) -> Ready<Result<(), String>>, String> {
    events.run(|_| ready(Ok(())))
}

#[tokio::test(start_paused = true)]
async fn a_run_that_may_handle_nothing_is_refused() {
    let queue = Queue::with(1);
    let run = handled(queue.client().events());
    let error = run.concurrency(0).await.expect_err("no event at once");
    assert_eq!(error.kind(), ErrorKind::Config, "{error}");
    assert!(error.to_string().contains("concurrency(0)"), "{error}");
    assert!(queue.calls("PullEvents").is_empty());
}

#[tokio::test(start_paused = true)]
async fn what_a_handler_fails_at_comes_again() {
    let queue = Queue::with(20);
    let tries = Arc::new(AtomicUsize::new(0));
    let failures = Arc::new(Mutex::new(Vec::new()));
    let of_handler = Arc::clone(&tries);
    let told = Arc::clone(&failures);
    let run = queue.client().events().run(move |event| {
        let number = of_handler.fetch_add(1, Ordering::Relaxed);
        async move {
            match number % 3 {
                0 => Err(format!("{} cannot be handled", event.kind())),
                _ => Ok(()),
            }
        }
    });
    let shutdown = {
        let queue = queue.clone();
        async move {
            while queue.left() > 0 {
                sleep(Duration::from_secs(1)).await;
            }
        }
    };
    let run = run.on_error(move |failure| told.lock().expect("no panic").push(failure));
    run.until(shutdown).await.expect("no failure");
    assert_eq!(queue.left(), 0);
    let (tries, failures) = (tries.load(Ordering::Relaxed), failures.lock());
    let failures = failures.expect("no panic");
    assert_eq!(failures.len(), tries - 20, "one for each time in vain");
    for failure in failures.iter() {
        assert!(matches!(failure, RunFailure::Handler(error) if error.contains("NewFileUpload")));
        let shown = failure.to_string();
        assert!(
            shown.ends_with("NewFileUpload cannot be handled"),
            "{shown}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_queue_that_cannot_be_pulled_for_long_is_told_of() {
    let queue = Queue::with(1);
    queue.fail("PullEvents", [Fault::Code("InternalError"); 60]);
    let pulls = Arc::new(AtomicUsize::new(0));
    let told = Arc::clone(&pulls);
    let run = handled(queue.client().events());
    let run = run.on_error(move |failure| {
        assert!(matches!(&failure, RunFailure::Pull(error) if error.is_retryable()));
        told.fetch_add(1, Ordering::Relaxed);
    });
    let shutdown = sleep(Duration::from_secs(3_600));
    run.until(shutdown).await.expect("no failure");
    assert!(pulls.load(Ordering::Relaxed) > 1);
    assert_eq!(queue.left(), 0);
}

#[tokio::test(start_paused = true)]
async fn confirmations_that_fail_are_told_of_while_it_runs() {
    let queue = Queue::with(1);
    queue.fail("ConfirmEvents", [Fault::Code("UnauthorizedOperation")]);
    let told = Arc::new(Mutex::new(Vec::new()));
    let failures = Arc::clone(&told);
    let run = handled(queue.client().events());
    let run = run.on_error(move |failure| {
        assert!(matches!(failure, RunFailure::Confirm(_)));
        failures.lock().expect("no panic").push(Instant::now());
    });
    let end = Instant::now() + Duration::from_secs(3_600);
    let error = run.until(sleep_until(end)).await;
    let error = error.expect_err("the first failure, at the end");
    assert_eq!(error.action(), Some("ConfirmEvents"));
    let told = told.lock().expect("no panic");
    assert_eq!(told.len(), 1);
    assert!(told[0] < end - Duration::from_secs(3_500), "at once");
    assert_eq!(queue.left(), 0, "the event has come again");
}

#[tokio::test(start_paused = true)]
async fn a_handler_may_take_longer_than_the_service_waits() {
    let queue = Queue::with(5);
    let work = Work::default();
    let of_handler = work.clone();
    let run = queue
        .client()
        .events()
        .run(move |_| of_handler.clone().last(Duration::from_secs(100)))
        .until(sleep(Duration::from_secs(110)));
    run.await.expect("no failure");
    assert_eq!((work.done(), queue.left()), (5, 0), "each once");
}

#[tokio::test(start_paused = true)]
async fn failures_that_pass_do_not_end_it_and_others_do() {
    let queue = Queue::with(2);
    queue.fail("PullEvents", [Fault::Code("InternalError"); 20]);
    queue.fail(
        "PullEvents",
        [Fault::Slow(0), Fault::Code("UnauthorizedOperation")],
    );
    let work = Work::default();
    let of_handler = work.clone();
    let run = queue
        .client()
        .events()
        .run(move |_| of_handler.clone().last(Duration::from_secs(3)));
    let error = run.await.expect_err("it may not pull any more");
    assert_eq!(error.code(), Some("UnauthorizedOperation"));
    assert_eq!(
        (work.done(), queue.left()),
        (2, 0),
        "what had begun is confirmed"
    );
}

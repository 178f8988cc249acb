use std::sync::OnceLock;
use std::thread;

use super::*;

/// A reporter whose observer keeps what it is told, and is itself told of the reporter.
fn observed(
    observe: impl Fn(&Reporter, &Progress) + Send + Sync + 'static,
) -> (Arc<Reporter>, Arc<Mutex<Vec<u64>>>) {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let own = Arc::new(OnceLock::<Arc<Reporter>>::new());
    let (kept, reached) = (Arc::clone(&seen), Arc::clone(&own));
    let reporter = Arc::new(Reporter::new(move |progress| {
        lock(&kept).push(progress.confirmed());
        if let Some(reporter) = reached.get() {
            observe(reporter, progress);
        }
    }));
    own.get_or_init(|| Arc::clone(&reporter));
    (reporter, seen)
}

#[test]
fn an_observer_is_called_without_the_lock() {
    let (reporter, seen) = observed(|reporter, progress| {
        assert!(reporter.state.try_lock().is_ok());
        if progress.confirmed() == 0 {
            thread::sleep(INTERVAL);
            reporter.confirm(5, 1);
        }
    });
    reporter.begin(0, 10, (0, Some(2)));
    assert_eq!(*lock(&seen), [0, 5], "what came meanwhile is reported");
}

#[test]
fn values_stay_in_order_when_parts_are_confirmed_at_once() {
    let (reporter, seen) = observed(|_, _| thread::sleep(INTERVAL / 10));
    reporter.begin(0, 4_000, (0, None));
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..100 {
                    reporter.confirm(10, 1);
                    thread::sleep(INTERVAL / 25);
                }
            });
        }
    });
    let state = lock(&reporter.state);
    let last = &state.as_ref().unwrap().progress;
    assert_eq!((last.confirmed, last.parts), (4_000, (400, None)));
    let seen = lock(&seen);
    assert!(seen.len() > 2, "{seen:?}");
    assert!(seen.is_sorted(), "{seen:?}");
}

use std::sync::Weak;

use super::*;

#[test]
fn an_observer_is_called_without_the_lock() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&seen);
    let reporter = Arc::new_cyclic(|reporter: &Weak<Reporter>| {
        let reporter = reporter.clone();
        Reporter::new(move |progress| {
            let reporter = reporter.upgrade().unwrap();
            assert!(reporter.state.try_lock().is_ok());
            lock(&kept).push(progress.confirmed());
        })
    });
    reporter.begin(0, (10, 0), (0, Some(2)));
    std::thread::sleep(INTERVAL);
    reporter.update(|state| state.confirm(5, 1));
    assert_eq!(*lock(&seen), [0, 5]);
}

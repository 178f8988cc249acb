//! Calls that cannot go on without a credential.

use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::Instant;

use super::*;

async fn get_all(cache: &Arc<CredentialCache>, calls: usize) -> Vec<String> {
    let mut tasks = JoinSet::new();
    for _ in 0..calls {
        let cache = Arc::clone(cache);
        tasks.spawn(async move { get(&cache, 0).await });
    }
    tasks.join_all().await
}

#[tokio::test(start_paused = true)]
async fn a_permanent_credential_is_asked_for_once() {
    let (cache, source) = cache(&[Step::GiveForEver("A")]);
    assert!(cache.fresh(time(0)).is_none());
    for seconds in [0, 1, 1_000_000_000] {
        assert_eq!(get(&cache, seconds).await, "A");
    }
    assert_eq!(source.asked(), 1);
}

#[tokio::test(start_paused = true)]
async fn all_calls_wait_for_one_request() {
    let (cache, source) = cache(&[Step::GiveAfter(2, "A", 7200)]);
    assert_eq!(get_all(&cache, 100).await, vec!["A"; 100]);
    assert_eq!(source.asked(), 1);
}

#[tokio::test(start_paused = true)]
async fn its_failure_is_that_of_all_and_the_next_call_asks_again() {
    let (cache, source) = cache(&[Step::FailAfter(2), Step::Give("A", 7200)]);
    let started = Instant::now();
    assert_eq!(get_all(&cache, 100).await, vec!["the source is ill"; 100]);
    assert_eq!(started.elapsed().as_secs(), 2);
    assert_eq!(source.asked(), 1);
    assert_eq!(get(&cache, 0).await, "A");
    assert_eq!(source.asked(), 2);
}

#[tokio::test(start_paused = true)]
async fn the_next_call_goes_on_with_what_a_dropped_one_has_begun() {
    let (cache, source) = cache(&[Step::GiveAfter(3, "A", 7200)]);
    let started = Instant::now();
    for _ in 0..2 {
        let call = tokio::time::timeout(Duration::from_secs(1), cache.get(time(0)));
        call.await.unwrap_err();
    }
    assert_eq!(get_all(&cache, 10).await, vec!["A"; 10]);
    assert_eq!(started.elapsed().as_secs(), 3);
    assert_eq!(source.asked(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_failure_that_nobody_waited_for_is_nobody_s() {
    for idle in [10, 40] {
        let (cache, source) = cache(&[Step::FailAfter(3), Step::Give("A", 7200)]);
        let call = tokio::time::timeout(Duration::from_secs(1), cache.get(time(0)));
        call.await.unwrap_err();
        pass(idle).await;
        assert_eq!(get(&cache, 0).await, "A");
        assert_eq!(source.asked(), 2);
    }
}

#[tokio::test(start_paused = true)]
async fn a_provider_that_panics_is_asked_again() {
    let (cache, source) = cache(&[Step::Panic, Step::Give("A", 7200)]);
    let panicking = Arc::clone(&cache);
    let call = tokio::spawn(async move { get(&panicking, 0).await });
    assert!(call.await.unwrap_err().is_panic());
    assert_eq!(get(&cache, 0).await, "A");
    assert_eq!(source.asked(), 2);
}

#[tokio::test]
async fn a_credential_that_no_service_could_accept_is_refused() {
    let (cache, _) = cache(&[Step::GiveForEver("")]);
    assert_eq!(get(&cache, 0).await, "the secret id is empty");
}

#[test]
fn what_another_runtime_has_begun_is_begun_anew() {
    let runtime = || {
        tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .start_paused(true)
            .build()
            .unwrap()
    };
    let (cache, source) = cache(&[Step::GiveAfter(3, "A", 7200)]);
    runtime().block_on(async {
        let call = tokio::time::timeout(Duration::from_secs(1), cache.get(time(0)));
        call.await.unwrap_err();
    });
    assert_eq!(runtime().block_on(get(&cache, 0)), "A");
    assert_eq!(source.asked(), 2);
}

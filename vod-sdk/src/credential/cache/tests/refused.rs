//! Renewing a credential that the service refuses.

use tokio::task::JoinSet;

use super::*;

fn refused(id: &str) -> Credential {
    Credential::new(id, "key")
}

#[tokio::test(start_paused = true)]
async fn calls_that_are_refused_together_ask_once() {
    let (cache, source) = cache(&[Step::GiveForEver("A"), Step::GiveAfter(1, "B", 7200)]);
    assert_eq!(get(&cache, 0).await, "A");
    let mut calls = JoinSet::new();
    for _ in 0..50 {
        let cache = Arc::clone(&cache);
        calls.spawn(async move { cache.renew(&refused("A"), time(0)).await });
    }
    assert_eq!(calls.join_all().await, vec![true; 50]);
    assert_eq!(source.asked(), 2);
    assert_eq!(get(&cache, 0).await, "B");
    assert!(
        cache.renew(&refused("A"), time(0)).await,
        "it has been replaced long ago"
    );
    assert_eq!(source.asked(), 2);
}

#[tokio::test(start_paused = true)]
async fn where_there_is_no_other_the_source_is_spared() {
    for second in [Step::GiveForEver("A"), Step::FailAfter(0)] {
        let (cache, source) = cache(&[Step::GiveForEver("A"), second, Step::GiveForEver("B")]);
        assert_eq!(get(&cache, 0).await, "A");
        for _ in 0..10 {
            assert!(!cache.renew(&refused("A"), time(0)).await);
        }
        assert_eq!(source.asked(), 2);
        assert_eq!(
            get(&cache, 0).await,
            "A",
            "who knows what the refusal meant"
        );
        pass(1).await;
        assert!(cache.renew(&refused("A"), time(0)).await);
        assert_eq!(get(&cache, 0).await, "B");
    }
}

#[tokio::test(start_paused = true)]
async fn what_was_asked_for_before_the_refusal_does_not_count() {
    let (cache, source) = cache(&[
        Step::Give("A", 7200),
        Step::GiveAfter(5, "A", 7200),
        Step::Give("B", 14_400),
    ]);
    assert_eq!(get(&cache, 0).await, "A");
    assert_eq!(get(&cache, 7000).await, "A");
    assert!(cache.renew(&refused("A"), time(7000)).await);
    assert_eq!(get(&cache, 7000).await, "B");
    assert_eq!(source.asked(), 3);
}

#[tokio::test(start_paused = true)]
async fn calls_that_wait_for_a_failing_renewal_do_not_repeat_it() {
    let (cache, source) = cache(&[Step::GiveForEver("A"), Step::FailAfter(3)]);
    assert_eq!(get(&cache, 0).await, "A");
    let mut calls = JoinSet::new();
    for _ in 0..50 {
        let cache = Arc::clone(&cache);
        calls.spawn(async move { cache.renew(&refused("A"), time(0)).await });
    }
    assert_eq!(calls.join_all().await, vec![false; 50]);
    assert_eq!(source.asked(), 2);
}

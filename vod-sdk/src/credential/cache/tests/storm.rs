//! Outages that do not become storms: of the service, which refuses every credential, and of the source.

use tokio::task::JoinSet;

use super::*;

/// Makes so many calls a second for some seconds, each of which is refused and renews once.
async fn refuse_all(cache: &Arc<CredentialCache>, seconds: u64, per_second: u64) {
    for second in 0..seconds {
        for _ in 0..per_second {
            let refused = cache.get(time(second)).await.unwrap();
            cache.renew(&refused, time(second)).await;
        }
        pass(1).await;
    }
}

#[tokio::test(start_paused = true)]
async fn credentials_that_are_all_refused_are_renewed_ever_more_rarely() {
    let steps: Vec<_> = ["A", "B", "C"]
        .iter()
        .cycle()
        .take(2000)
        .map(|id| Step::GiveForEver(id))
        .collect();
    let (cache, source) = cache(&steps);
    refuse_all(&cache, 60, 20).await;
    // 1,200 calls: after 0, 1, 3, 7, 15 and 31 seconds, or somewhat earlier.
    assert!((6..=9).contains(&source.asked()), "{}", source.asked());
    refuse_all(&cache, 600, 1).await;
    assert!((15..=24).contains(&source.asked()), "{}", source.asked());
}

#[tokio::test(start_paused = true)]
async fn one_that_is_accepted_may_be_renewed_at_once() {
    let (cache, source) = cache(&[
        Step::GiveForEver("A"),
        Step::GiveForEver("B"),
        Step::GiveForEver("C"),
    ]);
    let first = cache.get(time(0)).await.unwrap();
    assert!(cache.renew(&first, time(0)).await);
    let second = cache.get(time(0)).await.unwrap();
    cache.accepted(Some(&first));
    assert!(
        !cache.renew(&second, time(0)).await,
        "only the old one was accepted"
    );
    cache.accepted(Some(&second));
    assert!(cache.renew(&second, time(0)).await);
    assert_eq!(source.asked(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_credential_that_one_action_accepts_and_another_refuses_is_no_storm_either() {
    let steps: Vec<_> = ["A", "B"]
        .iter()
        .cycle()
        .take(2000)
        .map(|id| Step::GiveForEver(id))
        .collect();
    let (cache, source) = cache(&steps);
    for _ in 0..1000 {
        let credential = cache.get(time(0)).await.unwrap();
        cache.accepted(Some(&credential));
        cache.renew(&credential, time(0)).await;
    }
    assert!((8..=13).contains(&source.asked()), "{}", source.asked());
}

#[tokio::test(start_paused = true)]
async fn a_source_that_fails_is_asked_ever_more_rarely() {
    let (cache, source) = cache(&[Step::FailAfter(0)]);
    for _ in 0..60 {
        for _ in 0..20 {
            assert_eq!(get(&cache, 0).await, "the source is ill");
        }
        pass(1).await;
    }
    // 1,200 calls: twice at once, then after 0.5, 1.5, 3.5, 7.5, 15.5, 31.5 and 61.5 seconds or earlier.
    assert!((7..=12).contains(&source.asked()), "{}", source.asked());
}

#[tokio::test(start_paused = true)]
async fn a_source_that_has_recovered_is_found_within_the_pause() {
    let (cache, source) = cache(&[
        Step::FailAfter(0),
        Step::FailAfter(0),
        Step::FailAfter(0),
        Step::Give("A", 7200),
    ]);
    let mut calls = JoinSet::new();
    for _ in 0..1000 {
        let cache = Arc::clone(&cache);
        calls.spawn(async move { get(&cache, 0).await });
    }
    assert_eq!(calls.join_all().await, vec!["the source is ill"; 1000]);
    for _ in 0..3 {
        get(&cache, 0).await;
        pass(1).await;
    }
    assert_eq!(get(&cache, 0).await, "A");
    assert_eq!(source.asked(), 4);
}

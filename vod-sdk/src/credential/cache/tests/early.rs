//! Renewing a credential that is still good.

use std::time::Duration;

use tokio::time::Instant;

use super::*;
use crate::credential::cache::{CachedCredential, State};

#[test]
fn it_is_due_when_five_minutes_or_a_third_of_its_life_are_left() {
    for (life, due, expired) in [
        (43_200, 42_900, 43_200),
        (7200, 6900, 7200),
        (900, 600, 900),
        (600, 400, 600),
        (30, 20, 30),
        (3, 2, 3),
    ] {
        let cached =
            CachedCredential::new(Credential::new("A", "key").with_expiry(time(life)), time(0));
        let state = |seconds| match cached.state(time(seconds)) {
            State::Fresh(_) => "fresh",
            State::Due(_) => "due",
            State::Expired => "expired",
        };
        let states = [0, due - 1, due, expired - 1, expired].map(state);
        assert_eq!(
            states,
            ["fresh", "fresh", "due", "due", "expired"],
            "{life}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn one_call_asks_and_the_others_go_on() {
    let (cache, source) = cache(&[Step::Give("A", 7200), Step::GiveAfter(1, "B", 14_400)]);
    assert_eq!(get(&cache, 0).await, "A");
    let first = tokio::spawn({
        let cache = Arc::clone(&cache);
        async move { cache.get(time(7000)).await }
    });
    tokio::task::yield_now().await;
    let started = Instant::now();
    for _ in 0..10 {
        assert_eq!(get(&cache, 7000).await, "A");
    }
    assert!(started.elapsed().is_zero());
    first.await.unwrap().unwrap();
    assert_eq!(get(&cache, 7000).await, "B");
    assert_eq!(source.asked(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_slow_source_holds_a_call_up_for_a_second_at_most() {
    let (cache, source) = cache(&[Step::Give("A", 7200), Step::GiveAfter(5, "B", 14_400)]);
    assert_eq!(get(&cache, 0).await, "A");
    let started = Instant::now();
    assert_eq!(get(&cache, 7000).await, "A");
    assert_eq!(started.elapsed(), Duration::from_secs(1));
    pass(4).await;
    assert_eq!(get(&cache, 7004).await, "B");
    assert_eq!(source.asked(), 2);
}

#[tokio::test(start_paused = true)]
async fn the_old_one_is_used_until_it_expires_and_the_source_is_spared() {
    let (cache, source) = cache(&[
        Step::Give("A", 7200),
        Step::FailAfter(0),
        Step::FailAfter(0),
        Step::FailAfter(0),
        Step::FailAfter(0),
        Step::FailAfter(0),
        Step::FailAfter(0),
        Step::Give("B", 14_400),
    ]);
    assert_eq!(get(&cache, 0).await, "A");
    // A call every second, from the time at which it is due: asked after 0, then with pauses of 10, 20, 40 and
    // 60 seconds, from which chance takes a quarter at most.
    let mut asked_at = Vec::new();
    for second in 0..180 {
        let before = source.asked();
        assert_eq!(get(&cache, 6900 + second).await, "A");
        if source.asked() > before {
            asked_at.push(second);
        }
        pass(1).await;
    }
    let pauses: Vec<u64> = asked_at.windows(2).map(|two| two[1] - two[0]).collect();
    let expected = [8..=10, 15..=20, 30..=40, 45..=60];
    assert_eq!(asked_at[0], 0);
    for (pause, expected) in pauses.iter().zip(expected) {
        assert!(expected.contains(pause), "{pauses:?}");
    }
    assert!((4..=5).contains(&pauses.len()), "{pauses:?}");
    pass(60).await;
    let mut last = get(&cache, 7200).await;
    for _ in 0..3 {
        pass(60).await;
        last = get(&cache, 7200).await;
    }
    assert_eq!(last, "B");
}

#[tokio::test(start_paused = true)]
async fn an_expired_one_is_not_used() {
    let (cache, source) = cache(&[Step::Give("A", 7200), Step::FailAfter(0)]);
    assert_eq!(get(&cache, 0).await, "A");
    assert_eq!(get(&cache, 7199).await, "A");
    for asked in [3, 3, 3] {
        assert_eq!(get(&cache, 7200).await, "the source is ill");
        assert_eq!(source.asked(), asked);
    }
    pass(1).await;
    assert_eq!(get(&cache, 7200).await, "the source is ill");
    assert_eq!(source.asked(), 4);
}

#[tokio::test(start_paused = true)]
async fn one_that_comes_expired_is_used_for_what_it_is_worth() {
    let (cache, source) = cache(&[Step::Give("A", 100), Step::Give("B", 20_000)]);
    for _ in 0..7 {
        assert_eq!(get(&cache, 10_000).await, "A");
        pass(1).await;
    }
    assert_eq!(source.asked(), 1);
    pass(3).await;
    assert_eq!(get(&cache, 10_010).await, "B");
}

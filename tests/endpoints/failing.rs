//! What follows from the failures of endpoints.

use std::time::Duration;

use tokio::time::{advance, sleep};
use vod_sdk::transport::TransportErrorKind;
use vod_sdk::{BreakerPolicy, ErrorKind, RetryPolicy};

use super::net::{A, B, ENOUGH, Fate, GOOD, Net, UNREACHABLE, call};

const OPEN_TIME: Duration = Duration::from_secs(60);

#[tokio::test(start_paused = true)]
async fn a_call_is_repeated_at_an_endpoint_that_has_not_failed_it() {
    for (fate, expected) in [
        (UNREACHABLE, [A, B]),
        (Fate::Fails(TransportErrorKind::ConnectionLost), [A, B]),
        (Fate::Hangs, [A, B]),
        (Fate::Error("InternalError"), [A, B]),
        (Fate::Response(502, "<h1>Bad gateway</h1>"), [A, B]),
        // Who asks too often is not helped by another endpoint.
        (Fate::Error("RequestLimitExceeded"), [A, A]),
    ] {
        let net = Net::default();
        let client = net
            .builder()
            .endpoint(A)
            .backup_endpoint(B)
            .retry(RetryPolicy::default().max_attempts(2))
            .build()
            .unwrap();
        net.set(A, fate);
        let outcome = call(&client).await;
        assert_eq!(net.asked(), expected, "{fate:?}");
        assert_eq!(outcome.is_ok(), expected[1] == B, "{fate:?}: {outcome:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn traffic_returns_after_a_probe() {
    let net = Net::default();
    let client = net.client();
    let calls = async |count: usize| {
        for _ in 0..count {
            let _ = call(&client).await;
        }
        net.asked().concat().replace(".example", "")
    };
    net.set(A, UNREACHABLE);
    assert_eq!(calls(8).await, "aaaaabbb");
    advance(OPEN_TIME - Duration::from_secs(1)).await;
    assert_eq!(calls(3).await, "bbb");
    advance(Duration::from_secs(1)).await;
    assert_eq!(calls(3).await, "abb");
    net.set(A, GOOD);
    assert_eq!(calls(3).await, "bbb");
    advance(OPEN_TIME).await;
    assert_eq!(calls(3).await, "aaa");
}

#[tokio::test(start_paused = true)]
async fn there_is_one_probe_at_a_time_and_a_dropped_one_leaves_its_place() {
    let net = Net::default();
    let client = net.client();
    net.set(A, UNREACHABLE);
    for _ in 0..ENOUGH {
        call(&client).await.unwrap_err();
    }
    net.set(A, Fate::Hangs);
    sleep(OPEN_TIME).await;
    net.asked();

    for _ in 0..3 {
        let clone = client.clone();
        let probe = tokio::spawn(async move { call(&clone).await });
        tokio::task::yield_now().await;
        for _ in 0..10 {
            call(&client).await.unwrap();
        }
        let asked = net.asked();
        assert_eq!(asked[0], A);
        assert_eq!(asked[1..], [B; 10]);
        probe.abort();
        assert!(probe.await.unwrap_err().is_cancelled());
    }
    net.set(A, GOOD);
    call(&client).await.unwrap();
    call(&client).await.unwrap();
    assert_eq!(net.asked(), [A, A]);
}

#[tokio::test]
async fn a_call_fails_only_for_what_happened_to_it() {
    let net = Net::default();
    let client = net.client();
    net.set(A, UNREACHABLE);
    net.set(B, Fate::Response(503, "<h1>Under repair</h1>"));
    for _ in 0..2 * ENOUGH {
        call(&client).await.unwrap_err();
    }
    assert_eq!(net.asked().len(), 2 * ENOUGH);

    // Both are left alone, and a call goes to the one that has been for longer.
    let error = call(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect);
    let expected = "DescribeMediaInfos: no connection to a.example: no luck (not sent)";
    assert_eq!(error.to_string(), expected);
    assert_eq!(net.asked(), [A]);
    net.set(A, GOOD);
    call(&client).await.unwrap();
    call(&client).await.unwrap();
    assert_eq!(net.asked(), [A, A]);
}

#[tokio::test]
async fn a_single_endpoint_is_never_left_alone() {
    let net = Net::default();
    let client = net
        .builder()
        .endpoint(A)
        .retry(RetryPolicy::none())
        .breaker(BreakerPolicy::default().failures_in_a_row(1))
        .build()
        .unwrap();
    net.set(A, UNREACHABLE);
    for _ in 0..50 {
        call(&client).await.unwrap_err();
    }
    assert_eq!(net.asked(), vec![A; 50]);
    net.set(A, GOOD);
    call(&client).await.unwrap();
}

#[tokio::test]
async fn clones_share_what_is_known_of_the_endpoints() {
    let net = Net::default();
    let client = net.client();
    net.set(A, UNREACHABLE);
    for _ in 0..ENOUGH {
        call(&client.clone()).await.unwrap_err();
    }
    net.asked();
    call(&client.clone()).await.unwrap();
    assert_eq!(net.asked(), [B]);
}

//! Calls without a runtime, and within one.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;
use std::time::Duration;

use serde_json::json;
use vod_sdk::ErrorKind;
use vod_sdk::hooks::{Hook, PreparedAttempt};
use vod_sdk::v2018_07_17::ExecuteFunctionRequest;

use super::peer::{Peer, Reply};

fn request() -> ExecuteFunctionRequest {
    ExecuteFunctionRequest::new("f", "{}")
}

#[test]
fn calls_block_without_a_runtime() {
    let peer = Peer::start();
    let client = peer.builder().build().unwrap();
    let typed = client.execute_function(&request()).send_blocking().unwrap();
    assert_eq!(typed.result.as_deref(), Some("42"));
    let parameters = json!({ "FunctionName": "f", "FunctionArg": "" });
    let untyped = client
        .call("ExecuteFunction", "2018-07-17", &parameters)
        .send_blocking()
        .unwrap();
    assert_eq!(untyped["Result"], "42");
    // One, or a second where the next call came before the connection was back.
    assert!(peer.connections() <= 2, "{}", peer.connections());
}

#[test]
fn many_threads_call_at_once() {
    let peer = Peer::start();
    let client = peer.builder().build().unwrap();
    thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(|| {
                for _ in 0..50 {
                    client.execute_function(&request()).send_blocking().unwrap();
                }
            });
        }
    });
    assert_eq!(peer.heads().len(), 16 * 50);
    assert!(peer.connections() <= 32, "{}", peer.connections());
}

/// Calls with and without blocking in turn, on a connection each that the other must not use.
async fn check_within_a_runtime() {
    let peer = Peer::start();
    let client = peer
        .builder()
        .timeout(Duration::from_secs(10))
        .build()
        .unwrap();
    for _ in 0..20 {
        client.execute_function(&request()).await.unwrap();
        client.execute_function(&request()).send_blocking().unwrap();
    }
    // More than a task may do before it lets others go on.
    for _ in 0..200 {
        client.execute_function(&request()).send_blocking().unwrap();
    }
    // A connection each, and perhaps one more where the next call came before it was back.
    assert!(peer.connections() <= 10, "{}", peer.connections());
}

#[tokio::test(flavor = "current_thread")]
async fn calls_block_within_a_runtime_of_one_thread() {
    check_within_a_runtime().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn calls_block_within_a_worker_of_a_runtime() {
    tokio::spawn(check_within_a_runtime()).await.unwrap();
}

#[tokio::test]
async fn calls_block_where_a_runtime_lets_threads_block() {
    let peer = Peer::start();
    let client = peer.builder().build().unwrap();
    tokio::task::spawn_blocking(move || {
        client.execute_function(&request()).send_blocking().unwrap();
    })
    .await
    .unwrap();
}

#[test]
fn a_panic_within_a_blocking_call_is_the_callers() {
    #[derive(Debug)]
    struct Panic;
    impl Hook for Panic {
        fn before_send(&self, _: &mut PreparedAttempt<'_>) {
            panic!("of the hook");
        }
    }
    let client = Peer::start().builder().hook(Panic).build().unwrap();
    let call = || client.execute_function(&request()).send_blocking();
    let panic = catch_unwind(AssertUnwindSafe(call)).unwrap_err();
    assert_eq!(panic.downcast_ref::<&str>(), Some(&"of the hook"));
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    let _within = runtime.enter();
    let panic = catch_unwind(AssertUnwindSafe(call)).unwrap_err();
    assert_eq!(panic.downcast_ref::<&str>(), Some(&"of the hook"));
}

#[test]
fn blocking_calls_end_with_their_time() {
    let peer = Peer::responding(|_| {
        thread::sleep(Duration::from_secs(5));
        Reply::Part(Vec::new())
    });
    let client = peer.builder().build().unwrap();
    let request = request();
    let call = client.execute_function(&request);
    let error = call
        .timeout(Duration::from_millis(50))
        .send_blocking()
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(error.may_have_been_executed());
}

#[test]
fn blocking_calls_wait_for_their_turn() {
    let peer = Peer::start();
    let client = peer
        .builder()
        .rate_limit("ExecuteFunction", 200)
        .build()
        .unwrap();
    for _ in 0..5 {
        client.execute_function(&request()).send_blocking().unwrap();
    }
    assert_eq!(peer.heads().len(), 5);
}

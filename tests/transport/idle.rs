//! Connections that a server closes between calls. No call may notice, least of all one that must not
//! be repeated.

use std::thread;
use std::time::Duration;

use vod_sdk::v2018_07_17::CreateClassRequest;
use vod_sdk::{Client, Error};

use super::peer::Peer;
use super::pki::Authority;

/// Longer than a runtime's thread is busy between two calls of a program that does nothing else.
const BUSY: Duration = Duration::from_millis(3);

/// An action that is never repeated when its outcome is unknown.
fn request() -> CreateClassRequest {
    CreateClassRequest::new(-1, "c")
}

/// As many calls at once; a single one within the task of the test itself.
async fn call(client: &Client, calls: usize) -> Result<(), Error> {
    if calls == 1 {
        return client.create_class(&request()).await.map(|_| ());
    }
    let tasks: Vec<_> = (0..calls)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.create_class(&request()).await })
        })
        .collect();
    for task in tasks {
        task.await.unwrap()?;
    }
    Ok(())
}

/// Calls, keeps the thread of the runtime busy while the server closes, and calls again.
async fn check(peer: &Peer, client: &Client, rounds: usize) {
    for round in 0..rounds {
        let calls = 1 + round % 4;
        let outcome = call(client, calls).await;
        outcome.unwrap_or_else(|error| panic!("round {round}: {error}"));
        peer.close_connections();
        thread::sleep(BUSY);
    }
    assert!(peer.connections() >= rounds);
}

#[tokio::test(flavor = "current_thread")]
async fn a_busy_runtime_sees_closed_connections_in_time() {
    let peer = Peer::start();
    check(&peer, &peer.builder().build().unwrap(), 200).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_busy_worker_sees_closed_connections_in_time() {
    let peer = Peer::start();
    let client = peer.builder().build().unwrap();
    tokio::spawn(async move { check(&peer, &client, 200).await })
        .await
        .unwrap();
}

#[tokio::test(flavor = "current_thread")]
async fn closed_connections_of_tls_are_seen_as_well() {
    let authority = Authority::new("Test");
    let peer = Peer::with_tls(authority.certify("localhost").server());
    let client = peer
        .builder()
        .endpoint(format!("https://localhost:{}", peer.address.port()))
        .root_certificate(authority.pem())
        .without_platform_certificates()
        .build()
        .unwrap();
    check(&peer, &client, 50).await;
}

#[test]
fn blocking_calls_see_closed_connections() {
    let peer = Peer::start();
    let client = peer.builder().build().unwrap();
    for round in 0..200 {
        let outcome = client.create_class(&request()).send_blocking();
        outcome.unwrap_or_else(|error| panic!("round {round}: {error}"));
        peer.close_connections();
        thread::sleep(BUSY);
    }
    assert!(peer.connections() >= 200, "{}", peer.connections());
}

#[tokio::test]
async fn open_connections_are_used_again() {
    let peer = Peer::start();
    let client = peer.builder().build().unwrap();
    for _ in 0..20 {
        client.create_class(&request()).await.unwrap();
        tokio::time::sleep(BUSY).await;
    }
    assert_eq!(peer.connections(), 1);
}

//! A process that is forked from one that has made calls: neither its threads nor its connections are the
//! child's to use.

use std::process::{Command, Stdio, exit};
use std::thread::{sleep, spawn};
use std::time::{Duration, Instant};

use fork::{Fork, fork, waitpid_nohang};
use vod_sdk::Client;
use vod_sdk::credentials::{CredentialFuture, CredentialProvider};
use vod_sdk::v2018_07_17::CreateClassRequest;

use crate::fake::{Fake, Fate};
use crate::support::credential;
use crate::transport::peer::Peer;

const ARGUMENT: &str = "VOD_TEST_ARGUMENT";

#[test]
fn a_forked_process_makes_calls_of_its_own() {
    let peer = Peer::start();
    run(
        "attacks::fork::part_that_forks",
        &format!("http://{}", peer.address),
    );
    assert_eq!(peer.heads().len(), 8);
    // Two of the parent, two of the child and one of its runtime.
    assert!(
        (5..=7).contains(&peer.connections()),
        "{}",
        peer.connections()
    );
}

/// What the parent's calls wait for is never over in the child.
#[test]
fn a_forked_process_does_not_wait_for_calls_of_its_parent() {
    for what in ["credential", "rate", "place"] {
        run("attacks::fork::part_that_forks_amid_calls", what);
    }
}

/// Runs a test in a process of its own, with an argument.
fn run(test: &str, argument: &str) {
    let status = Command::new(std::env::current_exe().unwrap())
        .args([test, "--exact", "--ignored", "--test-threads=1"])
        .env(ARGUMENT, argument)
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success(), "{test} with {argument}: {status}");
}

/// Calls once by each runtime that there is.
fn call(client: &Client, is_async: bool) {
    let request = CreateClassRequest::new(-1, "c");
    let call = || {
        client
            .create_class(&request)
            .timeout(Duration::from_secs(5))
    };
    match is_async {
        false => call().send_blocking().map(drop).unwrap(),
        true => {
            let mut runtime = tokio::runtime::Builder::new_current_thread();
            let runtime = runtime.enable_all().build().unwrap();
            runtime.block_on(call().into_future()).map(drop).unwrap();
        }
    }
}

#[test]
#[ignore = "a part of another test"]
fn part_that_forks() {
    let endpoint = std::env::var(ARGUMENT).unwrap();
    let client = Client::builder()
        .credential(credential())
        .endpoint(endpoint)
        .build()
        .unwrap();
    call(&client, false);
    call(&client, true);
    match fork().unwrap() {
        Fork::Child => exit_after(|| {
            call(&client, false);
            call(&client, true);
            call(&client.clone(), false);
            // Nothing of the parent's is waited for, also when it goes.
            drop(client);
        }),
        Fork::Parent(child) => {
            call(&client, false);
            wait_for(child);
            call(&client, false);
            call(&client, true);
        }
    }
}

/// Ends the process, with success if nothing panics.
fn exit_after(calls: impl FnOnce()) -> ! {
    let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(calls));
    exit(i32::from(outcome.is_err()));
}

fn wait_for(child: i32) {
    let started = Instant::now();
    let status = loop {
        if let Some(status) = waitpid_nohang(child).unwrap() {
            break status;
        }
        assert!(
            started.elapsed() < Duration::from_secs(30),
            "the child hangs"
        );
        sleep(Duration::from_millis(10));
    };
    assert_eq!(status, 0);
}

/// A source that takes a second.
#[derive(Debug)]
struct Slow;

impl CredentialProvider for Slow {
    fn provide(&self) -> CredentialFuture<'_> {
        CredentialFuture::new(async {
            tokio::time::sleep(Duration::from_secs(1)).await;
            Ok(credential())
        })
    }
}

#[test]
#[ignore = "a part of another test"]
fn part_that_forks_amid_calls() {
    let fake = Fake::new(|_| Fate::answered().after(1000));
    let builder = fake.builder();
    let client = match &*std::env::var(ARGUMENT).unwrap() {
        "credential" => builder.credential(Slow),
        "rate" => builder.rate_limit("CreateClass", 1),
        _ => builder.max_in_flight(1),
    };
    let client = client.build().unwrap();
    // One is in flight, and another waits behind it.
    for _ in 0..2 {
        let client = client.clone();
        spawn(move || call(&client, false));
    }
    sleep(Duration::from_millis(500));
    match fork().unwrap() {
        Fork::Child => exit_after(|| {
            call(&client, false);
            call(&client, true);
            drop(client);
        }),
        Fork::Parent(child) => wait_for(child),
    }
}

//! A process that is forked from one that has made calls: neither its threads nor its connections are the
//! child's to use.

use std::process::{Command, Stdio, exit};
use std::thread::sleep;
use std::time::{Duration, Instant};

use fork::{Fork, fork, waitpid_nohang};
use vod_sdk::Client;
use vod_sdk::v2018_07_17::CreateClassRequest;

use crate::support::credential;
use crate::transport::peer::Peer;

const ENDPOINT: &str = "VOD_TEST_ENDPOINT";

#[test]
fn a_forked_process_makes_calls_of_its_own() {
    let peer = Peer::start();
    let status = Command::new(std::env::current_exe().unwrap())
        .args([
            "attacks::fork::part_that_forks",
            "--exact",
            "--ignored",
            "--test-threads=1",
        ])
        .env(ENDPOINT, format!("http://{}", peer.address))
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success(), "{status}");
    assert_eq!(peer.heads().len(), 8);
    // Two of the parent, two of the child and one of its runtime.
    assert!(
        (5..=7).contains(&peer.connections()),
        "{}",
        peer.connections()
    );
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
    let endpoint = std::env::var(ENDPOINT).unwrap();
    let client = Client::builder()
        .credential(credential())
        .endpoint(endpoint)
        .build()
        .unwrap();
    call(&client, false);
    call(&client, true);
    match fork().unwrap() {
        Fork::Child => {
            let calls = || {
                call(&client, false);
                call(&client, true);
                call(&client.clone(), false);
                // Nothing of the parent's is waited for, also when it goes.
                drop(client);
            };
            let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(calls));
            exit(i32::from(outcome.is_err()));
        }
        Fork::Parent(child) => {
            call(&client, false);
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
            call(&client, false);
            call(&client, true);
        }
    }
}

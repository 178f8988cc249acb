//! One client on many runtimes (reqwest#2501, rusoto#1467: "dispatch task is gone"), and on none.

use std::cell::RefCell;
use std::future::IntoFuture;
use std::pin::pin;
use std::sync::LazyLock;
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::{Duration, Instant};

use tokio::runtime::{Builder, Runtime};
use vod_sdk::credentials::{CredentialProvider, CvmRole};
use vod_sdk::transport::{HttpRequest, HttpResponse, Transport, TransportFuture};
use vod_sdk::v2018_07_17::CreateClassRequest;
use vod_sdk::{Client, Error, ErrorKind};

use crate::support::credential;
use crate::transport::peer::{BODY, Peer};

static PEER: LazyLock<Peer> = LazyLock::new(Peer::start);
/// Made by whichever test comes first, outside any runtime or within one.
static CLIENT: LazyLock<Client> = LazyLock::new(|| PEER.builder().build().unwrap());

/// A runtime as `#[tokio::test]` makes it.
fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

/// An action that is never repeated when its outcome is unknown.
async fn call(client: &Client) -> Result<(), Error> {
    let request = CreateClassRequest::new(-1, "c");
    client.create_class(&request).await.map(drop)
}

/// Runs a future without any runtime.
fn poll_alone<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(output) => return output,
            Poll::Pending => thread::yield_now(),
        }
    }
}

#[test]
fn a_static_client_serves_the_runtimes_of_many_tests() {
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for round in 0..60 {
                    let runtime = runtime();
                    for _ in 0..3 {
                        let outcome = runtime.block_on(call(&CLIENT));
                        outcome.unwrap_or_else(|error| panic!("runtime {round}: {error}"));
                    }
                }
            });
        }
    });
}

#[test]
fn a_runtime_that_stands_still_delays_no_other() {
    let peer = Peer::start();
    let client = peer.builder().build().unwrap();
    let idle = runtime();
    idle.block_on(call(&client)).unwrap();
    let started = Instant::now();
    runtime().block_on(call(&client)).unwrap();
    client
        .create_class(&CreateClassRequest::new(-1, "c"))
        .send_blocking()
        .unwrap();
    assert!(
        started.elapsed() < Duration::from_secs(10),
        "an attempt has 30 seconds"
    );
    assert_eq!(peer.connections(), 3, "each has its own");
    idle.block_on(call(&client)).unwrap();
    assert_eq!(peer.connections(), 3, "and keeps it");
}

#[test]
fn a_client_goes_wherever_its_program_does() {
    let client = CLIENT.clone();
    let many = Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    many.block_on(async {
        let moved = client.clone();
        tokio::spawn(async move { call(&moved).await })
            .await
            .unwrap()
            .unwrap();
        let moved = client.clone();
        let blocking = move || {
            // The runtime around this thread, one of its own, and none.
            tokio::runtime::Handle::current()
                .block_on(call(&moved))
                .unwrap();
            runtime().block_on(call(&moved)).unwrap();
            moved
                .create_class(&CreateClassRequest::new(-1, "c"))
                .send_blocking()
                .unwrap();
        };
        tokio::task::spawn_blocking(blocking).await.unwrap();
    });
    drop(many);
    runtime().block_on(call(&client)).unwrap();
}

#[track_caller]
fn check_refused(outcome: Result<(), Error>, words: &[&str]) {
    let error = outcome.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config, "{error}");
    assert!(!error.may_have_been_executed(), "{error}");
    for word in words {
        assert!(error.to_string().contains(word), "{error}");
    }
}

#[test]
fn a_call_without_a_runtime_says_what_it_needs() {
    check_refused(
        poll_alone(call(&CLIENT)),
        &["needs a tokio runtime", "send_blocking"],
    );
    let parameters = serde_json::json!({});
    let untyped = CLIENT.call("Any", "2018-07-17", &parameters).into_future();
    check_refused(poll_alone(untyped).map(drop), &["needs a tokio runtime"]);
    // A source of credentials that is asked without a client.
    let role = CvmRole::new().endpoint("http://127.0.0.1:1");
    let error = poll_alone(role.provide()).unwrap_err();
    assert!(
        error.to_string().contains("needs a tokio runtime"),
        "{error}"
    );
}

#[test]
fn a_runtime_without_timers_or_io_is_refused() {
    for _ in 0..2 {
        let bare = Builder::new_current_thread().build().unwrap();
        let without_io = Builder::new_current_thread().enable_time().build().unwrap();
        let without_timers = Builder::new_multi_thread().enable_io().build().unwrap();
        for _ in 0..2 {
            check_refused(bare.block_on(call(&CLIENT)), &["no timers", "enable_all"]);
            check_refused(
                without_timers.block_on(call(&CLIENT)),
                &["no timers", "enable_all"],
            );
            check_refused(
                without_io.block_on(call(&CLIENT)),
                &["no I/O", "enable_all"],
            );
        }
    }
}

#[test]
fn a_runtime_that_has_been_shut_down_is_refused() {
    for client in [CLIENT.clone(), in_memory()] {
        for runtime in [
            runtime(),
            Builder::new_multi_thread().enable_all().build().unwrap(),
        ] {
            runtime.block_on(call(&client)).unwrap();
            let handle = runtime.handle().clone();
            drop(runtime);
            check_refused(handle.block_on(call(&client)), &["shut down"]);
        }
        // One that the client has not seen before.
        let runtime = runtime();
        let handle = runtime.handle().clone();
        drop(runtime);
        check_refused(handle.block_on(call(&client)), &["shut down"]);
    }
}

/// Answers without a network.
#[derive(Debug)]
struct Memory;

impl Transport for Memory {
    fn send<'a>(&'a self, _: HttpRequest<'a>) -> TransportFuture<'a> {
        TransportFuture::new(async { Ok(HttpResponse::new(200, BODY)) })
    }
}

fn in_memory() -> Client {
    let builder = Client::builder().credential(credential());
    builder.transport(Memory).build().unwrap()
}

#[test]
fn a_transport_of_ones_own_needs_no_io() {
    let runtime = Builder::new_current_thread().enable_time().build().unwrap();
    runtime.block_on(call(&in_memory())).unwrap();
}

/// Calls when it is dropped.
struct Last(Client);

impl Drop for Last {
    fn drop(&mut self) {
        let request = CreateClassRequest::new(-1, "c");
        self.0.create_class(&request).send_blocking().unwrap();
    }
}

thread_local! {
    static LAST: RefCell<Option<Last>> = const { RefCell::new(None) };
}

#[test]
fn a_blocking_call_may_be_the_last_of_its_thread() {
    let peer = Peer::start();
    let client = peer.builder().build().unwrap();
    let thread = thread::spawn(move || {
        LAST.set(Some(Last(client.clone())));
        // The runtime's own values of the thread are made after that, and dropped before it.
        let request = CreateClassRequest::new(-1, "c");
        client.create_class(&request).send_blocking().unwrap();
    });
    thread.join().unwrap();
    assert_eq!(peer.heads().len(), 2);
}

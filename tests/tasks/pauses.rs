//! The pauses between looks: where there is no timer for them, and of any length.

use std::future::IntoFuture;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use vod_sdk::ErrorKind;

use super::service::Service;
use super::{request, running};

/// What comes of a future at once, outside any runtime.
fn polled<T>(future: impl Future<Output = T>) -> T {
    let mut context = Context::from_waker(Waker::noop());
    match pin!(future).poll(&mut context) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("it waits for something"),
    }
}

#[test]
fn waiting_without_a_runtime_is_an_error() {
    let service = Service::with([running(1)]);
    let client = service.client();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let task = client.process_media(&request()).task().into_future();
    // A task that was just started is looked at after a pause.
    let task = runtime.block_on(task).expect("a task");
    let mut tasks = client.tasks(["task-0"]);
    for error in [
        polled(task.wait().into_future()).map(drop),
        polled(task.watch().next()).expect("an error").map(drop),
        polled(tasks.next()).expect("an error").map(drop),
    ] {
        let error = error.expect_err("no runtime");
        assert_eq!(error.kind(), ErrorKind::Config, "{error}");
        assert_eq!(error.task_id(), Some("task-0"));
    }
    assert_eq!(service.calls("DescribeTaskDetail"), 0);
}

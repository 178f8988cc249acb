//! Calls without a runtime: feature `blocking`.

use std::cell::Cell;
use std::future::Future;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use tokio::runtime::{Builder, Handle, Runtime};

use crate::error::{Error, ErrorKind};
use crate::{Call, CallFuture};

/// The runtime of all blocking calls of the process. Its one thread watches over the connections, also
/// between calls; the calls themselves run where they are made.
static RUNTIME: Mutex<Option<Runtime>> = Mutex::new(None);

thread_local! {
    static IS_BLOCKING: Cell<bool> = const { Cell::new(false) };
}

impl<'a, A> Call<'a, A> {
    /// Sends the call and waits for its answer, for programs without a runtime: feature `blocking`.
    ///
    /// It may be called anywhere, from many threads at once, and blocks the thread. In asynchronous code,
    /// await the call in place of this, or others wait for the thread as well. The first call of the
    /// process starts a thread, `vod-sdk`, for all connections of such calls.
    ///
    /// ```no_run
    /// use vod_sdk::Client;
    /// use vod_sdk::v2018_07_17::ExecuteFunctionRequest;
    ///
    /// # fn main() -> Result<(), vod_sdk::Error> {
    /// let client = Client::from_env()?;
    /// let request = ExecuteFunctionRequest::new("ExampleFunc", "{}");
    /// let response = client.execute_function(&request).send_blocking()?;
    /// println!("{:?}", response.result);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Those of the call, and [`ErrorKind::Config`] if the system gives no thread.
    pub fn send_blocking<R>(self) -> Result<R, Error>
    where
        Self: IntoFuture<Output = Result<R, Error>, IntoFuture = CallFuture<'a, R>>,
    {
        let handle = handle().map_err(|error| {
            let message = format!("the thread for blocking calls cannot be started: {error}");
            Error::new(ErrorKind::Config, message).with_source(error)
        })?;
        let _runtime = handle.enter();
        wait_for(self.into_future())
    }
}

/// Whether this thread is within a blocking call.
pub(crate) fn is_blocking() -> bool {
    IS_BLOCKING.get()
}

fn handle() -> std::io::Result<Handle> {
    let mut runtime = RUNTIME.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(runtime) = &*runtime {
        return Ok(runtime.handle().clone());
    }
    let started = Builder::new_multi_thread()
        .worker_threads(1)
        .thread_name("vod-sdk")
        .enable_all()
        .build()?;
    Ok(runtime.insert(started).handle().clone())
}

/// Runs a future on this thread. A runtime's own function for it panics within another runtime.
fn wait_for<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let alarm = Arc::new(Alarm {
        thread: thread::current(),
        is_on: AtomicBool::new(false),
    });
    let waker = Waker::from(alarm.clone());
    let mut context = Context::from_waker(&waker);
    loop {
        let within = Within::enter();
        let polled = future.as_mut().poll(&mut context);
        drop(within);
        if let Poll::Ready(output) = polled {
            return output;
        }
        alarm.wait();
    }
}

/// Wakes a thread. It remembers that it has, for the thread may have been woken by something else in
/// between.
struct Alarm {
    thread: Thread,
    is_on: AtomicBool,
}

impl Alarm {
    fn wait(&self) {
        while !self.is_on.swap(false, Ordering::Acquire) {
            thread::park();
        }
    }
}

impl Wake for Alarm {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.is_on.store(true, Ordering::Release);
        self.thread.unpark();
    }
}

/// Marks the thread for as long as it exists.
struct Within {
    before: bool,
}

impl Within {
    fn enter() -> Self {
        Self {
            before: IS_BLOCKING.replace(true),
        }
    }
}

impl Drop for Within {
    fn drop(&mut self) {
        IS_BLOCKING.set(self.before);
    }
}

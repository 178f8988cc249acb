//! Calls without a runtime: feature `blocking`.

use std::future::poll_fn;
use std::io;
use std::mem;
use std::panic::resume_unwind;
use std::pin::Pin;
use std::sync::Mutex;
use std::{process, thread};

use futures_core::Stream;
use tokio::runtime::{Builder, Handle, Runtime, TryCurrentError};

use super::{Call, CallFuture};
use crate::error::{Error, ErrorKind};
use crate::lock::lock;

/// The runtime of all blocking calls of a process, which is named beside it. Its one thread watches over the
/// connections, also between calls; the calls themselves run on threads that wait for them.
static RUNTIME: Mutex<Option<(u32, Runtime)>> = Mutex::new(None);

impl<A, I> Call<'_, A, I> {
    /// Sends the call and waits for its response, for programs without a runtime: feature `blocking`.
    ///
    /// It may be called anywhere, from many threads at once, and blocks the thread. In asynchronous code,
    /// await the call in place of this, or others wait for the thread as well. The first call of the
    /// process starts a thread, `vod-sdk`, which watches over the connections of such calls. A process that was
    /// forked has its own thread and connections.
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
    pub fn send_blocking<R: Send>(self) -> Result<R, Error>
    where
        Self: IntoFuture<Output = Result<R, Error>, IntoFuture = CallFuture<R>>,
    {
        wait_for(self.into_future())?
    }
}

impl<R: Send> CallFuture<R> {
    /// Waits for what is in progress, on this thread: feature `blocking`, see [`Call::send_blocking`].
    ///
    /// # Errors
    ///
    /// Those of the call, and [`ErrorKind::Config`] if the system gives no thread.
    pub fn send_blocking(self) -> Result<R, Error> {
        wait_for(self)?
    }
}

/// A stream as an iterator that waits on this thread: feature `blocking`, see [`Call::send_blocking`] for where that may
/// be done.
///
/// ```no_run
/// use vod_sdk::v2018_07_17::SearchMediaRequest;
///
/// # fn example(client: vod_sdk::Client) -> Result<(), vod_sdk::Error> {
/// for info in client.search_media(&SearchMediaRequest::new()).items().blocking() {
///     println!("{}", info?.file_id);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
#[must_use = "nothing is asked for until it is iterated over"]
pub struct Blocking<S>(S);

impl<S> Blocking<S> {
    pub(crate) fn new(stream: S) -> Self {
        Self(stream)
    }

    /// The stream, where it is now.
    pub fn into_inner(self) -> S {
        self.0
    }
}

impl<S: Stream<Item = Result<T, Error>> + Unpin + Send, T: Send> Iterator for Blocking<S> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let next = poll_fn(|context| Pin::new(&mut self.0).poll_next(context));
        wait_for(next).unwrap_or_else(|error| Some(Err(error)))
    }
}

/// Waits for a future, as [`Call::send_blocking`] does for a call.
fn wait_for<T: Send>(future: impl Future<Output = T> + Send) -> Result<T, Error> {
    run(future).map_err(|error| {
        let message = format!("no thread for blocking calls can be started: {error}");
        Error::new(ErrorKind::Config, message).with_source(error)
    })
}

/// Runs a future on this thread. Within a runtime, whose threads refuse to wait for another one, and at the end of
/// a thread, it runs on a separate thread, and this thread waits for that.
fn run<T: Send>(future: impl Future<Output = T> + Send) -> io::Result<T> {
    let handle = handle()?;
    // While a thread ends and drops its thread-local values, it has no place for a runtime any more.
    let is_free = |error: TryCurrentError| error.is_missing_context();
    if Handle::try_current().is_err_and(is_free) {
        return Ok(handle.block_on(future));
    }
    thread::scope(|scope| {
        let thread = thread::Builder::new().name("vod-sdk-call".to_owned());
        let thread = thread.spawn_scoped(scope, || handle.block_on(future))?;
        Ok(thread.join().unwrap_or_else(|panic| resume_unwind(panic)))
    })
}

fn handle() -> io::Result<Handle> {
    let mut runtime = lock(&RUNTIME);
    if let Some((process, runtime)) = &*runtime
        && *process == process::id()
    {
        return Ok(runtime.handle().clone());
    }
    let started = Builder::new_multi_thread()
        .worker_threads(1)
        .thread_name("vod-sdk")
        .enable_all()
        .build()?;
    let handle = started.handle().clone();
    // In a forked process, the thread of the parent's runtime does not exist, and dropping the runtime would
    // wait for it.
    mem::forget(runtime.replace((process::id(), started)));
    Ok(handle)
}

//! The tokio runtime that a call runs on: whether it can serve the call, and when it ends.

use std::cell::RefCell;
use std::future::pending;
use std::net::{Ipv4Addr, UdpSocket};
use std::panic::catch_unwind;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use tokio::runtime::{Handle, Id};

use crate::error::{Error, ErrorKind};
use crate::lock::lock;

/// The runtimes that calls were made on and that have not ended.
static KNOWN: Mutex<Vec<Arc<KnownRuntime>>> = Mutex::new(Vec::new());

thread_local! {
    /// The runtime of this thread's latest call, so that the usual check is one comparison.
    static LATEST: RefCell<Option<Arc<KnownRuntime>>> = const { RefCell::new(None) };
}

/// A runtime that calls were made on.
#[derive(Debug)]
pub(crate) struct KnownRuntime {
    id: Id,
    has_ended: AtomicBool,
    has_timers: OnceLock<bool>,
    has_io: OnceLock<bool>,
}

/// The runtime that this code runs on, which has timers.
///
/// # Errors
///
/// [`ErrorKind::Config`] if there is none, if it has no timers, or if it has been shut down. Tokio would
/// panic at the first timer.
pub(crate) fn current() -> Result<Arc<KnownRuntime>, Error> {
    let handle = Handle::try_current().map_err(|error| {
        let message = "the call needs a tokio runtime, and this thread is within none: await it under \
                       #[tokio::main] or Runtime::block_on, or use Call::send_blocking (feature \
                       `blocking`)";
        Error::new(ErrorKind::Config, message).with_source(error)
    })?;
    let runtime = latest(handle.id()).unwrap_or_else(|| known(&handle));
    runtime.check_timers()?;
    Ok(runtime)
}

/// This thread's latest runtime, if it is the one with this id. No two runtimes of a process have the same id.
fn latest(id: Id) -> Option<Arc<KnownRuntime>> {
    LATEST
        .try_with(|latest| latest.borrow().clone().filter(|latest| latest.id == id))
        .ok()?
}

fn known(handle: &Handle) -> Arc<KnownRuntime> {
    let id = handle.id();
    let mut all = lock(&KNOWN);
    let found = all.iter().find(|known| known.id == id).cloned();
    let runtime = found.unwrap_or_else(|| {
        let runtime = Arc::new(KnownRuntime::new(id));
        all.push(Arc::clone(&runtime));
        // A runtime that has been shut down drops the task at once, which takes the lock.
        drop(all);
        let end = End(Arc::clone(&runtime));
        handle.spawn(async move {
            let _end = end;
            pending::<()>().await
        });
        runtime
    });
    let _ = LATEST.try_with(|latest| latest.replace(Some(Arc::clone(&runtime))));
    runtime
}

impl KnownRuntime {
    fn new(id: Id) -> Self {
        Self {
            id,
            has_ended: AtomicBool::new(false),
            has_timers: OnceLock::new(),
            has_io: OnceLock::new(),
        }
    }

    /// Whether the runtime has been shut down, and all of its tasks and connections with it.
    pub(crate) fn has_ended(&self) -> bool {
        self.has_ended.load(Ordering::Acquire)
    }

    fn check_timers(&self) -> Result<(), Error> {
        if self.has_ended() {
            return Err(refusal(
                "has been shut down",
                "make the call on another one",
            ));
        }
        match self.has_timers.get_or_init(has_timers) {
            true => Ok(()),
            false => Err(refusal("has no timers", "build it with enable_all()")),
        }
    }

    /// Refuses a runtime on which no connection can be made. It must be the current one.
    pub(crate) fn check_io(&self) -> Result<(), Error> {
        match self.has_io.get_or_init(has_io) {
            true => Ok(()),
            false => Err(refusal("has no I/O", "build it with enable_all()")),
        }
    }
}

fn refusal(what: &str, remedy: &str) -> Error {
    let message = format!("the tokio runtime of the call {what}: {remedy}");
    Error::new(ErrorKind::Config, message)
}

/// Tokio does not tell what a runtime was built with, but by a panic. It is asked for once in the life of
/// a runtime, and only one that is built without timers panics, here instead of in the middle of a call.
fn has_timers() -> bool {
    catch_unwind(|| drop(tokio::time::sleep(Duration::ZERO))).is_ok()
}

/// As [`has_timers`]. Where no socket can be had, the connection itself will say why.
fn has_io() -> bool {
    let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0));
    let socket = socket.and_then(|socket| socket.set_nonblocking(true).map(|()| socket));
    socket.map_or(true, |socket| {
        catch_unwind(|| drop(tokio::net::UdpSocket::from_std(socket))).is_ok()
    })
}

/// Is dropped when its runtime ends.
struct End(Arc<KnownRuntime>);

impl Drop for End {
    fn drop(&mut self) {
        self.0.has_ended.store(true, Ordering::Release);
        lock(&KNOWN).retain(|known| !Arc::ptr_eq(known, &self.0));
    }
}

//! The tokio runtime that a call runs on: whether it can serve the call, and when it ends.

use std::cell::RefCell;
use std::future::{Future, pending};
use std::net::{Ipv4Addr, UdpSocket};
use std::panic::catch_unwind;
use std::pin::Pin;
use std::process;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, Weak};
use std::time::Duration;

use tokio::runtime::{Handle, Id};
use tokio::task::AbortHandle;

use crate::error::{Error, ErrorKind};
use crate::lock::lock;

/// The runtimes that clients are used on.
static KNOWN: Mutex<Vec<Weak<KnownRuntime>>> = Mutex::new(Vec::new());

thread_local! {
    /// The runtime of this thread's latest call, so that the usual check is one comparison.
    static LATEST: RefCell<Weak<KnownRuntime>> = const { RefCell::new(Weak::new()) };
}

/// A runtime that calls are made on. A task in it tells when it ends, and goes with the last client that is
/// used on the runtime.
#[derive(Debug)]
pub(crate) struct KnownRuntime {
    id: Id,
    process: u32,
    has_timers: OnceLock<bool>,
    has_io: OnceLock<bool>,
    end: Arc<AtomicBool>,
    watch: AbortHandle,
}

/// The runtimes that a client is used on.
#[derive(Debug, Default)]
pub(crate) struct Runtimes(Mutex<Vec<Arc<KnownRuntime>>>);

impl Runtimes {
    /// Refuses to run where [`current`] does.
    pub(crate) fn check_current(&self) -> Result<(), Error> {
        let runtime = current()?;
        let mut used = lock(&self.0);
        if !used.iter().any(|used| Arc::ptr_eq(used, &runtime)) {
            used.retain(|used| !used.has_ended());
            used.push(runtime);
        }
        Ok(())
    }
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
                       #[tokio::main] or Runtime::block_on, or use its `send_blocking` (feature \
                       `blocking`)";
        Error::new(ErrorKind::Config, message).with_source(error)
    })?;
    let runtime = latest(handle.id()).unwrap_or_else(|| known(&handle));
    runtime.check_timers()?;
    Ok(runtime)
}

/// This thread's latest runtime, if it is the one with this id. No two runtimes of a process have the same id.
fn latest(id: Id) -> Option<Arc<KnownRuntime>> {
    let latest = LATEST.try_with(|latest| latest.borrow().upgrade()).ok()?;
    latest.filter(|latest| latest.id == id)
}

fn known(handle: &Handle) -> Arc<KnownRuntime> {
    let id = handle.id();
    let mut all = lock(&KNOWN);
    let mut upgraded = all.iter().filter_map(Weak::upgrade);
    let found = upgraded.find(|known| known.id == id);
    let runtime = found.unwrap_or_else(|| {
        all.retain(|known| known.strong_count() > 0);
        let runtime = Arc::new(KnownRuntime::new(handle));
        all.push(Arc::downgrade(&runtime));
        runtime
    });
    let _ = LATEST.try_with(|latest| latest.replace(Arc::downgrade(&runtime)));
    runtime
}

impl KnownRuntime {
    fn new(handle: &Handle) -> Self {
        let end = Arc::new(AtomicBool::new(false));
        let guard = EndGuard(Arc::clone(&end));
        let watch = async move {
            let _guard = guard;
            pending::<()>().await
        };
        Self {
            id: handle.id(),
            process: process::id(),
            has_timers: OnceLock::new(),
            has_io: OnceLock::new(),
            end,
            watch: spawn(handle, Box::pin(watch)),
        }
    }

    /// Whether the runtime has been shut down, and all of its tasks and connections with it.
    pub(crate) fn has_ended(&self) -> bool {
        self.end.load(Ordering::Acquire)
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

/// Spawns a task. All are of one type, as each further one costs as much to compile as a call does.
pub(crate) fn spawn(
    runtime: &Handle,
    task: Pin<Box<dyn Future<Output = ()> + Send>>,
) -> AbortHandle {
    runtime.spawn(task).abort_handle()
}

fn refusal(what: &str, remedy: &str) -> Error {
    let message = format!("the tokio runtime of the call {what}: {remedy}");
    Error::new(ErrorKind::Config, message)
}

/// Tokio reports what a runtime was built without only by a panic. It is probed once in the life of
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

impl Drop for KnownRuntime {
    fn drop(&mut self) {
        // In a forked process, the threads that hold the runtime's locks may not exist.
        if self.process == process::id() {
            self.watch.abort();
        }
    }
}

/// Is dropped with the runtime whose task holds it.
struct EndGuard(Arc<AtomicBool>);

impl Drop for EndGuard {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Release);
    }
}

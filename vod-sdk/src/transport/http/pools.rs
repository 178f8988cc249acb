//! The clients of the HTTP library, one for each runtime: a connection is served by the runtime that made it,
//! and stalls whenever that does.

use std::fmt;
use std::mem;
use std::process;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::failure::invalid;
use super::idle::Idle;
use super::proxy::Proxies;
use super::tls::Tls;
use crate::error::Error;
use crate::lock::lock;
use crate::runtime::{self, KnownRuntime};
use crate::transport::TransportError;

/// How long an unused connection is kept. Load balancers close theirs after about a minute, and a
/// request that meets the closing is lost with its outcome unknown.
const IDLE_TIMEOUT: Duration = Duration::from_secs(30);

/// How many runtimes have connections of their own at once. One more takes the place of the oldest, whose
/// calls go on and whose idle connections are lost.
const MAX_POOLS: usize = 64;

/// Clients of the HTTP library that are configured alike.
pub(super) struct Pools {
    settings: Settings,
    made: Mutex<Made>,
}

struct Made {
    /// One that no runtime has yet: the first is made to see that it can be.
    spare: Option<reqwest::Client>,
    pools: Vec<Arc<Pool>>,
}

/// The settings shared by all of the clients.
pub(super) struct Settings {
    pub(super) connect_timeout: Duration,
    pub(super) proxies: Proxies,
    pub(super) tls: Tls,
}

/// The client of a runtime.
pub(super) struct Pool {
    pub(super) client: reqwest::Client,
    pub(super) idle: Idle,
    runtime: Arc<KnownRuntime>,
    /// The process that it was made in: one that is forked from it would share its connections.
    process: u32,
}

impl Pools {
    pub(super) fn new(settings: Settings) -> Result<Self, Error> {
        let made = Made {
            spare: Some(settings.build()?),
            pools: Vec::new(),
        };
        Ok(Self {
            settings,
            made: Mutex::new(made),
        })
    }

    /// The pool of the runtime that this code runs on.
    pub(super) fn current(&self) -> Result<Arc<Pool>, TransportError> {
        let unusable = |error| invalid("no connection can be made", error);
        let runtime = runtime::current().map_err(unusable)?;
        if let Some(pool) = lock(&self.made).of(&runtime) {
            return Ok(pool);
        }
        runtime.check_io().map_err(unusable)?;
        let spare = lock(&self.made).spare.take();
        let client = spare.map_or_else(|| self.settings.build(), Ok);
        let pool = Arc::new(Pool {
            client: client.map_err(unusable)?,
            idle: Idle::default(),
            runtime,
            process: process::id(),
        });
        // Those that go are dropped when the lock is free again.
        let (pool, _gone) = lock(&self.made).insert(pool);
        Ok(pool)
    }
}

impl fmt::Debug for Pools {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pools").finish_non_exhaustive()
    }
}

impl Made {
    fn of(&self, runtime: &Arc<KnownRuntime>) -> Option<Arc<Pool>> {
        let process = process::id();
        let is_of =
            |pool: &&Arc<Pool>| Arc::ptr_eq(&pool.runtime, runtime) && pool.process == process;
        self.pools.iter().find(is_of).cloned()
    }

    /// Adds a pool, unless another call has added one for its runtime in the meantime. Pools that are of no
    /// use any more make room.
    fn insert(&mut self, pool: Arc<Pool>) -> (Arc<Pool>, Vec<Arc<Pool>>) {
        if let Some(other) = self.of(&pool.runtime) {
            return (other, vec![pool]);
        }
        let is_useless = |pool: &mut Arc<Pool>| pool.is_useless();
        let mut gone: Vec<_> = self.pools.extract_if(.., is_useless).collect();
        if self.pools.len() >= MAX_POOLS {
            gone.push(self.pools.remove(0));
        }
        self.pools.push(Arc::clone(&pool));
        (pool, gone)
    }
}

impl Pool {
    fn is_useless(&self) -> bool {
        self.runtime.has_ended() || self.process != process::id()
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        if self.process != process::id() {
            // Its connections are the parent's, and the threads that hold its locks may not exist here.
            mem::forget(self.client.clone());
        }
    }
}

impl Settings {
    /// A client of the HTTP library. Other crates of the program may switch on more of that than ours does,
    /// so all that matters is said here.
    fn build(&self) -> Result<reqwest::Client, Error> {
        let client = reqwest::Client::builder()
            .http1_only()
            // Names are looked up by the platform, whatever resolver is compiled in.
            .no_hickory_dns()
            .connect_timeout(self.connect_timeout)
            .pool_idle_timeout(IDLE_TIMEOUT)
            // The proxies of the environment are looked up by ourselves, and their mistakes reported.
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            // A repetition needs a new timestamp and signature, which only the client can make.
            .retry(reqwest::retry::never())
            .referer(false)
            .no_brotli()
            .no_deflate()
            // What is compressed by gzip is decoded by ourselves, so that a program's own clients stay as they are.
            .no_gzip()
            .no_zstd();
        self.tls.build(self.proxies.apply(client))
    }
}

#[cfg(test)]
mod tests;

//! The tokio runtimes and the processes that a client is used in.

mod current;
mod per_process;

pub(crate) use self::current::{KnownRuntime, Runtimes, current, spawn};
pub(crate) use self::per_process::PerProcess;

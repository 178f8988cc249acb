//! Locks that nothing poisons.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Locks a mutex. Nothing that a user wrote runs under a lock of this crate, so none is left with a state
/// that is half changed.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

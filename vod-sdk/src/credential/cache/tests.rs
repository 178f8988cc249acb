//! The cache, with a provider that does what a test wants. Time is tokio's, and stands still but for the
//! waiting.

mod early;
mod refused;
mod storm;
mod waiting;

use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use super::{CredentialCache, CredentialError};
use crate::credential::Credential;
use crate::credential::{CredentialFuture, CredentialProvider};

/// What a provider does when it is asked.
#[derive(Clone, Copy, Debug)]
enum Step {
    /// Gives a credential of this id that is good for so many seconds from [`time`] zero on.
    Give(&'static str, u64),
    /// Gives a permanent one.
    GiveForEver(&'static str),
    /// Does so after a number of seconds.
    GiveAfter(u64, &'static str, u64),
    FailAfter(u64),
    Panic,
}

/// Goes through its steps, and stays with the last one.
#[derive(Debug)]
struct Source {
    steps: Mutex<VecDeque<Step>>,
    asked: AtomicUsize,
}

impl Source {
    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

impl CredentialProvider for Source {
    fn provide(&self) -> CredentialFuture<'_> {
        let mut steps = self.steps.lock().unwrap();
        let step = match steps.len() {
            1 => steps[0],
            _ => steps.pop_front().unwrap(),
        };
        self.asked.fetch_add(1, Ordering::SeqCst);
        let credential = |id: &str, life| Credential::new(id, "key").with_expiry(time(life));
        CredentialFuture::new(async move {
            match step {
                Step::Give(id, life) => Ok(credential(id, life)),
                Step::GiveForEver(id) => Ok(Credential::new(id, "key")),
                Step::GiveAfter(seconds, id, life) => {
                    tokio::time::sleep(Duration::from_secs(seconds)).await;
                    Ok(credential(id, life))
                }
                Step::FailAfter(seconds) => {
                    tokio::time::sleep(Duration::from_secs(seconds)).await;
                    Err(CredentialError::new("the source is ill").transient())
                }
                Step::Panic => panic!("the source is very ill"),
            }
        })
    }
}

fn cache(steps: &[Step]) -> (Arc<CredentialCache>, Arc<Source>) {
    let source = Arc::new(Source {
        steps: Mutex::new(steps.iter().copied().collect()),
        asked: AtomicUsize::new(0),
    });
    let provider: Arc<dyn CredentialProvider> = source.clone();
    (Arc::new(CredentialCache::new(provider)), source)
}

/// So many seconds after a fixed time.
fn time(seconds: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000 + seconds)
}

/// What a call does: the short way, else the long one.
async fn get(cache: &CredentialCache, seconds: u64) -> String {
    if let Some(credential) = cache.fresh(time(seconds)) {
        return credential.secret_id().to_owned();
    }
    match cache.get(time(seconds)).await {
        Ok(credential) => credential.secret_id().to_owned(),
        Err(error) => error.to_string(),
    }
}

async fn pass(seconds: u64) {
    tokio::time::advance(Duration::from_secs(seconds)).await;
}

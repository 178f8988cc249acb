//! A transport without sockets, for tests under paused time: a function says what becomes of each request.

use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::time::{Instant, sleep};
use vod_sdk::transport::{
    HttpRequest, HttpResponse, Transport, TransportError, TransportErrorKind, TransportFuture,
};
use vod_sdk::{Client, ClientBuilder};

use crate::support::credential;

/// What is seen of a request.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) at: Instant,
    pub(crate) host: String,
    pub(crate) action: String,
    /// What it was signed with, in Unix seconds.
    pub(crate) timestamp: i64,
    pub(crate) body: serde_json::Value,
}

/// What becomes of a request, after a while.
pub(crate) struct Fate {
    pub(crate) after: Duration,
    pub(crate) outcome: Result<HttpResponse, TransportErrorKind>,
}

impl Fate {
    /// A response that has nothing but a RequestId.
    pub(crate) fn answered() -> Self {
        Self::http(200, r#"{"Response":{"RequestId":"id"}}"#)
    }

    /// An error of the service.
    pub(crate) fn error(code: &str) -> Self {
        let body = r#"{"Response":{"Error":{"Code":"CODE","Message":"m"},"RequestId":"id"}}"#;
        Self::http(200, &body.replace("CODE", code))
    }

    pub(crate) fn http(status: u16, body: &str) -> Self {
        Self {
            after: Duration::ZERO,
            outcome: Ok(HttpResponse::new(status, body)),
        }
    }

    pub(crate) fn failed(kind: TransportErrorKind) -> Self {
        Self {
            after: Duration::ZERO,
            outcome: Err(kind),
        }
    }

    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.outcome = self
            .outcome
            .map(|response| response.with_header(name, value));
        self
    }

    pub(crate) fn after(mut self, milliseconds: u64) -> Self {
        self.after = Duration::from_millis(milliseconds);
        self
    }
}

type Function = Arc<dyn Fn(&Seen) -> Fate + Send + Sync>;

/// The transport. Its clones are one.
#[derive(Clone)]
pub(crate) struct Fake {
    function: Function,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Fake {
    pub(crate) fn new(function: impl Fn(&Seen) -> Fate + Send + Sync + 'static) -> Self {
        Self {
            function: Arc::new(function),
            seen: Arc::default(),
        }
    }

    /// The requests since the last time.
    pub(crate) fn seen(&self) -> Vec<Seen> {
        std::mem::take(&mut *self.seen.lock().unwrap())
    }

    pub(crate) fn builder(&self) -> ClientBuilder {
        Client::builder()
            .credential(credential())
            .transport(self.clone())
    }
}

impl Transport for Fake {
    fn send<'a>(&'a self, request: HttpRequest<'a>) -> TransportFuture<'a> {
        let header = |name| request.header(name).unwrap_or_default().to_owned();
        let seen = Seen {
            at: Instant::now(),
            host: header("host"),
            action: header("x-tc-action"),
            timestamp: header("x-tc-timestamp").parse().unwrap(),
            body: serde_json::from_slice(request.body()).unwrap(),
        };
        let fate = (self.function)(&seen);
        self.seen.lock().unwrap().push(seen);
        TransportFuture::new(async move {
            if !fate.after.is_zero() {
                sleep(fate.after).await;
            }
            fate.outcome
                .map_err(|kind| TransportError::new(kind, "as the test wants it"))
        })
    }
}

impl fmt::Debug for Fake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Fake")
    }
}

/// The most of these requests that were sent within a second, wherever it begins.
pub(crate) fn most_in_a_second(seen: &[Seen]) -> usize {
    let within = |start: Instant| {
        let end = start + Duration::from_secs(1);
        seen.iter()
            .filter(|seen| (start..end).contains(&seen.at))
            .count()
    };
    seen.iter().map(|seen| within(seen.at)).max().unwrap_or(0)
}

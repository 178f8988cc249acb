//! A service in memory whose responses change from one call to the next.

use std::sync::{Arc, Mutex};

use tokio::runtime::Runtime;
use vod_sdk::transport::{HttpRequest, HttpResponse, Transport, TransportFuture};
use vod_sdk::{Client, Credential, RetryPolicy};

type Respond = dyn Fn(&HttpRequest<'_>, &[u8]) -> HttpResponse + Send + Sync;

/// A transport that responds by a function of the request and of the input.
#[derive(Clone)]
pub(crate) struct Wire {
    input: Arc<Mutex<Vec<u8>>>,
    respond: Arc<Respond>,
}

impl std::fmt::Debug for Wire {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Wire")
    }
}

impl Wire {
    pub(crate) fn new(
        respond: impl Fn(&HttpRequest<'_>, &[u8]) -> HttpResponse + Send + Sync + 'static,
    ) -> Self {
        Self {
            input: Arc::default(),
            respond: Arc::new(respond),
        }
    }

    pub(crate) fn set(&self, input: Vec<u8>) {
        *self.input.lock().unwrap() = input;
    }

    /// A client that calls once.
    pub(crate) fn client(&self) -> Client {
        Client::builder()
            .credential(Credential::new("AKIDexample", "key-of-nobody"))
            .transport(self.clone())
            .retry(RetryPolicy::none())
            .without_rate_limit()
            .build()
            .unwrap()
    }
}

impl Transport for Wire {
    fn send<'a>(&'a self, request: HttpRequest<'a>) -> TransportFuture<'a> {
        let input = self.input.lock().unwrap().clone();
        let response = (self.respond)(&request, &input);
        TransportFuture::new(async { Ok(response) })
    }
}

/// A runtime in which pauses take no time.
pub(crate) fn runtime() -> Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .unwrap()
}

//! A service in memory that gives the same answer to everyone.

use std::sync::{Arc, Mutex};

use vod_sdk::transport::{HttpRequest, HttpResponse, Transport, TransportFuture};
use vod_sdk::{Client, ClientBuilder, RetryPolicy};

use crate::support::credential;

/// The answer to every request, and what the latest one said.
#[derive(Clone, Debug)]
pub(crate) struct Memory {
    status: u16,
    body: Vec<u8>,
    latest: Arc<Mutex<Vec<u8>>>,
}

impl Memory {
    /// A service that gives this answer.
    pub(crate) fn answering(status: u16, body: &[u8]) -> Self {
        let (body, latest) = (body.to_vec(), Arc::default());
        Self {
            status,
            body,
            latest,
        }
    }

    /// A client that asks every request once.
    pub(crate) fn client(&self) -> Client {
        self.builder().build().unwrap()
    }

    /// The builder of such a client.
    pub(crate) fn builder(&self) -> ClientBuilder {
        Client::builder()
            .credential(credential())
            .transport(self.clone())
            .retry(RetryPolicy::none())
            .without_rate_limit()
    }

    /// The body of the latest request.
    pub(crate) fn latest(&self) -> Vec<u8> {
        self.latest.lock().unwrap().clone()
    }
}

impl Transport for Memory {
    fn send<'a>(&'a self, request: HttpRequest<'a>) -> TransportFuture<'a> {
        *self.latest.lock().unwrap() = request.body().to_vec();
        let answer = HttpResponse::new(self.status, self.body.clone());
        TransportFuture::new(async { Ok(answer) })
    }
}

/// Runs a call, which has nothing to wait for.
pub(crate) fn run<F: IntoFuture>(call: F) -> F::Output {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .unwrap();
    runtime.block_on(call.into_future())
}

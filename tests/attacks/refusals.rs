//! A service that refuses every credential does not make every call ask the source of credentials.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use vod_sdk::credentials::{CredentialError, CredentialFuture, CredentialProvider};
use vod_sdk::mock::{MockServer, Response};
use vod_sdk::v2018_07_17::DescribeSubAppIdsRequest;
use vod_sdk::{Client, Credential, ErrorKind, RetryPolicy};

/// Gives another credential each time, or none.
#[derive(Debug)]
struct Source {
    asked: Arc<AtomicUsize>,
    is_ill: bool,
}

impl CredentialProvider for Source {
    fn provide(&self) -> CredentialFuture<'_> {
        let number = self.asked.fetch_add(1, Ordering::SeqCst);
        CredentialFuture::new(async move {
            match self.is_ill {
                true => Err(CredentialError::new("the source is ill").transient()),
                false => Ok(Credential::new(format!("AKID-{number}"), "key")),
            }
        })
    }
}

/// How often the source is asked in 1,000 calls, and which kinds of errors they get.
async fn asked(is_ill: bool, kind: ErrorKind) -> usize {
    let server = MockServer::start().await;
    let refusal = Response::error("AuthFailure.SecretIdNotFound", "There is no such id.");
    server.respond("DescribeSubAppIds", refusal.unverified());
    let asked = Arc::new(AtomicUsize::new(0));
    let source = Source {
        asked: Arc::clone(&asked),
        is_ill,
    };
    let client = Client::builder()
        .credential(source)
        .endpoint(server.endpoint())
        .retry(RetryPolicy::none())
        .without_rate_limit()
        .build()
        .unwrap();
    for _ in 0..1000 {
        let request = DescribeSubAppIdsRequest::new();
        let error = client.describe_sub_app_ids(&request).await.unwrap_err();
        assert_eq!(error.kind(), kind, "{error}");
    }
    asked.load(Ordering::SeqCst)
}

#[tokio::test]
async fn a_thousand_refused_calls_ask_a_few_times() {
    let times = asked(false, ErrorKind::Service).await;
    assert!((2..=8).contains(&times), "{times}");
}

#[tokio::test]
async fn a_thousand_calls_without_a_credential_ask_a_few_times() {
    let times = asked(true, ErrorKind::Credential).await;
    assert!((2..=8).contains(&times), "{times}");
}

//! Credentials that change under load: every request is signed with an id, a key and a token that belong
//! together, and no call fails.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use tokio::task::JoinSet;
use vod_sdk::credentials::{CredentialFuture, CredentialProvider, ProfileFile};
use vod_sdk::mock::{MockServer, MockServerBuilder, RecordedRequest, Response};
use vod_sdk::time::TimeSource;
use vod_sdk::v2018_07_17::DescribeSubAppIdsRequest;
use vod_sdk::{Client, Credential};

const CREDENTIALS: usize = 200;
const CALLS: usize = 3000;
const CONCURRENCY: usize = 64;

/// The credential of a number.
fn credential(number: usize) -> Credential {
    Credential::new(format!("AKID-{number}"), format!("key-of-{number}"))
        .with_token(format!("token-{number}"))
}

/// A server that accepts all of them.
async fn server() -> MockServer {
    let accept = |server, number| MockServerBuilder::credential(server, credential(number));
    (0..CREDENTIALS)
        .fold(MockServer::builder(), accept)
        .start()
        .await
}

/// The number in the request's id, which must be the one in its token.
fn number(request: &RecordedRequest) -> usize {
    let authorization = request.header("authorization").unwrap();
    let id = authorization.split(['=', '/']).nth(1).unwrap();
    let number = id.strip_prefix("AKID-").unwrap();
    let token = request.header("x-tc-token").unwrap();
    assert_eq!(token, format!("token-{number}"), "{authorization}");
    number.parse().unwrap()
}

/// Makes all calls, of which none may fail.
async fn call(client: &Client) {
    let made = Arc::new(AtomicUsize::new(0));
    let mut callers = JoinSet::new();
    for _ in 0..CONCURRENCY {
        let (client, made) = (client.clone(), Arc::clone(&made));
        callers.spawn(async move {
            while made.fetch_add(1, Ordering::SeqCst) < CALLS {
                let request = DescribeSubAppIdsRequest::new();
                client.describe_sub_app_ids(&request).await.unwrap();
            }
        });
    }
    callers.join_all().await;
}

/// Time that goes on by 20 milliseconds whenever someone looks.
#[derive(Clone, Debug)]
struct Hasty {
    start: SystemTime,
    looks: Arc<AtomicU64>,
}

impl Hasty {
    /// It begins early, so as not to run too far from the server's time.
    fn new() -> Self {
        Self {
            start: SystemTime::now() - Duration::from_secs(150),
            looks: Arc::default(),
        }
    }
}

impl TimeSource for Hasty {
    fn now(&self) -> SystemTime {
        let looks = self.looks.fetch_add(1, Ordering::SeqCst);
        self.start + Duration::from_millis(20) * u32::try_from(looks).unwrap()
    }
}

/// Gives one credential after the other, each of which is good for three seconds.
#[derive(Debug)]
struct Expiring {
    clock: Hasty,
    given: Arc<AtomicUsize>,
}

impl CredentialProvider for Expiring {
    fn provide(&self) -> CredentialFuture<'_> {
        CredentialFuture::new(async {
            let number = self.given.fetch_add(1, Ordering::SeqCst);
            tokio::task::yield_now().await;
            let expiry = self.clock.now() + Duration::from_secs(3);
            Ok(credential(number % CREDENTIALS).with_expiry(expiry))
        })
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn credentials_that_expire_are_never_mixed() {
    let server = server().await;
    let clock = Hasty::new();
    let given = Arc::new(AtomicUsize::new(0));
    let provider = Expiring {
        clock: clock.clone(),
        given: Arc::clone(&given),
    };
    let client = Client::builder()
        .credential(provider)
        .endpoint(server.endpoint())
        .time_source(clock)
        .without_rate_limit()
        .build()
        .unwrap();
    call(&client).await;

    let requests = server.requests();
    assert_eq!(requests.len(), CALLS);
    assert!(requests.iter().all(|request| request.refusal().is_none()));
    let used: std::collections::HashSet<usize> = requests.iter().map(number).collect();
    let given = given.load(Ordering::SeqCst);
    assert!(given >= 20, "only {given} credentials were asked for");
    assert!(
        used.len() >= 20,
        "only {} credentials were used",
        used.len()
    );
}

/// Gives the credential that is the right one at the time.
#[derive(Debug)]
struct Current(Arc<AtomicUsize>);

impl CredentialProvider for Current {
    fn provide(&self) -> CredentialFuture<'_> {
        CredentialFuture::new(async {
            let number = self.0.load(Ordering::SeqCst);
            tokio::task::yield_now().await;
            Ok(credential(number))
        })
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn credentials_that_are_revoked_are_replaced_without_a_call_failing() {
    let server = server().await;
    let current = Arc::new(AtomicUsize::new(0));
    let (answered, shared) = (AtomicUsize::new(0), Arc::clone(&current));
    server.respond_with("DescribeSubAppIds", move |request| {
        // A new one every 400 requests; the one before it is good for 300 more, and no older one.
        let count = answered.fetch_add(1, Ordering::SeqCst);
        shared.fetch_max(count / 400, Ordering::SeqCst);
        match number(request) < count.saturating_sub(300) / 400 {
            true => Response::error("AuthFailure.TokenFailure", "It has been revoked."),
            false => Response::example(),
        }
    });
    let client = Client::builder()
        .credential(Current(Arc::clone(&current)))
        .endpoint(server.endpoint())
        .without_rate_limit()
        .build()
        .unwrap();
    call(&client).await;
    assert!(current.load(Ordering::SeqCst) >= 7);
    assert!(server.requests().len() > CALLS, "some were refused");
}

#[tokio::test]
async fn keys_that_are_replaced_in_a_file_are_taken_over() {
    let server = server().await;
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("credentials");
    let write = |number: usize| {
        let text = format!(
            "[default]\nsecret_id = AKID-{number}\nsecret_key = key-of-{number}\ntoken = token-{number}"
        );
        std::fs::write(&path, text).unwrap();
    };
    write(1);
    let client = Client::builder()
        .credential(ProfileFile::new().path(&path))
        .endpoint(server.endpoint())
        .build()
        .unwrap();
    let request = DescribeSubAppIdsRequest::new();
    client.describe_sub_app_ids(&request).await.unwrap();
    write(2);
    for code in ["AuthFailure.SecretIdNotFound", "AuthFailure.TokenFailure"] {
        server.respond_once(
            "DescribeSubAppIds",
            Response::error(code, "It has been deleted."),
        );
        client.describe_sub_app_ids(&request).await.unwrap();
        write(3);
    }
    let used: Vec<usize> = server.requests().iter().map(number).collect();
    assert_eq!(used, [1, 1, 2, 2, 3]);
}

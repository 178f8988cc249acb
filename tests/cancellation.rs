//! A call that is dropped, wherever it stands, takes nothing with it.

use std::future::{Future, IntoFuture, poll_fn};
use std::pin::pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::Poll;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Handle;
use tokio::task::yield_now;
use tokio::time::{Instant, sleep, timeout};
use vod_sdk::credentials::{CredentialFuture, CredentialProvider};
use vod_sdk::transport::{HttpRequest, HttpResponse, Transport, TransportFuture};
use vod_sdk::v2018_07_17::ExecuteFunctionRequest;
use vod_sdk::{BreakerPolicy, Client, ClientBuilder};

use crate::support::credential;

const ANSWER: &str = r#"{"Response":{"Result":"r","RequestId":"id"}}"#;
const FAILURE: &str = r#"{"Response":{"Error":{"Code":"InternalError","Message":"m"}}}"#;

/// Counts what is there, until it is dropped.
struct Counted(Arc<AtomicUsize>);

impl Counted {
    fn new(counter: &Arc<AtomicUsize>) -> Self {
        counter.fetch_add(1, Ordering::SeqCst);
        Self(Arc::clone(counter))
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Fails some times and then answers, each time after a while.
#[derive(Clone, Debug, Default)]
struct Unsteady {
    failures: Arc<AtomicUsize>,
    asked: Arc<Mutex<Vec<String>>>,
    open: Arc<AtomicUsize>,
}

impl Transport for Unsteady {
    fn send<'a>(&'a self, request: HttpRequest<'a>) -> TransportFuture<'a> {
        self.asked.lock().unwrap().push(request.url().to_owned());
        TransportFuture::new(async {
            let _open = Counted::new(&self.open);
            yield_now().await;
            sleep(Duration::from_millis(10)).await;
            let fail = |left: usize| left.checked_sub(1);
            let order = Ordering::SeqCst;
            let body = match self.failures.fetch_update(order, order, fail) {
                Ok(_) => FAILURE,
                Err(_) => ANSWER,
            };
            Ok(HttpResponse::new(200, body))
        })
    }
}

/// A source of credentials that takes its time.
#[derive(Debug)]
struct Slow;

impl CredentialProvider for Slow {
    fn provide(&self) -> CredentialFuture<'_> {
        CredentialFuture::new(async {
            yield_now().await;
            sleep(Duration::from_millis(10)).await;
            Ok(credential())
        })
    }
}

fn builder(transport: &Unsteady) -> ClientBuilder {
    let builder = Client::builder().credential(Slow);
    builder.transport(transport.clone())
}

/// Polls a future so many times, and drops it if it is not ready by then.
async fn poll_times<F: Future>(future: F, times: usize) -> Option<F::Output> {
    let mut future = pin!(future);
    let mut left = times;
    poll_fn(|context| {
        if left == 0 {
            return Poll::Ready(None);
        }
        left -= 1;
        match future.as_mut().poll(context) {
            Poll::Ready(output) => Poll::Ready(Some(output)),
            Poll::Pending if left == 0 => Poll::Ready(None),
            Poll::Pending => Poll::Pending,
        }
    })
    .await
}

#[tokio::test(start_paused = true)]
async fn a_call_can_be_dropped_after_any_number_of_polls() {
    let request = ExecuteFunctionRequest::new("f", "").session_id("id");
    let mut polls = 0;
    loop {
        let transport = Unsteady::default();
        // The second attempt has to wait for its turn.
        let client = builder(&transport).rate_limit("ExecuteFunction", 1);
        let client = client.build().unwrap();
        transport.failures.store(2, Ordering::SeqCst);
        let dropped = poll_times(client.execute_function(&request).into_future(), polls).await;
        assert_eq!(transport.open.load(Ordering::SeqCst), 0, "{polls} polls");
        transport.failures.store(2, Ordering::SeqCst);
        check_alive(&client, &request, Duration::from_millis(3_200)).await;
        if dropped.is_some() {
            break;
        }
        polls += 1;
    }
    // The source, three exchanges, two pauses, two turns: each makes a call wait at least once.
    assert!(polls >= 8, "{polls} polls");
}

#[tokio::test(start_paused = true)]
async fn a_dropped_call_leaves_others_alone() {
    let request = ExecuteFunctionRequest::new("f", "");
    for polls in 0..10 {
        let transport = Unsteady::default();
        let client = builder(&transport).build().unwrap();
        // Both wait for the same credential, and the one that asked for it first is gone.
        let dropped = poll_times(client.execute_function(&request).into_future(), polls);
        let kept = check_alive(&client, &request, Duration::from_millis(100));
        tokio::join!(dropped, kept);
        assert_eq!(transport.open.load(Ordering::SeqCst), 0, "{polls} polls");
    }
}

#[tokio::test(start_paused = true)]
async fn turns_of_dropped_calls_go_to_others() {
    let request = ExecuteFunctionRequest::new("f", "");
    let transport = Unsteady::default();
    let client = builder(&transport).rate_limit("ExecuteFunction", 10);
    let client = client.build().unwrap();
    for _ in 0..20 {
        let calls = (0..25).map(|_| client.execute_function(&request).into_future());
        for call in calls.collect::<Vec<_>>() {
            let _ = poll_times(call, 1).await;
        }
        // Each round would otherwise take the turns of two seconds and more.
        check_alive(&client, &request, Duration::from_millis(1_200)).await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_dropped_probe_leaves_its_place_to_the_next_call() {
    const OPEN_TIME: Duration = Duration::from_secs(1);
    let request = ExecuteFunctionRequest::new("f", "").session_id("id");
    let policy = BreakerPolicy::default().failures_in_a_row(1);
    for polls in 1..5 {
        let transport = Unsteady::default();
        let client = builder(&transport)
            .endpoint("https://a.example/")
            .backup_endpoint("https://b.example/")
            .breaker(policy.clone().open_time(OPEN_TIME))
            .build()
            .unwrap();
        transport.failures.store(1, Ordering::SeqCst);
        check_alive(&client, &request, OPEN_TIME).await;
        sleep(OPEN_TIME).await;
        let _ = poll_times(client.execute_function(&request).into_future(), polls).await;
        check_alive(&client, &request, OPEN_TIME).await;
        let asked = transport.asked.lock().unwrap().join(" ");
        let expected =
            "https://a.example/ https://b.example/ https://a.example/ https://a.example/";
        assert_eq!(asked, expected, "{polls} polls");
    }
}

/// The client answers a call in the time that one takes, with its attempts and their turns.
async fn check_alive(client: &Client, request: &ExecuteFunctionRequest, within: Duration) {
    let started = Instant::now();
    let answer = client.execute_function(request).await.unwrap();
    assert_eq!(answer.request_id, "id");
    let elapsed = started.elapsed();
    assert!(elapsed < within, "{elapsed:?}");
}

/// A server over real connections that knows how many are open.
struct Server {
    endpoint: String,
    open: Arc<AtomicUsize>,
}

impl Server {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let open = Arc::<AtomicUsize>::default();
        let counter = Arc::clone(&open);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let counted = Counted::new(&counter);
                tokio::spawn(async move {
                    let _counted = counted;
                    serve(stream).await;
                });
            }
        });
        Self { endpoint, open }
    }

    /// Waits until so many connections are open, and no more.
    async fn settle(&self, expected: usize) {
        eventually(|| self.open.load(Ordering::SeqCst) <= expected).await;
    }
}

/// Answers every request in two pieces, a while apart.
async fn serve(mut stream: TcpStream) -> Option<()> {
    let mut buffer = vec![0; 16 * 1024];
    loop {
        let read = stream.read(&mut buffer).await.ok()?;
        if read == 0 {
            return None;
        }
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n",
            ANSWER.len()
        );
        for piece in [head.as_bytes(), ANSWER.as_bytes()] {
            sleep(Duration::from_millis(3)).await;
            stream.write_all(piece).await.ok()?;
        }
    }
}

async fn eventually(holds: impl Fn() -> bool) {
    let wait = async {
        while !holds() {
            sleep(Duration::from_millis(5)).await;
        }
    };
    timeout(Duration::from_secs(10), wait)
        .await
        .expect("it comes to hold");
}

/// Connections that the next calls can use: a call that is dropped while its connection is made leaves
/// it to them.
const FEW: usize = 3;

#[tokio::test]
async fn dropped_exchanges_leave_no_connection_and_no_task() {
    let server = Server::start().await;
    let tasks = Handle::current().metrics();
    yield_now().await;
    let before = tasks.num_alive_tasks();
    let client = Client::builder()
        .credential(credential())
        .endpoint(&server.endpoint)
        .build()
        .unwrap();
    let request = ExecuteFunctionRequest::new("f", "");
    for round in 0..60 {
        let call = client.execute_function(&request).into_future();
        let _ = timeout(Duration::from_millis(round % 10), call).await;
    }
    client.execute_function(&request).await.unwrap();
    server.settle(FEW).await;
    for polls in 0..20 {
        let call = client.execute_function(&request).into_future();
        let _ = poll_times(call, polls).await;
        client.execute_function(&request).await.unwrap();
    }
    server.settle(FEW).await;
    drop(client);
    server.settle(0).await;
    eventually(|| tasks.num_alive_tasks() <= before).await;
}

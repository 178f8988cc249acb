//! Events through the faults: none is lost, none is confirmed that was not handled, and every wait ends.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use vod_sdk::events::{Confirmation, Event, Events};
use vod_sdk::time::{Sleep, TimeSource};
use vod_sdk::{Client, Credential, RetryPolicy};

use crate::ALONE;
use crate::fault::Mix;
use crate::run::seed;
use crate::server::FaultServer;
use crate::service::Service;
use crate::signature::{SECRET_ID, SECRET_KEY};

const ATTEMPT_TIMEOUT: Duration = Duration::from_millis(250);
const EVENTS: usize = 80;
/// How long a delivered event is out of sight.
const VISIBILITY: Duration = Duration::from_millis(2000);
/// How often a pause is shorter than in earnest.
const HASTE: u32 = 50;
/// How long the whole may take.
const LIMIT: Duration = Duration::from_secs(120);

/// A queue of events, which notices what is confirmed that was not handled.
#[derive(Default)]
struct Queue(Mutex<State>);

#[derive(Default)]
struct State {
    events: Vec<Queued>,
    deliveries: usize,
    handled: HashSet<String>,
    complaints: Vec<String>,
}

struct Queued {
    file_id: String,
    handle: String,
    visible: Instant,
    is_confirmed: bool,
}

impl Queue {
    fn new() -> Self {
        let queue = Self::default();
        let events = (0..EVENTS).map(|id| Queued {
            file_id: id.to_string(),
            handle: String::new(),
            visible: Instant::now(),
            is_confirmed: false,
        });
        queue.state().events.extend(events);
        queue
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().expect("no test has panicked")
    }

    fn handle(&self, event: &Event) {
        let id = event.file_id().expect("every event is about a file");
        self.state().handled.insert(id.to_owned());
    }

    fn left(&self) -> usize {
        let state = self.state();
        state.events.iter().filter(|it| !it.is_confirmed).count()
    }
}

impl State {
    fn pull(&mut self) -> Result<Value, &'static str> {
        let now = Instant::now();
        let waiting = self.events.iter_mut();
        let waiting = waiting.filter(|event| !event.is_confirmed && event.visible <= now);
        let mut set = Vec::new();
        for event in waiting.take(16) {
            self.deliveries += 1;
            event.handle = self.deliveries.to_string();
            event.visible = now + VISIBILITY;
            set.push(json!({
                "EventHandle": event.handle,
                "EventType": "NewFileUpload",
                "FileUploadEvent": { "FileId": event.file_id },
            }));
        }
        match set.is_empty() {
            true => Err("ResourceNotFound"),
            false => Ok(json!({ "EventSet": set })),
        }
    }

    /// Confirms the events whose handles are good; one that is not makes an error of the call.
    fn confirm(&mut self, handles: &[Value]) -> Result<Value, &'static str> {
        let now = Instant::now();
        let mut are_good = true;
        for handle in handles {
            let mut events = self.events.iter_mut();
            let event = events.find(|event| *handle == *event.handle);
            match event.filter(|event| event.is_confirmed || now < event.visible) {
                Some(event) => {
                    event.is_confirmed = true;
                    if !self.handled.contains(&event.file_id) {
                        self.complaints.push(event.file_id.clone());
                    }
                }
                None => are_good = false,
            }
        }
        are_good.then(|| json!({})).ok_or("InvalidParameterValue")
    }
}

impl Service for Queue {
    fn execute(&self, action: &str, parameters: &Value) -> Result<Value, &'static str> {
        match action {
            "PullEvents" => self.state().pull(),
            "ConfirmEvents" => {
                let handles = parameters["EventHandles"].as_array().expect("handles");
                assert!((1..=16).contains(&handles.len()));
                self.state().confirm(handles)
            }
            other => panic!("no call of this run is {other:?}"),
        }
    }
}

/// Pauses that are shorter than in earnest.
#[derive(Debug)]
struct Hasty;

impl TimeSource for Hasty {
    fn sleep(&self, duration: Duration) -> Sleep {
        Sleep::new(tokio::time::sleep(duration / HASTE))
    }
}

async fn start(mix: Mix) -> (Arc<Queue>, FaultServer, Client) {
    let seed = seed();
    println!("{mix:?}, FAULT_SEED={seed}");
    let queue = Arc::new(Queue::new());
    let service: Arc<dyn Service> = queue.clone();
    let server = FaultServer::with(Some(service), mix, seed, ATTEMPT_TIMEOUT).await;
    let builder = Client::builder()
        .credential(Credential::new(SECRET_ID, SECRET_KEY))
        .endpoint(&server.endpoint)
        .attempt_timeout(ATTEMPT_TIMEOUT)
        .without_rate_limit()
        .time_source(Hasty)
        .retry(RetryPolicy::default().without_budget());
    let client = builder.build().expect("a client");
    (queue, server, client)
}

/// Handles what comes, in one of the ways in which a program confirms; ends now and then, as if it were killed.
async fn consume(queue: &Queue, events: &mut Events, count: usize) {
    for number in 0..count {
        // The last events may have been confirmed with a response that was lost.
        let next = tokio::time::timeout(2 * VISIBILITY, events.next());
        let Ok(next) = next.await else {
            return;
        };
        match next.expect("nothing ends the events") {
            Ok(event) => {
                queue.handle(&event);
                match number % 8 {
                    0..5 => event.confirm_later(),
                    5..7 => match event.confirm().await {
                        Ok(Confirmation::Confirmed | Confirmation::ComesAgain) => {}
                        other => panic!("{other:?}"),
                    },
                    _ => drop(event),
                }
            }
            Err(error) => assert!(error.is_retryable(), "{error:?}"),
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_event_is_lost_and_none_confirmed_that_was_not_handled() {
    let _alone = ALONE.lock().await;
    for mix in [Mix::Single, Mix::Pairs] {
        let (queue, _server, client) = start(mix).await;
        let started = Instant::now();
        let mut lives = 0;
        while queue.left() > 0 {
            assert!(started.elapsed() < LIMIT, "{} are left", queue.left());
            lives += 1;
            let mut events = client.events();
            consume(&queue, &mut events, 30).await;
            // One life in two ends with its confirmations, the others are killed.
            if lives % 2 == 0 {
                let closed = tokio::time::timeout(LIMIT, events.close()).await;
                closed.expect("every wait ends").expect("all was sent");
            }
        }
        let state = queue.state();
        assert_eq!(state.handled.len(), EVENTS, "{mix:?}");
        assert_eq!(state.complaints, Vec::<String>::new(), "{mix:?}");
        println!(
            "{EVENTS} events in {} deliveries and {lives} lives, after {:?}",
            state.deliveries,
            started.elapsed(),
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_run_handles_all_events_and_ends() {
    let _alone = ALONE.lock().await;
    let (queue, _server, client) = start(Mix::Pairs).await;
    let (of_handler, of_shutdown) = (queue.clone(), queue.clone());
    let run = client.events().run(move |event: Event| {
        let queue = of_handler.clone();
        async move {
            tokio::time::sleep(Duration::from_millis(20)).await;
            queue.handle(&event);
            Ok::<(), String>(())
        }
    });
    let run = run.until(async move {
        while of_shutdown.left() > 0 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    });
    let run = tokio::time::timeout(LIMIT, run.into_future());
    run.await.expect("every wait ends").expect("all was sent");
    let state = queue.state();
    assert_eq!(state.handled.len(), EVENTS);
    assert_eq!(state.complaints, Vec::<String>::new());
}

//! The queue of events that the mock has.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde::Serialize;
use serde_json::{Value, json};

use super::library::Library;
use super::part::{Call, Part};
use super::response::Response;
use crate::lock::lock;

/// How long a delivered event is out of sight.
const VISIBILITY: Duration = Duration::from_secs(30);
/// How many events a call delivers at most.
const MOST_DELIVERED: usize = 16;
/// How long an empty queue is waited at, in place of the five seconds of the service.
const HOLD: Duration = Duration::from_secs(1);
/// How many events the queue has, and how many of those that were confirmed are kept.
const MOST_EVENTS: usize = 10_000;

/// The queue of events of a mock, which delivers them by `PullEvents` until they are confirmed by `ConfirmEvents`.
///
/// The test puts events into it; a [library](super::Library) does so too. As in the service, what is delivered is out
/// of sight for 30 seconds and then delivered again with another handle, and a handle is good for these 30 seconds. They
/// pass as tokio's time does where a test has paused it, and at once by [`expire`](Self::expire). An empty queue
/// responds after a second. `ConfirmEvents` with a handle that is not good confirms nothing, with the error
/// `InvalidParameterValue`. All applications share the queue. It has at most 10,000 events; the oldest give way.
///
/// ```
/// use serde_json::json;
/// use vod_sdk::mock::MockServer;
/// use vod_sdk::{Client, Error};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Error> {
/// let server = MockServer::start().await;
/// let client = Client::builder()
///     .credential(server.credential())
///     .endpoint(server.endpoint())
///     .build()?;
/// server.events().push(json!({
///     "EventType": "NewFileUpload",
///     "FileUploadEvent": { "FileId": "5285485487985271487" },
/// }));
///
/// let mut events = client.events();
/// let event = events.next().await.expect("events do not end")?;
/// assert_eq!(event.file_id(), Some("5285485487985271487"));
/// event.confirm().await?;
/// assert_eq!(server.events().waiting(), 0);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct MockEvents {
    state: Arc<Mutex<State>>,
    /// What tells of its tasks and media.
    library: Option<Library>,
}

#[derive(Default)]
struct State {
    /// Whether there is a queue, in place of the examples.
    is_used: bool,
    waiting: VecDeque<Waiting>,
    confirmed: VecDeque<Confirmed>,
    deliveries: u64,
}

/// An event that is not confirmed.
struct Waiting {
    content: Value,
    /// The handle of its last delivery, and until when it is good.
    delivery: Option<(String, Duration)>,
}

struct Confirmed {
    content: Value,
    handle: String,
}

impl MockEvents {
    pub(super) fn new(library: Option<Library>) -> Self {
        let state = State {
            is_used: library.is_some(),
            ..State::default()
        };
        Self {
            state: Arc::new(Mutex::new(state)),
            library,
        }
    }

    /// The queue, which is used from now on.
    pub(super) fn used(&self) -> &Self {
        lock(&self.state).is_used = true;
        self
    }

    /// Puts an event into the queue: an [`EventContent`](crate::v2018_07_17::EventContent) as JSON, with its `EventType` and
    /// the field that belongs to it. Kinds and fields that the SDK does not know are delivered as well.
    ///
    /// # Panics
    ///
    /// Panics if it is not a JSON object.
    #[track_caller]
    pub fn push(&self, event: impl Serialize) {
        let event = serde_json::to_value(event).expect("the event can be written as JSON");
        assert!(
            event.is_object(),
            "an event is a JSON object, which {event} is not"
        );
        lock(&self.state).push(event);
    }

    /// Delivers what is not confirmed with the next call, as if 30 seconds had passed. Handles that were given are no
    /// longer good.
    pub fn expire(&self) {
        for event in &mut lock(&self.state).waiting {
            event.delivery = None;
        }
    }

    /// How many events are not confirmed yet, delivered or not.
    pub fn waiting(&self) -> usize {
        lock(&self.state).waiting.len()
    }

    /// The events that were confirmed, in the order in which they were: the latest 10,000.
    pub fn confirmed(&self) -> Vec<Value> {
        let state = lock(&self.state);
        state
            .confirmed
            .iter()
            .map(|it| it.content.clone())
            .collect()
    }
}

impl Part for MockEvents {
    fn respond(&self, call: &Call<'_>) -> Option<Response> {
        let action = call.schema.info.name;
        if !matches!(action, "PullEvents" | "ConfirmEvents") || !lock(&self.state).is_used {
            return None;
        }
        let told = match &self.library {
            Some(library) if action == "PullEvents" => library.take_events(),
            _ => Vec::new(),
        };
        let mut state = lock(&self.state);
        told.into_iter().for_each(|event| state.push(event));
        Some(match action {
            "PullEvents" => state.deliver(call.now),
            _ => state.confirm(&call.parameters["EventHandles"], call.now),
        })
    }
}

impl State {
    fn push(&mut self, content: Value) {
        if self.waiting.len() >= MOST_EVENTS {
            self.waiting.pop_front();
        }
        let delivery = None;
        self.waiting.push_back(Waiting { content, delivery });
    }

    fn deliver(&mut self, now: Duration) -> Response {
        let mut set = Vec::new();
        let visible = |event: &&mut Waiting| !event.is_out_of_sight(now);
        for event in self.waiting.iter_mut().filter(visible).take(MOST_DELIVERED) {
            self.deliveries += 1;
            let handle = format!("handle-{}", self.deliveries);
            let mut content = event.content.clone();
            content["EventHandle"] = Value::from(handle.as_str());
            set.push(content);
            event.delivery = Some((handle, now.saturating_add(VISIBILITY)));
        }
        match set.is_empty() {
            true => Response::json(json!({ "EventSet": null })).delay(HOLD),
            false => Response::json(json!({ "EventSet": set })),
        }
    }

    /// Confirms all events of a call, or none.
    fn confirm(&mut self, handles: &Value, now: Duration) -> Response {
        let handles = handles.as_array().into_iter().flatten();
        let handles: Vec<&str> = handles.filter_map(Value::as_str).collect();
        for handle in &handles {
            let is_good = |event: &Waiting| event.is_out_of_sight(now) && event.has(handle);
            let is_repeated = |event: &Confirmed| event.handle == *handle;
            if !self.waiting.iter().any(is_good) && !self.confirmed.iter().any(is_repeated) {
                let message =
                    format!("The handle {handle} is unknown, or its 30 seconds are over.");
                return Response::error("InvalidParameterValue", message);
            }
        }
        for handle in handles {
            let index = self.waiting.iter().position(|event| event.has(handle));
            let Some(event) = index.and_then(|index| self.waiting.remove(index)) else {
                continue;
            };
            if self.confirmed.len() >= MOST_EVENTS {
                self.confirmed.pop_front();
            }
            self.confirmed.push_back(Confirmed {
                content: event.content,
                handle: handle.to_owned(),
            });
        }
        Response::json(json!({}))
    }
}

impl Waiting {
    fn is_out_of_sight(&self, now: Duration) -> bool {
        self.delivery
            .as_ref()
            .is_some_and(|(_, until)| now < *until)
    }

    fn has(&self, handle: &str) -> bool {
        self.delivery.as_ref().is_some_and(|(own, _)| own == handle)
    }
}

impl fmt::Debug for MockEvents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MockEvents")
            .field("waiting", &self.waiting())
            .finish_non_exhaustive()
    }
}

//! A queue of events, in memory: what it delivers is out of sight for 30 seconds, and comes again unless confirmed.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::Instant;
use vod_sdk::transport::{
    HttpRequest, HttpResponse, Transport, TransportError, TransportErrorKind, TransportFuture,
};
use vod_sdk::{Client, ClientBuilder, Credential};

const VISIBILITY: Duration = Duration::from_secs(30);
const MOST_EVENTS: usize = 16;

/// How the queue may say that it is empty.
pub(crate) const EMPTY: [Fault; 4] = [
    Fault::Set("null"),
    Fault::Set("[]"),
    Fault::Set(""),
    Fault::Code("ResourceNotFound"),
];

#[derive(Clone, Debug)]
pub(crate) struct Queue {
    state: Arc<Mutex<State>>,
    /// How long a pull waits for an event.
    pub(crate) holds: Duration,
}

#[derive(Debug, Default)]
pub(crate) struct State {
    events: Vec<Queued>,
    deliveries: usize,
    /// What goes wrong with the next calls of an action.
    faults: BTreeMap<&'static str, VecDeque<Fault>>,
    empty: usize,
    calls: Vec<Called>,
}

#[derive(Debug)]
struct Queued {
    content: Value,
    handle: String,
    visible: Option<Instant>,
    is_confirmed: bool,
}

/// A call that came.
#[derive(Clone, Debug)]
pub(crate) struct Called {
    pub(crate) action: String,
    pub(crate) at: Instant,
    pub(crate) parameters: Value,
}

/// What goes wrong with a call.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Fault {
    /// It is executed, and the response is lost.
    Lost,
    /// It is answered with an error code, and not executed.
    Code(&'static str),
    /// It is not executed, and answered with this `EventSet`, or none.
    Set(&'static str),
    /// It is executed after this many seconds.
    Slow(u64),
}

impl Queue {
    pub(crate) fn new() -> Self {
        Self {
            state: Arc::default(),
            holds: Duration::from_secs(5),
        }
    }

    /// A queue with uploads of the files 0, 1, 2 and so on.
    pub(crate) fn with(count: usize) -> Self {
        let queue = Self::new();
        (0..count).for_each(|id| queue.upload(&id.to_string()));
        queue
    }

    pub(crate) fn upload(&self, file_id: &str) {
        self.push(
            json!({ "EventType": "NewFileUpload", "FileUploadEvent": { "FileId": file_id } }),
        );
    }

    pub(crate) fn push(&self, content: Value) {
        let event = Queued {
            content,
            handle: String::new(),
            visible: None,
            is_confirmed: false,
        };
        self.state(|state| state.events.push(event));
    }

    pub(crate) fn fail(&self, action: &'static str, faults: impl IntoIterator<Item = Fault>) {
        self.state(|state| state.faults.entry(action).or_default().extend(faults));
    }

    pub(crate) fn client(&self) -> Client {
        self.builder().build().expect("a client")
    }

    pub(crate) fn builder(&self) -> ClientBuilder {
        let credential = Credential::new("AKIDEXAMPLE", "the-secret-key");
        let builder = Client::builder().credential(credential);
        builder.transport(self.clone())
    }

    /// The calls of an action that came.
    pub(crate) fn calls(&self, action: &str) -> Vec<Called> {
        self.state(|state| {
            let calls = state.calls.iter().filter(|call| call.action == action);
            calls.cloned().collect()
        })
    }

    /// How many handles each call has confirmed, or tried to.
    pub(crate) fn batches(&self) -> Vec<usize> {
        let calls = self.calls("ConfirmEvents");
        let handles = calls
            .iter()
            .map(|call| call.parameters["EventHandles"].as_array());
        handles.map(|handles| handles.map_or(0, Vec::len)).collect()
    }

    /// How many events are not confirmed.
    pub(crate) fn left(&self) -> usize {
        self.state(|state| state.events.iter().filter(|it| !it.is_confirmed).count())
    }

    fn state<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        change(&mut self.state.lock().expect("no test has panicked"))
    }

    async fn answer(&self, action: &str, parameters: Value) -> Result<Value, Fault> {
        let called = Called {
            action: action.to_owned(),
            at: Instant::now(),
            parameters: parameters.clone(),
        };
        let fault = self.state(|state| {
            state.calls.push(called);
            state.faults.get_mut(action).and_then(VecDeque::pop_front)
        });
        match fault {
            Some(Fault::Code(code)) => return Err(Fault::Code(code)),
            Some(Fault::Set("")) => return Ok(json!({})),
            Some(Fault::Set(set)) => {
                let set: Value = serde_json::from_str(set).expect("JSON");
                return Ok(json!({ "EventSet": set }));
            }
            Some(Fault::Slow(seconds)) => tokio::time::sleep(Duration::from_secs(seconds)).await,
            Some(Fault::Lost) | None => {}
        }
        let answer = match action {
            "PullEvents" => self.pull().await,
            "ConfirmEvents" => self.state(|state| state.confirm(&parameters)),
            other => panic!("events need no {other}"),
        };
        match fault {
            Some(Fault::Lost) => Err(Fault::Lost),
            _ => answer,
        }
    }

    async fn pull(&self) -> Result<Value, Fault> {
        let until = Instant::now() + self.holds;
        loop {
            let delivered = self.state(State::deliver);
            if !delivered.is_empty() {
                return Ok(json!({ "EventSet": delivered }));
            }
            if Instant::now() >= until {
                let turn = self.state(|state| {
                    state.empty += 1;
                    state.empty
                });
                return match EMPTY[turn % EMPTY.len()] {
                    Fault::Set("") => Ok(json!({})),
                    Fault::Set(set) => {
                        let set: Value = serde_json::from_str(set).expect("JSON");
                        Ok(json!({ "EventSet": set }))
                    }
                    fault => Err(fault),
                };
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }
}

impl State {
    fn deliver(&mut self) -> Vec<Value> {
        let now = Instant::now();
        let is_visible = |event: &&mut Queued| {
            !event.is_confirmed && event.visible.is_none_or(|visible| visible <= now)
        };
        let visible = self.events.iter_mut().filter(is_visible);
        let mut delivered = Vec::new();
        for event in visible.take(MOST_EVENTS) {
            self.deliveries += 1;
            event.handle = format!("handle-{}", self.deliveries);
            event.visible = Some(now + VISIBILITY);
            let mut content = event.content.clone();
            content["EventHandle"] = json!(event.handle);
            content["FileDeleteEvent"] = Value::Null;
            delivered.push(content);
        }
        delivered
    }

    /// Confirms all events of a call, or none.
    fn confirm(&mut self, parameters: &Value) -> Result<Value, Fault> {
        let now = Instant::now();
        let handles = parameters["EventHandles"].as_array().expect("handles");
        assert!((1..=MOST_EVENTS).contains(&handles.len()), "{handles:?}");
        let find = |handle: &Value| {
            let is_it = |event: &Queued| {
                *handle == *event.handle && event.visible.is_some_and(|visible| now < visible)
            };
            self.events.iter().position(is_it)
        };
        let found: Option<Vec<usize>> = handles.iter().map(find).collect();
        for event in found.ok_or(Fault::Code("InvalidParameterValue"))? {
            self.events[event].is_confirmed = true;
        }
        Ok(json!({}))
    }
}

impl Transport for Queue {
    fn send<'a>(&'a self, request: HttpRequest<'a>) -> TransportFuture<'a> {
        let mut headers = request.headers();
        let (_, action) = headers
            .find(|(name, _)| name.eq_ignore_ascii_case("x-tc-action"))
            .expect("every call names its action");
        let action = action.to_owned();
        let parameters = serde_json::from_slice(request.body()).expect("JSON");
        TransportFuture::new(async move {
            let mut response = match self.answer(&action, parameters).await {
                Ok(response) => response,
                Err(Fault::Code(code)) => json!({ "Error": { "Code": code, "Message": "no" } }),
                Err(_) => {
                    let kind = TransportErrorKind::ConnectionLost;
                    return Err(TransportError::new(kind, "it was closed"));
                }
            };
            response["RequestId"] = json!("request-1");
            let body = json!({ "Response": response }).to_string();
            Ok(HttpResponse::new(200, body))
        })
    }
}

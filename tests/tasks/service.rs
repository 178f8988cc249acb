//! A service with tasks, in memory: it starts them once for each `SessionId`, and tells of them as scripted.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use vod_sdk::transport::{
    HttpRequest, HttpResponse, Transport, TransportError, TransportErrorKind, TransportFuture,
};
use vod_sdk::{Client, Credential, RetryPolicy};

/// What a look at a task shows, one after the other; the last one from then on.
pub(crate) type Looks = Vec<Value>;

#[derive(Clone, Debug, Default)]
pub(crate) struct Service(Arc<Mutex<State>>);

#[derive(Debug, Default)]
pub(crate) struct State {
    /// What looks at the next tasks that are started show.
    pub(crate) script: Looks,
    /// What goes wrong with the next calls of an action.
    pub(crate) faults: BTreeMap<&'static str, VecDeque<Fault>>,
    /// How many looks at the list do not show the newest task yet.
    pub(crate) hidden: usize,
    pub(crate) calls: Vec<(String, Value)>,
    tasks: Vec<Started>,
}

#[derive(Clone, Debug)]
pub(crate) struct Started {
    id: String,
    session_id: String,
    looks: VecDeque<Value>,
}

/// What goes wrong with a call.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Fault {
    /// It is executed, and the response is lost.
    Lost,
    /// It is answered with an error code, and not executed.
    Code(&'static str),
}

impl Service {
    pub(crate) fn with(script: impl Into<Looks>) -> Self {
        let service = Self::default();
        service.state(|state| state.script = script.into());
        service
    }

    pub(crate) fn state<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        change(&mut self.0.lock().expect("no test has panicked"))
    }

    /// Adds a task that was started by others.
    pub(crate) fn add(&self, id: &str, looks: impl Into<Looks>) {
        let task = Started {
            id: id.to_owned(),
            session_id: format!("session-of-{id}"),
            looks: looks.into().into(),
        };
        self.state(|state| state.tasks.push(task));
    }

    pub(crate) fn fail(&self, action: &'static str, fault: Fault, times: usize) {
        self.state(|state| {
            let faults = state.faults.entry(action).or_default();
            faults.extend(vec![fault; times]);
        });
    }

    pub(crate) fn client(&self) -> Client {
        let builder = Client::builder()
            .credential(Credential::new("AKIDEXAMPLE", "the-secret-key"))
            .retry(RetryPolicy::default().without_budget())
            .transport(self.clone());
        builder.build().expect("a client")
    }

    /// How many calls of an action came.
    pub(crate) fn calls(&self, action: &str) -> usize {
        self.parameters(action).len()
    }

    pub(crate) fn parameters(&self, action: &str) -> Vec<Value> {
        self.state(|state| {
            let calls = state.calls.iter();
            let calls = calls.filter(|(called, _)| called == action);
            calls.map(|(_, parameters)| parameters.clone()).collect()
        })
    }

    /// How many tasks there are.
    pub(crate) fn tasks(&self) -> usize {
        self.state(|state| state.tasks.len())
    }
}

impl State {
    fn answer(&mut self, action: &str, parameters: &Value) -> Result<Value, Fault> {
        self.calls.push((action.to_owned(), parameters.clone()));
        let fault = self.faults.get_mut(action).and_then(VecDeque::pop_front);
        if let Some(Fault::Code(code)) = fault {
            return Err(Fault::Code(code));
        }
        let answer = match action {
            "DescribeTaskDetail" => self.look(parameters),
            "DescribeTasks" => Ok(self.list(parameters)),
            "ManageTask" => Ok(json!({})),
            _ => self.start(parameters),
        };
        match fault {
            Some(fault) => Err(fault),
            None => answer,
        }
    }

    /// Ends all tasks, well.
    pub(crate) fn end_all(&mut self) {
        for task in &mut self.tasks {
            task.looks = [super::done()].into();
        }
    }

    fn start(&mut self, parameters: &Value) -> Result<Value, Fault> {
        let session_id = parameters["SessionId"].as_str().unwrap_or_default();
        let is_known = |task: &Started| task.session_id == session_id;
        if !session_id.is_empty() && self.tasks.iter().any(is_known) {
            return Err(Fault::Code("InvalidParameterValue.SessionId"));
        }
        let id = format!("task-{}", self.tasks.len());
        self.tasks.push(Started {
            id: id.clone(),
            session_id: session_id.to_owned(),
            looks: self.script.clone().into(),
        });
        Ok(json!({ "TaskId": id }))
    }

    fn look(&mut self, parameters: &Value) -> Result<Value, Fault> {
        let mut tasks = self.tasks.iter_mut();
        let task = tasks.find(|task| parameters["TaskId"] == *task.id);
        let Some(task) = task else {
            return Err(Fault::Code("ResourceNotFound"));
        };
        match task.look() {
            Value::String(_) => Err(Fault::Code("InvalidParameterValue.TaskId")),
            state => Ok(state),
        }
    }

    /// Lists the tasks, newest first. A look at the list counts as one at each of its tasks.
    fn list(&mut self, parameters: &Value) -> Value {
        let hidden = usize::from(self.hidden > 0);
        self.hidden = self.hidden.saturating_sub(1);
        let first = parameters["ScrollToken"].as_str().unwrap_or("0");
        let first: usize = first.parse().expect("a token of this service");
        let size = parameters["Limit"].as_u64().unwrap_or(10) as usize;
        let tasks = self.tasks.iter_mut().rev();
        let tasks = tasks.skip(hidden).skip(first).take(size);
        let tasks: Vec<Value> = tasks.map(Started::in_brief).collect();
        let next = first + tasks.len();
        let is_last = next + hidden >= self.tasks.len();
        let next = if is_last {
            String::new()
        } else {
            next.to_string()
        };
        json!({ "TaskSet": tasks, "ScrollToken": next })
    }
}

impl Started {
    /// What the next look shows.
    fn look(&mut self) -> Value {
        let state = match self.looks.len() {
            0 | 1 => self.looks.front().cloned(),
            _ => self.looks.pop_front(),
        };
        state.expect("the task has a script")
    }

    fn in_brief(&mut self) -> Value {
        let now = self.look();
        json!({ "TaskId": self.id, "SessionId": self.session_id, "Status": now["Status"] })
    }
}

impl Transport for Service {
    fn send<'a>(&'a self, request: HttpRequest<'a>) -> TransportFuture<'a> {
        let mut headers = request.headers();
        let (_, action) = headers
            .find(|(name, _)| name.eq_ignore_ascii_case("x-tc-action"))
            .expect("every call names its action");
        let parameters = serde_json::from_slice(request.body()).expect("JSON");
        let answer = self.state(|state| state.answer(action, &parameters));
        TransportFuture::new(async move {
            let mut response = match answer {
                Ok(response) => response,
                Err(Fault::Code(code)) => json!({ "Error": { "Code": code, "Message": "no" } }),
                Err(Fault::Lost) => {
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

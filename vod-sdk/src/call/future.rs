//! The future of a call.

use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::core::Core;
use super::options::Options;
use super::orchestrator::execute;
use super::request::{ActionFacts, Prepared};
use super::response::redaction::misfit;
use super::{AnyAction, Call};
use crate::action::{Action, ActionInfo};
use crate::credential::Wiped;
use crate::error::{Error, ErrorKind, Failure};
use crate::wire::{Empty, ObjectSlot, ObjectView, Slot, View, Wire};

/// A call in progress, which owns everything that it needs. Nothing is sent before it is polled; dropping it cancels
/// the call.
#[must_use = "a call is not sent until it is awaited"]
pub struct CallFuture<R>(Pin<Box<dyn Future<Output = Result<R, Error>> + Send>>);

impl<R> CallFuture<R> {
    pub(crate) fn new(future: impl Future<Output = Result<R, Error>> + Send + 'static) -> Self {
        Self(Box::pin(future))
    }

    /// The size of what is allocated for it.
    #[cfg(test)]
    pub(super) fn size(&self) -> usize {
        size_of_val(&*self.0)
    }
}

impl<R> Future for CallFuture<R> {
    type Output = Result<R, Error>;

    #[inline]
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.0.as_mut().poll(context)
    }
}

impl<R> fmt::Debug for CallFuture<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CallFuture")
    }
}

impl<A: Action> IntoFuture for Call<'_, A> {
    type Output = Result<A::Response, Error>;
    type IntoFuture = CallFuture<A::Response>;

    fn into_future(self) -> CallFuture<A::Response> {
        start::<A>(&self.core, self.options, self.request)
    }
}

/// A call of an action with these parameters.
pub(crate) fn start<A: Action>(
    core: &Arc<Core>,
    options: Options,
    parameters: &dyn ObjectView,
) -> CallFuture<A::Response> {
    let core = Arc::clone(core);
    let facts = ActionFacts::of(&A::INFO);
    let call = Prepared::new(&core, facts, options, View::Object(parameters));
    CallFuture::new(async move {
        let mut response = A::Response::empty();
        execute(&core, call, &mut response).await?;
        Ok(response)
    })
}

/// A call of an action whose response is read as JSON: it brings none of the types of the response.
pub(crate) fn start_untyped(
    core: &Arc<Core>,
    action: &ActionInfo,
    options: Options,
    parameters: &dyn ObjectView,
) -> CallFuture<Value> {
    let core = Arc::clone(core);
    let facts = ActionFacts::of(action);
    let call = Prepared::new(&core, facts, options, View::Object(parameters));
    CallFuture::new(async move { json(&core, call).await })
}

impl IntoFuture for Call<'_, Value> {
    type Output = Result<Value, Error>;
    type IntoFuture = CallFuture<Value>;

    fn into_future(self) -> CallFuture<Value> {
        let facts = ActionFacts::untyped(self.core.service, self.action, &self.options);
        let call = Prepared::new(&self.core, facts, self.options, View::Json(self.request));
        let core = self.core;
        CallFuture::new(async move { json(&core, call).await })
    }
}

impl<R: DeserializeOwned + Send + 'static, I: Serialize> IntoFuture for Call<'_, AnyAction<R>, I> {
    type Output = Result<R, Error>;
    type IntoFuture = CallFuture<R>;

    fn into_future(self) -> CallFuture<R> {
        let facts = ActionFacts::untyped(self.core.service, self.action, &self.options);
        let json = serde_json::to_value(self.request).map(Wiped);
        let call = match &json {
            Ok(json) => Prepared::new(&self.core, facts, self.options, View::Json(json)),
            Err(error) => Prepared::unwritable(facts, error),
        };
        let core = self.core;
        CallFuture::new(async move { typed(&core, call, json.ok()).await })
    }
}

async fn json(core: &Arc<Core>, call: Prepared) -> Result<Value, Error> {
    let (fields, _) = untyped(core, call).await?;
    Ok(Value::Object(fields))
}

/// The fields of the response, and the number of attempts.
async fn untyped(core: &Arc<Core>, call: Prepared) -> Result<(Map<String, Value>, u32), Error> {
    let mut response = Fields::empty();
    let attempts = execute(core, call, &mut response).await?;
    Ok((response.0, attempts))
}

/// Reads a response by the caller's own type.
async fn typed<R: DeserializeOwned>(
    core: &Arc<Core>,
    call: Prepared,
    request: Option<Wiped>,
) -> Result<R, Error> {
    let action = call.action().clone();
    let (fields, attempts) = untyped(core, call).await?;
    let request_id = fields.get("RequestId").and_then(Value::as_str);
    let request_id = request_id.map(str::to_owned);
    let fields = Value::Object(fields);
    R::deserialize(&fields).map_err(|fault| {
        // The response may repeat what the request has.
        let sent = request.as_deref().unwrap_or(&Value::Null);
        let of = (core.service, Some(&*action.name));
        Error::new(
            ErrorKind::Response,
            misfit("response", &fault, of, &[&fields, sent]),
        )
        .with_failure(Failure::NonRetryable)
        .with_request_id(request_id)
        .of_call(&action.name, (action.retry, false), attempts, true)
    })
}

/// Any response: it takes every field but `Error`, which is the envelope's unless a response is known
/// to have a separate one.
struct Fields(Map<String, Value>);

impl Empty for Fields {
    fn empty() -> Self {
        Self(Map::new())
    }
}

impl ObjectSlot for Fields {
    fn field(&mut self, name: &str) -> Option<Slot<'_>> {
        if name == "Error" {
            return None;
        }
        Some(self.0.entry(name).or_insert(Value::Null).slot())
    }
}

//! What the server does with a request, apart from HTTP.

use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use super::actions::Actions;
use super::clock::Clock;
#[cfg(feature = "upload")]
use super::cos::MockCos;
use super::events::MockEvents;
use super::library::Library;
use super::part::{Call, Part};
use super::record::{Received, RecordedRequest, Records};
use super::refusal::Refusal;
use super::request_id;
use super::response::{Rendered, Response};
use super::script::{PreparedAnswers, Scripted};
use super::sessions::{Session, Sessions};
use super::verify::{Acceptance, Verifier};
use crate::credential::Credential;
use crate::lock::lock;
use crate::schema::ActionSchema;

/// The state of a server, shared by its connections.
pub(super) struct Service {
    actions: Actions,
    pub(super) clock: Arc<Clock>,
    #[cfg(feature = "upload")]
    pub(super) cos: MockCos,
    pub(super) events: MockEvents,
    pub(super) read_timeout: Duration,
    strictness: Strictness,
    parts: Vec<Box<dyn Part>>,
    script: Mutex<PreparedAnswers>,
    records: Mutex<Records>,
    sessions: Mutex<Sessions>,
}

/// What is verified of requests, and whether they are refused.
pub(super) struct Strictness {
    /// The credentials that may sign; `None` if signatures are not verified.
    pub(super) accounts: Option<Vec<Credential>>,
    /// That a signature must cover `X-TC-Action`.
    pub(super) requires_signed_action: bool,
    /// Whether requests that fail verification are refused.
    pub(super) refuses: bool,
}

impl Service {
    pub(super) fn new(
        actions: Actions,
        strictness: Strictness,
        clock: Arc<Clock>,
        read_timeout: Duration,
        library: Option<&Library>,
    ) -> Self {
        let of_library = library.map(|library| Box::new(library.clone()) as Box<dyn Part>);
        #[cfg(feature = "upload")]
        let cos = MockCos::new(library.cloned());
        let events = MockEvents::new(library.cloned());
        let of_events = Box::new(events.clone()) as Box<dyn Part>;
        let parts = of_library.into_iter().chain([of_events]);
        #[cfg(feature = "upload")]
        let parts = parts.chain([Box::new(cos.clone()) as Box<dyn Part>]);
        Self {
            actions,
            clock,
            #[cfg(feature = "upload")]
            cos,
            events,
            read_timeout,
            strictness,
            parts: parts.collect(),
            script: Mutex::new(PreparedAnswers::new(actions)),
            records: Mutex::default(),
            sessions: Mutex::default(),
        }
    }

    pub(super) fn script(&self) -> MutexGuard<'_, PreparedAnswers> {
        lock(&self.script)
    }

    pub(super) fn records(&self) -> MutexGuard<'_, Records> {
        lock(&self.records)
    }

    /// Verifies a request, records it, and chooses the response.
    pub(super) fn respond(&self, received: Received) -> Rendered {
        let received = Arc::new(received);
        let action = received.header("x-tc-action").unwrap_or_default();
        let version = received.header("x-tc-version").unwrap_or_default();
        let verified = self.verify(&received, action);
        let (session, refusal) = match verified {
            Ok(session) => (session, None),
            Err(refusal) => (None, Some(refusal)),
        };
        let code = refusal.as_ref().map(|refusal| refusal.code);
        let request = RecordedRequest::new(Arc::clone(&received), code);
        self.records().push(request.clone());

        let schema = self.actions.find(action, version);
        let is_refused = refusal.is_some() && self.strictness.refuses;
        let scripted = self.script().next(action, is_refused);
        let response = match (scripted, refusal) {
            (Some(Scripted::Response(response)), _) => response,
            (Some(Scripted::Closure(closure)), _) => closure(&request),
            (None, Some(Refusal { code, message })) if is_refused || schema.is_none() => {
                Response::error(code, message)
            }
            (None, _) => Response::example(),
        };
        let response = match schema.filter(|_| response.is_example() && !is_refused) {
            Some(schema) => self.executed(schema, &request, response),
            None => response,
        };
        if let Some(session) = session.filter(|_| !response.is_success()) {
            lock(&self.sessions).forget(&session);
        }
        response.render(
            schema.and_then(|schema| schema.response),
            request_id::fresh(),
        )
    }

    /// The response of the part that knows the action, delivered as the example would be; the example if none does.
    fn executed(
        &self,
        schema: &'static ActionSchema,
        request: &RecordedRequest,
        example: Response,
    ) -> Response {
        let parameters = request.json();
        let call = Call {
            schema,
            parameters: &parameters,
            now: self.clock.since_1970(),
        };
        let mut made = self.parts.iter().filter_map(|part| part.respond(&call));
        match made.next() {
            Some(made) => made.delivered_as(example),
            None => example,
        }
    }

    /// The session that the request has taken, if it has one.
    fn verify(&self, request: &Received, action: &str) -> Result<Option<Session>, Refusal> {
        let now = self.clock.now();
        let is_scripted = self.script().names(action);
        let verifier = Verifier {
            actions: self.actions,
            accounts: self.strictness.accounts.as_deref(),
            requires_signed_action: self.strictness.requires_signed_action,
            now,
            is_scripted,
        };
        let Acceptance {
            schema,
            secret_id,
            session_id,
        } = verifier.verify(request)?;
        let Some(schema) = schema else {
            return Ok(None);
        };
        let (Some(days), Some(session_id)) = (schema.session_id_days, session_id) else {
            return Ok(None);
        };
        let session = Session {
            action: action.to_owned(),
            secret_id,
            session_id,
        };
        if lock(&self.sessions).take(&session, days, now) {
            return Ok(Some(session));
        }
        Err(repeated(&session, days, schema.info.error_codes))
    }
}

/// A few actions have another code for it than most.
fn repeated(session: &Session, days: u32, documented: &[&str]) -> Refusal {
    let code = match documented.contains(&"FailedOperation.TaskDuplicate") {
        true if !documented.contains(&"InvalidParameterValue.SessionId") => {
            "FailedOperation.TaskDuplicate"
        }
        _ => "InvalidParameterValue.SessionId",
    };
    let id = &session.session_id;
    Refusal::new(
        code,
        format!("The SessionId {id} was already used within the last {days} days."),
    )
}

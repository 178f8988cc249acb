//! An event, in a light form.

use std::fmt;
use std::time::Duration;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::callback::{self, CallbackError};
use super::confirm::Receipt;
use super::dedup;
use super::delivery::Confirmation;
use crate::call::{CallFuture, misfit};
use crate::error::{Error, ErrorKind};
use crate::generated::SERVICE;
use crate::generated::v2018_07_17::EventContent;

/// Something that has happened.
#[derive(Clone)]
pub struct Event {
    json: Value,
    /// The field that says what has happened.
    field: Option<String>,
    handle: Option<String>,
    /// What confirms it, if it was pulled.
    receipt: Option<Receipt>,
}

impl Event {
    /// Reads the body of a callback, with or without a signature, of which it checks nothing.
    ///
    /// The body may have up to 8 MiB and is read as leniently as responses are, whatever the kind of event.
    ///
    /// # Errors
    ///
    /// [`CallbackError`] if the body is no event in the form that the API describes, such as one in the form of version 2.0
    /// of the service.
    #[inline]
    pub fn from_callback(body: &[u8]) -> Result<Self, CallbackError> {
        callback::read(body).map(Self::new)
    }

    #[inline]
    pub(super) fn new(json: Value) -> Self {
        let field = payload_field(&json).map(str::to_owned);
        let handle = match &json["EventHandle"] {
            Value::String(handle) => Some(handle.clone()).filter(|it| !it.is_empty()),
            Value::Number(handle) => Some(handle.to_string()),
            _ => None,
        };
        Self {
            json,
            field,
            handle,
            receipt: None,
        }
    }

    /// The event as it is handed out.
    #[inline]
    pub(super) fn with(mut self, receipt: Receipt) -> Self {
        self.receipt = Some(receipt);
        self
    }

    #[inline]
    pub(super) fn receipt(&self) -> Option<Receipt> {
        self.receipt.clone()
    }

    /// Confirms the event, so that it does not come again, and waits until that is done. Several that are confirmed
    /// at the same time share a call.
    ///
    /// It is called when the event is handled, or when it is stored where it will be. The service wants it within 30
    /// seconds of the delivery; a later one is sent too, and may be [refused](Confirmation::ComesAgain). A call that
    /// fails is repeated for as long as there is time. An event that was delivered without a handle cannot be confirmed, and
    /// comes again. The confirmation of a callback is the HTTP response, and this does
    /// nothing.
    ///
    /// Dropping the future ends the waiting, and not the confirmation once that has begun.
    ///
    /// # Errors
    ///
    /// Those of `ConfirmEvents`: the event comes again, unless it is confirmed by another call of this.
    #[inline]
    pub fn confirm(&self) -> CallFuture<Confirmation> {
        let receipt = self.receipt.clone();
        CallFuture::new(async move {
            match receipt {
                Some(receipt) => receipt.confirm().await,
                None => Ok(Confirmation::Confirmed),
            }
        })
    }

    /// Confirms the event without waiting: with the next 15, or after a second, whichever comes first, in a task on
    /// the runtime of the caller, or on the one that pulls.
    ///
    /// A failure is a warning in the log, and an error of [`Events::close`](super::Events::close), which also sends
    /// what is still waiting. What is waiting when all that belongs to the stream is dropped is not sent.
    #[inline]
    pub fn confirm_later(&self) {
        if let Some(receipt) = &self.receipt {
            receipt.confirm_later();
        }
    }

    /// How much time is left to confirm the event: 25 seconds when it was asked for, and zero when that is over. `None` if
    /// there is nothing to confirm any more, as the service has taken a confirmation or refused it, or if there never was:
    /// for callbacks, and for events without a handle.
    #[inline]
    pub fn time_left(&self) -> Option<Duration> {
        let receipt = self.receipt.as_ref();
        let receipt = receipt.filter(|receipt| receipt.is_open())?;
        Some(receipt.delivery.time_left())
    }

    /// The kind of the event, as the service names it (`EventType`): `NewFileUpload`, `ProcedureStateChanged`. Empty
    /// if it does not say.
    #[inline]
    pub fn kind(&self) -> &str {
        self.json["EventType"].as_str().unwrap_or_default()
    }

    /// The handle that confirms the event, if it was pulled; callbacks have none.
    #[inline]
    pub fn handle(&self) -> Option<&str> {
        self.handle.as_deref()
    }

    /// The whole event, as it came.
    #[inline]
    pub fn json(&self) -> &Value {
        &self.json
    }

    /// The name of the field that says what has happened, such as `FileUploadEvent`; `None` if there is none.
    #[inline]
    pub fn field(&self) -> Option<&str> {
        self.field.as_deref()
    }

    /// What has happened: the value of [`field`](Self::field), or `null`.
    #[inline]
    pub fn payload(&self) -> &Value {
        match &self.field {
            Some(field) => &self.json[field],
            None => &Value::Null,
        }
    }

    /// What has happened as its type, such as [`FileUploadTask`](crate::v2018_07_17::FileUploadTask), or one of the
    /// caller's own. Only the types that are named here are compiled into the program.
    ///
    /// [`EventContent`] shows which kind has which type.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Response`] if it is of another type.
    #[inline]
    pub fn payload_as<T: DeserializeOwned>(&self) -> Result<T, Error> {
        T::deserialize(self.payload()).map_err(|fault| self.mismatch(&fault))
    }

    /// The event as its type, with those of all kinds of events: only a program that calls this compiles them.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Response`] if a value does not fit its field.
    #[inline]
    pub fn content(&self) -> Result<EventContent, Error> {
        EventContent::deserialize(&self.json).map_err(|fault| self.mismatch(&fault))
    }

    /// The id of the task that the event is about, if it is about one. That of a task which has begun with the event,
    /// such as the task flow of an upload, is in the [payload](Self::payload).
    #[inline]
    pub fn task_id(&self) -> Option<&str> {
        text(&self.payload()["TaskId"])
    }

    /// The id of the media file that the event is about: the one that it names, or the first of several.
    ///
    /// `None` for kinds that name none, or name it only in the input or the output of a task.
    #[inline]
    pub fn file_id(&self) -> Option<&str> {
        let payload = self.payload();
        let single = text(&payload["FileId"]).or_else(|| text(&payload["SrcFileId"]));
        single.or_else(|| text(&payload["FileIdSet"][0]))
    }

    /// A text that is the same for every delivery of the same event, and another one for other events, to recognize what
    /// was handled before: the service delivers an event at least once.
    ///
    /// It has at most 300 bytes and stays the same in other processes and versions of the SDK: the kind, the task or
    /// file, and `FINISH` or a digest of the rest, with which several states of one task are told apart.
    ///
    /// ```
    /// # use vod_sdk::events::Event;
    /// let body = br#"{
    ///     "EventType": "ProcedureStateChanged",
    ///     "ProcedureStateChangeEvent": { "TaskId": "1400-procedurev2-bffb", "Status": "FINISH" }
    /// }"#;
    /// let event = Event::from_callback(body)?;
    /// assert_eq!(event.dedup_key(), "ProcedureStateChanged/1400-procedurev2-bffb/FINISH");
    /// # Ok::<(), vod_sdk::events::CallbackError>(())
    /// ```
    #[inline]
    pub fn dedup_key(&self) -> String {
        let task = self.task_id();
        let is_end = task.is_some() && self.payload()["Status"] == "FINISH";
        dedup::key(self.kind(), task.or(self.file_id()), is_end, &self.json)
    }

    #[inline]
    fn mismatch(&self, fault: &serde_json::Error) -> Error {
        let misfit = misfit("event", fault, (&SERVICE, None), &[&self.json]);
        let kind = match self.kind() {
            "" => "of no kind",
            kind => kind,
        };
        let field = self
            .field()
            .unwrap_or("no object that says what has happened");
        let message = format!("{misfit}; it is {kind}, with {field}");
        Error::new(ErrorKind::Response, message).not_sent()
    }
}

/// It leaves out what users may have written into the event, and the signature of a callback.
impl fmt::Debug for Event {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Event")
            .field("kind", &self.kind())
            .field("field", &self.field())
            .field("task_id", &self.task_id())
            .field("file_id", &self.file_id())
            .field("handle", &self.handle())
            .finish_non_exhaustive()
    }
}

/// The field that says what has happened. There is one object for each kind of event, of which one is not `null`.
#[inline]
fn payload_field(event: &Value) -> Option<&str> {
    let fields = event.as_object()?;
    let objects = fields
        .iter()
        .filter(|(_, value)| value.as_object().is_some_and(|it| !it.is_empty()))
        .map(|(name, _)| name.as_str());
    let kind = event["EventType"].as_str().unwrap_or_default();
    let is_named = |name: &&str| *name == kind || name.strip_suffix("Event") == Some(kind);
    objects.min_by_key(|name| !is_named(name))
}

/// A text, unless it is empty.
#[inline]
fn text(value: &Value) -> Option<&str> {
    value.as_str().filter(|text| !text.is_empty())
}

//! Responses of the mock.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use hyper::StatusCode;
use hyper::header::{CONTENT_LENGTH, HeaderName, HeaderValue, TRANSFER_ENCODING};
use serde::Serialize;
use serde_json::{Map, Value, json};

/// A response of a [`MockServer`](super::MockServer) or a [`Script`](super::Script).
///
/// ```
/// use std::time::Duration;
/// use serde_json::json;
/// use vod_sdk::mock::Response;
///
/// // What the service responds when all goes well, one second late.
/// let late = Response::example().delay(Duration::from_secs(1));
/// // A response of your own.
/// let own = Response::json(json!({"Result": "task-1"}));
/// // An error of the service.
/// let busy = Response::error("RequestLimitExceeded", "Too many requests.");
/// // A proxy in between that has no service to talk to.
/// let gateway = Response::http(502, "<h1>Bad gateway</h1>").header("Content-Type", "text/html");
/// // A connection that breaks in the middle of the response.
/// let broken = Response::example().cut_after(10);
/// ```
#[derive(Clone)]
pub struct Response {
    content: Content,
    status: StatusCode,
    headers: Vec<(HeaderName, HeaderValue)>,
    pub(super) delay: Duration,
    pub(super) delivery: Delivery,
    /// That it is sent even to a request that verification refuses.
    pub(super) is_unverified: bool,
}

#[derive(Clone)]
enum Content {
    Example,
    Response(Map<String, Value>),
    Error { code: String, message: String },
    Raw(Bytes),
    Oversized(u64),
}

/// The part of a response that gets through.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Delivery {
    Whole,
    CutAfter(u64),
    Nothing,
    NoConnection,
}

impl Response {
    /// What the mock responds with when nothing is prepared: the example response of the action, as it is in the API's
    /// description, or what a part of the mock with a state makes of the request.
    pub fn example() -> Self {
        Self::new(Content::Example)
    }

    /// A response with these fields, which the server puts into the envelope. It adds a `RequestId`
    /// if there is none.
    ///
    /// Names are not checked: a misspelt field is sent, and read by nobody. The compiler checks those of the
    /// response's type, such as [`DescribeMediaInfosResponse`](crate::v2018_07_17::DescribeMediaInfosResponse).
    ///
    /// # Panics
    ///
    /// Panics if the fields are not a JSON object.
    pub fn json(fields: impl Serialize) -> Self {
        match serde_json::to_value(fields) {
            Ok(Value::Object(fields)) => Self::new(Content::Response(fields)),
            Ok(other) => panic!("a response must be a JSON object, but this is {other}"),
            Err(error) => panic!("the response cannot be written as JSON: {error}"),
        }
    }

    /// An error of the service, in the envelope and with HTTP status 200, as the service sends it.
    pub fn error(code: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(Content::Error {
            code: code.into(),
            message: message.into(),
        })
    }

    /// Any HTTP response: a status and a body, without a content type.
    ///
    /// # Panics
    ///
    /// Panics if the status is not one of 200 to 999.
    pub fn http(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self::new(Content::Raw(Bytes::from(body.into()))).status(status)
    }

    /// A response that is this many bytes long, sent piece by piece and without announcing its
    /// length. It is right JSON with one long, unknown field; `u64::MAX` bytes never end.
    pub fn oversized(bytes: u64) -> Self {
        Self::new(Content::Oversized(bytes))
    }

    /// No response: the connection is closed, and the request has not been executed.
    pub fn close() -> Self {
        Self {
            delivery: Delivery::Nothing,
            ..Self::new(Content::Raw(Bytes::new()))
        }
    }

    /// No connection: nothing is sent, and the call fails with [`ErrorKind::Connect`](crate::ErrorKind::Connect).
    ///
    /// Only a [`Script`](super::Script) can do that. A [`MockServer`](super::MockServer) has taken the connection
    /// already when it knows the action, and closes it as for [`close`](Self::close); for a connection that cannot
    /// be made, give the client an endpoint where nothing listens.
    pub fn unreachable() -> Self {
        Self {
            delivery: Delivery::NoConnection,
            ..Self::close()
        }
    }

    /// Sends it with this HTTP status.
    ///
    /// # Panics
    ///
    /// Panics if the status is not one of 200 to 999.
    pub fn status(mut self, status: u16) -> Self {
        self.status = StatusCode::from_u16(status)
            .ok()
            .filter(|status| !status.is_informational())
            .unwrap_or_else(|| panic!("{status} is not the HTTP status of a response"));
        self
    }

    /// Sends a header with it, in place of the one that the server would send.
    ///
    /// # Panics
    ///
    /// Panics if HTTP does not allow the name or the value, or if the header says how long the body
    /// is: that is decided by the body. [`cut_after`](Self::cut_after) sends less than announced.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let name = HeaderName::from_bytes(name.as_bytes())
            .unwrap_or_else(|_| panic!("{name:?} is not the name of an HTTP header"));
        assert!(
            name != CONTENT_LENGTH && name != TRANSFER_ENCODING,
            "{name} is decided by the body of the response"
        );
        let value = HeaderValue::from_str(value)
            .unwrap_or_else(|_| panic!("{value:?} is not the value of an HTTP header"));
        self.headers.push((name, value));
        self
    }

    /// Waits before it is sent.
    pub fn delay(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// Breaks the connection after this many bytes of the body, if it has more.
    pub fn cut_after(mut self, bytes: u64) -> Self {
        self.delivery = Delivery::CutAfter(bytes);
        self
    }

    /// Breaks the connection before anything is sent, but after the request has been executed: a
    /// repeated `SessionId` is refused from now on.
    pub fn lost(mut self) -> Self {
        self.delivery = Delivery::Nothing;
        self
    }

    /// Sends it even to a request that the service would refuse.
    pub fn unverified(mut self) -> Self {
        self.is_unverified = true;
        self
    }

    fn new(content: Content) -> Self {
        Self {
            content,
            status: StatusCode::OK,
            headers: Vec::new(),
            delay: Duration::ZERO,
            delivery: Delivery::Whole,
            is_unverified: false,
        }
    }

    /// Whether its content is the mock's own.
    pub(super) fn is_example(&self) -> bool {
        matches!(self.content, Content::Example)
    }

    /// The same content, with status, headers, delay and delivery as another response has them. What of it would get lost
    /// does so in any case.
    pub(super) fn delivered_as(self, other: Self) -> Self {
        Self {
            content: self.content,
            delay: self.delay.saturating_add(other.delay),
            delivery: match self.delivery {
                Delivery::Whole => other.delivery,
                own => own,
            },
            ..other
        }
    }

    /// Whether the service has executed the request.
    pub(super) fn is_success(&self) -> bool {
        match &self.content {
            Content::Example | Content::Oversized(_) => true,
            Content::Response(fields) => !fields.contains_key("Error"),
            Content::Error { .. } | Content::Raw(_) => false,
        }
    }

    /// Puts it into the form in which it is sent; `example` is the action's example response.
    pub(super) fn render(self, example: Option<&str>, request_id: String) -> Rendered {
        let is_json = !matches!(self.content, Content::Raw(_));
        let (start, padding, end) = match self.content {
            Content::Example => (
                envelope(parse_example(example), request_id, true),
                0,
                Bytes::new(),
            ),
            Content::Response(fields) => (envelope(fields, request_id, false), 0, Bytes::new()),
            Content::Error { code, message } => {
                let error = json!({"Code": code, "Message": message});
                let fields = Map::from_iter([("Error".to_owned(), error)]);
                (envelope(fields, request_id, true), 0, Bytes::new())
            }
            Content::Raw(body) => (body, 0, Bytes::new()),
            Content::Oversized(bytes) => padded(bytes, &request_id),
        };
        Rendered {
            status: self.status,
            headers: self.headers,
            is_json,
            start,
            padding,
            end,
            delay: self.delay,
            delivery: self.delivery,
        }
    }
}

impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let content = match &self.content {
            Content::Example => "example",
            Content::Response(_) => "response",
            Content::Error { code, .. } => code,
            Content::Raw(_) => "http",
            Content::Oversized(_) => "oversized",
        };
        f.debug_struct("Response")
            .field("content", &content)
            .field("status", &self.status.as_u16())
            .field("delay", &self.delay)
            .field("delivery", &self.delivery)
            .field("is_unverified", &self.is_unverified)
            .finish_non_exhaustive()
    }
}

/// A response in the form in which it is sent: the body is its start, so many bytes of padding, and
/// its end.
pub(super) struct Rendered {
    pub(super) status: StatusCode,
    pub(super) headers: Vec<(HeaderName, HeaderValue)>,
    pub(super) is_json: bool,
    pub(super) start: Bytes,
    pub(super) padding: u64,
    pub(super) end: Bytes,
    pub(super) delay: Duration,
    pub(super) delivery: Delivery,
}

fn parse_example(example: Option<&str>) -> Map<String, Value> {
    let fields = example.map(serde_json::from_str).unwrap_or(Ok(Map::new()));
    fields.expect("the examples in the generated schema are JSON objects")
}

fn envelope(mut fields: Map<String, Value>, request_id: String, replace_id: bool) -> Bytes {
    let has_id = fields
        .get("RequestId")
        .and_then(Value::as_str)
        .is_some_and(|id| !id.is_empty());
    if replace_id || !has_id {
        fields.insert("RequestId".to_owned(), Value::String(request_id));
    }
    Bytes::from(json!({"Response": fields}).to_string())
}

fn padded(bytes: u64, request_id: &str) -> (Bytes, u64, Bytes) {
    let start = Bytes::from_static(br#"{"Response":{"Padding":""#);
    let end = Bytes::from(format!(r#"","RequestId":"{request_id}"}}}}"#));
    let padding = bytes.saturating_sub((start.len() + end.len()) as u64);
    (start, padding, end)
}

//! Callbacks, as the service posts them.

use std::fmt::{self, Write as _};

use md5::{Digest, Md5};
use serde::Serialize;
use serde_json::Value;

use crate::transport::header::{CONTENT_TYPE, HeaderValue};
use crate::transport::{Http, HttpOptions, HttpRequest, ProxyChoice, Transport};

/// How large a response may be.
const MAX_RESPONSE_BYTES: usize = 1024 * 1024;

/// The callback of an event, to test what receives it.
///
/// ```
/// use serde_json::json;
/// use vod_sdk::events::Event;
/// use vod_sdk::mock::Callback;
///
/// let callback = Callback::new(json!({
///     "EventType": "NewFileUpload",
///     "FileUploadEvent": { "FileId": "5285485487985271487" },
/// }));
/// let event = Event::from_callback(&callback.signed("mysignkey", 1546315200).body())?;
/// assert_eq!(event.json()["Sign"], "9aeee23536d8a08c7dad4ddef7c34e99");
/// # Ok::<(), vod_sdk::events::CallbackError>(())
/// ```
#[derive(Clone)]
#[must_use = "a callback is sent by `post`"]
pub struct Callback {
    event: Value,
}

impl Callback {
    /// The callback of an event, an [`EventContent`](crate::v2018_07_17::EventContent) as JSON. A handle is left out, as the
    /// service leaves it out.
    ///
    /// # Panics
    ///
    /// Panics if it is not a JSON object.
    #[track_caller]
    pub fn new(event: impl Serialize) -> Self {
        let mut event = serde_json::to_value(event).expect("the event can be written as JSON");
        let fields = event.as_object_mut().expect("an event is a JSON object");
        fields.remove("EventHandle");
        Self { event }
    }

    /// Signs it with the key that is set by `ModifyEventConfig`, for a time until seconds since 1970: with `T` and `Sign`.
    pub fn signed(mut self, sign_key: &str, expires_at: u64) -> Self {
        let mut sign = String::new();
        for byte in Md5::digest(format!("{sign_key}{expires_at}")) {
            let _ = write!(sign, "{byte:02x}");
        }
        self.event["T"] = expires_at.into();
        self.event["Sign"] = sign.into();
        self
    }

    /// The body of the HTTP request.
    pub fn body(&self) -> Vec<u8> {
        self.event.to_string().into_bytes()
    }

    /// Posts it to an `http://` address, and returns the HTTP status of the response.
    ///
    /// # Panics
    ///
    /// Panics if there is no response, or outside of a tokio runtime with I/O: it is a tool for tests.
    pub async fn post(&self, url: &str) -> u16 {
        let options = HttpOptions {
            proxy: ProxyChoice::None,
            ..HttpOptions::default()
        };
        let http = Http::new(&options, &[]).expect("plain HTTP needs nothing");
        let mut request = HttpRequest::new("POST", url, MAX_RESPONSE_BYTES);
        let json = HeaderValue::from_static("application/json");
        request.headers.insert(CONTENT_TYPE, json);
        request.body = self.body().into();
        match http.send(request).await {
            Ok(response) => response.status(),
            Err(error) => panic!("there is no response from {url}: {error}"),
        }
    }
}

/// It leaves out the event, which may have a signature.
impl fmt::Debug for Callback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Callback")
            .field("kind", &self.event["EventType"])
            .finish_non_exhaustive()
    }
}

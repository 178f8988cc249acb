//! What the server got, for assertions.

use std::collections::VecDeque;
use std::fmt;
use std::sync::Arc;
use std::time::Instant;

use bytes::Bytes;

use crate::transport::shown;

/// How many requests the server keeps: the latest.
const MAX_REQUESTS: usize = 10_000;
/// How many bytes of bodies the server keeps.
const MAX_BODY_BYTES: usize = 64 * 1024 * 1024;
/// How much of a signature is printed.
const SIGNATURE_PREFIX: usize = 8;

/// A request as it came over the wire.
pub(super) struct Received {
    pub(super) method: String,
    pub(super) path: String,
    pub(super) query: String,
    /// The names are in lower case.
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Bytes,
    /// That the body was longer than the service accepts, and is not here in full.
    pub(super) is_oversized: bool,
    pub(super) at: Instant,
}

impl Received {
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let header = self
            .headers
            .iter()
            .find(|(header, _)| header.eq_ignore_ascii_case(name));
        header.map(|(_, value)| value.as_str())
    }
}

/// A request that the server got.
///
/// Cheap to clone. `{:?}` shows neither the whole signature, nor values of headers that may be secrets, nor the
/// body.
#[derive(Clone)]
pub struct RecordedRequest {
    received: Arc<Received>,
    refusal: Option<&'static str>,
}

impl RecordedRequest {
    pub(super) fn new(received: Arc<Received>, refusal: Option<&'static str>) -> Self {
        Self { received, refusal }
    }

    /// The HTTP method: `POST`.
    pub fn method(&self) -> &str {
        &self.received.method
    }

    /// The path of the URL, as it was sent.
    pub fn path(&self) -> &str {
        &self.received.path
    }

    /// The query of the URL, as it was sent and without the `?`; empty if there is none.
    pub fn query(&self) -> &str {
        &self.received.query
    }

    /// The value of a header, whose name may be in any case. If the header is repeated,
    /// the first value.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.received.header(name)
    }

    /// The headers, with their names in lower case. Secret are the values of `authorization` and
    /// `x-tc-token`: print [`redacted_headers`](Self::redacted_headers) instead.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.received
            .headers
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The headers as they may be printed: the signature is shortened, and values that may be secrets are
    /// left out, such as a token and what callers add.
    pub fn redacted_headers(&self) -> impl Iterator<Item = (&str, String)> {
        self.headers()
            .map(|(name, value)| (name, redacted(name, value)))
    }

    /// The body. Of a body that is larger than the service accepts, the part that it accepts.
    pub fn body(&self) -> &[u8] {
        &self.received.body
    }

    /// The body as JSON; `null` if it is none.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(self.body()).unwrap_or_default()
    }

    /// The action, from `X-TC-Action`; empty if there is none.
    pub fn action(&self) -> &str {
        self.header("x-tc-action").unwrap_or_default()
    }

    /// The version of the API, from `X-TC-Version`; empty if there is none.
    pub fn version(&self) -> &str {
        self.header("x-tc-version").unwrap_or_default()
    }

    /// The error code with which verification refused the request, or `None` if it was accepted.
    ///
    /// It is what verification found, even where a scripted response was sent in spite of it. An
    /// accepted request may have been given a scripted error.
    pub fn refusal(&self) -> Option<&str> {
        self.refusal
    }

    /// When the request had come in.
    pub fn received_at(&self) -> Instant {
        self.received.at
    }
}

impl fmt::Debug for RecordedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers: Vec<(&str, String)> = self.redacted_headers().collect();
        f.debug_struct("RecordedRequest")
            .field("method", &self.method())
            .field("path", &self.path())
            .field("query", &self.query())
            .field("headers", &headers)
            .field("body_bytes", &self.body().len())
            .field("refusal", &self.refusal)
            .finish()
    }
}

fn redacted(name: &str, value: &str) -> String {
    match name {
        "authorization" => match value.split_once("Signature=") {
            Some((scope, signature)) => {
                let prefix: String = signature.chars().take(SIGNATURE_PREFIX).collect();
                format!("{scope}Signature={prefix}…")
            }
            None => format!("({} bytes)", value.len()),
        },
        "x-tc-token" => format!("({} bytes)", value.len()),
        _ => shown(name, value).to_owned(),
    }
}

/// The latest requests.
#[derive(Default)]
pub(super) struct Records {
    requests: VecDeque<RecordedRequest>,
    body_bytes: usize,
}

impl Records {
    /// Appends a request, and forgets the oldest where there are too many.
    pub(super) fn push(&mut self, request: RecordedRequest) {
        self.body_bytes += request.body().len();
        self.requests.push_back(request);
        while self.requests.len() > MAX_REQUESTS || self.body_bytes > MAX_BODY_BYTES {
            let Some(oldest) = self.requests.pop_front() else {
                break;
            };
            self.body_bytes -= oldest.body().len();
        }
    }

    pub(super) fn all(&self) -> Vec<RecordedRequest> {
        self.requests.iter().cloned().collect()
    }

    pub(super) fn take(&mut self) -> Vec<RecordedRequest> {
        self.body_bytes = 0;
        std::mem::take(&mut self.requests).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(headers: &[(&str, &str)], body: Bytes) -> RecordedRequest {
        let headers = headers
            .iter()
            .map(|(name, value)| (name.to_string(), value.to_string()));
        let received = Received {
            method: "POST".to_owned(),
            path: "/".to_owned(),
            query: String::new(),
            headers: headers.collect(),
            body,
            is_oversized: false,
            at: Instant::now(),
        };
        RecordedRequest::new(Arc::new(received), None)
    }

    #[test]
    fn debug_shows_no_secret() {
        let authorization = "TC3-HMAC-SHA256 Credential=id/2019-02-25/vod/tc3_request, \
                             SignedHeaders=content-type;host, Signature=0123456789abcdef";
        let headers = [
            ("authorization", authorization),
            ("x-tc-token", "hush-hush"),
            ("x-api-key", "hush-hush"),
            ("x-tc-region", "ap-guangzhou"),
        ];
        let printed = format!("{:?}", request(&headers, Bytes::from_static(b"password")));
        assert!(printed.contains("Signature=01234567…"), "{printed}");
        assert!(printed.contains("body_bytes: 8"), "{printed}");
        assert!(printed.contains("ap-guangzhou"), "{printed}");
        for secret in ["89abcdef", "hush", "password"] {
            assert!(!printed.contains(secret), "{printed}");
        }
        let garbled = format!(
            "{:?}",
            request(&[("authorization", "secret=1")], Bytes::new())
        );
        assert!(
            garbled.contains("(8 bytes)") && !garbled.contains("secret"),
            "{garbled}"
        );
    }

    #[test]
    fn only_the_latest_requests_are_kept() {
        let mut records = Records::default();
        for index in 0..=MAX_REQUESTS {
            records.push(request(
                &[("x-tc-action", &index.to_string())],
                Bytes::new(),
            ));
        }
        let kept = records.all();
        assert_eq!(kept.len(), MAX_REQUESTS);
        assert_eq!(kept[0].action(), "1");

        assert_eq!(records.take().len(), MAX_REQUESTS);
        let large = Bytes::from(vec![0; MAX_BODY_BYTES / 2]);
        for action in ["a", "b", "c"] {
            records.push(request(&[("x-tc-action", action)], large.clone()));
        }
        let actions: Vec<String> = records
            .all()
            .iter()
            .map(|r| r.action().to_owned())
            .collect();
        assert_eq!(actions, ["b", "c"]);
    }
}

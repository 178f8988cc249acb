//! The inputs of a signature.

use std::rc::Rc;

use zeroize::Zeroizing;

use crate::sign::{self, SigningRequest};

/// Everything that a signature depends on. Has no `Debug`: it holds the secret key.
#[derive(Clone)]
pub(super) struct Inputs {
    pub(super) secret_id: String,
    pub(super) secret_key: Zeroizing<String>,
    pub(super) method: String,
    pub(super) path: String,
    pub(super) query: String,
    /// The headers to sign, names in lower case.
    pub(super) headers: Vec<(String, String)>,
    /// Shared, because trying the causes copies the inputs hundreds of times.
    pub(super) payload: Rc<[u8]>,
    pub(super) timestamp: u64,
    /// The day in the credential scope: that of the timestamp, unless a cause is being tried.
    pub(super) date: String,
    pub(super) service: String,
}

impl Inputs {
    pub(super) fn canonical_request(&self) -> String {
        sign::canonical_request(&SigningRequest {
            method: &self.method,
            path: &self.path,
            query: &self.query,
            headers: &self.header_pairs(),
            payload: &self.payload,
        })
    }

    pub(super) fn scope(&self) -> String {
        sign::credential_scope(&self.date, &self.service)
    }

    pub(super) fn string_to_sign(&self) -> String {
        sign::string_to_sign(self.timestamp, &self.scope(), &self.canonical_request())
    }

    pub(super) fn signed_headers(&self) -> String {
        sign::signed_headers(&self.header_pairs())
    }

    pub(super) fn signature(&self) -> String {
        let key = sign::signing_key(&self.secret_key, &self.date, &self.service);
        sign::signature(&key, &self.string_to_sign())
    }

    pub(super) fn authorization(&self) -> String {
        sign::authorization(
            &self.secret_id,
            &self.scope(),
            &self.signed_headers(),
            &self.signature(),
        )
    }

    /// The value of a header; empty if it is not there.
    pub(super) fn header(&self, name: &str) -> &str {
        self.headers
            .iter()
            .find(|(known, _)| known == name)
            .map_or("", |(_, value)| value)
    }

    /// The same with another value of a header.
    pub(super) fn with_header(&self, name: &str, value: &str) -> Self {
        let mut changed = self.clone();
        for (known, old) in &mut changed.headers {
            if known == name {
                value.clone_into(old);
            }
        }
        changed
    }

    /// Likely mistakes in the inputs themselves. That the action is not signed is one unless there is
    /// an authorization, which says what is signed.
    pub(super) fn doubts(&self, has_authorization: bool) -> Vec<&'static str> {
        let has_space = |text: &str| text.trim() != text;
        let doubts = [
            (
                has_space(&self.secret_key),
                "the secret key begins or ends with white space",
            ),
            (
                has_space(&self.secret_id),
                "the secret id begins or ends with white space",
            ),
            (
                self.payload.ends_with(b"\n"),
                "the body ends with a line break; was that sent?",
            ),
            (
                self.timestamp > 100_000_000_000,
                "the timestamp looks like milliseconds; X-TC-Timestamp is in seconds",
            ),
            (
                self.method == "GET" && !self.payload.is_empty(),
                "a GET request has no body, but one is given",
            ),
            (
                !has_authorization && self.header("x-tc-action").is_empty(),
                "without --action, it is the signature of the official SDKs; vod-sdk signs the action too",
            ),
            (
                !self.path.starts_with('/'),
                "the path does not begin with a slash",
            ),
        ];
        doubts
            .into_iter()
            .filter(|(found, _)| *found)
            .map(|(_, doubt)| doubt)
            .collect()
    }

    fn header_pairs(&self) -> Vec<(&str, &str)> {
        self.headers
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect()
    }
}

//! What is asked of COS, before it is signed.

use bytes::Bytes;

use super::checksum::Checksums;
use super::sign::encoded;

/// A request without the parts that each attempt has of its own.
pub(super) struct Operation<'a> {
    /// What it is, for errors: `part 3`.
    pub(super) step: String,
    pub(super) method: &'static str,
    /// The name of the object, with a leading `/`.
    pub(super) key: &'a str,
    pub(super) parameters: Vec<(&'static str, String)>,
    /// Headers that are signed, by their names in lower case.
    pub(super) headers: Vec<(&'static str, String)>,
    pub(super) body: Bytes,
}

impl<'a> Operation<'a> {
    pub(super) fn new(step: impl Into<String>, method: &'static str, key: &'a str) -> Self {
        Self {
            step: step.into(),
            method,
            key,
            parameters: Vec::new(),
            headers: Vec::new(),
            body: Bytes::new(),
        }
    }

    pub(super) fn parameter(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.parameters.push((name, value.into()));
        self
    }

    pub(super) fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// A body, with the digest by which COS notices that it was changed on the way.
    pub(super) fn body(mut self, body: Bytes, checksums: &Checksums) -> Self {
        self.body = body;
        self.header("content-md5", checksums.content_md5())
    }

    /// The query as it is sent.
    pub(super) fn query(&self) -> String {
        let pairs = self.parameters.iter();
        let pairs = pairs.map(|(name, value)| match value.is_empty() {
            true => (*name).to_owned(),
            false => format!("{name}={}", encoded(value)),
        });
        pairs.collect::<Vec<_>>().join("&")
    }
}

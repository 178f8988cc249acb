//! What COS replies.

use std::time::Duration;

use bytes::Bytes;

use super::xml::escaped;
use crate::mock::request_id;

/// A reply, and how it is sent.
pub(super) struct Reply {
    pub(super) status: u16,
    /// The error code, for the journal.
    pub(super) code: Option<String>,
    pub(super) headers: Vec<(&'static str, String)>,
    pub(super) body: Bytes,
    /// How much of the request was stored.
    pub(super) stored: u64,
    pub(super) delivery: Delivery,
}

/// How a reply is sent.
#[derive(Clone, Debug, Default)]
pub(super) struct Delivery {
    pub(super) delay: Duration,
    /// White space before the body, one byte at a time.
    pub(super) blanks: u32,
    /// That the connection breaks after the blanks.
    pub(super) is_cut: bool,
    /// That the connection is closed without a reply.
    pub(super) is_lost: bool,
    /// That the connection is closed behind the reply.
    pub(super) is_closing: bool,
}

impl Reply {
    pub(super) fn new(status: u16, body: impl Into<Bytes>) -> Self {
        Self {
            status,
            code: None,
            headers: vec![("x-cos-request-id", request_id::fresh())],
            body: body.into(),
            stored: 0,
            delivery: Delivery::default(),
        }
    }

    pub(super) fn ok(body: impl Into<Bytes>) -> Self {
        Self::new(200, body)
    }

    pub(super) fn error(status: u16, code: &str, message: &str) -> Self {
        Self::with_error(status, code, message, "")
    }

    pub(super) fn wrong_signature(string_to_sign: &str, format_string: &str) -> Self {
        let texts = format!(
            "<StringToSign>{}</StringToSign><FormatString>{}</FormatString>",
            escaped(string_to_sign),
            escaped(format_string),
        );
        let message = "The Signature you specified is invalid.";
        Self::with_error(403, "SignatureDoesNotMatch", message, &texts)
    }

    pub(super) fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.retain(|(known, _)| *known != name);
        self.headers.push((name, value.into()));
        self
    }

    fn with_error(status: u16, code: &str, message: &str, more: &str) -> Self {
        let reply = Self::new(status, Bytes::new());
        let id = &reply.headers[0].1;
        let body = format!(
            "<?xml version='1.0' encoding='utf-8' ?>\n<Error>\n\t<Code>{code}</Code>\n\t\
             <Message>{}</Message>\n\t{more}<RequestId>{id}</RequestId>\n\t\
             <TraceId>{id}</TraceId>\n</Error>\n",
            escaped(message),
        );
        Self {
            code: Some(code.to_owned()),
            body: body.into(),
            ..reply
        }
        .header("content-type", "application/xml")
    }
}

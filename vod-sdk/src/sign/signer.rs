//! Signing many requests, of which only the time and the payload differ.

use std::fmt;

use super::stages::{
    BEFORE_SIGNATURE, SigningKey, SigningRequest, authorization_head, canonical_head,
    credential_scope, date, day, hmac, push_hex, push_string_to_sign, push_value, sha256,
    signed_headers, signing_key,
};

/// Room for the longest of the texts of a usual signature.
const USUAL_BYTES: usize = 512;

/// What a credential signs with on one day for one service. The secret key is not kept; what is derived
/// from it is wiped from memory when this is dropped.
///
/// ```
/// use vod_sdk::sign::{Destination, Signer, SigningRequest};
///
/// let timestamp = 1551113065;
/// let destination = Destination::of(&SigningRequest {
///     method: "POST",
///     path: "/",
///     query: "",
///     headers: &[
///         ("content-type", "application/json"),
///         ("host", "vod.tencentcloudapi.com"),
///         ("x-tc-action", "DescribeMediaInfos"),
///     ],
///     payload: b"",
/// });
/// let signer = Signer::new("AKIDEXAMPLE", "secret key", timestamp, "vod");
/// assert!(signer.is_for(timestamp + 60));
/// let authorization = signer.authorization(&destination, timestamp + 60, b"{}");
/// assert!(authorization.starts_with(
///     "TC3-HMAC-SHA256 Credential=AKIDEXAMPLE/2019-02-25/vod/tc3_request, \
///      SignedHeaders=content-type;host;x-tc-action, Signature="
/// ));
/// ```
#[derive(Clone, Debug)]
pub struct Signer {
    /// Days since 1970.
    day: u64,
    key: SigningKey,
    scope: String,
    /// The value of `Authorization` up to the names of the signed headers.
    head: String,
}

/// Where requests go, as their signatures see it: all of them but their payloads.
#[derive(Clone)]
pub struct Destination {
    /// The canonical request up to the payload's digest.
    canonical_head: String,
    signed_headers: String,
    /// Where the action's name goes in `canonical_head`, if that is left open.
    action_at: usize,
}

impl Signer {
    /// Prepares for the UTC day of a timestamp, in Unix seconds, and for a service (`vod`).
    pub fn new(secret_id: &str, secret_key: &str, timestamp: u64, service: &str) -> Self {
        let date = date(timestamp);
        let scope = credential_scope(&date, service);
        Self {
            day: day(timestamp),
            key: signing_key(secret_key, &date, service),
            head: authorization_head(secret_id, &scope),
            scope,
        }
    }

    /// Whether a timestamp is on the signer's day. On another one, its signatures are refused.
    pub fn is_for(&self, timestamp: u64) -> bool {
        day(timestamp) == self.day
    }

    /// The value of the `Authorization` header of a request.
    pub fn authorization(
        &self,
        destination: &Destination,
        timestamp: u64,
        payload: &[u8],
    ) -> String {
        let mut text = String::with_capacity(USUAL_BYTES);
        self.write_authorization(&mut text, destination, "", timestamp, payload);
        text
    }

    /// Writes the value of the `Authorization` header in the place of what is in `text`. The texts of
    /// the stages before are in the same piece of memory, one after another. The action is one for a
    /// destination that leaves it open, and otherwise empty.
    pub(crate) fn write_authorization(
        &self,
        text: &mut String,
        destination: &Destination,
        action: &str,
        timestamp: u64,
        payload: &[u8],
    ) {
        let Destination {
            canonical_head,
            signed_headers,
            action_at,
        } = destination;
        let (before_action, after_action) = canonical_head.split_at(*action_at);
        text.clear();
        *text += before_action;
        push_value(text, action);
        *text += after_action;
        push_hex(text, &sha256(payload));
        let digest = sha256(text.as_bytes());
        text.clear();
        push_string_to_sign(text, timestamp, &self.scope, &digest);
        let signature = hmac(&self.key, text);
        text.clear();
        for part in [&*self.head, signed_headers, BEFORE_SIGNATURE] {
            *text += part;
        }
        push_hex(text, &signature);
    }
}

impl Destination {
    /// The destination of a request, whose payload does not matter.
    pub fn of(request: &SigningRequest<'_>) -> Self {
        Self {
            canonical_head: canonical_head(request),
            signed_headers: signed_headers(request.headers),
            action_at: 0,
        }
    }

    /// The destination of requests that sign their content type, host and action, whatever their action.
    pub(crate) fn of_every_action(path: &str, content_type: &str, host: &str) -> Self {
        let open = Self::of(&SigningRequest {
            method: "POST",
            path,
            query: "",
            headers: &[
                ("content-type", content_type),
                ("host", host),
                ("x-tc-action", ""),
            ],
            payload: b"",
        });
        // The action's header is the last one, and the list of names follows after an empty line.
        let action_at = open.canonical_head.len() - open.signed_headers.len() - "\n\n\n".len();
        Self { action_at, ..open }
    }
}

impl fmt::Debug for Destination {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Destination")
            .field("signed_headers", &self.signed_headers)
            .finish_non_exhaustive()
    }
}

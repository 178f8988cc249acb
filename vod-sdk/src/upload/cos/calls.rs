//! The operations of COS that an upload is made of.

use bytes::Bytes;

use super::checksum::Checksums;
use super::fault::{Fault, Reaction};
use super::operation::Operation;
use super::xml::Element;
use super::{Cos, Repetitions};
use crate::transport::HttpResponse;

/// Whether an object is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    Absent,
    Present {
        size: Option<u64>,
        crc64: Option<u64>,
        etag: String,
    },
    /// The keys do not permit to ask.
    Unknown,
}

impl Cos {
    /// Stores an object in one request.
    pub(crate) async fn put(
        &self,
        (step, key): (&str, &str),
        body: Bytes,
        checksums: &Checksums,
    ) -> Result<(), Fault> {
        let size = body.len() as u64;
        let operation = Operation::new(step, "PUT", key).body(body, checksums);
        let read = |response: &HttpResponse| stored(response, checksums);
        let mut repetitions = Repetitions::new();
        loop {
            let outcome = self.once(&operation, &read, repetitions.attempt).await;
            let (outcome, pause) = self.judge(&mut repetitions, outcome);
            let Err(fault) = outcome else { return Ok(()) };
            if fault.reaction == Reaction::Conflict
                && let Ok(presence) = self.head(key).await
                && presence.is(size, Some(checksums.crc64))
            {
                return Ok(());
            }
            match pause {
                Some(pause) => self.pause(pause).await,
                None => return Err(fault),
            }
        }
    }

    /// Begins a multipart upload; its id.
    pub(crate) async fn initiate(&self, key: &str) -> Result<String, Fault> {
        let operation = Operation::new("begin", "POST", key).parameter("uploads", "");
        self.run(&operation, |response| {
            let document = document(response, "InitiateMultipartUploadResult")?;
            match document.text_of("UploadId") {
                "" => Err(unreadable("it has no UploadId")),
                id => Ok(id.to_owned()),
            }
        })
        .await
    }

    /// Stores a part of a multipart upload.
    pub(crate) async fn part(
        &self,
        (key, upload_id): (&str, &str),
        number: u32,
        body: Bytes,
        checksums: &Checksums,
    ) -> Result<(), Fault> {
        let size = body.len() as u64;
        let operation = Operation::new(format!("part {number}"), "PUT", key)
            .parameter("partNumber", number.to_string())
            .parameter("uploadId", upload_id)
            .body(body, checksums);
        let read = |response: &HttpResponse| stored(response, checksums);
        let mut repetitions = Repetitions::new();
        loop {
            let outcome = self.once(&operation, &read, repetitions.attempt).await;
            let (outcome, pause) = self.judge(&mut repetitions, outcome);
            let Err(fault) = outcome else { return Ok(()) };
            // COS's front end repeats a request by itself, and the copies meet.
            if fault.reaction == Reaction::Conflict {
                let after = number.saturating_sub(1);
                let listed = self.list_page(key, upload_id, after, 1).await;
                let part = listed.ok().and_then(|(parts, _)| parts.into_iter().next());
                if part.is_some_and(|part| {
                    part.number == number && part.size == size && part.is(checksums)
                }) {
                    return Ok(());
                }
            }
            match pause {
                Some(pause) => self.pause(pause).await,
                None => return Err(fault),
            }
        }
    }

    /// Removes a multipart upload with all of its parts. One that is not there is removed already.
    pub(crate) async fn abort(&self, key: &str, upload_id: &str) -> Result<(), Fault> {
        let operation = Operation::new("abort", "DELETE", key).parameter("uploadId", upload_id);
        match self.run(&operation, |_| Ok(())).await {
            Err(fault) if matches!(fault.reaction, Reaction::NoUpload | Reaction::NotFound) => {
                Ok(())
            }
            outcome => outcome,
        }
    }

    /// Looks for an object.
    pub(crate) async fn head(&self, key: &str) -> Result<Presence, Fault> {
        let operation = Operation::new("look", "HEAD", key);
        let read = |response: &HttpResponse| {
            let size = response.header("content-length");
            Ok(Presence::Present {
                size: size.and_then(|size| size.parse().ok()),
                crc64: crc64(response),
                etag: etag(response),
            })
        };
        match self.run(&operation, read).await {
            Err(fault) if fault.reaction == Reaction::NotFound => Ok(Presence::Absent),
            // What is wrong is not said where there is no body.
            Err(fault) if fault.is_final() && self.is_at_end() => Err(fault.expired()),
            Err(fault) if fault.reaction == Reaction::Refused => Ok(Presence::Unknown),
            outcome => outcome,
        }
    }
}

impl Presence {
    /// Whether it is the object with this size and checksum, as far as COS says.
    pub(crate) fn is(&self, expected: u64, checksum: Option<u64>) -> bool {
        match self {
            Self::Present { size, crc64, .. } => {
                let is_same = checksum.is_none() || crc64.is_none() || *crc64 == checksum;
                *size == Some(expected) && is_same
            }
            Self::Absent | Self::Unknown => false,
        }
    }
}

/// The document that a response is.
pub(super) fn document<'a>(response: &'a HttpResponse, name: &str) -> Result<Element<'a>, Fault> {
    let document = Element::parse(response.body())
        .map_err(|error| unreadable(&format!("it is no document: {error}")))?;
    match document.name {
        found if found == name => Ok(document),
        "Error" => Err(Fault::read(response, Some(&document))),
        found => Err(unreadable(&format!("it is a {found:?} and no {name}"))),
    }
}

/// A success whose body does not say so.
pub(super) fn unreadable(why: &str) -> Fault {
    Fault::new(
        Reaction::Retry,
        format!("the response cannot be read: {why}"),
    )
}

/// Checks that COS has stored the bytes that were sent.
fn stored(response: &HttpResponse, checksums: &Checksums) -> Result<(), Fault> {
    let etag = etag(response);
    let is_md5 = etag.len() == 32 && etag.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_other_md5 = is_md5 && !etag.eq_ignore_ascii_case(&checksums.etag());
    let is_other_crc = crc64(response).is_some_and(|crc64| crc64 != checksums.crc64);
    if etag.is_empty() {
        return Err(unreadable("it has no ETag"));
    }
    if !is_other_md5 && !is_other_crc {
        return Ok(());
    }
    let message = "COS has stored other bytes than were sent: their checksum differs";
    Err(Fault::new(Reaction::Damaged, message))
}

/// The checksum of what is stored, which COS has of new objects only.
pub(super) fn crc64(response: &HttpResponse) -> Option<u64> {
    response.header("x-cos-hash-crc64ecma")?.parse().ok()
}

/// The `ETag` without its quotes; empty if there is none.
fn etag(response: &HttpResponse) -> String {
    let etag = response.header("etag").unwrap_or_default();
    etag.trim_matches('"').to_owned()
}

//! Puts the parts of a multipart upload together.

use bytes::Bytes;

use super::calls::{Presence, crc64, document, unreadable};
use super::checksum::Checksums;
use super::fault::{Fault, Reaction};
use super::list::PartEtag;
use super::operation::Operation;
use super::{Cos, Repetitions};
use crate::transport::HttpResponse;

/// What an object must be when its parts are put together.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Whole {
    pub(crate) size: u64,
    pub(crate) crc64: u64,
}

impl Cos {
    /// Puts the parts together, which must be sorted by number.
    ///
    /// COS responds with 200 before it has done anything, and says at the end of the body what came of it. It says of a
    /// repetition that there is no such upload, or that it is in conflict. So whatever it says but success,
    /// the object itself is looked for.
    pub(crate) async fn complete(
        &self,
        (key, upload_id): (&str, &str),
        parts: &[PartEtag],
        whole: Whole,
    ) -> Result<(), Fault> {
        let body = Bytes::from(list(parts));
        let checksums = Checksums::of(&body);
        let operation = Operation::new("completion", "POST", key)
            .parameter("uploadId", upload_id)
            .header("content-type", "application/xml")
            .body(body, &checksums);
        let mut repetitions = Repetitions::new();
        loop {
            let outcome = self.once(&operation, &check, repetitions.attempt).await;
            let (outcome, pause) = self.judge(&mut repetitions, outcome);
            let fault = match outcome {
                Ok(response) => return self.verify(key, crc64(&response), whole).await,
                Err(fault) => fault,
            };
            if is_settled(&fault) {
                return Err(fault);
            }
            match self.head(key).await {
                Ok(presence) if presence.is(whole.size, Some(whole.crc64)) => return Ok(()),
                Ok(Presence::Unknown) if fault.reaction == Reaction::NoUpload => return Ok(()),
                Err(at_end) if at_end.reaction == Reaction::Expired => return Err(at_end),
                // Another object may have had the name before.
                Ok(_) | Err(_) => {}
            }
            match pause {
                Some(pause) => self.pause(pause).await,
                None => return Err(fault),
            }
        }
    }

    /// Compares the checksum of the object with that of what was read, where COS has one.
    async fn verify(&self, key: &str, crc64: Option<u64>, whole: Whole) -> Result<(), Fault> {
        let is_right = match crc64 {
            Some(crc64) => crc64 == whole.crc64,
            None => match self.head(key).await? {
                Presence::Unknown => true,
                presence => presence.is(whole.size, Some(whole.crc64)),
            },
        };
        is_right.then_some(()).ok_or_else(corrupted)
    }
}

/// Whether a response says that the object is there.
fn check(response: &HttpResponse) -> Result<(), Fault> {
    let document = document(response, "CompleteMultipartUploadResult")?;
    match document.text_of("ETag") {
        "" => Err(unreadable("it has no ETag")),
        _ => Ok(()),
    }
}

/// Whether a failure says for certain that nothing was put together.
fn is_settled(fault: &Fault) -> bool {
    matches!(
        fault.reaction,
        Reaction::Expired | Reaction::NoPart | Reaction::Refused
    ) || fault.code() == "SignatureDoesNotMatch"
}

fn corrupted() -> Fault {
    let message =
        "the object that COS has put together is not what was read: its size or checksum differs";
    Fault::new(Reaction::Never, message).at("completion")
}

/// The list of the parts, as COS wants it.
fn list(parts: &[PartEtag]) -> String {
    let mut list = String::from("<CompleteMultipartUpload>");
    for (number, etag) in parts {
        list += &format!("<Part><PartNumber>{number}</PartNumber><ETag>\"{etag}\"</ETag></Part>");
    }
    list + "</CompleteMultipartUpload>"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_what_cos_documents() {
        let parts = [(1, "ab".to_owned()), (2, "cd".to_owned())];
        assert_eq!(
            list(&parts),
            "<CompleteMultipartUpload>\
             <Part><PartNumber>1</PartNumber><ETag>\"ab\"</ETag></Part>\
             <Part><PartNumber>2</PartNumber><ETag>\"cd\"</ETag></Part>\
             </CompleteMultipartUpload>"
        );
    }
}

//! Sends a part.

use std::sync::Arc;

use bytes::Bytes;

use crate::upload::checkpoint::Part;
use crate::upload::cos::{Checksums, Cos, Fault, Listed};
use crate::upload::tasks::blocking;

/// A part that has been read.
pub(super) struct PartToSend {
    pub(super) cos: Arc<Cos>,
    pub(super) key: Arc<str>,
    pub(super) upload_id: Arc<str>,
    pub(super) number: u32,
    pub(super) body: Bytes,
    /// What COS has under this number, if it is as long.
    pub(super) listed: Option<Listed>,
}

impl PartToSend {
    pub(super) async fn send(self) -> Sent {
        let body = self.body.clone();
        let hashed = blocking(move || Ok(Checksums::of(&body))).await;
        let checksums = hashed.unwrap_or_else(|_| Checksums::of(&self.body));
        let result = self.send_unless_there(&checksums).await;
        Sent {
            result: result.map(|()| Part {
                number: self.number,
                size: self.body.len() as u64,
                etag: checksums.etag(),
                crc64: checksums.crc64,
            }),
            body: self.body,
        }
    }

    async fn send_unless_there(&self, checksums: &Checksums) -> Result<(), Fault> {
        // It came through, and the run ended before it was noted.
        let listed = self.listed.as_ref();
        if listed.is_some_and(|listed| listed.is(checksums)) {
            return Ok(());
        }
        let place = (&*self.key, &*self.upload_id);
        let body = self.body.clone();
        self.cos.part(place, self.number, body, checksums).await
    }
}

/// A part that was sent, or why it was not.
pub(super) struct Sent {
    pub(super) result: Result<Part, Fault>,
    /// What was sent, whose memory is used again.
    pub(super) body: Bytes,
}

//! Lists of parts and of uploads.

use super::Cos;
use super::calls::{document, unreadable};
use super::checksum::Checksums;
use super::fault::{Fault, Reaction};
use super::operation::Operation;

/// How many parts are asked for at once.
const PAGE: u32 = 1_000;
/// How many parts an upload has at most.
const MAX_PARTS: u32 = 10_000;

/// A part that COS has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Listed {
    pub(crate) number: u32,
    pub(crate) size: u64,
    /// Without quotes.
    pub(crate) etag: String,
}

/// A part by its number and `ETag`.
pub(crate) type PartEtag = (u32, String);

impl Listed {
    /// Whether the part has these bytes.
    pub(crate) fn is(&self, checksums: &Checksums) -> bool {
        self.etag.eq_ignore_ascii_case(&checksums.etag())
    }
}

impl Cos {
    /// The parts that a multipart upload has, sorted by number; `None` if the keys do not permit to ask.
    pub(crate) async fn list_parts(
        &self,
        key: &str,
        upload_id: &str,
    ) -> Result<Option<Vec<Listed>>, Fault> {
        let mut parts = Vec::<Listed>::new();
        let mut marker = 0;
        loop {
            let page = match self.list_page(key, upload_id, marker, PAGE).await {
                Ok(page) => page,
                Err(fault) if fault.reaction == Reaction::Refused => return Ok(None),
                Err(fault) => return Err(fault),
            };
            let before = parts.len();
            for part in page.0 {
                // One that is out of order is taken for one that is not there, and sent again.
                let last = parts.last().map_or(0, |last| last.number);
                if (last + 1..=MAX_PARTS).contains(&part.number) {
                    parts.push(part);
                }
            }
            match page.1 {
                // One that does not go on would be asked for without end.
                Some(next) if next > marker && parts.len() > before => marker = next,
                _ => return Ok(Some(parts)),
            }
        }
    }

    /// Asks for something small, so that the clock is corrected if it is wrong.
    pub(crate) async fn look_for_time(&self, key: &str, upload_id: &str) {
        let _ = self.list_page(key, upload_id, 0, 1).await;
    }

    /// Some parts behind one, and the marker of the next page.
    pub(super) async fn list_page(
        &self,
        key: &str,
        upload_id: &str,
        marker: u32,
        max_parts: u32,
    ) -> Result<(Vec<Listed>, Option<u32>), Fault> {
        let operation = Operation::new("list of the parts", "GET", key)
            .parameter("uploadId", upload_id)
            .parameter("max-parts", max_parts.to_string())
            .parameter("part-number-marker", marker.to_string())
            .parameter("encoding-type", "url");
        self.run(&operation, |response| {
            let document = document(response, "ListPartsResult")?;
            let parts = document.all("Part").map(|part| {
                Some(Listed {
                    number: part.text_of("PartNumber").parse().ok()?,
                    size: part.text_of("Size").parse().ok()?,
                    etag: part.text_of("ETag").trim_matches('"').to_owned(),
                })
            });
            let parts: Option<Vec<_>> = parts.collect();
            let parts = parts.ok_or_else(|| unreadable("a part has no number or size"))?;
            let next = document.text_of("NextPartNumberMarker").parse().ok();
            let is_truncated = document.text_of("IsTruncated") == "true";
            Ok((parts, next.filter(|_| is_truncated)))
        })
        .await
    }

    /// The ids of the unfinished multipart uploads of an object.
    pub(crate) async fn list_uploads(&self, key: &str) -> Result<Vec<String>, Fault> {
        let name = key.trim_start_matches('/');
        let operation = Operation::new("list of unfinished uploads", "GET", "/")
            .parameter("uploads", "")
            .parameter("prefix", name);
        self.run(&operation, |response| {
            let document = document(response, "ListMultipartUploadsResult")?;
            let uploads = document.all("Upload");
            let of_key = uploads.filter(|upload| upload.text_of("Key") == name);
            Ok(of_key
                .map(|upload| upload.text_of("UploadId").to_owned())
                .collect())
        })
        .await
    }
}

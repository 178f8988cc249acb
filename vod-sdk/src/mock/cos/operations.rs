//! What can be asked of COS.

use super::access;
use super::digest::{base64, md5};
use super::fault::CosOperation;
use super::reply::Reply;
use super::request::CosRequest;
use super::sessions::Sessions;
use super::storage::{Object, Storage};
use super::xml::{escaped, parts};

/// How small a part may be that is not the last.
const MIN_PART: usize = 1 << 20;

pub(super) struct Context<'a> {
    pub(super) sessions: &'a mut Sessions,
    pub(super) storage: &'a mut Storage,
    /// How many parts a list has at most.
    pub(super) page: usize,
    pub(super) now: i64,
}

impl Context<'_> {
    /// Does what a request asks for, if it may.
    pub(super) fn execute(self, operation: CosOperation, request: &CosRequest) -> Reply {
        self.checked(operation, request)
            .unwrap_or_else(|refusal| refusal)
    }

    fn checked(self, operation: CosOperation, request: &CosRequest) -> Result<Reply, Reply> {
        let max_uses = self.sessions.max_uses();
        let keys = access::check(request, self.sessions.keys(), self.now, max_uses)?;
        let key = request.key(&keys.bucket).to_owned();
        let place = match operation {
            CosOperation::ListMultipartUploads => {
                format!("/{}", request.parameter("prefix").unwrap_or_default())
            }
            _ => key.clone(),
        };
        if !place.starts_with(&keys.folder) {
            return Err(Reply::error(403, "AccessDenied", "Access Denied."));
        }
        if operation.has_body() {
            check_body(request)?;
        }
        let storage = self.storage;
        let id = request.parameter("uploadId").unwrap_or_default();
        match operation {
            CosOperation::PutObject => Ok(stored(&storage.put(&key, request.body.clone()))),
            CosOperation::InitiateMultipartUpload => Ok(begun(&key, &storage.begin(&key))),
            CosOperation::UploadPart => put_part(storage, &key, id, request),
            CosOperation::ListParts => list_parts(storage, &key, id, request, self.page),
            CosOperation::CompleteMultipartUpload => complete(storage, &key, id, request),
            CosOperation::AbortMultipartUpload if storage.remove(&key, id) => {
                Ok(Reply::new(204, ""))
            }
            CosOperation::AbortMultipartUpload => Err(no_upload()),
            CosOperation::ListMultipartUploads => Ok(list_uploads(storage, &place)),
            CosOperation::HeadObject | CosOperation::GetObject => {
                let object = storage.object(&key).ok_or_else(|| {
                    Reply::error(404, "NoSuchKey", "The specified key does not exist.")
                })?;
                let reply = described(Reply::ok(object.bytes.clone()), object);
                Ok(reply.header("content-length", object.bytes.len().to_string()))
            }
            CosOperation::Other => Err(Reply::error(405, "MethodNotAllowed", "Not allowed.")),
        }
    }
}

/// Refuses a body without a length, or with another digest than said.
fn check_body(request: &CosRequest) -> Result<(), Reply> {
    if request.header("content-length").is_none() {
        let message = "You must provide the Content-Length HTTP header.";
        return Err(Reply::error(411, "MissingContentLength", message));
    }
    match request.header("content-md5") {
        Some(said) if said != base64(&md5(&request.body)) => {
            let message = "The Content-MD5 you specified did not match what we received.";
            Err(Reply::error(400, "BadDigest", message))
        }
        _ => Ok(()),
    }
}

fn put_part(
    storage: &mut Storage,
    key: &str,
    id: &str,
    request: &CosRequest,
) -> Result<Reply, Reply> {
    let number = request
        .part()
        .filter(|number| (1..=10_000).contains(number));
    let number = number.ok_or_else(|| {
        let message = "Part number must be an integer between 1 and 10000.";
        Reply::error(400, "InvalidArgument", message)
    })?;
    let part = storage.put_part(key, id, number, request.body.clone());
    part.map(|part| stored(&part)).ok_or_else(no_upload)
}

fn complete(
    storage: &mut Storage,
    key: &str,
    id: &str,
    request: &CosRequest,
) -> Result<Reply, Reply> {
    let list = std::str::from_utf8(&request.body).ok().and_then(parts);
    let list = list.filter(|list| !list.is_empty()).ok_or_else(|| {
        Reply::error(
            400,
            "MalformedXML",
            "The XML you provided was not well-formed.",
        )
    })?;
    let multipart = storage.multipart(key, id).ok_or_else(no_upload)?;
    if !list.is_sorted_by(|before, after| before.0 < after.0) {
        let message = "The list of parts was not in ascending order.";
        return Err(Reply::error(400, "InvalidPartOrder", message));
    }
    for (index, (number, etag)) in list.iter().enumerate() {
        let part = multipart.parts.get(number);
        let part = part.filter(|part| part.etag.eq_ignore_ascii_case(etag));
        let part = part.ok_or_else(|| {
            let message = "One or more of the specified parts could not be found.";
            Reply::error(400, "InvalidPart", message)
        })?;
        if part.bytes.len() < MIN_PART && index + 1 < list.len() {
            let message = "Your proposed upload is smaller than the minimum allowed size.";
            return Err(Reply::error(400, "EntityTooSmall", message));
        }
    }
    let numbers: Vec<u32> = list.iter().map(|(number, _)| *number).collect();
    let object = storage.complete(key, id, &numbers).ok_or_else(no_upload)?;
    let body = format!(
        "<?xml version='1.0' encoding='utf-8' ?>\n<CompleteMultipartUploadResult>\
         <Key>{}</Key><ETag>&quot;{}&quot;</ETag></CompleteMultipartUploadResult>",
        escaped(key.trim_start_matches('/')),
        object.etag,
    );
    Ok(described(Reply::ok(body), &object))
}

fn list_parts(
    storage: &mut Storage,
    key: &str,
    id: &str,
    request: &CosRequest,
    page: usize,
) -> Result<Reply, Reply> {
    let multipart = storage.multipart(key, id).ok_or_else(no_upload)?;
    let number = |name| request.parameter(name).and_then(|text| text.parse().ok());
    let marker: u32 = number("part-number-marker").unwrap_or(0);
    let page = page.min(number("max-parts").map_or(page, |most: u32| most as usize));
    let mut parts = multipart.parts.range(marker + 1..);
    let mut list = String::new();
    let mut last = marker;
    for (number, part) in parts.by_ref().take(page) {
        last = *number;
        list += &format!(
            "<Part><PartNumber>{number}</PartNumber><LastModified>2026-01-01T00:00:00.000Z\
             </LastModified><ETag>&quot;{}&quot;</ETag><Size>{}</Size></Part>",
            part.etag,
            part.bytes.len(),
        );
    }
    let is_truncated = parts.next().is_some();
    Ok(Reply::ok(format!(
        "<?xml version='1.0' encoding='utf-8' ?>\n<ListPartsResult><Encoding-type/>\
         <Key>{}</Key><UploadId>{id}</UploadId><NextPartNumberMarker>{last}\
         </NextPartNumberMarker><IsTruncated>{is_truncated}</IsTruncated>{list}\
         </ListPartsResult>",
        escaped(key.trim_start_matches('/')),
    )))
}

fn list_uploads(storage: &Storage, prefix: &str) -> Reply {
    let all = storage.multiparts().iter();
    let uploads = all.filter(|multipart| multipart.key.starts_with(prefix));
    let list: String = uploads
        .map(|multipart| {
            let key = escaped(multipart.key.trim_start_matches('/'));
            let id = &multipart.id;
            format!("<Upload><Key>{key}</Key><UploadId>{id}</UploadId></Upload>")
        })
        .collect();
    Reply::ok(format!(
        "<?xml version='1.0' encoding='utf-8' ?>\n<ListMultipartUploadsResult>\
         <IsTruncated>false</IsTruncated>{list}</ListMultipartUploadsResult>"
    ))
}

fn begun(key: &str, id: &str) -> Reply {
    Reply::ok(format!(
        "<?xml version='1.0' encoding='utf-8' ?>\n<InitiateMultipartUploadResult>\
         <Key>{}</Key><UploadId>{id}</UploadId></InitiateMultipartUploadResult>",
        escaped(key.trim_start_matches('/')),
    ))
}

fn stored(object: &Object) -> Reply {
    let mut reply = described(Reply::ok(""), object);
    reply.stored = object.bytes.len() as u64;
    reply
}

fn described(reply: Reply, object: &Object) -> Reply {
    reply
        .header("etag", format!("\"{}\"", object.etag))
        .header("x-cos-hash-crc64ecma", object.crc64.to_string())
}

fn no_upload() -> Reply {
    let message = "The specified multipart upload does not exist.";
    Reply::error(404, "NoSuchUpload", message)
}

//! Responses of the storage, in XML, to every request that an upload makes.

use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, ReadBuf};
use vod_sdk::transport::{HttpRequest, HttpResponse};
use vod_sdk::upload::{Checkpoint, Source};

use crate::checkpoints::{samples, step_of};
use crate::engine::feed;
use crate::input::{Input, Material};
use crate::wire::{Wire, runtime};

const LIST: &str = r#"<?xml version="1.0"?><ListPartsResult><Bucket>b</Bucket><Key>dir/a.mp4</Key><UploadId>upload</UploadId><IsTruncated>false</IsTruncated><Part><PartNumber>1</PartNumber><ETag>&quot;b6d81b360a5672d80c27430f39153e2c&quot;</ETag><Size>1048576</Size></Part><Part><PartNumber>2</PartNumber><ETag>"b6d81b360a5672d80c27430f39153e2c"</ETag><Size>1048576</Size></Part></ListPartsResult>"#;
const BEGUN: &str = "<InitiateMultipartUploadResult><Bucket>b</Bucket><Key>dir/a.mp4</Key><UploadId>upload</UploadId></InitiateMultipartUploadResult>";
const UPLOADS: &str = "<ListMultipartUploadsResult><Upload><Key>dir/a.mp4</Key><UploadId>old</UploadId></Upload></ListMultipartUploadsResult>";
const COMPLETE: &str = "<CompleteMultipartUploadResult><Location>l</Location><ETag>&quot;e-3&quot;</ETag></CompleteMultipartUploadResult>";
const ERROR: &str = "<Error><Code>SlowDown</Code><Message>wait &amp; see</Message><RequestId>id</RequestId><StringToSign>sha1\n</StringToSign><FormatString>put\n</FormatString></Error>";
const MORE: &str = "<ListPartsResult><IsTruncated>true</IsTruncated><NextPartNumberMarker>7</NextPartNumberMarker></ListPartsResult>";
const TOKENS: &[&str] = &[
    "<",
    ">",
    "/>",
    "</",
    "<a>",
    "</a>",
    "<a/>",
    "&",
    ";",
    "&amp;",
    "&#x0;",
    "&#xD800;",
    "&#99999999999;",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?",
    "?>",
    "<!DOCTYPE",
    "<Part>",
    "</Part>",
    "<PartNumber>",
    "</PartNumber>",
    "<Code>",
    "</Code>",
    "<Error>",
    "</Error>",
    "NoSuchUpload",
    "InvalidPart",
    "RequestTimeTooSkewed",
    "ExpiredToken",
    "AccessDenied",
    "<IsTruncated>true</IsTruncated>",
    "<NextPartNumberMarker>",
    "</NextPartNumberMarker>",
    "a:b:",
    "xmlns:a=\"b\"",
];
const STATUSES: &[u16] = &[
    200, 200, 200, 200, 204, 301, 400, 403, 404, 409, 429, 500, 503,
];

const DATES: &[&str] = &[
    "",
    "Wed, 01 Jan 2098 00:00:00 GMT",
    "Fri, 31 Dec 9999 23:59:59 GMT",
    "x",
];

/// What responds with the input; the rest of the storage is as it should be. A completion is not reached: that would take
/// media that can be read, and hashing it takes a thousand times as long as all else.
const TARGETS: &[&str] = &["list", "begin", "uploads", "abort", "all"];

#[derive(Clone)]
struct Reply {
    target: &'static str,
    status: u16,
    date: &'static str,
    body: Vec<u8>,
    state: usize,
}

#[test]
fn replies() {
    let material = Material::new([LIST, BEGUN, UPLOADS, COMPLETE, ERROR, MORE], TOKENS);
    let make = |input: &mut Input| {
        let (&target, &date) = (input.pick(TARGETS), input.pick(DATES));
        Reply {
            target,
            status: *input.pick(STATUSES),
            date,
            body: input.bytes(&material),
            state: input.chance.usize(..2),
        }
    };
    feed("storage::replies", make, reader);
}

fn reader() -> impl FnMut(Reply) -> bool {
    let now: Arc<Mutex<Option<Reply>>> = Arc::default();
    let reply = Arc::clone(&now);
    let wire = Wire::new(move |request, _| {
        if !is_storage(request) {
            return HttpResponse::new(500, "");
        }
        let reply = reply.lock().unwrap();
        match &*reply {
            Some(reply) if ["all", operation(request)].contains(&reply.target) => reply.response(),
            _ => answered(request),
        }
    });
    let (client, runtime, states) = (wire.client(), runtime(), samples());
    move |reply| {
        let state = states[reply.state].clone();
        let is_aborted = reply.target == "abort";
        *now.lock().unwrap() = Some(reply);
        let upload = client
            .upload(endless())
            .part_size(1 << 20)
            .checkpoint_in(Given(state));
        let result = match is_aborted {
            true => runtime.block_on(upload.abort()),
            false => runtime.block_on(upload.into_future()).map(drop),
        };
        // Behind a reply that can be read comes the media, which cannot, or the commit.
        matches!(step_of(&result), None | Some("read" | "commit"))
    }
}

impl Reply {
    fn response(&self) -> HttpResponse {
        let size = (3 << 20).to_string();
        let response =
            HttpResponse::new(self.status, self.body.clone()).with_header("content-length", size);
        match self.date {
            "" => response,
            date => response.with_header("date", date),
        }
    }
}

/// A checkpoint that is always the same.
#[derive(Debug)]
struct Given(String);

impl Checkpoint for Given {
    fn load(&self) -> io::Result<Option<Vec<u8>>> {
        Ok(Some(self.0.clone().into_bytes()))
    }

    fn save(&self, _: &[u8]) -> io::Result<()> {
        Ok(())
    }

    fn remove(&self) -> io::Result<()> {
        Ok(())
    }
}

/// Media of three parts that cannot be read: whatever is not there already ends the upload before it is hashed.
pub(crate) fn endless() -> Source {
    Source::reader(Unreadable, 3 << 20, "mp4")
}

struct Unreadable;

impl AsyncRead for Unreadable {
    fn poll_read(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
        _: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Poll::Ready(Err(io::Error::other("it cannot be read")))
    }
}

pub(crate) fn is_storage(request: &HttpRequest<'_>) -> bool {
    !request.url().contains("tencentcloudapi.com")
}

/// What a request asks of the storage.
fn operation(request: &HttpRequest<'_>) -> &'static str {
    let has_id = request.url().contains("uploadId=");
    match (request.method(), has_id) {
        ("GET", true) => "list",
        ("GET", false) => "uploads",
        ("POST", true) => "complete",
        ("POST", false) => "begin",
        ("HEAD", _) => "look",
        ("DELETE", _) => "abort",
        _ => "put",
    }
}

/// The response of a storage that works.
pub(crate) fn answered(request: &HttpRequest<'_>) -> HttpResponse {
    let body = match operation(request) {
        "list" => LIST,
        "uploads" => UPLOADS,
        "complete" => COMPLETE,
        "begin" => BEGUN,
        _ => "",
    };
    HttpResponse::new(200, body)
}

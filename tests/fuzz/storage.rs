//! Checkpoints of uploads, and what the storage replies.

use std::io;
use std::sync::{Arc, Mutex};

use serde_json::json;
use vod_sdk::mock::Script;
use vod_sdk::transport::{HttpRequest, HttpResponse, Transport, TransportFuture};
use vod_sdk::upload::{Checkpoint, Source};

use crate::answers::client;
use crate::reader::{Reader, run, runtime};

/// How long the media is that the checkpoint is of.
const LENGTH: u64 = 9 << 20;

/// A checkpoint in memory.
#[derive(Clone, Default)]
struct Memory(Arc<Mutex<Option<Vec<u8>>>>);

impl Checkpoint for Memory {
    fn load(&self) -> io::Result<Option<Vec<u8>>> {
        Ok(self.0.lock().unwrap().clone())
    }

    fn save(&self, state: Option<&[u8]>) -> io::Result<()> {
        *self.0.lock().unwrap() = state.map(<[u8]>::to_vec);
        Ok(())
    }
}

/// The state of an upload in parts, as it is written.
fn checkpoint() -> Vec<u8> {
    json!({
        "version": 1,
        "source": { "length": LENGTH, "modified": null, "sample": null },
        "part_size": 1 << 20,
        "session": {
            "bucket": "bucket-1250000000", "region": "ap-chongqing", "key": "/dir/a.mp4", "cover_key": null,
            "session_key": "session", "secret_id": "AKIDabc", "secret_key": "key", "token": "token",
            "expiry": 4_000_000_000_u64, "sub_app_id": null, "source_context": "context",
        },
        "stage": "sending",
        "cover_sent": null,
        "upload_id": "upload",
        "parts": [[1, 1 << 20, "d41d8cd98f00b204e9800998ecf8427e", 7]],
        "files": { "sent": [[0, 2], [4, 4]], "bytes": 100, "parts": 5, "key": null },
    })
    .to_string()
    .into_bytes()
}

pub(crate) fn checkpoints() -> Reader {
    let (client, runtime, memory) = (client(Script::new()), runtime(), Memory::default());
    let mut number = 0;
    Reader {
        name: "checkpoints",
        samples: vec![checkpoint()],
        words: &[
            "\"version\":1",
            "\"parts\":",
            "\"stage\":\"sent\"",
            "\"stage\":\"committing\"",
            "\"expiry\":",
            "\"part_size\":",
            "\"sent\":[[0,999999]]",
            "\"upload_id\":null",
            "\"length\":",
        ],
        read: Box::new(move |input| {
            number += 1;
            *memory.0.lock().unwrap() = Some(input.to_vec());
            let source = Source::reader(tokio::io::empty(), LENGTH, "mp4");
            let upload = client.upload(source).checkpoint_in(memory.clone());
            match number % 2 {
                0 => run(&runtime, upload.abort()).is_ok(),
                _ => run(&runtime, upload.into_future())
                    .is_err_and(|error| error.step() != Some("checkpoint")),
            }
        }),
    }
}

/// A storage that replies with the latest input to whatever it is asked.
#[derive(Clone, Debug, Default)]
struct Storage(Arc<Mutex<Vec<u8>>>);

impl Transport for Storage {
    fn send<'a>(&'a self, _: HttpRequest<'a>) -> TransportFuture<'a> {
        let body = self.0.lock().unwrap().clone();
        TransportFuture::new(async move { Ok(HttpResponse::new(200, body)) })
    }
}

/// The list of parts with which an upload goes on.
pub(crate) fn lists() -> Reader {
    let (storage, memory, runtime) = (Storage::default(), Memory::default(), runtime());
    let client = client(storage.clone());
    let list = "<?xml version='1.0' encoding='utf-8' ?>\n<ListPartsResult><Bucket>b</Bucket><Key>dir/a.mp4</Key>\
                <UploadId>upload</UploadId><NextPartNumberMarker>2</NextPartNumberMarker><IsTruncated>false</IsTruncated>\
                <Part><PartNumber>1</PartNumber><ETag>&quot;d41d8cd98f00b204e9800998ecf8427e&quot;</ETag><Size>1048576</Size></Part>\
                <Part><PartNumber>2</PartNumber><ETag>\"ab\"</ETag><Size>1048576</Size></Part></ListPartsResult>";
    let error = "<?xml version='1.0'?><Error><Code>NoSuchUpload</Code><Message>Gone.</Message>\
                 <RequestId>id</RequestId></Error>";
    Reader {
        name: "storage's lists",
        samples: vec![list.as_bytes().to_vec(), error.as_bytes().to_vec()],
        words: &[
            "<Part>",
            "</Part>",
            "<PartNumber>",
            "<IsTruncated>true</IsTruncated>",
            "<NextPartNumberMarker>",
            "<ETag>",
            "<ListPartsResult>",
            "<Error>",
            "<Code>",
            "SlowDown",
        ],
        read: Box::new(move |input| {
            *storage.0.lock().unwrap() = input.to_vec();
            *memory.0.lock().unwrap() = Some(checkpoint());
            // It ends at once, so that nothing is sent: that is the error behind a list that could be read.
            let source = Source::reader(tokio::io::empty(), LENGTH, "mp4");
            let upload = client.upload(source).checkpoint_in(memory.clone());
            let ended = run(&runtime, upload.into_future());
            ended.is_err_and(|error| error.step() == Some("read"))
        }),
    }
}

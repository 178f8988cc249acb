//! Checkpoints of uploads, from which an upload goes on or which it aborts.

use std::io;
use std::sync::{Arc, Mutex};

use serde_json::json;
use vod_sdk::Error;
use vod_sdk::transport::HttpResponse;
use vod_sdk::upload::{Checkpoint, Source};

use crate::engine::feed;
use crate::input::{Input, Material};
use crate::storage::{answered, endless, is_storage};
use crate::wire::{Wire, runtime};

const TOKENS: &[&str] = &[
    "\"version\":1",
    "\"stage\":\"sent\"",
    "\"stage\":\"sending\"",
    "\"stage\":\"committing\"",
    "\"upload_id\":\"u\"",
    "\"sent\":[[0,999999]]",
    "[0,99999],",
    "\"parts\":[[1,1048576,\"e\",7]]",
    "\"expiry\":18446744073709551615",
    "\"length\":",
    "{",
    "}",
    "[",
    "]",
    ",",
    "null",
    "..",
    "/",
];

/// A checkpoint in memory.
#[derive(Clone, Debug, Default)]
struct Kept(Arc<Mutex<Option<Vec<u8>>>>);

impl Checkpoint for Kept {
    fn load(&self) -> io::Result<Option<Vec<u8>>> {
        Ok(self.0.lock().unwrap().clone())
    }

    fn save(&self, state: &[u8]) -> io::Result<()> {
        *self.0.lock().unwrap() = Some(state.to_vec());
        Ok(())
    }

    fn remove(&self) -> io::Result<()> {
        *self.0.lock().unwrap() = None;
        Ok(())
    }
}

#[test]
fn checkpoints() {
    let material = Material::new(samples(), TOKENS);
    let make = |input: &mut Input| (input.bytes(&material), input.one_in(4));
    feed("checkpoints::checkpoints", make, || {
        let wire = Wire::new(|request, _| match is_storage(request) {
            true => answered(request),
            false => HttpResponse::new(200, r#"{"Response":{"RequestId":"id"}}"#),
        });
        let (client, runtime) = (wire.client(), runtime());
        move |(text, is_aborted): (Vec<u8>, bool)| {
            let kept = Kept(Arc::new(Mutex::new(Some(text))));
            let upload = client
                .upload(endless())
                .part_size(1 << 20)
                .checkpoint_in(kept.clone());
            let result = match is_aborted {
                true => runtime.block_on(upload.abort()),
                false => runtime.block_on(upload.into_future()).map(drop),
            };
            // Whatever goes on behind the checkpoint has accepted it.
            step_of(&result) != Some("checkpoint")
        }
    });
}

/// The step that has failed, if one has. What is said of it is short.
pub(crate) fn step_of(result: &Result<(), Error>) -> Option<&str> {
    let error = result.as_ref().err()?;
    assert!(error.to_string().len() < 64 * 1024, "{error}");
    error.step()
}

/// Of an upload in the middle of its parts, of one that was sent, and of a manifest.
pub(crate) fn samples() -> Vec<String> {
    let mut state = json!({
        "version": 1,
        "source": { "length": 3 << 20, "modified": null, "sample": null },
        "part_size": 1 << 20,
        "session": {
            "bucket": "bucket-1250000000", "region": "ap-chongqing", "key": "/dir/a.mp4", "cover_key": null,
            "session_key": "session", "secret_id": "AKIDtemporary", "secret_key": "key", "token": "token",
            "expiry": 4_000_000_000_u64, "sub_app_id": 7, "source_context": "context",
        },
        "stage": "sending",
        "cover_sent": null,
        "upload_id": "upload",
        "parts": [[1, 1 << 20, "b6d81b360a5672d80c27430f39153e2c", 7], [2, 1 << 20, "b6d81b360a5672d80c27430f39153e2c", 7]],
        "files": { "sent": [], "bytes": 0, "parts": 0, "key": null },
    });
    let mut samples = vec![state.to_string()];
    state["parts"] = json!([]);
    state["upload_id"] = json!(null);
    samples.push(state.to_string());
    state["files"] =
        json!({ "sent": [[0, 3], [5, 9]], "bytes": 90, "parts": 9, "key": "/dir/big.ts" });
    samples.push(state.to_string());
    state["stage"] = json!("sent");
    samples.push(state.to_string());
    samples
}

/// An upload of this source goes on from the first sample.
#[test]
fn the_sample_is_a_checkpoint_that_is_gone_on_from() {
    let wire = Wire::new(|request, _| match is_storage(request) {
        true => answered(request),
        false => HttpResponse::new(500, ""),
    });
    let kept = Kept(Arc::new(Mutex::new(Some(
        samples()[0].clone().into_bytes(),
    ))));
    let source = Source::reader(tokio::io::empty(), 3 << 20, "mp4");
    let upload = wire
        .client()
        .upload(source)
        .part_size(1 << 20)
        .checkpoint_in(kept);
    let error = runtime().block_on(upload.into_future()).unwrap_err();
    assert_eq!(error.step(), Some("read"), "{error}");
}

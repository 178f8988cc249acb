//! Uploads where tokio would panic: outside any runtime, and within one that lacks something.

use std::path::PathBuf;

use tokio::runtime::{Builder, Runtime};
use vod_sdk::mock::{CosFault, CosOperation};
use vod_sdk::upload::Source;
use vod_sdk::{Error, ErrorKind};

use crate::polled::polled;
use crate::rig::{MIB, Rig};

/// Where a future is polled.
enum Place {
    Nowhere,
    In(Runtime),
    /// On a runtime that was shut down.
    After(Runtime),
}

impl Place {
    fn run<T>(self, future: impl Future<Output = T>) -> T {
        match self {
            Self::Nowhere => polled(future),
            Self::In(runtime) => runtime.block_on(future),
            Self::After(runtime) => {
                let handle = runtime.handle().clone();
                drop(runtime);
                handle.block_on(future)
            }
        }
    }
}

fn full() -> Builder {
    let mut builder = Builder::new_multi_thread();
    builder.enable_all();
    builder
}

/// Each place where nothing can be uploaded, and what is said of it.
fn places() -> [(Place, &'static str); 4] {
    let bare = Builder::new_current_thread().build().unwrap();
    let without_io = Builder::new_current_thread().enable_time().build().unwrap();
    [
        (Place::Nowhere, "needs a tokio runtime"),
        (Place::In(bare), "no timers"),
        (Place::In(without_io), "no I/O"),
        (Place::After(full().build().unwrap()), "shut down"),
    ]
}

#[track_caller]
fn assert_refused(error: &Error, words: &str) {
    assert_eq!(error.kind(), ErrorKind::Config, "{error}");
    assert!(!error.is_retryable(), "{error}");
    assert!(!error.may_have_been_executed(), "{error}");
    assert!(error.to_string().contains(words), "{error}");
}

/// A rig, and a file of which some parts were sent.
async fn interrupted() -> (Rig, PathBuf) {
    let rig = Rig::start().await;
    let (file, _) = rig.file(9 * MIB);
    let fault = CosFault::error(CosOperation::UploadPart, 500, "InternalError");
    rig.server.cos().fail(fault.part(9).times(5));
    rig.resumable(&file).await.unwrap_err();
    assert_eq!(rig.server.cos().unfinished_uploads(), 1);
    (rig, file)
}

#[test]
fn an_upload_says_what_it_needs() {
    let runtime = full().build().unwrap();
    let rig = runtime.block_on(Rig::start());
    let (file, _) = rig.file(9 * MIB);
    for (place, words) in places() {
        let uploaded = place.run(rig.upload(Source::file(&file)).into_future());
        assert_refused(&uploaded.unwrap_err(), words);
    }
    let manifest = rig.folder.path().join("top.m3u8");
    std::fs::write(&manifest, "#EXTM3U").unwrap();
    for (place, words) in places() {
        let uploaded = place.run(rig.client.upload_manifest(&manifest).into_future());
        assert_refused(&uploaded.unwrap_err(), words);
    }
    assert!(rig.server.requests().is_empty());
}

#[test]
fn many_uploads_are_refused_one_by_one() {
    let runtime = full().build().unwrap();
    let rig = runtime.block_on(Rig::start());
    for (place, words) in places() {
        let mut many = rig.client.uploads();
        for key in ["one", "two"] {
            many.push(key, rig.upload(Source::bytes("media", "mp4")));
        }
        let errors = place.run(async {
            let mut errors = Vec::new();
            while let Some(uploaded) = many.next().await {
                errors.push(uploaded.unwrap_err());
            }
            errors
        });
        errors.iter().for_each(|error| assert_refused(error, words));
        let mut keys: Vec<_> = errors.iter().map(Error::upload_key).collect();
        keys.sort();
        assert_eq!(keys, [Some("one"), Some("two")]);
    }
    assert!(rig.server.requests().is_empty());
}

#[test]
fn what_was_sent_stays_where_it_can_be_neither_resumed_nor_aborted() {
    let runtime = full().build().unwrap();
    let (rig, file) = runtime.block_on(interrupted());
    for (place, words) in places() {
        let resumed = place.run(rig.resumable(&file).into_future());
        assert_refused(&resumed.unwrap_err(), words);
    }
    for (place, words) in places() {
        let aborted = place.run(rig.resumable(&file).abort());
        assert_refused(&aborted.unwrap_err(), words);
    }
    assert!(rig.checkpoint().exists());
    assert_eq!(rig.server.cos().unfinished_uploads(), 1);
    runtime.block_on(rig.resumable(&file).abort()).unwrap();
    assert!(!rig.checkpoint().exists());
    assert_eq!(rig.server.cos().unfinished_uploads(), 0);
}

#[test]
fn a_program_without_a_runtime_aborts() {
    let runtime = full().build().unwrap();
    let (rig, file) = runtime.block_on(interrupted());
    rig.resumable(&file).abort().send_blocking().unwrap();
    assert!(!rig.checkpoint().exists());
    assert_eq!(rig.server.cos().unfinished_uploads(), 0);
}

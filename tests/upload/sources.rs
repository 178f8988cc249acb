//! What can be uploaded, and with which parameters.

use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use futures_core::Stream;
use vod_sdk::ErrorKind;
use vod_sdk::mock::CosOperation;
use vod_sdk::upload::{Phase, Source};

use crate::rig::{MIB, Rig, media};

/// Gives bytes in pieces of odd sizes.
pub(crate) struct Pieces(pub(crate) Vec<u8>, pub(crate) usize);

impl Stream for Pieces {
    type Item = io::Result<bytes::Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let start = self.1;
        let end = self.0.len().min(start + 77_777);
        self.1 = end;
        let piece = bytes::Bytes::copy_from_slice(&self.0[start..end]);
        Poll::Ready((start < end).then_some(Ok(piece)))
    }
}

#[tokio::test]
async fn every_source_of_every_size_arrives_whole() {
    for size in [1, 8 * MIB - 1, 8 * MIB, 8 * MIB + 1, 20 * MIB] {
        let media = media(size);
        for kind in 0..4 {
            let rig = Rig::start().await;
            let source = match kind {
                0 => Source::file(rig.file(size).0),
                1 => Source::bytes(media.clone(), "mp4"),
                2 => Source::reader(io::Cursor::new(media.clone()), size as u64, "mp4"),
                _ => Source::stream(Pieces(media.clone(), 0), "mp4"),
            };
            let uploaded = rig.upload(source).await;
            rig.assert_stored(&uploaded, &media);
            let is_single = size < 8 * MIB || (size == 8 * MIB && kind != 3);
            let puts = rig.requests(CosOperation::PutObject).len();
            assert_eq!(puts == 1, is_single, "{size} {kind}");
            assert_eq!(rig.server.cos().bytes_stored_again(), 0);
        }
    }
}

#[tokio::test]
async fn the_service_is_asked_with_all_parameters() {
    let rig = Rig::start().await;
    let (file, _) = rig.file(100);
    let uploaded = rig
        .upload(Source::file(file))
        .media_name("A film")
        .procedure("LongVideoPreset")
        .cover(Source::bytes(&b"cover"[..], "JPG"))
        .sub_app_id(1)
        .class_id(7)
        .storage_region("ap-chongqing")
        .source_context("source")
        .session_context("session")
        .ext_info("ext")
        .expire_time("2030-01-01T00:00:00Z")
        .await
        .unwrap();
    assert!(uploaded.cover_url.is_some_and(|url| url.ends_with(".jpg")));
    assert_eq!(rig.server.cos().objects().len(), 2);
    let requests = rig.server.requests();
    let apply = requests[0].json();
    for (name, value) in [
        ("MediaType", "mp4"),
        ("MediaName", "A film"),
        ("CoverType", "jpg"),
        ("Procedure", "LongVideoPreset"),
        ("StorageRegion", "ap-chongqing"),
        ("SourceContext", "source"),
        ("SessionContext", "session"),
        ("ExtInfo", "ext"),
    ] {
        assert_eq!(apply[name], value, "{name}");
    }
    assert_eq!(apply["SubAppId"], 1);
    assert_eq!(apply["ClassId"], 7);
    assert!(apply["ExpireTime"].as_str().unwrap().starts_with("2030"));
    assert_eq!(requests[1].json()["SubAppId"], 1);
    assert_eq!(requests.len(), 2);
}

#[tokio::test]
async fn what_cannot_be_uploaded_is_refused_before_anything_is_sent() {
    let rig = Rig::start().await;
    let (file, _) = rig.file(0);
    let bytes = || Source::bytes(&b"x"[..], "mp4");
    let missing = rig.folder.path().join("missing.mp4");
    for (upload, kind, message) in [
        (
            rig.upload(Source::file(file)),
            ErrorKind::Request,
            "is empty",
        ),
        (
            rig.upload(Source::file(missing)),
            ErrorKind::Upload,
            "cannot be read",
        ),
        (
            rig.upload(Source::bytes(&b"x"[..], "")),
            ErrorKind::Request,
            "type",
        ),
        (
            rig.upload(bytes()).parallel(0),
            ErrorKind::Config,
            "1 to 32",
        ),
        (rig.upload(bytes()).part_size(1), ErrorKind::Config, "1 MiB"),
        (
            rig.upload(bytes())
                .cover(Source::bytes(media(17 * MIB), "png")),
            ErrorKind::Request,
            "cover",
        ),
        (
            rig.upload(bytes()).cover(Source::bytes(&b""[..], "png")),
            ErrorKind::Request,
            "cover",
        ),
    ] {
        let error = upload.await.unwrap_err();
        assert_eq!(error.kind(), kind, "{error}");
        assert!(error.to_string().contains(message), "{error}");
    }
    assert!(rig.server.requests().is_empty());
}

#[tokio::test]
async fn a_reader_that_is_not_as_long_as_said_is_refused() {
    for (said, message) in [
        (20 * MIB + 1, "too early"),
        (20 * MIB - 1, "more than that"),
        (100, "more than that"),
    ] {
        let rig = Rig::start().await;
        let reader = io::Cursor::new(media(20 * MIB));
        let upload = rig.upload(Source::reader(reader, said as u64, "mp4"));
        let error = upload.await.unwrap_err();
        assert_eq!(error.step(), Some("read"));
        assert!(error.to_string().contains(message), "{error}");
        assert_eq!(rig.server.cos().unfinished_uploads(), 0);
        assert_eq!(rig.server.cos().commits(), 0);
    }
}

#[tokio::test]
async fn progress_only_grows_and_is_not_told_too_often() {
    let rig = Rig::start().await;
    let (file, media) = rig.file(30 * MIB);
    let seen = Arc::new(Mutex::new(Vec::new()));
    let reports = Arc::clone(&seen);
    let uploaded = rig
        .upload(Source::file(file))
        .part_size(MIB as u64)
        .progress(move |progress| {
            let report = (Instant::now(), progress.clone());
            reports.lock().unwrap().push(report);
        })
        .await;
    rig.assert_stored(&uploaded, &media);
    let seen = seen.lock().unwrap();
    for pair in seen.windows(2) {
        assert!(pair[0].1.confirmed() <= pair[1].1.confirmed());
        assert!(pair[1].0 - pair[0].0 >= Duration::from_millis(45));
    }
    let (_, last) = seen.last().unwrap();
    assert_eq!(last.phase(), Phase::Done);
    assert_eq!((last.confirmed(), last.total()), (30 << 20, 30 << 20));
    assert_eq!((last.parts(), last.total_parts()), (30, Some(30)));
}

#[tokio::test]
async fn no_more_parts_are_on_their_way_than_asked_for() {
    for parallel in [1, 3] {
        let rig = Rig::start().await;
        let (file, media) = rig.file(10 * MIB);
        let upload = rig.upload(Source::file(file)).part_size(MIB as u64);
        let uploaded = upload.parallel(parallel).await;
        rig.assert_stored(&uploaded, &media);
        assert!(rig.server.cos().max_concurrency() <= parallel);
    }
}

#[test]
fn a_program_without_a_runtime_uploads() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let rig = runtime.block_on(Rig::start());
    let upload = rig.upload(Source::bytes(&b"media"[..], "mp4"));
    rig.assert_stored(&upload.send_blocking(), b"media");
}

//! What an upload tells: progress that is true, and errors that say what to do.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use vod_sdk::mock::{CosFault, CosOperation, Response};
use vod_sdk::upload::{Source, Upload};

use super::rig::{MIB, Rig};
use super::sources::Pieces;

const PART: CosOperation = CosOperation::UploadPart;

#[tokio::test]
async fn an_error_says_whether_another_run_helps() {
    let rig = Rig::start().await;
    let (file, _) = rig.file(9 * MIB);
    let nowhere = rig.folder.path().join("no folder").join("movie.mp4");
    let closed = "http://127.0.0.1:9";
    let to_nowhere = || rig.client.upload(Source::file(&file)).cos_endpoint(closed);
    const STAYS: &str = "(it would fail again until that is put right)";
    for (upload, is_retryable, end) in [
        (rig.upload(Source::file(&nowhere)), false, STAYS),
        (
            rig.upload(Source::file(&file)).checkpoint(&nowhere),
            false,
            STAYS,
        ),
        (to_nowhere(), true, "(it may pass: upload again)"),
        (
            to_nowhere().checkpoint(rig.checkpoint()),
            true,
            "(it may pass: upload again, which goes on with the same checkpoint)",
        ),
    ] {
        let error = upload.await.unwrap_err();
        assert_eq!(error.is_retryable(), is_retryable, "{error}");
        assert!(error.to_string().ends_with(end), "{error}");
        assert!(!error.to_string().contains("upload, upload"), "{error}");
    }
    assert_eq!(rig.server.cos().commits(), 0);
}

#[tokio::test]
async fn neither_a_clock_that_cos_does_not_take_nor_a_large_page_loses_anything() {
    let expired = "<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>";
    let page = format!("<html>{}</html>", "sign in ".repeat(1 << 20));
    for wrong in [
        CosFault::error(PART, 403, "RequestTimeTooSkewed"),
        CosFault::gateway(PART, 403, expired),
        CosFault::gateway(PART, 403, page),
    ] {
        clock_loses_nothing(wrong.part(5).times(4)).await;
    }
}

async fn clock_loses_nothing(wrong: CosFault) {
    let rig = Rig::start().await;
    let (file, media) = rig.file(9 * MIB);
    rig.server.cos().fail(wrong);
    let error = rig.resumable(&file).await.unwrap_err();
    assert!(error.is_retryable(), "{error}");
    assert_eq!(rig.server.cos().unfinished_uploads(), 1);
    let mut uploaded = rig.resumable(&file).await;
    for _ in 0..4 {
        if uploaded.is_err() {
            uploaded = rig.resumable(&file).await;
        }
    }
    rig.assert_stored(&uploaded, &media);
    assert_eq!(rig.server.cos().bytes_stored_again(), 0);
}

/// The bytes that are confirmed, and all, at each report.
type Reports = Arc<Mutex<Vec<(u64, u64)>>>;

/// An upload, and what it reports.
fn observed(upload: Upload) -> (Upload, Reports) {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let reports = Arc::clone(&seen);
    let upload = upload.progress(move |progress| {
        let report = (progress.confirmed(), progress.total());
        reports.lock().unwrap().push(report);
    });
    (upload, seen)
}

#[tokio::test]
async fn progress_is_not_less_in_the_next_run() {
    let rig = Rig::start().await;
    let (file, media) = rig.file(40 * MIB);
    let (mut runs, mut latest) = (0, 0);
    let uploaded = loop {
        let (upload, seen) = observed(rig.resumable(&file).parallel(2));
        let ended = tokio::time::timeout(Duration::from_millis(60), upload.into_future()).await;
        for (confirmed, _) in seen.lock().unwrap().iter().copied() {
            assert!(
                confirmed >= latest,
                "{confirmed} after {latest}, run {runs}"
            );
            latest = confirmed;
        }
        runs += 1;
        if let Ok(uploaded) = ended {
            break uploaded;
        }
        assert!(runs < 200, "it does not get on");
    };
    rig.assert_stored(&uploaded, &media);
    assert_eq!(latest, 40 << 20);
}

#[tokio::test]
async fn media_in_one_request_is_not_forgotten_by_the_next_run() {
    for is_stream in [false, true] {
        let rig = Rig::start().await;
        let (file, media) = rig.file(1_000);
        let cover = rig.folder.path().join("cover.jpg");
        std::fs::write(&cover, "c".repeat(100)).unwrap();
        let source = || match is_stream {
            false => Source::file(&file),
            true => Source::stream(Pieces(media.clone(), 0), "mp4"),
        };
        let upload = || {
            let upload = rig.upload(source()).cover(Source::file(&cover));
            upload.checkpoint(rig.checkpoint())
        };
        let refusal = Response::error("InternalError", "not now");
        (0..9).for_each(|_| rig.server.respond_once("CommitUpload", refusal.clone()));
        upload().await.unwrap_err();
        assert_eq!(rig.server.cos().commits(), 0);
        let (upload, seen) = observed(upload());
        let _ = upload.await;
        assert_eq!(seen.lock().unwrap()[0], (1_100, 1_100), "{is_stream}");
    }
}

#[tokio::test]
async fn the_total_of_a_stream_is_what_it_has_given() {
    for size in [10, 9 * MIB] {
        let rig = Rig::start().await;
        let source = Source::stream(Pieces(vec![7; size], 0), "mp4");
        let (upload, seen) = observed(rig.upload(source));
        upload.await.unwrap();
        let size = size as u64;
        assert_eq!(seen.lock().unwrap().last(), Some(&(size, size)));
    }
}

#[tokio::test]
async fn a_part_of_a_stream_that_is_sent_again_is_counted_once() {
    let rig = Rig::start().await;
    let size = 9 * MIB + 500;
    let upload = || {
        let source = Source::stream(Pieces(vec![7; size], 0), "mp4");
        let upload = rig.upload(source).part_size(MIB as u64);
        upload.checkpoint(rig.checkpoint())
    };
    // All is sent, and the last part, which is shorter than it could be, is sent again.
    let refusal = CosFault::gateway(CosOperation::CompleteMultipartUpload, 403, "sign in");
    rig.server.cos().fail(refusal);
    upload().await.unwrap_err();
    let (upload, seen) = observed(upload());
    upload.await.unwrap();
    let size = size as u64;
    assert_eq!(seen.lock().unwrap().last(), Some(&(size, size)));
}

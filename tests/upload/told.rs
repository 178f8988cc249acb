//! What an upload tells: progress that is true, and errors that say what to do.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use vod_sdk::mock::{CosFault, CosOperation};
use vod_sdk::upload::Source;

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
async fn a_clock_that_cos_does_not_take_loses_nothing() {
    let rig = Rig::start().await;
    let (file, media) = rig.file(9 * MIB);
    let wrong = || {
        CosFault::error(PART, 403, "RequestTimeTooSkewed")
            .part(5)
            .times(4)
    };
    rig.server.cos().fail(wrong());
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

#[tokio::test]
async fn progress_is_not_less_in_the_next_run() {
    let rig = Rig::start().await;
    let (file, media) = rig.file(40 * MIB);
    let (mut runs, mut latest) = (0, 0);
    let uploaded = loop {
        let seen = Arc::new(Mutex::new(Vec::new()));
        let reports = Arc::clone(&seen);
        let upload = rig.resumable(&file).parallel(2).progress(move |progress| {
            reports.lock().unwrap().push(progress.confirmed());
        });
        let ended = tokio::time::timeout(Duration::from_millis(60), upload.into_future()).await;
        for confirmed in seen.lock().unwrap().iter().copied() {
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
async fn the_total_of_a_stream_is_what_it_has_given() {
    for size in [10, 9 * MIB] {
        let rig = Rig::start().await;
        let seen = Arc::new(Mutex::new((0, 0)));
        let last = Arc::clone(&seen);
        let source = Source::stream(Pieces(vec![7; size], 0), "mp4");
        let upload = rig.upload(source).progress(move |progress| {
            *last.lock().unwrap() = (progress.confirmed(), progress.total());
        });
        upload.await.unwrap();
        let size = size as u64;
        assert_eq!(*seen.lock().unwrap(), (size, size));
    }
}

//! Uploads that are interrupted, and go on.

use std::future::{Future, IntoFuture, poll_fn};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::Poll;
use std::time::Duration;

use vod_sdk::ErrorKind;
use vod_sdk::mock::{CosFault, CosOperation};
use vod_sdk::upload::Source;

use crate::rig::{MIB, Rig, media};

use CosOperation::{CompleteMultipartUpload as COMPLETE, UploadPart as PART};

/// Lets requests of one kind pass, and then refuses all.
fn broken_after(operation: CosOperation, requests: u32) -> CosFault {
    CosFault::error(operation, 500, "InternalError")
        .after(requests)
        .times(99)
}

#[tokio::test]
async fn an_upload_that_failed_sends_only_what_is_missing() {
    let rig = Rig::start().await;
    let (file, media) = rig.file(12 * MIB);
    let fault = CosFault::error(PART, 500, "InternalError").part(8).times(5);
    rig.server.cos().fail(fault);
    let error = rig.resumable(&file).await.unwrap_err();
    assert_eq!(error.step(), Some("part 8"));
    assert!(error.is_retryable(), "{error}");
    assert!(rig.checkpoint().exists());
    let uploaded = rig.resumable(&file).await;
    rig.assert_stored(&uploaded, &media);
    assert_eq!(rig.server.cos().bytes_stored_again(), 0);
    let applied = rig.server.requests();
    let applied = applied
        .iter()
        .filter(|request| request.action() == "ApplyUpload");
    assert_eq!(applied.count(), 1);
}

/// The future is dropped after every number of requests, which is what a killed process leaves.
#[tokio::test]
async fn an_upload_that_is_dropped_anywhere_goes_on() {
    for cut in (0..24).step_by(2) {
        let rig = Rig::start().await;
        let (file, media) = rig.file(9 * MIB);
        let cos = rig.server.cos().clone();
        let mut upload = rig.resumable(&file).parallel(2).into_future();
        tokio::select! {
            uploaded = &mut upload => {
                rig.assert_stored(&uploaded, &media);
                continue;
            }
            () = async {
                while cos.requests().len() < cut {
                    tokio::time::sleep(Duration::from_micros(200)).await;
                }
            } => {}
        }
        drop(upload);
        tokio::time::sleep(Duration::from_millis(20)).await;
        let uploaded = rig.resumable(&file).await;
        rig.assert_stored(&uploaded, &media);
        assert_eq!(rig.server.cos().bytes_stored_again(), 0, "after {cut}");
    }
}

/// As one who gives up drops it: between any two of its steps, up to the last one, and goes on at once.
#[tokio::test]
async fn an_upload_that_is_dropped_after_any_step_is_done_once() {
    for steps in 1.. {
        let rig = Rig::start().await;
        let (file, media) = rig.file(MIB / 64);
        let mut upload = rig.resumable(&file).into_future();
        let mut left = steps;
        let uploaded = poll_fn(|context| {
            if left == 0 {
                return Poll::Ready(None);
            }
            left -= 1;
            Pin::new(&mut upload).poll(context).map(Some)
        });
        if let Some(uploaded) = uploaded.await {
            rig.assert_stored(&uploaded, &media);
            assert!(
                steps > 5,
                "{steps} steps are too few to drop it between them"
            );
            break;
        }
        drop(upload);
        let uploaded = rig.resumable(&file).await;
        rig.assert_stored(&uploaded, &media);
    }
}

#[tokio::test]
async fn a_source_that_changed_is_begun_anew() {
    let rig = Rig::start().await;
    let (file, _) = rig.file(9 * MIB);
    rig.server.cos().fail(broken_after(COMPLETE, 0).times(5));
    rig.resumable(&file).await.unwrap_err();
    let other = media(10 * MIB);
    std::fs::write(&file, &other).unwrap();
    let uploaded = rig.resumable(&file).await;
    rig.assert_stored(&uploaded, &other);
}

#[tokio::test]
async fn parts_are_listed_page_by_page() {
    let rig = Rig::start().await;
    rig.server.cos().set_page_size(2);
    let (file, media) = rig.file(9 * MIB);
    rig.server.cos().fail(broken_after(COMPLETE, 0).times(5));
    rig.resumable(&file).await.unwrap_err();
    let uploaded = rig.resumable(&file).await;
    rig.assert_stored(&uploaded, &media);
    assert_eq!(rig.server.cos().bytes_stored_again(), 0);
    assert!(rig.requests(CosOperation::ListParts).len() >= 5);
}

#[tokio::test]
async fn a_reader_is_resumed_if_it_gives_the_same() {
    for is_same in [true, false] {
        let rig = Rig::start().await;
        let mut bytes = media(9 * MIB);
        let upload = |bytes: &[u8]| {
            let reader = std::io::Cursor::new(bytes.to_vec());
            let source = Source::reader(reader, bytes.len() as u64, "mp4");
            let upload = rig.upload(source).part_size(MIB as u64);
            upload.checkpoint(rig.checkpoint()).into_future()
        };
        rig.server.cos().fail(broken_after(COMPLETE, 0).times(5));
        upload(&bytes).await.unwrap_err();
        if !is_same {
            bytes[2 * MIB] ^= 1;
        }
        let uploaded = upload(&bytes).await;
        match is_same {
            true => rig.assert_stored(&uploaded, &bytes),
            false => {
                let error = uploaded.unwrap_err();
                assert!(error.to_string().contains("has changed"), "{error}");
            }
        }
    }
}

#[tokio::test]
async fn keys_that_have_expired_begin_anew_only_if_asked_to() {
    let rig = Rig::start().await;
    let (file, media) = rig.file(9 * MIB);
    rig.server.cos().fail(broken_after(COMPLETE, 0).times(5));
    rig.resumable(&file).await.unwrap_err();
    rig.server.cos().expire_keys();
    for _ in 0..2 {
        let error = rig.resumable(&file).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Upload);
        assert_eq!(error.step(), Some("keys"), "{error}");
        assert!(rig.checkpoint().exists());
    }
    let reports = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&reports);
    let upload = rig.resumable(&file).restart_expired();
    let upload = upload.progress(move |progress| seen.lock().unwrap().push(progress.confirmed()));
    let uploaded = upload.await.unwrap();
    let (_, path) = uploaded.media_url.split_once(".com").unwrap();
    assert!(rig.server.cos().object(path).unwrap() == media);
    assert_eq!(rig.server.cos().commits(), 1);
    let reports = reports.lock().unwrap();
    assert!(reports.is_sorted(), "{reports:?}");
    assert_eq!(reports.last(), Some(&(9 << 20)));
}

#[tokio::test]
async fn keys_that_are_about_to_expire_send_nothing() {
    let rig = Rig::start().await;
    let (file, _) = rig.file(9 * MIB);
    rig.server.cos().set_key_lifetime(Duration::from_secs(61));
    rig.server.cos().fail(broken_after(COMPLETE, 0).times(5));
    rig.resumable(&file).await.unwrap_err();
    tokio::time::sleep(Duration::from_secs(2)).await;
    let sent = rig.server.cos().requests().len();
    let error = rig.resumable(&file).await.unwrap_err();
    assert_eq!(error.step(), Some("keys"), "{error}");
    // COS is asked for its time, and for nothing else.
    let asked = rig.server.cos().requests().split_off(sent);
    assert!(
        asked
            .iter()
            .all(|it| it.operation == CosOperation::ListParts)
    );
    assert_eq!(asked.len(), 1);
}

#[tokio::test]
async fn a_token_that_cos_repeats_is_not_printed() {
    let rig = Rig::start().await;
    let (file, _) = rig.file(9 * MIB);
    rig.server.cos().fail(broken_after(COMPLETE, 0).times(5));
    rig.resumable(&file).await.unwrap_err();
    let checkpoint: serde_json::Value =
        serde_json::from_slice(&std::fs::read(rig.checkpoint()).unwrap()).unwrap();
    let token = checkpoint["session"]["token"].as_str().unwrap();
    let encoded = token
        .replace('+', "%2B")
        .replace('/', "%2F")
        .replace('=', "%3D");
    for (status, body) in [
        (
            403,
            format!(
                "<Error><Code>SignatureDoesNotMatch</Code><StringToSign>sha1</StringToSign>\
                 <FormatString>x-cos-security-token={encoded}</FormatString></Error>"
            ),
        ),
        (403, format!("<html>{token}</html>")),
    ] {
        rig.server
            .cos()
            .fail(CosFault::gateway(CosOperation::ListParts, status, body));
        let error = rig.resumable(&file).await;
        let printed = match error {
            Err(error) => format!("{error} {error:?}"),
            Ok(_) => continue,
        };
        assert!(
            !printed.contains(token) && !printed.contains(&encoded),
            "{printed}"
        );
        assert!(
            printed.contains("x-cos-security-token=[redacted]"),
            "{printed}"
        );
    }
}

#[tokio::test]
async fn an_upload_is_aborted() {
    let rig = Rig::start().await;
    let (file, _) = rig.file(9 * MIB);
    rig.resumable(&file).abort().await.unwrap();
    rig.server.cos().fail(broken_after(COMPLETE, 0).times(5));
    rig.resumable(&file).await.unwrap_err();
    assert_eq!(rig.server.cos().unfinished_uploads(), 1);
    rig.resumable(&file).abort().await.unwrap();
    assert_eq!(rig.server.cos().unfinished_uploads(), 0);
    assert!(!rig.checkpoint().exists());
}

#[cfg(unix)]
#[tokio::test]
async fn a_checkpoint_is_private_and_what_is_none_is_refused() {
    use std::os::unix::fs::PermissionsExt;

    let rig = Rig::start().await;
    let (file, _) = rig.file(9 * MIB);
    rig.server.cos().fail(broken_after(COMPLETE, 0).times(5));
    rig.resumable(&file).await.unwrap_err();
    let mode = std::fs::metadata(rig.checkpoint())
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
    std::fs::write(rig.checkpoint(), "something else").unwrap();
    let error = rig.resumable(&file).await.unwrap_err();
    assert_eq!(error.step(), Some("checkpoint"));
    assert!(rig.server.cos().objects().is_empty());
}

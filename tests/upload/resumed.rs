//! Uploads that are interrupted, and go on.

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
    rig.server.cos().set_key_lifetime(Duration::from_secs(61));
    rig.server.cos().fail(broken_after(PART, 4));
    rig.resumable(&file).await.unwrap_err();
    tokio::time::sleep(Duration::from_secs(2)).await;
    let error = rig.resumable(&file).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Upload);
    assert_eq!(error.step(), Some("keys"), "{error}");
    rig.server
        .cos()
        .set_key_lifetime(Duration::from_secs(7_200));
    // What is left of the fault is used up by the parts that are sent now.
    let mut tries = 0;
    let uploaded = loop {
        match rig.resumable(&file).restart_expired().await {
            Err(error)
                if error.step().is_some_and(|step| step.starts_with("part")) && tries < 30 =>
            {
                tries += 1;
            }
            uploaded => break uploaded,
        }
    };
    let path = uploaded.unwrap().media_url;
    let (_, path) = path.split_once(".com").unwrap();
    assert!(rig.server.cos().object(path).unwrap() == media);
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

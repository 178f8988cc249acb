//! What a failure leaves: an upload that can go on is kept, whatever the failure was.

use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use futures_core::Stream;
use vod_sdk::mock::{CosFault, CosOperation};
use vod_sdk::upload::{Checkpoint, Source};
use vod_sdk::{Client, ErrorKind};

use crate::rig::{MIB, Rig, media};

use CosOperation::{
    AbortMultipartUpload as ABORT, CompleteMultipartUpload as COMPLETE, ListParts as LIST,
    PutObject as PUT, UploadPart as PART,
};

/// A stream that gives pieces of a MiB, and breaks off where it is told to.
struct Breaking(Vec<u8>, usize, Option<usize>);

impl Stream for Breaking {
    type Item = io::Result<bytes::Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let start = self.1;
        if self.2.is_some_and(|end| start >= end) {
            return Poll::Ready(Some(Err(io::ErrorKind::ConnectionReset.into())));
        }
        let end = self.0.len().min(start + MIB);
        self.1 = end;
        let piece = bytes::Bytes::copy_from_slice(&self.0[start..end]);
        Poll::Ready((start < end).then_some(Ok(piece)))
    }
}

#[tokio::test]
async fn a_source_that_breaks_off_is_gone_on_with() {
    for is_stream in [true, false] {
        let (rig, media) = (Rig::start().await, media(20 * MIB));
        let upload = |end: Option<usize>| {
            let source = match (is_stream, end) {
                (true, end) => Source::stream(Breaking(media.clone(), 0, end), "mp4"),
                (false, end) => {
                    let given = media[..end.unwrap_or(media.len())].to_vec();
                    Source::reader(io::Cursor::new(given), media.len() as u64, "mp4")
                }
            };
            let upload = rig.upload(source).part_size(MIB as u64);
            upload.checkpoint(rig.checkpoint()).into_future()
        };
        let error = upload(Some(15 * MIB)).await.unwrap_err();
        assert_eq!(
            (error.step(), error.is_retryable()),
            (Some("read"), true),
            "{error}"
        );
        assert!(rig.checkpoint().exists());
        let uploaded = upload(None).await;
        rig.assert_stored(&uploaded, &media);
        assert_eq!(rig.server.cos().bytes_stored_again(), 0);
    }
}

/// A checkpoint on a disk that is full for a while.
#[derive(Debug, Default)]
struct FullDisk {
    state: Mutex<Option<Vec<u8>>>,
    saves: AtomicU32,
}

impl Checkpoint for FullDisk {
    fn load(&self) -> io::Result<Option<Vec<u8>>> {
        Ok(self.state.lock().unwrap().clone())
    }

    fn save(&self, state: &[u8]) -> io::Result<()> {
        if self.saves.fetch_add(1, Ordering::Relaxed) == 4 {
            return Err(io::ErrorKind::StorageFull.into());
        }
        *self.state.lock().unwrap() = Some(state.to_vec());
        Ok(())
    }

    fn remove(&self) -> io::Result<()> {
        *self.state.lock().unwrap() = None;
        Ok(())
    }
}

#[tokio::test]
async fn a_checkpoint_that_cannot_be_written_loses_nothing() {
    let (rig, disk) = (Rig::start().await, Arc::new(FullDisk::default()));
    let (file, media) = rig.file(12 * MIB);
    let upload = || {
        let upload = rig.upload(Source::file(&file)).part_size(MIB as u64);
        let shared: Arc<dyn Checkpoint> = disk.clone();
        let chosen: Box<dyn Checkpoint> = Box::new(shared);
        upload.checkpoint_in(chosen).into_future()
    };
    let error = upload().await.unwrap_err();
    assert_eq!(error.step(), Some("checkpoint"), "{error}");
    assert!(error.is_retryable(), "{error}");
    let uploaded = upload().await;
    rig.assert_stored(&uploaded, &media);
    assert_eq!(rig.server.cos().bytes_stored_again(), 0);
    assert!(disk.state.lock().unwrap().is_none());
}

#[tokio::test]
async fn what_something_on_the_way_says_is_not_final() {
    let page = "<html>Please log in</html>";
    for (operation, status) in [
        (PART, 301),
        (PART, 403),
        (PART, 451),
        (PUT, 403),
        (PUT, 400),
    ] {
        let rig = Rig::start().await;
        let (file, media) = rig.file(if operation == PUT { MIB } else { 9 * MIB });
        rig.server
            .cos()
            .fail(CosFault::gateway(operation, status, page));
        let error = rig.resumable(&file).await.unwrap_err();
        assert!(error.is_retryable(), "{error}");
        let uploaded = rig.resumable(&file).await;
        rig.assert_stored(&uploaded, &media);
        assert_eq!(rig.server.cos().bytes_stored_again(), 0);
    }
}

#[tokio::test]
async fn the_checkpoint_stays_until_the_parts_are_removed() {
    let rig = Rig::start().await;
    let (file, _) = rig.file(9 * MIB);
    rig.server
        .cos()
        .fail(CosFault::error(PART, 400, "EntityTooLarge").part(3));
    rig.server
        .cos()
        .fail(CosFault::error(ABORT, 500, "InternalError").times(5));
    let error = rig.resumable(&file).await.unwrap_err();
    assert!(!error.is_retryable(), "{error}");
    assert_eq!(rig.server.cos().unfinished_uploads(), 1);
    assert!(rig.checkpoint().exists());
    rig.resumable(&file).abort().await.unwrap();
    assert_eq!(rig.server.cos().unfinished_uploads(), 0);
    assert!(!rig.checkpoint().exists());
}

#[tokio::test]
async fn an_older_object_under_the_same_name_is_replaced() {
    let rig = Rig::start().await;
    let (file, old) = rig.file(9 * MIB);
    let upload = || rig.resumable(&file).media_storage_path("/films/a.mp4");
    upload().await.unwrap();
    let new = media(10 * MIB);
    assert_ne!(old, new);
    std::fs::write(&file, &new).unwrap();
    rig.server
        .cos()
        .fail(CosFault::error(COMPLETE, 500, "InternalError"));
    upload().await.unwrap();
    assert!(rig.server.cos().object("/films/a.mp4").unwrap() == new);
}

#[tokio::test]
async fn another_reader_is_not_taken_for_the_one_that_was_sent() {
    for is_same in [true, false] {
        let rig = Rig::start().await;
        let mut bytes = media(9 * MIB);
        let upload = |bytes: &[u8]| {
            let source = Source::stream(Breaking(bytes.to_vec(), 0, None), "mp4");
            let upload = rig.upload(source).part_size(MIB as u64);
            upload.checkpoint(rig.checkpoint()).into_future()
        };
        // All is sent, and the commit fails for good.
        let refusal = vod_sdk::mock::Response::error("UnauthorizedOperation", "Not now.");
        rig.server.respond_once("CommitUpload", refusal);
        upload(&bytes).await.unwrap_err();
        if !is_same {
            bytes[0] ^= 1;
        }
        match (is_same, upload(&bytes).await) {
            (true, uploaded) => rig.assert_stored(&uploaded, &bytes),
            (false, uploaded) => {
                let error = uploaded.unwrap_err();
                assert!(error.to_string().contains("has changed"), "{error}");
            }
        }
    }
}

#[tokio::test]
async fn a_clock_that_is_ahead_does_not_end_the_keys() {
    let rig = Rig::start().await;
    rig.server.set_clock_offset(-3 * 3_600);
    let (file, media) = rig.file(9 * MIB);
    rig.server
        .cos()
        .fail(CosFault::error(COMPLETE, 500, "InternalError").times(5));
    rig.resumable(&file).await.unwrap_err();
    // Another process has another client, which does not know the service's time yet.
    let client = Client::builder()
        .credential(rig.server.credential())
        .endpoint(rig.server.endpoint())
        .build()
        .unwrap();
    let upload = client
        .upload(Source::file(&file))
        .cos_endpoint(rig.server.endpoint())
        .part_size(MIB as u64)
        .checkpoint(rig.checkpoint());
    let uploaded = upload.await;
    rig.assert_stored(&uploaded, &media);
    assert_eq!(rig.server.cos().bytes_stored_again(), 0);
}

#[tokio::test]
async fn patience_is_no_attempt() {
    let rig = Rig::start().await;
    let (file, media) = rig.file(9 * MIB);
    rig.server
        .cos()
        .fail(CosFault::error(PART, 503, "SlowDown").part(2).times(4));
    rig.server.cos().fail(CosFault::cut(PART).part(2).times(4));
    let uploaded = rig.resumable(&file).await;
    rig.assert_stored(&uploaded, &media);
}

#[tokio::test]
async fn a_success_that_names_no_object_is_none() {
    let rig = Rig::start().await;
    rig.server
        .cos()
        .fail(CosFault::gateway(PUT, 200, "<html>Welcome</html>"));
    let cover = Source::bytes(&b"cover"[..], "jpg");
    let uploaded = rig
        .upload(Source::bytes(&b"media"[..], "mp4"))
        .cover(cover)
        .await;
    uploaded.unwrap();
    assert_eq!(rig.requests(PUT).len(), 3);
    assert_eq!(rig.server.cos().objects().len(), 2);
}

#[tokio::test]
async fn a_failure_of_the_cover_says_so_and_another_cover_is_sent() {
    let rig = Rig::start().await;
    let (file, media) = rig.file(9 * MIB);
    let upload = |cover: &'static [u8]| rig.resumable(&file).cover(Source::bytes(cover, "jpg"));
    rig.server
        .cos()
        .fail(CosFault::error(PUT, 400, "ExpiredToken"));
    let error = upload(b"one").await.unwrap_err();
    assert_eq!(error.step(), Some("keys"), "{error}");
    rig.server
        .cos()
        .fail(CosFault::error(PUT, 500, "InternalError").times(5));
    let error = upload(b"one").await.unwrap_err();
    assert_eq!(error.step(), Some("cover"), "{error}");
    rig.server
        .cos()
        .fail(CosFault::error(COMPLETE, 500, "InternalError").times(5));
    upload(b"one").await.unwrap_err();
    let uploaded = upload(b"two").await.unwrap();
    let (_, path) = uploaded
        .cover_url
        .as_ref()
        .unwrap()
        .split_once(".com")
        .unwrap();
    assert_eq!(&rig.server.cos().object(path).unwrap()[..], b"two");
    rig.assert_stored(&Ok(uploaded), &media);
}

#[tokio::test]
async fn what_cos_has_lost_is_sent_again_without_a_checkpoint() {
    let rig = Rig::start().await;
    let (file, media) = rig.file(9 * MIB);
    let upload = || rig.upload(Source::file(&file)).part_size(MIB as u64);
    rig.server
        .cos()
        .fail(CosFault::error(PART, 404, "NoSuchUpload").part(3));
    let uploaded = upload().await;
    rig.assert_stored(&uploaded, &media);
    // Where the keys do not permit to list the parts, all are.
    let rig = Rig::start().await;
    let (file, media) = rig.file(9 * MIB);
    rig.server
        .cos()
        .fail(CosFault::error(LIST, 403, "AccessDenied").times(9));
    rig.server
        .cos()
        .fail(CosFault::error(COMPLETE, 400, "InvalidPart"));
    let upload = rig.upload(Source::file(&file)).part_size(MIB as u64);
    let uploaded = upload.await;
    rig.assert_stored(&uploaded, &media);
    assert_eq!(rig.requests(PART).len(), 18);
}

#[tokio::test]
async fn a_reader_whose_keys_expire_says_so() {
    let rig = Rig::start().await;
    rig.server
        .cos()
        .fail(CosFault::error(PART, 400, "ExpiredToken").part(2));
    let source = Source::reader(io::Cursor::new(media(9 * MIB)), 9 * MIB as u64, "mp4");
    let error = rig.upload(source).restart_expired().await.unwrap_err();
    assert_eq!(error.step(), Some("keys"), "{error}");
}

#[tokio::test]
async fn the_media_is_not_taken_for_its_checkpoint() {
    let rig = Rig::start().await;
    let (file, media) = rig.file(20 * MIB);
    let upload = rig.upload(Source::file(&file));
    let error = upload.checkpoint(&file).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.step()),
        (ErrorKind::Request, Some("check")),
        "{error}"
    );
    let other = rig.folder.path().join("other.mp4");
    std::fs::write(&other, "x").unwrap();
    let upload = rig.upload(Source::file(&other));
    let error = upload.checkpoint(&file).await.unwrap_err();
    assert!(
        error.to_string().contains("too large for a checkpoint"),
        "{error}"
    );
    assert!(std::fs::read(&file).unwrap() == media);
    assert!(rig.server.requests().is_empty());
}

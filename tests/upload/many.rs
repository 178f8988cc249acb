//! Many uploads with one limit.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::time::{Duration, Instant};

use futures_core::Stream;
use vod_sdk::mock::CosOperation;
use vod_sdk::upload::{Source, Uploaded, Uploads};
use vod_sdk::{Error, ErrorKind};

use crate::rig::{MIB, Rig, media};

/// Uploads of so many pieces of media, whose keys are their numbers.
fn uploads(rig: &Rig, number: usize, bytes: usize) -> Uploads {
    let mut uploads = rig.client.uploads();
    for index in 0..number {
        let source = Source::bytes(media(bytes + index), "mp4");
        let upload = rig.upload(source).part_size(MIB as u64);
        uploads.push(index.to_string(), upload);
    }
    uploads
}

type Results = BTreeMap<String, Result<Uploaded, Error>>;

async fn all(uploads: &mut Uploads) -> Results {
    let mut results = Results::new();
    while let Some(result) = uploads.next().await {
        let key = match &result {
            Ok(uploaded) => uploaded.key.clone(),
            Err(error) => error.upload_key().map(str::to_owned),
        };
        assert!(results.insert(key.unwrap(), result).is_none());
    }
    results
}

#[track_caller]
fn assert_stored(rig: &Rig, uploaded: &Uploaded, media: &[u8]) {
    let (_, path) = uploaded.media_url.split_once(".com").unwrap();
    assert!(rig.server.cos().object(path).unwrap() == media);
}

#[tokio::test]
async fn all_are_uploaded_over_so_many_connections() {
    for connections in [1, 3] {
        let rig = Rig::start().await;
        let mut many = uploads(&rig, 6, 9 * MIB).connections(connections);
        let results = all(&mut many).await;
        assert_eq!(results.len(), 6);
        for (key, uploaded) in results {
            let index: usize = key.parse().unwrap();
            assert_stored(&rig, &uploaded.unwrap(), &media(9 * MIB + index));
        }
        assert!(rig.server.cos().max_concurrency() <= connections);
    }
}

#[tokio::test]
async fn one_failure_stops_no_other_and_more_can_follow() {
    let rig = Rig::start().await;
    let mut many = uploads(&rig, 3, 100).concurrency(1);
    many.push("none", rig.upload(Source::file("no-such.mp4")));
    let broken = rig.upload(Source::bytes(media(200), "mp4"));
    many.push(
        "broken",
        broken.progress(|_| panic!("a report that panics")),
    );
    many.push("last", rig.upload(Source::bytes(media(300), "mp4")));
    let results = all(&mut many).await;
    assert_eq!(results.len(), 6);
    let failed: Vec<&str> = results
        .iter()
        .filter(|(_, result)| result.is_err())
        .map(|(key, _)| &**key)
        .collect();
    assert_eq!(failed, ["broken", "none"]);
    let perhaps = |key: &str| results[key].as_ref().unwrap_err().may_have_been_executed();
    assert_eq!((perhaps("broken"), perhaps("none")), (true, false));
    assert_eq!(results["none"].as_ref().unwrap_err().step(), Some("read"));
    many.push("later", rig.upload(Source::bytes(media(400), "mp4")));
    let later = all(&mut many).await;
    assert_stored(&rig, later["later"].as_ref().unwrap(), &media(400));
}

#[tokio::test]
async fn numbers_out_of_range_are_refused_before_anything_is_sent() {
    let rig = Rig::start().await;
    let many = || uploads(&rig, 2, 100);
    for (mut many, words) in [
        (many().concurrency(0), "concurrency(0)"),
        (many().connections(0), "connections(0)"),
        (many().connections(1_025), "connections(1025)"),
        (many().bytes_per_second(0), "bytes_per_second(0)"),
    ] {
        let results = all(&mut many).await;
        assert_eq!(results.len(), 2);
        for result in results.values() {
            let error = result.as_ref().unwrap_err();
            assert_eq!(
                (error.kind(), error.step()),
                (ErrorKind::Config, Some("check"))
            );
            assert!(error.to_string().contains(words), "{error}");
        }
    }
    assert!(rig.server.requests().is_empty());
    let mut many = many().connections(1_024).concurrency(usize::MAX);
    assert!(all(&mut many).await.values().all(Result::is_ok));
}

#[tokio::test]
async fn bandwidth_is_that_of_all_together() {
    let rig = Rig::start().await;
    let mut many = uploads(&rig, 4, MIB).bytes_per_second(4 * MIB as u64);
    let began = Instant::now();
    assert!(all(&mut many).await.values().all(Result::is_ok));
    // The last of four has waited for three quarters of a second.
    assert!(
        began.elapsed() >= Duration::from_millis(740),
        "{:?}",
        began.elapsed()
    );
}

#[tokio::test]
async fn dropping_stops_all() {
    let rig = Rig::start().await;
    let mut many = uploads(&rig, 4, 9 * MIB).bytes_per_second(4 * MIB as u64);
    let first = tokio::time::timeout(Duration::from_millis(600), many.next()).await;
    assert!(first.is_err());
    drop(many);
    tokio::time::sleep(Duration::from_millis(100)).await;
    let sent = rig.requests(CosOperation::UploadPart).len();
    assert!((1..36).contains(&sent), "{sent}");
    tokio::time::sleep(Duration::from_millis(900)).await;
    assert_eq!(rig.requests(CosOperation::UploadPart).len(), sent);
}

#[test]
fn a_program_without_a_runtime_uploads_many() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    let rig = runtime.block_on(Rig::start());
    let results: Result<Vec<Uploaded>, Error> = uploads(&rig, 3, 100).blocking().collect();
    assert_eq!(results.unwrap().len(), 3);
    assert_eq!(rig.server.cos().commits(), 3);
}

#[tokio::test]
async fn results_are_a_stream() {
    let rig = Rig::start().await;
    let mut many = uploads(&rig, 2, 100);
    let next = std::future::poll_fn(|context| Pin::new(&mut many).poll_next(context));
    assert!(next.await.unwrap().is_ok());
}

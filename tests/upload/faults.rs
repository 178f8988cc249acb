//! What goes wrong at COS, and what an upload makes of it.

use std::time::{Duration, Instant};

use vod_sdk::ErrorKind;
use vod_sdk::mock::{CosFault, CosOperation, Response};
use vod_sdk::upload::Source;

use crate::rig::{MIB, Rig};

use CosOperation::{
    CompleteMultipartUpload as COMPLETE, HeadObject as HEAD, InitiateMultipartUpload as INITIATE,
    ListParts as LIST, PutObject as PUT, UploadPart as PART,
};

/// Faults that an upload survives, whatever is uploaded.
fn survived() -> Vec<(&'static str, CosFault)> {
    vec![
        (
            "the third part is cut twice",
            CosFault::cut(PART).part(3).times(2),
        ),
        ("a part's reply is lost", CosFault::lost(PART).part(2)),
        (
            "a part fails within",
            CosFault::error(PART, 500, "InternalError").times(3),
        ),
        (
            "a part is refused for speed",
            CosFault::error(PART, 503, "SlowDown").times(3),
        ),
        (
            "a part was too slow",
            CosFault::error(PART, 400, "RequestTimeout"),
        ),
        (
            "a part was changed on the way",
            CosFault::error(PART, 400, "BadDigest"),
        ),
        (
            "a part is in conflict, and stored",
            CosFault::done_but(PART, 409, "UploadConflict"),
        ),
        (
            "a part is in conflict",
            CosFault::error(PART, 409, "PathConflict"),
        ),
        (
            "a gateway fails",
            CosFault::gateway(PART, 502, "<html>Bad gateway</html>"),
        ),
        ("a part has another checksum", CosFault::wrong_crc(PART)),
        (
            "a bit of a part is flipped",
            CosFault::flipped(PART).part(2),
        ),
        (
            "connections are closed behind each reply",
            CosFault::late(PART, Duration::ZERO).closing().times(20),
        ),
        ("a part has another digest", CosFault::wrong_etag(PART)),
        ("the beginning is lost", CosFault::lost(INITIATE)),
        (
            "the beginning cannot be read",
            CosFault::body(INITIATE, "<Oops/>"),
        ),
        ("the completion is lost", CosFault::lost(COMPLETE)),
        (
            "the completion fails",
            CosFault::error(COMPLETE, 503, "ServiceUnavailable"),
        ),
        (
            "the completion is done but fails",
            CosFault::done_but(COMPLETE, 500, "InternalError"),
        ),
        (
            "the completion is in conflict",
            CosFault::error(COMPLETE, 409, "InvalidUploadStatus"),
        ),
        (
            "the completion comes late",
            CosFault::late(COMPLETE, Duration::ZERO).behind_blanks(4),
        ),
        (
            "the completion fails late",
            CosFault::error(COMPLETE, 500, "InternalError").behind_blanks(4),
        ),
        (
            "the completion is cut late",
            CosFault::late(COMPLETE, Duration::ZERO)
                .behind_blanks(4)
                .cut_before_body(),
        ),
        ("the completion says nothing", CosFault::body(COMPLETE, "")),
        (
            "the completion has no ETag",
            CosFault::body(COMPLETE, "<CompleteMultipartUploadResult/>"),
        ),
        (
            "a part has gone",
            CosFault::error(COMPLETE, 400, "InvalidPart"),
        ),
    ]
}

#[tokio::test]
async fn an_upload_in_parts_survives_every_fault_that_passes() {
    for (name, fault) in survived() {
        let rig = Rig::start().await;
        let (file, media) = rig.file(9 * MIB);
        rig.server.cos().fail(fault);
        let upload = rig.upload(Source::file(file)).part_size(MIB as u64);
        let uploaded = tokio::time::timeout(Duration::from_secs(60), upload.into_future()).await;
        let uploaded = uploaded.unwrap_or_else(|_| panic!("{name}: without end"));
        assert!(uploaded.is_ok(), "{name}: {uploaded:?}");
        let (_, path) = uploaded
            .as_ref()
            .unwrap()
            .media_url
            .split_once(".com")
            .unwrap();
        let object = rig.server.cos().object(path).unwrap();
        assert!(object == media, "{name}");
        assert_eq!(rig.server.cos().commits(), 1, "{name}");
    }
}

/// It takes as long as an upload waits for a connection on which nothing moves: half a minute.
#[tokio::test]
async fn a_part_that_stalls_is_sent_again() {
    let rig = Rig::start().await;
    let (file, media) = rig.file(9 * MIB);
    rig.server.cos().fail(CosFault::stalled(PART).part(2));
    let began = Instant::now();
    let upload = rig.upload(Source::file(file)).part_size(MIB as u64);
    let uploaded = upload.await;
    rig.assert_stored(&uploaded, &media);
    let elapsed = began.elapsed();
    assert!(elapsed >= Duration::from_secs(25), "{elapsed:?}");
}

#[tokio::test]
async fn an_upload_in_one_request_survives_every_fault_that_passes() {
    for fault in [
        CosFault::cut(PUT).times(2),
        CosFault::lost(PUT),
        CosFault::error(PUT, 500, "InternalError"),
        CosFault::error(PUT, 503, "SlowDown"),
        CosFault::error(PUT, 400, "IncompleteBody"),
        CosFault::error(PUT, 400, "BadDigest"),
        CosFault::done_but(PUT, 409, "PathConflict"),
        CosFault::error(PUT, 409, "PathConflict"),
        CosFault::wrong_crc(PUT),
    ] {
        let rig = Rig::start().await;
        rig.server.cos().fail(fault);
        let uploaded = rig.upload(Source::bytes(&b"media"[..], "mp4")).await;
        rig.assert_stored(&uploaded, b"media");
    }
}

#[tokio::test]
async fn an_error_says_what_failed_and_leaves_nothing() {
    for (fault, step, code, requests) in [
        (
            CosFault::error(PART, 403, "AccessDenied").part(2),
            "part 2",
            "AccessDenied",
            1,
        ),
        (
            CosFault::error(PART, 400, "EntityTooLarge").part(2),
            "part 2",
            "EntityTooLarge",
            1,
        ),
        (
            CosFault::error(INITIATE, 402, "PaymentRequired"),
            "begin",
            "PaymentRequired",
            1,
        ),
        (
            CosFault::error(PART, 500, "InternalError")
                .part(2)
                .times(99),
            "part 2",
            "InternalError",
            5,
        ),
    ] {
        let rig = Rig::start().await;
        let (file, _) = rig.file(9 * MIB);
        rig.server.cos().fail(fault);
        let upload = rig.upload(Source::file(file)).part_size(MIB as u64);
        let error = upload.await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Upload);
        assert_eq!(
            (error.step(), error.code()),
            (Some(step), Some(code)),
            "{error}"
        );
        let id = error.request_id().unwrap();
        assert!(error.to_string().contains(id), "{error}");
        let failed = rig.server.cos().requests();
        let failed = failed
            .iter()
            .filter(|record| record.code.as_deref() == Some(code));
        assert_eq!(failed.count(), requests, "{error}");
        assert_eq!(rig.server.cos().unfinished_uploads(), 0, "{error}");
        assert_eq!(rig.server.cos().commits(), 0);
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let rig = Rig::start().await;
    rig.server.cos().fail(CosFault::gateway(PUT, 301, ""));
    let error = rig
        .upload(Source::bytes(&b"media"[..], "mp4"))
        .await
        .unwrap_err();
    assert!(
        error
            .to_string()
            .contains("redirects to \"http://127.0.0.1:9/elsewhere\""),
        "{error}"
    );
    assert_eq!(rig.server.cos().requests().len(), 1);
}

#[tokio::test]
async fn wrong_bytes_are_never_committed() {
    let rig = Rig::start().await;
    let (file, _) = rig.file(9 * MIB);
    rig.server.cos().fail(CosFault::wrong_crc(COMPLETE));
    let error = rig.upload(Source::file(file)).await.unwrap_err();
    assert_eq!(error.step(), Some("completion"));
    assert!(error.to_string().contains("checksum differs"), "{error}");
    assert_eq!(rig.server.cos().commits(), 0);
}

#[tokio::test]
async fn what_the_keys_do_not_permit_to_ask_is_not_needed() {
    let rig = Rig::start().await;
    let (file, media) = rig.file(9 * MIB);
    let refused = |operation| CosFault::error(operation, 403, "AccessDenied").times(99);
    rig.server.cos().fail(refused(HEAD));
    rig.server.cos().fail(refused(LIST));
    rig.server.cos().fail(CosFault::lost(COMPLETE));
    let uploaded = rig.upload(Source::file(file)).part_size(MIB as u64).await;
    rig.assert_stored(&uploaded, &media);
}

#[tokio::test]
async fn a_clock_that_is_wrong_is_corrected() {
    for seconds in [-3_600, 3_600, 40_000] {
        let rig = Rig::start().await;
        rig.server.set_clock_offset(seconds);
        let (file, media) = rig.file(9 * MIB);
        let uploaded = rig.upload(Source::file(file)).await;
        rig.assert_stored(&uploaded, &media);
    }
}

#[tokio::test]
async fn storage_that_is_overloaded_is_waited_for() {
    let rig = Rig::start().await;
    let (file, media) = rig.file(9 * MIB);
    rig.server
        .cos()
        .fail(CosFault::error(PART, 503, "SlowDown").times(12));
    let began = Instant::now();
    let uploaded = rig.upload(Source::file(file)).part_size(MIB as u64).await;
    rig.assert_stored(&uploaded, &media);
    assert!(began.elapsed() > Duration::from_millis(100));
}

#[tokio::test]
async fn a_commit_whose_response_is_lost_is_found() {
    for (is_refused, lost, is_recovered) in [
        // The client repeats the commit, which the service takes for the same or refuses.
        (false, 1, false),
        (true, 1, true),
        // None of the repetitions has a response either.
        (false, 3, true),
    ] {
        let rig = Rig::start().await;
        if is_refused {
            rig.server.cos().refuse_repeated_commits();
        }
        rig.server.cos().lose_commits(lost);
        let uploaded = rig.upload(Source::bytes(&b"media"[..], "mp4")).await;
        rig.assert_stored(&uploaded, b"media");
        assert_eq!(
            uploaded.unwrap().recovered,
            is_recovered,
            "{is_refused} {lost}"
        );
    }
}

#[tokio::test]
async fn an_application_that_fails_is_repeated() {
    let rig = Rig::start().await;
    rig.server.respond_once("ApplyUpload", Response::close());
    rig.server
        .respond_once("ApplyUpload", Response::error("InternalError", "Again."));
    let uploaded = rig.upload(Source::bytes(&b"media"[..], "mp4")).await;
    rig.assert_stored(&uploaded, b"media");
    rig.server.respond(
        "ApplyUpload",
        Response::error("InvalidParameterValue.MediaType", "No."),
    );
    let error = rig
        .upload(Source::bytes(&b"media"[..], "xyz"))
        .await
        .unwrap_err();
    assert_eq!(error.step(), Some("apply"));
    assert_eq!(error.code(), Some("InvalidParameterValue.MediaType"));
}

#[tokio::test]
async fn keys_that_expire_say_what_is_left() {
    let rig = Rig::start().await;
    let (file, _) = rig.file(20 * MIB);
    rig.server.cos().expire_keys_after(10);
    let upload = rig.upload(Source::file(file)).part_size(MIB as u64);
    let error = upload.await.unwrap_err();
    assert_eq!(error.step(), Some("keys"), "{error}");
    assert!(
        error
            .to_string()
            .contains("of 20971520 bytes were confirmed"),
        "{error}"
    );
    assert!(error.to_string().contains("restart_expired"), "{error}");
}

#[tokio::test]
async fn no_secret_is_in_what_is_printed() {
    let rig = Rig::start().await;
    let (file, _) = rig.file(9 * MIB);
    rig.server
        .cos()
        .fail(CosFault::error(PART, 500, "InternalError").part(3).times(5));
    let upload = rig.resumable(&file);
    let shown = format!("{upload:?}");
    let error = upload.await.unwrap_err();
    let printed = format!(
        "{shown} {error} {error:?} {:?}",
        rig.server.cos().requests()
    );
    let checkpoint = std::fs::read(rig.checkpoint()).unwrap();
    let checkpoint: serde_json::Value = serde_json::from_slice(&checkpoint).unwrap();
    for name in ["secret_key", "token", "session_key"] {
        let secret = checkpoint["session"][name].as_str().unwrap();
        assert!(
            secret.len() > 20 && !printed.contains(secret),
            "{name}: {printed}"
        );
    }
}

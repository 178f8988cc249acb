//! Uploads to a storage without a socket.

use std::time::Duration;

use vod_sdk::Client;
use vod_sdk::mock::{CosFault, CosOperation, Script};
use vod_sdk::upload::Source;

use crate::rig::{MIB, media};

/// Uploads bytes in parts of 1 MiB while something goes wrong, and checks that they arrive whole.
async fn arrives(fault: Option<CosFault>, size: usize) -> Script {
    let script = Script::with_library();
    let client = Client::builder()
        .credential(script.credential())
        .transport(script.clone())
        .without_rate_limit()
        .build()
        .unwrap();
    if let Some(fault) = fault {
        script.cos().fail(fault);
    }
    let media = media(size);
    let source = Source::bytes(media.clone(), "mp4");
    let uploaded = client.upload(source).part_size(MIB as u64).await.unwrap();
    let path = script.cos().objects().remove(0);
    assert!(path.contains(&uploaded.file_id), "{path}");
    assert!(script.cos().object(&path).unwrap() == media);
    assert_eq!(script.cos().commits(), 1);
    assert_eq!(script.cos().unfinished_uploads(), 0);
    script
}

#[tokio::test(start_paused = true)]
async fn an_upload_needs_no_socket() {
    for size in [1, MIB, 9 * MIB] {
        let script = arrives(None, size).await;
        let requests = script.requests();
        let actions: Vec<_> = requests.iter().map(|request| request.action()).collect();
        assert_eq!(actions, ["ApplyUpload", "CommitUpload"]);
    }
}

#[tokio::test(start_paused = true)]
async fn faults_take_no_real_time() {
    use CosOperation::{CompleteMultipartUpload as Complete, UploadPart};
    let began = std::time::Instant::now();
    let scripted = tokio::time::Instant::now();
    for fault in [
        CosFault::cut(UploadPart).times(2),
        CosFault::stalled(UploadPart),
        CosFault::flipped(UploadPart),
        CosFault::error(UploadPart, 503, "SlowDown").times(5),
        CosFault::gateway(UploadPart, 502, "bad gateway"),
        CosFault::wrong_crc(UploadPart),
        CosFault::late(UploadPart, Duration::from_secs(20)),
        CosFault::lost(Complete),
        CosFault::done_but(Complete, 500, "InternalError").behind_blanks(100),
        CosFault::late(Complete, Duration::ZERO).cut_before_body(),
    ] {
        arrives(Some(fault), 9 * MIB).await;
    }
    assert!(scripted.elapsed() > Duration::from_secs(50));
    assert!(began.elapsed() < scripted.elapsed());
}

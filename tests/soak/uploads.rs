//! Uploads that are interrupted again and again, and go on by their checkpoints.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use fastrand::Rng;
use tokio::time::{Instant, sleep, timeout};
use vod_sdk::upload::Source;

use crate::Outcome;
use crate::serve::digest;
use crate::work::{MOST_TRIES, Work};

/// An upload in one request, and one in parts.
pub(crate) const SMALL: usize = 16 << 10;
pub(crate) const LARGE: usize = 9 << 20;

/// Uploads files of a size, with pauses between them.
pub(crate) async fn run(work: Arc<Work>, size: usize, pause: Duration) -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let mut random = work.random(size as u64);
    while Instant::now() < work.until {
        let file = folder.path().join("media.mp4");
        fs::write(&file, media(size, &mut random))?;
        upload(&work, &file, &mut random).await?;
        work.done.uploads.add();
        sleep(pause).await;
    }
    Ok(())
}

/// Bytes without an order, and their digest.
fn media(size: usize, random: &mut Rng) -> Vec<u8> {
    let mut bytes = vec![0; size];
    random.fill(&mut bytes);
    let digest = digest(&bytes);
    bytes.extend(digest);
    bytes
}

async fn upload(work: &Work, file: &Path, random: &mut Rng) -> Outcome<()> {
    let checkpoint = file.with_extension("checkpoint");
    for attempt in 0..MOST_TRIES {
        let upload = work
            .client
            .upload(Source::file(file))
            .cos_endpoint(&work.endpoint)
            .part_size(1 << 20)
            .checkpoint(&checkpoint);
        let patience = match attempt < 5 && random.bool() {
            true => Duration::from_millis(random.u64(5..400)),
            false => Duration::from_secs(60),
        };
        match timeout(patience, upload.into_future()).await {
            Ok(Ok(_)) => return Ok(()),
            Ok(Err(error)) => work.put_up_with(error)?,
            Err(_) => work.done.interrupted.add(),
        }
    }
    Err(format!("an upload has failed {MOST_TRIES} times").into())
}

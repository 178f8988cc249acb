//! Uploads a file, with a progress bar. Ctrl-C leaves a checkpoint beside it, with which the next run finishes it.
//!
//! With `TENCENTCLOUD_SECRET_ID` and `TENCENTCLOUD_SECRET_KEY` in the environment it uploads the file that its argument names.
//! Otherwise it uploads a made-up one to a mock server, slowly. That server ends with the program, so the next run
//! begins in it after Ctrl-C.
//!
//! ```text
//! cargo run --example upload --features mock,upload
//! ```

use std::env;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};
use vod_sdk::Client;
use vod_sdk::mock::MockServer;
use vod_sdk::upload::{Source, Upload};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    if env::var_os("TENCENTCLOUD_SECRET_ID").is_some() {
        let file: PathBuf = env::args_os().nth(1).ok_or("name a file")?.into();
        let client = Client::from_env()?;
        if !has_ended(&client, resumable(&client, &file), None).await? {
            println!("Run it again with the same file, and it goes on.");
        }
        return Ok(());
    }
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("film.mp4");
    fs::write(&file, vec![7; 64 << 20])?;
    let server = MockServer::start().await;
    let client = Client::builder()
        .credential(server.credential())
        .endpoint(server.endpoint())
        .build()?;
    println!("Press Ctrl-C to interrupt it.");
    let upload = || {
        resumable(&client, &file)
            .part_size(1 << 20)
            .cos_endpoint(server.endpoint())
    };
    while !has_ended(&client, upload(), Some(8 << 20)).await? {
        println!("The next run goes on:");
    }
    let sent = server.cos().bytes_stored_again();
    println!("{sent} bytes were sent twice");
    Ok(())
}

/// An upload of a file, with a checkpoint beside it.
fn resumable(client: &Client, file: &Path) -> Upload {
    client
        .upload(Source::file(file))
        .checkpoint(file.with_extension("vodup"))
}

/// Uploads until all is done, or until Ctrl-C.
async fn has_ended(
    client: &Client,
    upload: Upload,
    bytes_per_second: Option<u64>,
) -> Result<bool, Box<dyn Error>> {
    let style = ProgressStyle::with_template("{bar:40} {bytes} of {total_bytes}, {msg}")?;
    let bar = ProgressBar::no_length().with_style(style);
    let shown = bar.clone();
    let upload = upload.progress(move |progress| {
        shown.set_length(progress.total());
        shown.set_message(format!("{:?}", progress.phase()));
        shown.set_position(progress.confirmed());
    });
    let mut uploads = client.uploads();
    if let Some(bytes) = bytes_per_second {
        uploads = uploads.bytes_per_second(bytes);
    }
    uploads.push("the file", upload);
    tokio::select! {
        uploaded = uploads.next() => {
            bar.finish();
            if let Some(uploaded) = uploaded {
                let media = uploaded?;
                println!("{} is at {}", media.file_id, media.media_url);
            }
            Ok(true)
        }
        pressed = tokio::signal::ctrl_c() => {
            bar.abandon();
            pressed.map(|()| false).map_err(Into::into)
        }
    }
}

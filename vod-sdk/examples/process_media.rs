//! Transcodes media, shows a progress bar while that takes, and what has come of it.
//!
//! With `TENCENTCLOUD_SECRET_ID` and `TENCENTCLOUD_SECRET_KEY` in the environment it processes real media, whose
//! `FileId`s are the arguments. Otherwise it processes the media of a mock server, and one part of the work fails.
//!
//! ```text
//! cargo run --example process_media --features mock
//! ```

use std::env;
use std::error::Error;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;
use vod_sdk::Client;
use vod_sdk::mock::{MockServer, TaskEnding};
use vod_sdk::tasks::TaskOutcome;
use vod_sdk::v2018_07_17::{
    AdaptiveDynamicStreamingTaskInput, MediaProcessTaskInput, ProcessMediaRequest,
    TranscodeTaskInput,
};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let has_credential = env::var_os("TENCENTCLOUD_SECRET_ID").is_some();
    if has_credential {
        let client = Client::from_env()?;
        for file_id in env::args().skip(1) {
            process(&client, &file_id).await?;
        }
        return Ok(());
    }
    let server = MockServer::builder().with_library().start().await;
    let library = server.library();
    let file_id = library.add_media(json!({ "BasicInfo": { "Name": "A film" } }));
    library.tasks_take(Duration::from_secs(6));
    library.next_task_ends(TaskEnding::failed_in_part(
        "SourceFileError",
        "The source has no video stream.",
    ));
    let client = Client::builder()
        .credential(server.credential())
        .endpoint(server.endpoint())
        .build()?;
    process(&client, &file_id).await
}

async fn process(client: &Client, file_id: &str) -> Result<(), Box<dyn Error>> {
    let request = ProcessMediaRequest::new()
        .file_id(file_id)
        .session_id(format!("{file_id}-example"))
        .media_process_task(
            MediaProcessTaskInput::new()
                .transcode_task_set([
                    TranscodeTaskInput::new(100_010),
                    TranscodeTaskInput::new(100_020),
                ])
                .adaptive_dynamic_streaming_task_set([AdaptiveDynamicStreamingTaskInput::new(10)]),
        );
    let task = client.process_media(&request).task().await?;
    let style = ProgressStyle::with_template("{msg} {bar:40} {pos} %")?;
    let bar = ProgressBar::new(100)
        .with_style(style)
        .with_message(task.id().to_owned());
    let mut changes = task.watch();
    while let Some(state) = changes.next().await {
        let state = state?;
        bar.set_position(u64::from(state.progress().unwrap_or_default()));
        if let Some(outcome) = state.into_outcome() {
            bar.finish();
            report(&outcome);
        }
    }
    Ok(())
}

fn report(outcome: &TaskOutcome) {
    println!("{:?}", outcome.verdict());
    for result in outcome.results() {
        let template = result.definition().unwrap_or_default();
        println!("  {} by {template}: {}", result.kind(), result.status());
        for url in result.urls() {
            println!("    {url}");
        }
        if let Some(error) = result.error() {
            println!("    {}: {}", error.code, error.message);
        }
    }
}

//! Handles the events of the queue, some at once, until Ctrl-C: what has begun is finished and confirmed then, and the rest
//! is left to the next program.
//!
//! With `TENCENTCLOUD_SECRET_ID` and `TENCENTCLOUD_SECRET_KEY` in the environment it reads the queue of an account, whose
//! events must be pulled. Otherwise it reads the queue of a mock server, to which media is uploaded twice a second.
//!
//! ```text
//! cargo run --example consume_events --features mock
//! ```

use std::env;
use std::time::Duration;

use tokio::time::sleep;
use vod_sdk::events::Event;
use vod_sdk::mock::MockServer;
use vod_sdk::v2018_07_17::{FileUploadTask, ProcedureTask};
use vod_sdk::{Client, Error};

#[tokio::main]
async fn main() -> Result<(), Error> {
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .init();
    if env::var_os("TENCENTCLOUD_SECRET_ID").is_some() {
        return consume(&Client::from_env()?).await;
    }
    let server = MockServer::builder().with_library().start().await;
    let client = Client::builder()
        .credential(server.credential())
        .endpoint(server.endpoint())
        .build()?;
    let uploads = async {
        loop {
            sleep(Duration::from_millis(500)).await;
            let media = serde_json::json!({ "BasicInfo": { "Name": "A film" } });
            server
                .library()
                .upload_media(media, Some("LongVideoPreset"));
        }
    };
    let outcome = tokio::select! {
        outcome = consume(&client) => outcome,
        () = uploads => Ok(()),
    };
    println!("{} events are left", server.events().waiting());
    outcome
}

/// Handles up to eight events at once until Ctrl-C.
async fn consume(client: &Client) -> Result<(), Error> {
    println!("Press Ctrl-C to end.");
    client
        .events()
        .run(handle)
        .concurrency(8)
        .on_error(|failure| eprintln!("{failure}"))
        .until(tokio::signal::ctrl_c())
        .await
}

/// Handles an event, which may come twice. One that fails comes again.
async fn handle(event: Event) -> Result<(), Error> {
    // Where it matters, keep `event.dedup_key()` with what is done, and do nothing if it is there.
    match event.kind() {
        "NewFileUpload" => {
            let upload: FileUploadTask = event.payload_as()?;
            println!("uploaded {}", upload.file_id);
        }
        "ProcedureStateChanged" => {
            let task: ProcedureTask = event.payload_as()?;
            let parts = task.media_process_result_set.len();
            println!(
                "{} of {} is {}: {parts} parts",
                task.task_id, task.file_id, task.status
            );
        }
        kind => println!("{kind} {:?}", event.file_id()),
    }
    sleep(Duration::from_millis(300)).await;
    Ok(())
}

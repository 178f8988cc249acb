//! Lists all media of an account, with a progress bar, and goes on where an earlier run has ended.
//!
//! With `TENCENTCLOUD_SECRET_ID` and `TENCENTCLOUD_SECRET_KEY` in the environment it searches the real library; words
//! to search for may be given as arguments. Otherwise it searches a mock server's, which it fills with 1,200 media.
//! `--from POSITION` begins at the position that an interrupted run has printed.
//!
//! ```text
//! cargo run --example list_media --features mock
//! ```

use std::env;
use std::error::Error;

use indicatif::ProgressBar;
use serde_json::json;
use vod_sdk::Client;
use vod_sdk::mock::MockServer;
use vod_sdk::paging::Position;
use vod_sdk::v2018_07_17::{MediaInfoFilter, SearchMediaRequest, SortBy, SortOrder};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let has_credential = env::var_os("TENCENTCLOUD_SECRET_ID").is_some();
    if has_credential {
        return list(&Client::from_env()?).await;
    }
    let server = MockServer::builder().with_library().start().await;
    for number in 0..1_200 {
        let name = format!("clip {number}");
        server
            .library()
            .add_media(json!({ "BasicInfo": { "Name": name } }));
    }
    let client = Client::builder()
        .credential(server.credential())
        .endpoint(server.endpoint())
        .build()?;
    list(&client).await
}

async fn list(client: &Client) -> Result<(), Box<dyn Error>> {
    let (words, position) = arguments()?;
    let mut request = SearchMediaRequest::new()
        .filters([MediaInfoFilter::BasicInfo])
        .sort(SortBy::new("CreateTime", SortOrder::Asc));
    if !words.is_empty() {
        request = request.names(words);
    }
    let mut media = client.search_media(&request).items();
    if let Some(position) = position {
        media = media.start_at(position);
    }
    let bar = ProgressBar::new(0);
    while let Some(next) = media.next().await {
        let info = match next {
            Ok(info) => info,
            Err(error) => {
                bar.abandon();
                eprintln!("go on with --from {}", media.position());
                return Err(error.into());
            }
        };
        bar.set_length(media.total().unwrap_or_default());
        bar.inc(1);
        let basics = info.basic_info.unwrap_or_default();
        bar.suspend(|| println!("{} {}", info.file_id, basics.name));
    }
    bar.finish();
    Ok(())
}

/// The words to search for, and where to begin.
fn arguments() -> Result<(Vec<String>, Option<Position>), Box<dyn Error>> {
    let (mut words, mut position) = (Vec::new(), None);
    let mut arguments = env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--from" => position = Some(arguments.next().unwrap_or_default().parse()?),
            _ => words.push(argument),
        }
    }
    Ok((words, position))
}

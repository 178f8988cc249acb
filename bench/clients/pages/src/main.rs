//! A list of 10,000 words through vod-sdk, whose first argument says how: `by-hand`, page by page, or `items`, as a
//! stream. A call of the bench is the whole list.

use std::process::ExitCode;

use bench_client::{Caller, ITEMS, PAGE, SECRET_ID, SECRET_KEY, Settings, expect};
use vod_sdk::v2018_07_17::{AiSampleWord, DescribeWordSamplesRequest};
use vod_sdk::{Client, Credential};

#[derive(Clone)]
struct Lists {
    client: Client,
    is_stream: bool,
}

impl Caller for Lists {
    async fn call(&self) -> Result<(), String> {
        let seen = match self.is_stream {
            true => self.items().await,
            false => self.by_hand().await,
        };
        expect("items", seen.map_err(|error| error.to_string())?, ITEMS)
    }
}

impl Lists {
    async fn items(&self) -> Result<usize, vod_sdk::Error> {
        let request = DescribeWordSamplesRequest::new().limit(PAGE);
        let mut items = self.client.describe_word_samples(&request).items();
        let mut seen = 0;
        while let Some(item) = items.next().await {
            seen += count(&item?);
        }
        Ok(seen)
    }

    async fn by_hand(&self) -> Result<usize, vod_sdk::Error> {
        let mut request = DescribeWordSamplesRequest::new().limit(PAGE);
        let mut seen = 0;
        loop {
            let page = self.client.describe_word_samples(&request).await?;
            for item in &page.word_set {
                seen += count(item);
            }
            if page.word_set.is_empty() || seen as u64 >= page.total_count {
                return Ok(seen);
            }
            request = request.offset(seen as u64);
        }
    }
}

/// 1 for an item that has what it must have.
fn count(item: &AiSampleWord) -> usize {
    usize::from(!item.keyword.is_empty())
}

fn connect(settings: &Settings) -> Result<Lists, String> {
    let client = Client::builder()
        .credential(Credential::new(SECRET_ID, SECRET_KEY))
        .endpoint(&settings.endpoint)
        .without_rate_limit()
        .build()
        .map_err(|error| error.to_string())?;
    let how = std::env::args().nth(1).unwrap_or_default();
    match how.as_str() {
        "items" | "by-hand" => Ok(Lists {
            client,
            is_stream: how == "items",
        }),
        other => Err(format!("{other:?} is neither by-hand nor items")),
    }
}

fn main() -> ExitCode {
    bench_client::run(connect)
}

//! vod-sdk as it comes, but without what would have it wait: the rate limit, and the limit on requests in flight.

use std::process::ExitCode;

use bench_client::{
    Caller, FILE_ID, FUNCTION_ARG, FUNCTION_NAME, REQUEST_ID, RESULT, Response, SECRET_ID,
    SECRET_KEY, Settings, expect,
};
use vod_sdk::v2018_07_17::{DescribeMediaInfosRequest, ExecuteFunctionRequest};
use vod_sdk::{Client, Credential};

#[derive(Clone)]
struct VodSdk {
    client: Client,
    function: ExecuteFunctionRequest,
    infos: DescribeMediaInfosRequest,
    answer: Response,
}

impl Caller for VodSdk {
    async fn call(&self) -> Result<(), String> {
        match self.answer {
            Response::Small => self.small().await,
            Response::Large(_) => self.large().await,
        }
    }
}

impl VodSdk {
    async fn small(&self) -> Result<(), String> {
        let response = self.client.execute_function(&self.function).await;
        let response = response.map_err(|error| error.to_string())?;
        expect("Result", response.result.as_deref(), Some(RESULT))?;
        expect("RequestId", response.request_id.as_str(), REQUEST_ID)
    }

    async fn large(&self) -> Result<(), String> {
        let response = self.client.describe_media_infos(&self.infos).await;
        let response = response.map_err(|error| error.to_string())?;
        let last = response.media_info_set.last();
        let file_id = last.map(|info| info.file_id.as_str());
        expect("FileId of the last item", file_id, Some(FILE_ID))?;
        expect("RequestId", response.request_id.as_str(), REQUEST_ID)
    }
}

fn connect(settings: &Settings) -> Result<VodSdk, String> {
    let client = Client::builder()
        .credential(Credential::new(SECRET_ID, SECRET_KEY))
        .endpoint(&settings.endpoint)
        .without_rate_limit()
        .max_in_flight(10_000)
        .build()
        .map_err(|error| error.to_string())?;
    Ok(VodSdk {
        client,
        function: ExecuteFunctionRequest::new(FUNCTION_NAME, FUNCTION_ARG),
        infos: DescribeMediaInfosRequest::new([FILE_ID]),
        answer: settings.answer,
    })
}

fn main() -> ExitCode {
    bench_client::run(connect)
}

//! tencent-sdk. It knows no VOD and has no call for any action, so it calls DescribeProjects of Tag, a
//! request of 41 bytes, and finds the RequestId of the same answer.

use std::process::ExitCode;

use bench_client::{Caller, REQUEST_ID, Response, SECRET_ID, SECRET_KEY, Settings, expect};
use tencent_sdk::client::EndpointMode;
use tencent_sdk::types::tag::DescribeProjectsRequest;
use tencent_sdk::{Auth, Client};

#[derive(Clone)]
struct TencentSdk {
    client: Client,
    request: DescribeProjectsRequest,
}

impl Caller for TencentSdk {
    async fn call(&self) -> Result<(), String> {
        let response = self.client.tag().describe_projects(&self.request).await;
        let response = response.map_err(|error| format!("{error:?}"))?.response;
        expect("RequestId", response.request_id.as_str(), REQUEST_ID)
    }
}

fn connect(settings: &Settings) -> Result<TencentSdk, String> {
    if settings.answer != Response::Small {
        return Err("tencent-sdk has no call with the large response".to_owned());
    }
    let client = Client::builder(&settings.endpoint)
        .map_err(|error| format!("{error:?}"))?
        .endpoint_mode(EndpointMode::FixedHost)
        .auth(Auth::tc3(SECRET_ID, SECRET_KEY))
        .build()
        .map_err(|error| format!("{error:?}"))?;
    let request = DescribeProjectsRequest::new();
    Ok(TencentSdk { client, request })
}

fn main() -> ExitCode {
    bench_client::run(connect)
}

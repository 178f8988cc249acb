//! Calls ExecuteFunction and shows what goes over the wire, the answer, and a refused call.
//!
//! With `TENCENTCLOUD_SECRET_ID` and `TENCENTCLOUD_SECRET_KEY` in the environment it calls the real
//! service; the function's name and argument may be given as arguments. Otherwise it calls the mock
//! server, which it starts itself. `RUST_LOG=vod_sdk=debug` shows the SDK's log.
//!
//! ```text
//! cargo run --example execute_function -- ExampleFunc '{}'
//! ```

use std::env;

use tracing_subscriber::EnvFilter;
use vod_sdk::mock::{MockServer, RecordedRequest};
use vod_sdk::v2018_07_17::ExecuteFunctionRequest;
use vod_sdk::{Client, Error};

#[tokio::main]
async fn main() -> Result<(), Error> {
    let to_stderr = tracing_subscriber::fmt().with_writer(std::io::stderr);
    to_stderr
        .with_env_filter(EnvFilter::from_default_env())
        .init();

    if has_credential() {
        println!("Calling the real service with the credential of the environment.\n");
        let client = Client::from_env()?;
        call(&client).await;
        call_with_long_context(&client).await;
        return Ok(());
    }

    let server = MockServer::start().await;
    println!("TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY are not set:");
    println!("calling the local stand-in at {}.\n", server.endpoint());
    let client = Client::builder()
        .credential(server.credential())
        .endpoint(server.endpoint())
        .build()?;
    call(&client).await;
    for request in server.requests() {
        print_request(&request);
    }
    call_with_long_context(&client).await;
    Ok(())
}

fn has_credential() -> bool {
    let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    is_set("TENCENTCLOUD_SECRET_ID") && is_set("TENCENTCLOUD_SECRET_KEY")
}

async fn call(client: &Client) {
    let mut arguments = env::args().skip(1);
    let name = arguments.next().unwrap_or_else(|| "ExampleFunc".to_owned());
    let argument = arguments.next().unwrap_or_else(|| "{}".to_owned());
    let request = ExecuteFunctionRequest::new(name, argument)
        .sub_app_id(1490012345)
        .session_context("handed back in callbacks");
    match client.execute_function(&request).await {
        Ok(response) => {
            println!(
                "Answered: {:?} (RequestId {})\n",
                response.result, response.request_id
            );
        }
        Err(error) => print_refusal(&error),
    }
}

/// Sends what is known to be too long, with the SDK's own check turned off, to be refused.
async fn call_with_long_context(client: &Client) {
    let request =
        ExecuteFunctionRequest::new("ExampleFunc", "{}").session_context("x".repeat(1001));
    match client.execute_function(&request).validate(false).await {
        Ok(response) => println!("Answered in spite of a context that is too long: {response:?}"),
        Err(error) => print_refusal(&error),
    }
}

fn print_refusal(error: &Error) {
    println!("Refused: {error}");
    println!("  kind: {:?}", error.kind());
    println!("  error code: {:?}", error.error_code());
    if let Some(code) = error.error_code() {
        println!("  meaning: {}", code.meaning());
    }
    println!("  may be repeated as it is: {}\n", error.is_retryable());
}

fn print_request(request: &RecordedRequest) {
    println!("Sent: {} {}", request.method(), request.path());
    // A signature is good for five minutes, so it is not shown in full.
    for (name, value) in request.redacted_headers() {
        println!("  {name}: {value}");
    }
    println!("  {}\n", String::from_utf8_lossy(request.body()));
}

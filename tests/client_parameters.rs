//! What the client has a value for is given to the requests that leave it out.

use serde_json::{Value, json};
use vod_sdk::mock::{Response, Script};
use vod_sdk::v2018_07_17::{DeleteVoiceRequest, DescribeMediaInfosRequest, ExecuteFunctionRequest};
use vod_sdk::{Client, ClientBuilder};

const VERSION: &str = "2018-07-17";

fn builder(script: &Script) -> ClientBuilder {
    Client::builder()
        .credential(script.credential())
        .transport(script.clone())
}

/// A client of an application, and what its requests say.
fn client() -> (Client, Script) {
    let script = Script::new();
    let client = builder(&script).sub_app_id(1_500_000_001u64).build();
    (client.unwrap(), script)
}

#[track_caller]
fn sent(script: &Script) -> Value {
    let requests = script.take_requests();
    assert_eq!(requests.len(), 1);
    requests[0].json()["SubAppId"].clone()
}

#[tokio::test]
async fn a_request_that_leaves_the_application_out_gets_the_clients() {
    let (client, script) = client();
    let request = DescribeMediaInfosRequest::new(["387702299"]);
    client.describe_media_infos(&request).await.unwrap();
    assert_eq!(sent(&script), 1_500_000_001u64);
    assert_eq!(request.sub_app_id, None);

    let request = request.sub_app_id(7);
    client.describe_media_infos(&request).await.unwrap();
    assert_eq!(sent(&script), 7);
}

/// A few actions write the application as a string.
#[tokio::test]
async fn the_application_is_written_as_the_action_does() {
    let (client, script) = client();
    let request = DeleteVoiceRequest::new("a-voice");
    client.delete_voice(&request).await.unwrap();
    assert_eq!(sent(&script), "1500000001");

    let parameters = json!({ "VoiceId": "a-voice" });
    let call = client.call("DeleteVoice", VERSION, &parameters);
    call.await.unwrap();
    assert_eq!(sent(&script), "1500000001");
}

#[tokio::test]
async fn untyped_calls_get_it_too_if_the_action_has_it() {
    let (client, script) = client();
    for (parameters, expected) in [
        (json!({ "FileIds": ["1"] }), json!(1_500_000_001u64)),
        (
            json!({ "FileIds": ["1"], "SubAppId": null }),
            json!(1_500_000_001u64),
        ),
        (json!({ "FileIds": ["1"], "SubAppId": 7 }), json!(7)),
    ] {
        let call = client.call("DescribeMediaInfos", VERSION, &parameters);
        call.await.unwrap();
        assert_eq!(sent(&script), expected, "{parameters}");
    }

    script.respond("NewAction", Response::json(json!({})));
    let parameters = json!({});
    client
        .call("NewAction", VERSION, &parameters)
        .await
        .unwrap();
    assert_eq!(sent(&script), Value::Null);
    let call = client.call("DescribeSubAppIds", VERSION, &parameters);
    call.await.unwrap();
    assert_eq!(sent(&script), Value::Null);
}

#[tokio::test]
async fn the_session_id_of_the_client_is_added_as_well() {
    let script = Script::new();
    let client = builder(&script).sub_app_id(9u64).auto_session_id();
    let client = client.build().unwrap();
    let request = ExecuteFunctionRequest::new("f", "{}");
    client.execute_function(&request).await.unwrap();
    let json = script.requests()[0].json();
    assert_eq!(json["SubAppId"], 9);
    assert!(json["SessionId"].as_str().is_some_and(|id| id.len() == 32));
}

#[tokio::test]
async fn without_one_nothing_is_added_and_the_services_error_points_to_it() {
    let script = Script::new();
    let client = builder(&script).build().unwrap();
    script.respond(
        "DescribeMediaInfos",
        Response::error("InvalidParameterValue.SubAppId", "Wrong."),
    );
    let request = DescribeMediaInfosRequest::new(["387702299"]);
    let error = client.describe_media_infos(&request).await.unwrap_err();
    assert_eq!(sent(&script), Value::Null);
    let text = error.to_string();
    assert!(text.contains("ClientBuilder::sub_app_id"), "{text}");
}

//! Numbers and texts, in both directions, typed and untyped (PSeitz/serde_json_borrow#48).

use serde_json::Value;
use vod_sdk::Credential;
use vod_sdk::mock::{MockServer, Response};
use vod_sdk::v2018_07_17::{DescribeMediaInfosRequest, MediaMetaData, ModifyMediaInfoRequest};

use crate::support::{Memory, json};

/// Numbers in all the forms that JSON has.
const META: &str =
    r#"{"Duration":12.5,"Bitrate":1e3,"Height":720,"Size":9007199254740993,"Rotate":-0}"#;

fn check_meta(meta: &MediaMetaData) {
    assert_eq!(meta.duration, 12.5);
    assert_eq!(meta.bitrate, 1000);
    assert_eq!(meta.height, 720);
    assert_eq!(meta.size, 9_007_199_254_740_993);
    assert_eq!(meta.rotate, 0);
}

#[tokio::test]
async fn numbers_of_a_typed_response_are_read_as_they_are_written() {
    const FIELDS: &str = r#""MediaInfoSet":[{"FileId":"1","MetaData":
        {"Duration":12.5,"Bitrate":1e3,"Height":720,"Size":9007199254740993,"Rotate":-0}}]"#;
    let request = DescribeMediaInfosRequest::new(["1"]);
    let response = Memory::answering(FIELDS)
        .client()
        .describe_media_infos(&request)
        .await
        .unwrap();
    check_meta(response.media_info_set[0].meta_data.as_ref().unwrap());
}

#[test]
fn numbers_are_read_from_text_and_from_values() {
    check_meta(&serde_json::from_str(META).unwrap());
    check_meta(&serde_json::from_value(json(META)).unwrap());
}

#[tokio::test]
async fn numbers_of_a_request_are_sent_as_they_are() {
    let offsets = r#"{"FileId":"1","DeleteKeyFrameDescs":[1.5,3000]}"#;
    let request: ModifyMediaInfoRequest = serde_json::from_value(json(offsets)).unwrap();
    assert_eq!(request.delete_key_frame_descs, Some(vec![1.5, 3000.0]));
    let memory = Memory::answering(r#""CoverUrl":"""#);
    memory.client().modify_media_info(&request).await.unwrap();
    let sent = json(&memory.sent());
    let numbers = sent["DeleteKeyFrameDescs"].as_array().unwrap();
    let numbers: Vec<_> = numbers.iter().map(Value::as_f64).collect();
    assert_eq!(numbers, [Some(1.5), Some(3000.0)]);
}

#[tokio::test]
async fn untyped_calls_keep_every_number() {
    let memory = Memory::answering(r#""A":12.5,"B":18446744073709551615,"C":[-1,0.1]"#);
    let client = memory.client();
    let request = json(r#"{"X":1.5,"Y":18446744073709551615,"Z":[-1,{"W":0.1}]}"#);
    let response = client
        .call("NewAction", "2018-07-17", &request)
        .await
        .unwrap();
    assert_eq!(response["A"].as_f64(), Some(12.5));
    assert_eq!(response["B"].as_u64(), Some(u64::MAX));
    assert_eq!(response["C"], json("[-1,0.1]"));
    assert_eq!(json(&memory.sent()), request);
}

#[tokio::test]
async fn the_mock_reads_and_writes_numbers_as_they_are() {
    let server = MockServer::start().await;
    let fields =
        json(r#"{"MediaInfoSet":[{"MetaData":{"Duration":12.5,"Size":9007199254740993}}]}"#);
    server.respond("DescribeMediaInfos", Response::json(fields));
    let client = client(&server, server.credential());
    let request = ModifyMediaInfoRequest::new("1").delete_key_frame_descs([1.5, 3000.0]);
    client.modify_media_info(&request).await.unwrap();
    let request = DescribeMediaInfosRequest::new(["1"]);
    let response = client.describe_media_infos(&request).await.unwrap();
    let meta = response.media_info_set[0].meta_data.as_ref().unwrap();
    assert_eq!((meta.duration, meta.size), (12.5, 9_007_199_254_740_993));
}

fn client(server: &MockServer, credential: Credential) -> vod_sdk::Client {
    crate::tls::install_where_it_must_be();
    let builder = vod_sdk::Client::builder().credential(credential);
    builder.endpoint(server.endpoint()).build().unwrap()
}

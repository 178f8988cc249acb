//! With `arbitrary_precision`, serde_json gives numbers to others as objects with one private key. Every slot must
//! hold the same as without.

#![allow(deprecated, reason = "no other request has a list of numbers")]

use serde_json::{Value, json};
use vod_sdk::transport::{HttpRequest, HttpResponse, Transport, TransportFuture};
use vod_sdk::v2018_07_17::{
    DescribeMediaInfosRequest, DescribeMediaInfosResponse, ProcessMediaRequest, SearchMediaRequest,
    SnapshotByTimeOffsetTaskInput,
};
use vod_sdk::wire::{self, Empty, ObjectSlot, ObjectView, Slot, Wire};
use vod_sdk::{Client, Credential, ErrorKind, mock};

/// A transport that answers this body to every request.
#[derive(Debug)]
struct Answering(&'static str);

impl Transport for Answering {
    fn send<'a>(&'a self, _: HttpRequest<'a>) -> TransportFuture<'a> {
        TransportFuture::new(async { Ok(HttpResponse::new(200, self.0)) })
    }
}

fn client(body: &'static str) -> Client {
    let credential = Credential::new("AKIDEXAMPLE", "the-secret-key");
    Client::builder()
        .credential(credential)
        .transport(Answering(body))
        .build()
        .unwrap()
}

/// A response with one field.
#[derive(Debug, PartialEq)]
struct Holder<T>(Option<T>);

impl<T: Wire> ObjectView for Holder<T> {}

impl<T: Wire> Empty for Holder<T> {
    fn empty() -> Self {
        Self(None)
    }
}

impl<T: Wire> ObjectSlot for Holder<T> {
    fn field(&mut self, name: &str) -> Option<Slot<'_>> {
        (name == "Value").then(|| self.0.slot())
    }
}

#[track_caller]
fn check<T: Wire + PartialEq + std::fmt::Debug>(json: &str, expected: Option<T>) {
    let text = format!("{{\"Value\":{json}}}");
    let read: Holder<T> = wire::from_json(text.as_bytes()).unwrap();
    assert_eq!(read.0, expected, "{json} of text");
    let value: Value = serde_json::from_str(&text).unwrap();
    let read: Holder<T> = wire::deserialize(value).unwrap();
    assert_eq!(read.0, expected, "{json} of a value");
}

#[test]
#[cfg(feature = "serde-json-arbitrary-precision")]
fn the_feature_is_on() {
    let number: Value = serde_json::from_str("1.50").unwrap();
    assert_eq!(number.to_string(), "1.50");
}

#[test]
fn every_slot_reads_numbers() {
    check("12.5", Some(12.5_f64));
    check("1e3", Some(1000_u64));
    check("1e3", Some(1000_i64));
    check("-7", Some(-7_i64));
    check("18446744073709551615", Some(u64::MAX));
    check("3", Some(3.0_f64));
    check("1", Some(true));
    check("7", Some("7".to_owned()));
    check("1.5", Some("1.5".to_owned()));
    check("1.50", Some(serde_json::from_str::<Value>("1.50").unwrap()));
    check("[1.5,3000]", Some(vec![1.5_f64, 3000.0]));
    check("[1,2.0,\"3\",{\"a\":4},null,5]", Some(vec![1_u64, 2, 3, 5]));
    check("7", Some(vec![7_i64]));
    check("[7]", Some(7_u64));
    check("{\"a\":[1,2.5]}", Some("{\"a\":[1,2.5]}".to_owned()));
    check("{\"a\":[1,2.5]}", Some(json!({ "a": [1, 2.5] })));
    check("{\"Value\":7}", Some(Holder(Some(7_u64))));
    check("[{\"Value\":7},8]", Some(vec![Holder(Some(7_u64))]));
}

#[test]
#[cfg(feature = "serde-json-arbitrary-precision")] // Without it, 1e999 is no JSON.
fn what_does_not_fit_is_left_out() {
    check("18446744073709551615", None::<i64>);
    check("18446744073709551616", None::<u64>);
    check("-1", None::<u64>);
    check("1e999", None::<f64>);
    check("5", None::<Holder<u64>>);
    check("[5]", Some(Vec::<Holder<u64>>::new()));
    check("{\"a\":1}", None::<u64>);
}

#[test]
#[cfg(feature = "serde-json-arbitrary-precision")] // Without it, 1e999 is no JSON.
fn a_number_is_no_object() {
    for json in ["5", "1.5", "1e999"] {
        let error = serde_json::from_str::<vod_sdk::v2018_07_17::MediaInfo>(json).unwrap_err();
        assert!(error.to_string().contains("expected an object"), "{error}");
    }
}

#[test]
fn requests_are_read_and_written() {
    let text = r#"{"Definition":10,"TimeOffsetSet":[1.5,3000]}"#;
    let input: SnapshotByTimeOffsetTaskInput = serde_json::from_str(text).unwrap();
    assert_eq!(input.time_offset_set, Some(vec![1.5, 3000.0]));
    let value: Value = serde_json::from_str(text).unwrap();
    assert_eq!(
        serde_json::from_value::<SnapshotByTimeOffsetTaskInput>(value).unwrap(),
        input
    );
    let written = String::from_utf8(wire::to_json(&input).unwrap()).unwrap();
    assert_eq!(written, r#"{"Definition":10,"TimeOffsetSet":[1.5,3000.0]}"#);
    assert_eq!(serde_json::to_string(&input).unwrap(), written);
    let error = serde_json::from_str::<SearchMediaRequest>(r#"{"ClassIds":[1,1.5]}"#).unwrap_err();
    assert!(error.to_string().contains("in ClassIds[1]"), "{error}");
    let not_finite = SnapshotByTimeOffsetTaskInput::new(10).time_offset_set([f64::NAN]);
    assert!(serde_json::to_value(&not_finite).is_err());

    let recorded = json!({ "MediaProcessTask": { "SnapshotByTimeOffsetTaskSet": [serde_json::to_value(&input).unwrap()] } });
    let seen = mock::reread_request("ProcessMedia", "2018-07-17", &recorded)
        .unwrap()
        .unwrap();
    let seen: ProcessMediaRequest = serde_json::from_value(seen).unwrap();
    let sets = seen
        .media_process_task
        .unwrap()
        .snapshot_by_time_offset_task_set
        .unwrap();
    assert_eq!(sets[0].time_offset_set, input.time_offset_set);
}

#[tokio::test]
async fn responses_are_read() {
    let body = r#"{"Response":{"MediaInfoSet":[{"FileId":7,"MetaData":{"Duration":12.5,"Bitrate":1e3,"Size":3000000000}}],"RequestId":17}}"#;
    let client = client(body);
    let response: DescribeMediaInfosResponse = client
        .describe_media_infos(&DescribeMediaInfosRequest::new(["7"]))
        .await
        .unwrap();
    let media = &response.media_info_set[0];
    let meta = media.meta_data.as_ref().unwrap();
    assert_eq!((&*media.file_id, &*response.request_id), ("7", "17"));
    assert_eq!(
        (meta.duration, meta.bitrate, meta.size),
        (12.5, 1000, 3_000_000_000)
    );

    let untyped = client
        .call("DescribeMediaInfos", "2018-07-17", &json!({}))
        .await
        .unwrap();
    let meta = &untyped["MediaInfoSet"][0]["MetaData"];
    assert_eq!(meta["Duration"].as_f64(), Some(12.5));
    assert_eq!(meta["Bitrate"].as_f64(), Some(1000.0));
    assert_eq!(meta["Size"].as_u64(), Some(3_000_000_000));
}

#[tokio::test]
async fn errors_are_read() {
    for (body, kind) in [
        (r#"{"Response":5}"#, ErrorKind::Response),
        ("5", ErrorKind::Response),
        (
            r#"{"Response":{"Error":5,"RequestId":"r"}}"#,
            ErrorKind::Response,
        ),
        (
            r#"{"Response":{"Error":{"Code":4100,"Message":"m"},"RequestId":"r"}}"#,
            ErrorKind::Service,
        ),
    ] {
        let error = client(body)
            .call("Any", "2018-07-17", &json!({}))
            .await
            .unwrap_err();
        assert_eq!(error.kind(), kind, "{body}: {error}");
    }
    let deep = format!(
        r#"{{"Response":{{"RequestId":"r","A":{}1{}}}}}"#,
        "[".repeat(9_000),
        "]".repeat(9_000)
    );
    let deep = client(Box::leak(deep.into_boxed_str()));
    let read = deep.call("Any", "2018-07-17", &json!({})).await.unwrap();
    assert_eq!(read["RequestId"], "r");
}

#[tokio::test]
async fn the_mock_server_takes_numbers() {
    let server = mock::MockServer::start().await;
    let input = SnapshotByTimeOffsetTaskInput::new(10).time_offset_set([1.5, 3000.0]);
    let task = vod_sdk::v2018_07_17::MediaProcessTaskInput::new();
    let task = task.snapshot_by_time_offset_task_set([input]);
    let request = ProcessMediaRequest::new()
        .file_id("1")
        .media_process_task(task);
    let client = Client::builder()
        .credential(server.credential())
        .endpoint(server.endpoint())
        .build()
        .unwrap();
    client.process_media(&request).await.unwrap();
}

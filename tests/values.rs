//! Texts with known values, and times, as a program uses them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::json;
use vod_sdk::v2018_07_17::{
    DescribeTaskDetailRequest, DescribeTaskDetailResponse, MediaBasicInfo,
    ModifyEventConfigRequest, StorageClass, Switch, TaskStatus,
};

/// What a program makes of a status, with a way for those of tomorrow.
fn is_over(status: &TaskStatus) -> Option<bool> {
    match status {
        TaskStatus::Waiting | TaskStatus::Processing => Some(false),
        TaskStatus::Finish | TaskStatus::Aborted => Some(true),
        _ => None,
    }
}

#[test]
fn a_status_is_matched_and_compared() {
    for (text, expected) in [
        ("WAITING", Some(false)),
        ("FINISH", Some(true)),
        ("SUSPENDED", None),
    ] {
        let json = json!({ "Status": text, "RequestId": "r" });
        let response: DescribeTaskDetailResponse = serde_json::from_value(json).unwrap();
        assert_eq!(is_over(&response.status), expected, "{text}");
        assert!(response.status == text);
        assert_eq!(response.status.is_known(), expected.is_some());
    }
}

#[test]
fn a_switch_takes_a_bool_a_variant_and_a_text() {
    let request = || ModifyEventConfigRequest::new();
    let json = |request: ModifyEventConfigRequest| {
        serde_json::to_value(request).unwrap()["DeleteMediaCompleteEventSwitch"].clone()
    };
    assert_eq!(
        json(request().delete_media_complete_event_switch(true)),
        "ON"
    );
    assert_eq!(
        json(request().delete_media_complete_event_switch(Switch::Off)),
        "OFF"
    );
    assert_eq!(
        json(request().delete_media_complete_event_switch("AUTO")),
        "AUTO"
    );
}

/// A record of a program's own, and a table with columns of text.
#[derive(Serialize, Deserialize, PartialEq, Debug)]
struct Record {
    status: TaskStatus,
    class: Option<StorageClass>,
}

#[test]
fn an_unknown_value_survives_json_and_a_column_of_text() {
    for (status, class) in [
        ("FINISH", Some("ARCHIVE")),
        ("SUSPENDED", Some("GLACIER")),
        ("", None),
    ] {
        let record = Record {
            status: status.into(),
            class: class.map(StorageClass::from),
        };
        let json = serde_json::to_string(&record).unwrap();
        assert_eq!(serde_json::from_str::<Record>(&json).unwrap(), record);

        let mut table: BTreeMap<u32, String> = BTreeMap::new();
        table.insert(1, record.status.to_string());
        assert_eq!(table[&1], status);
        assert_eq!(TaskStatus::from(table[&1].as_str()), record.status);
        assert_eq!(TaskStatus::from(table.remove(&1).unwrap()), record.status);
    }
}

#[test]
fn media_are_sorted_by_their_time() {
    let times = [
        "2024-05-01T08:00:00+08:00",
        "2024-04-30T23:59:59Z",
        "2024-05-01T00:00:01Z",
    ];
    let media = times.map(|time| {
        let json = json!({ "CreateTime": time });
        serde_json::from_value::<MediaBasicInfo>(json).unwrap()
    });
    let mut media = media.to_vec();
    media.sort_by(|a, b| a.create_time.cmp(&b.create_time));
    let sorted = media.iter().map(|it| it.create_time.as_str());
    assert_eq!(sorted.collect::<Vec<_>>(), [times[1], times[0], times[2]]);
}

#[test]
fn what_a_response_holds_goes_into_the_next_request() {
    let json = json!({ "TaskId": "t", "SubAppId": 7 });
    let before: DescribeTaskDetailRequest = serde_json::from_value(json).unwrap();
    let next = DescribeTaskDetailRequest::new("u").sub_app_id(before.sub_app_id);
    assert_eq!(next.sub_app_id, Some(7));
}

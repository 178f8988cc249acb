//! Events as they are read, from the queue or from the body of a callback.

use std::fs;

use serde_json::{Value, json};
use vod_sdk::ErrorKind;
use vod_sdk::events::{CallbackError, Event};
use vod_sdk::v2018_07_17::{FileUploadTask, ProcedureTask};

fn event(json: &Value) -> Event {
    Event::from_callback(json.to_string().as_bytes()).expect("an event")
}

fn key(json: &Value) -> String {
    event(json).dedup_key()
}

/// What the spec says of something.
fn spec(path: &str) -> Value {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../spec/vod/2018-07-17");
    let text = fs::read_to_string(format!("{folder}/{path}")).expect("a file of the spec");
    serde_json::from_str(&text).expect("JSON")
}

/// The fields of an event that say what has happened.
fn payload_fields() -> Vec<String> {
    let content = spec("types/EventContent.json");
    let fields = content["fields"].as_array().expect("fields").iter();
    let names = fields.map(|field| field["name"].as_str().expect("a name").to_owned());
    names
        .filter(|name| name != "EventHandle" && name != "EventType")
        .collect()
}

#[test]
fn the_one_payload_is_found_of_every_kind_and_of_tomorrows() {
    let mut fields = payload_fields();
    assert!(fields.len() > 30, "{fields:?}");
    fields.push("FromTomorrowEvent".to_owned());
    for kind in ["", "Whatever", "NewFileUpload"] {
        for field in &fields {
            let mut json = json!({ "EventHandle": "h", "EventType": "Whatever" });
            for other in &fields {
                json[other] = Value::Null;
            }
            json["EventType"] = json!(if kind.is_empty() { field } else { kind });
            json[field] = json!({ "TaskId": "task-1", "Status": "FINISH" });
            let event = event(&json);
            assert_eq!(event.field(), Some(&**field));
            assert_eq!(event.payload(), &json[field]);
            assert_eq!(event.task_id(), Some("task-1"));
            assert_eq!(event.handle(), Some("h"));
            assert_eq!(event.json(), &json);
            let typed = event.content().expect("the types are lenient");
            assert_eq!(typed.event_type.as_str(), event.kind());
        }
    }
}

#[test]
fn of_several_objects_the_kind_names_the_payload() {
    let both = |kind: &str| {
        event(&json!({
            "EventType": kind, "AContext": { "A": 1 }, "FileDeleteEvent": {},
            "PullCompleteEvent": { "TaskId": "p" }, "Thing": { "TaskId": "t" },
        }))
    };
    assert_eq!(both("PullComplete").field(), Some("PullCompleteEvent"));
    assert_eq!(both("Thing").field(), Some("Thing"));
    assert_eq!(both("FileDelete").field(), Some("AContext"));
    let none = event(&json!({ "EventType": "Odd", "List": [1], "Text": "a" }));
    assert_eq!((none.field(), none.payload()), (None, &Value::Null));
    assert_eq!((none.task_id(), none.file_id()), (None, None));
}

#[test]
fn the_documented_example_is_read_in_all_forms() {
    let example = spec("actions/PullEvents.json");
    let example = &example["examples"][0]["response"]["EventSet"][0];
    let event = event(example);
    assert_eq!(event.kind(), "ProcedureStateChanged");
    assert_eq!(event.handle(), Some("EventHandle1"));
    assert_eq!(event.file_id(), Some("5285890784246869930"));
    let task: ProcedureTask = event.payload_as().expect("a procedure");
    let content = event.content().expect("an event");
    assert_eq!(content.procedure_state_change_event, Some(task));
    let error = event.payload_as::<Vec<FileUploadTask>>();
    let error = error.expect_err("it is no list");
    assert_eq!(error.kind(), ErrorKind::Response);
    assert!(!error.may_have_been_executed());
    let text = error.to_string();
    assert!(text.contains("ProcedureStateChangeEvent"), "{text}");
}

#[test]
fn the_file_is_found_where_an_event_has_it() {
    for (payload, id) in [
        (json!({ "FileId": "1" }), Some("1")),
        (json!({ "FileId": "", "SrcFileId": "2" }), Some("2")),
        (json!({ "FileIdSet": ["3", "4"] }), Some("3")),
        (json!({ "FileIdSet": [] }), None),
        (json!({ "FileIdSet": null, "A": 1 }), None),
    ] {
        let event = event(&json!({ "EventType": "Any", "AnyEvent": payload }));
        assert_eq!(event.file_id(), id, "{payload}");
    }
}

#[test]
fn a_callback_has_no_handle_and_may_have_a_signature() {
    let body = r#"{ "EventType": "NewFileUpload", "Sign": "9aeee23536d8a08c7dad4ddef7c34e99",
        "T": 1546315200, "FileUploadEvent": { "FileId": "528", "ProcedureTaskId": "t" } }"#;
    for body in [body.to_owned(), format!("\u{feff}{body}\0")] {
        let event = Event::from_callback(body.as_bytes()).expect("an event");
        assert_eq!((event.handle(), event.task_id()), (None, None));
        assert_eq!(event.json()["T"], 1_546_315_200);
        let shown = format!("{event:?}");
        assert!(shown.contains("528") && !shown.contains("9aeee"), "{shown}");
    }
}

/// An error with its fields, in words.
fn described(error: &CallbackError) -> String {
    match error {
        CallbackError::NotJson { line, column, .. } => format!("no JSON at {line}:{column}"),
        CallbackError::OldForm { kind, .. } => format!("old form of {kind}"),
        CallbackError::NotAnEvent => "no event".to_owned(),
        other => format!("{other:?}"),
    }
}

#[test]
fn what_is_no_event_says_what_it_is() {
    let old = r#"{"version":"4.0","eventType":"NewFileUpload","data":{"status":0}}"#;
    for (body, expected, words) in [
        (old, "old form of NewFileUpload", "version 2.0"),
        ("{\n\"EventType\":", "no JSON at 2:12", "line 2 column 12"),
        ("", "no JSON at 1:0", "no JSON"),
        ("EventType=NewFileUpload", "no JSON at 1:1", "as they came"),
        ("[]", "no event", "JSON object"),
        ("null", "no event", "JSON object"),
        (r#"{"EventType":""}"#, "no event", "EventType"),
        (r#"{"Response":{"EventType":"A"}}"#, "no event", "envelope"),
    ] {
        let error = Event::from_callback(body.as_bytes()).expect_err(body);
        assert_eq!(described(&error), expected, "{body}");
        assert!(error.to_string().contains(words), "{error}");
    }
}

#[test]
fn size_and_depth_are_bounded() {
    let event = |inner: &str| format!(r#"{{"EventType":"Any","AnyEvent":{inner}}}"#);
    let many = |item: &str, count| event(&format!("[{}1]", item.repeat(count)));
    for body in [
        many("          ", 1 << 20),
        many(r#"{"a":1},"#, 900_000),
        many("[],", 2_700_000),
    ] {
        let error = Event::from_callback(body.as_bytes()).expect_err("too much");
        assert_eq!(error, CallbackError::TooLarge);
    }
    let deep = event(&format!(
        "{}1{}",
        r#"{"a":"#.repeat(9_000),
        "}".repeat(9_000)
    ));
    let event = Event::from_callback(deep.as_bytes()).expect("an event");
    assert_eq!(event.field(), Some("AnyEvent"));
    assert!(
        event.json().to_string().len() < 1_000,
        "what is deeper is left out"
    );
}

#[test]
fn the_same_event_has_the_same_key_and_no_other_has() {
    let task = |status: &str, progress: u8| json!({ "TaskId": "t-1", "FileId": "528", "Status": status, "Progress": progress });
    let event = |kind: &str, field: &str, payload: Value| {
        let mut json = json!({ "EventType": kind, "EventHandle": "1" });
        json[field] = payload;
        json
    };
    let changed = |status, progress| {
        let payload = task(status, progress);
        event(
            "ProcedureStateChanged",
            "ProcedureStateChangeEvent",
            payload,
        )
    };
    let uploaded = |id: &str| event("NewFileUpload", "FileUploadEvent", json!({ "FileId": id }));
    let deleted = |parts: Value| {
        let payload = json!({ "FileIdSet": ["528"], "FileDeleteResultInfo": parts });
        event("FileDeleted", "FileDeleteEvent", payload)
    };
    let different = [
        changed("FINISH", 100),
        changed("PROCESSING", 1),
        changed("PROCESSING", 2),
        event(
            "EditMediaComplete",
            "EditMediaCompleteEvent",
            task("FINISH", 1),
        ),
        uploaded("528"),
        uploaded("529"),
        deleted(json!([])),
        deleted(json!([{ "DeleteParts": ["OriginalFiles"] }])),
        deleted(json!([{ "DeleteParts": ["TranscodeFiles"] }])),
        event("Other", "", json!({})),
        event(
            "FileDeleted",
            "FileDeleteEvent",
            json!({ "FileIdSet": ["é".repeat(300)] }),
        ),
    ];
    let mut keys: Vec<String> = different.iter().map(key).collect();
    assert!(keys.iter().all(|key| key.len() <= 300), "{keys:?}");
    assert_eq!(keys[0], "ProcedureStateChanged/t-1/FINISH");
    for json in &different {
        let mut again = json.clone();
        again["EventHandle"] = json!("2");
        again["Sign"] = json!("a");
        again["T"] = json!(1);
        again["ComposeMediaCompleteEvent"] = Value::Null;
        assert_eq!(key(&again), key(json));
    }
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), different.len());
    // It is kept in databases: it must not change.
    assert_eq!(
        key(&uploaded("528")),
        "NewFileUpload/528/d732b78b7e35fde18abef802f68fdb37"
    );
}

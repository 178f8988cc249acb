//! Values of every kind: what does not fit is an error in a request, and left out of a response with a warning.
//! None is changed into another in silence.

use serde::de::value::MapDeserializer;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tracing_subscriber::filter::LevelFilter;
use vod_sdk::ErrorKind;
use vod_sdk::v2018_07_17::{
    DescribeMediaInfosRequest, ExecuteFunctionRequest, MediaProcessTaskInput, ProcessMediaRequest,
    SearchMediaRequest, SimpleHlsClipRequest, SnapshotByTimeOffsetTaskInput,
};
use vod_sdk::wire;

use crate::log::Log;
use crate::properties::memory::{Memory, run};
use crate::wire::{Holder, check};

/// What is logged while something runs.
fn logged(run: impl FnOnce()) -> String {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(LevelFilter::WARN)
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    tracing::subscriber::with_default(subscriber, run);
    log.text()
}

/// Reads a value for a field of this type, which is to be left out with one warning.
#[track_caller]
fn check_left_out<T: wire::Wire + PartialEq + std::fmt::Debug>(json: Value) {
    let log = logged(|| check(json.clone(), None::<T>));
    let warnings = log.matches("left out").count();
    assert_eq!(warnings, 1, "{json}: {log}");
    assert!(log.contains("in Value"), "{json}: {log}");
}

#[test]
fn numbers_out_of_range_are_left_out_of_a_response() {
    for number in [
        json!(u64::MAX),
        json!(i64::MAX as u64 + 1),
        json!(1e300),
        json!(-1e300),
    ] {
        check_left_out::<i64>(number.clone());
        check_left_out::<i64>(json!(number.to_string()));
        check_left_out::<Vec<i64>>(number);
    }
    for number in [
        json!(-1),
        json!(-1.5),
        json!(i64::MIN),
        json!(1.9e19),
        json!("-1"),
    ] {
        check_left_out::<u64>(number.clone());
        check_left_out::<Vec<u64>>(number);
    }
    for number in ["NaN", "inf", "-Infinity", "1e999", "1,5", "0x10", ""] {
        check_left_out::<f64>(json!(number));
        check_left_out::<u64>(json!(number));
        check_left_out::<i64>(json!(number));
    }
}

#[test]
fn numbers_in_other_forms_are_read() {
    for json in [
        json!("7.0"),
        json!(" 7 "),
        json!([7]),
        json!(["7"]),
        json!([[7.0]]),
        json!("+7"),
    ] {
        check(json.clone(), Some(7_u64));
        check(json.clone(), Some(7_i64));
        check(json, Some(7.0_f64));
    }
    check(json!("1e3"), Some(1000_u64));
    check(json!("-1.5e3"), Some(-1500_i64));
    check(json!("9007199254740993.0"), Some(9_007_199_254_740_993_u64));
    check(json!("18446744073709551615.0"), Some(u64::MAX));
    check(json!(["true"]), Some(true));
    check(json!(" TRUE "), Some(true));
    check(json!(1.0), Some(true));
    check(json!("0"), Some(false));
    check(json!(1e300), Some("1e+300".to_owned()));
    check(json!(12.0), Some("12".to_owned()));
}

#[test]
fn integers_of_128_bits_are_as_exact_as_others() {
    let read = |number: i128| {
        let fields = [("SubAppId", number)].into_iter();
        let fields = MapDeserializer::<_, serde_json::Error>::new(fields);
        SearchMediaRequest::deserialize(fields).map(|request| request.sub_app_id)
    };
    for number in [0, 9_007_199_254_740_993, u64::MAX] {
        assert_eq!(read(number.into()).unwrap(), Some(number));
    }
    for number in [-1, i128::from(u64::MAX) + 1, i128::MIN, i128::MAX] {
        let error = read(number).unwrap_err();
        assert!(error.to_string().ends_with(" in SubAppId"), "{error}");
    }
}

#[test]
fn a_fraction_is_cut_off_with_a_warning() {
    for (json, expected) in [(json!(7.9), 7), (json!("7.9"), 7), (json!(-0.5), 0)] {
        let log = logged(|| check(json.clone(), Some(expected as i64)));
        assert_eq!(log.matches("fraction").count(), 1, "{json}: {log}");
    }
    let silent = logged(|| check(json!([7.0, "7.00", 7]), Some(vec![7_u64, 7, 7])));
    assert_eq!(silent, "");
}

#[test]
fn items_that_do_not_fit_are_left_out_of_a_list() {
    let others = json!([1, { "a": 1 }, [2, 3], "x", null, true, -1, 1.9e19, 2]);
    check(others.clone(), Some(vec![1_u64, 2]));
    check(
        json!([1, { "a": 1 }, [2], "x", null, -1]),
        Some(vec![1_i64, 2, -1]),
    );
    check(json!([1.5, {}, "x", null, "NaN"]), Some(vec![1.5_f64]));
    check(json!([true, {}, "x", null, 7]), Some(vec![true]));
    check(json!(["a", null]), Some(vec!["a".to_owned()]));
    check(
        json!([{ "Value": 1 }, 5, null, "", "x", [], [6], [{ "Value": 2 }]]),
        Some(vec![
            Holder { value: Some(1_u64) },
            Holder { value: Some(2) },
        ]),
    );
    check(json!([null, 1]), Some(vec![Value::Null, json!(1)]));
    check(json!({ "a": 1 }), Some(Vec::<u64>::new()).filter(|_| false));
    assert_eq!(
        logged(|| check(others.clone(), Some(vec![1_u64, 2])))
            .lines()
            .count(),
        7
    );
}

#[test]
fn the_first_warnings_of_a_response_are_logged_and_the_others_counted() {
    let items: Vec<Value> = (0..1000).map(|_| json!("x")).collect();
    let log = logged(|| check(Value::from(items.clone()), Some(Vec::<u64>::new())));
    assert_eq!(log.lines().count(), 9, "{log}");
    assert!(
        log.contains("Value[0]") && log.contains("Value[7]"),
        "{log}"
    );
    assert!(log.contains("992 more"), "{log}");
}

#[test]
fn a_repair_does_not_repeat_the_warnings() {
    let response = |first: &str| {
        format!(
            r#"{{"Response":{{"MediaInfoSet":[{first}{{"FileId":"\ud83d"}}],"RequestId":"r"}}}}"#
        )
    };
    let request = DescribeMediaInfosRequest::new(["1"]);
    for (misfits, lines, counted) in [(0, 1, ""), (3, 4, ""), (1000, 9, "993 more")] {
        let client = Memory::answering(200, response(&"5,".repeat(misfits)).as_bytes()).client();
        let log = logged(|| {
            let response = run(client.describe_media_infos(&request)).unwrap();
            assert_eq!(response.media_info_set.len(), 1);
        });
        assert_eq!(log.lines().count(), lines, "{log}");
        assert!(log.contains(counted), "{log}");
    }
}

#[test]
#[expect(deprecated, reason = "no other request has a list of numbers")]
fn a_number_that_json_does_not_have_is_not_sent() {
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let snapshots = SnapshotByTimeOffsetTaskInput::new(10).time_offset_set([1.5, number]);
        let input = MediaProcessTaskInput::new();
        let input = input.snapshot_by_time_offset_task_set([snapshots]);
        let request = ProcessMediaRequest::new().media_process_task(input);
        let path = "MediaProcessTask.SnapshotByTimeOffsetTaskSet[0].TimeOffsetSet[1]";
        check_refused(&request, path);
        check_refused(
            &SimpleHlsClipRequest::new("u").start_time_offset(number),
            "StartTimeOffset",
        );
        let memory = Memory::answering(200, b"{}");
        let client = memory.client();
        for validate in [true, false] {
            let error = run(client.process_media(&request).validate(validate)).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Request, "{error}");
            assert!(error.to_string().contains(path), "{error}");
            assert!(!error.may_have_been_executed());
        }
        assert!(memory.latest().is_empty(), "it was sent");
    }
    let finite = SimpleHlsClipRequest::new("u")
        .start_time_offset(1.5)
        .end_time_offset(3000.0);
    let json = String::from_utf8(wire::to_json(&finite).unwrap()).unwrap();
    assert_eq!(
        json,
        r#"{"Url":"u","StartTimeOffset":1.5,"EndTimeOffset":3000.0}"#
    );
}

/// Writing is an error that names the path, by every serializer.
#[track_caller]
fn check_refused(request: &(impl wire::ObjectView + Serialize), path: &str) {
    let errors = [
        wire::to_json(request).unwrap_err(),
        serde_json::to_string(request).unwrap_err(),
        serde_json::to_value(request).unwrap_err(),
    ];
    for error in errors {
        assert!(
            error.to_string().contains(&format!("in {path}:")),
            "{error}"
        );
    }
}

#[test]
fn what_does_not_fit_is_an_error_in_a_request() {
    for (json, path) in [
        (json!({ "ClassIds": [1, u64::MAX] }), "ClassIds[1]"),
        (json!({ "ClassIds": [1e300] }), "ClassIds[0]"),
        (json!({ "ClassIds": [null] }), "ClassIds[0]"),
        (json!({ "ClassIds": [{ "a": 1 }] }), "ClassIds[0]"),
        (json!({ "SubAppId": -1 }), "SubAppId"),
        (json!({ "SubAppId": 1.5 }), "SubAppId"),
        (json!({ "SubAppId": "1.5" }), "SubAppId"),
        (json!({ "Names": [null] }), "Names[0]"),
    ] {
        let error = serde_json::from_value::<SearchMediaRequest>(json.clone()).unwrap_err();
        assert!(
            error.to_string().ends_with(&format!(" in {path}")),
            "{json}: {error}"
        );
    }
    let read = json!({ "FunctionName": "f", "FunctionArg": "", "SubAppId": 7.0 });
    let read: ExecuteFunctionRequest = serde_json::from_value(read).unwrap();
    assert_eq!(read.sub_app_id, Some(7));
    let client = Memory::answering(200, b"{}").client();
    for parameters in [json!(null), json!(5), json!([1])] {
        let error = run(client.call("Any", "2018-07-17", &parameters)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Request, "{parameters}: {error}");
    }
}

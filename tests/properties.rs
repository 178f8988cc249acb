//! What holds for any request, any answer and any configuration.

mod fill;
pub(crate) mod memory;

use std::fmt::Debug;

use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use vod_sdk::action::Action;
use vod_sdk::v2018_07_17 as v2018;
use vod_sdk::v2018_07_17::{
    DescribeMediaInfosRequest, DescribeTaskDetailRequest, DescribeTaskDetailResponse,
    ExecuteFunctionRequest,
};
use vod_sdk::wire::{ObjectSlot, ObjectView};
use vod_sdk::{Client, Credential, Error, ErrorKind, mock, sign, wire};

use self::fill::filled;
use self::memory::{Memory, run};

/// So many cases, and no file that remembers those that failed.
fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

fn numbers() -> impl Strategy<Value = Vec<u32>> {
    prop::collection::vec(any::<u32>(), 0..400)
}

/// Any JSON, not too large.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            any_object(inner).prop_map(Value::from),
        ]
    })
}

fn any_object(value: impl Strategy<Value = Value>) -> impl Strategy<Value = Map<String, Value>> {
    let name = prop_oneof![any::<String>(), "[A-Z][a-z]{1,4}"];
    prop::collection::vec((name, value), 0..5).prop_map(Map::from_iter)
}

/// A change of a text: where, how many bytes are taken out, and what is put in.
fn any_change() -> impl Strategy<Value = (prop::sample::Index, usize, Vec<u8>)> {
    let digits = "9".repeat(400);
    let put = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..4),
        prop::sample::select(vec![
            "[".repeat(3_000),
            "{\"A\":".repeat(3_000),
            "]}".to_owned(),
            "\"".to_owned(),
            ",".to_owned(),
            "null".to_owned(),
            "{}".to_owned(),
            "-".to_owned(),
            "1e999".to_owned(),
            "-0.0".to_owned(),
            digits,
            "\\ud800".to_owned(),
            "\"Error\":{\"Code\":\"A.B\"},".to_owned(),
            "\"Error\":[[]],".to_owned(),
        ])
        .prop_map(String::into_bytes),
    ];
    (any::<prop::sample::Index>(), 0..20_usize, put)
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn any_bytes_are_an_answer_or_an_error(
        body in prop::collection::vec(any::<u8>(), 0..300),
        status in 200..600_u16,
    ) {
        check_answer(status, &body)?;
    }

    #[test]
    fn any_json_is_an_answer_or_an_error(json in any_json(), in_envelope in any::<bool>()) {
        let json = if in_envelope { json!({ "Response": json }) } else { json };
        check_answer(200, json.to_string().as_bytes())?;
    }

    #[test]
    fn a_changed_answer_is_an_answer_or_an_error(
        numbers in numbers(),
        changes in prop::collection::vec(any_change(), 1..4),
    ) {
        let response: DescribeTaskDetailResponse = filled(&numbers);
        let mut body = json!({ "Response": to_value(&response) }).to_string().into_bytes();
        for (index, taken, put) in changes {
            let start = index.index(body.len() + 1);
            let end = (start + taken).min(body.len());
            body.splice(start..end, put);
        }
        check_answer(200, &body)?;
    }

    #[test]
    fn what_the_service_says_is_what_an_untyped_call_returns(mut object in any_object(any_json())) {
        object.remove("Error");
        object.insert("RequestId".into(), "id".into());
        let body = json!({ "Response": object }).to_string();
        let client = Memory::answering(200, body.as_bytes()).client();
        let answer = run(client.call("DescribeThings", "2018-07-17", &json!({}))).unwrap();
        prop_assert_eq!(answer, Value::Object(object));
    }

    #[test]
    fn what_the_service_says_is_what_a_typed_call_returns(numbers in numbers()) {
        let mut response: DescribeTaskDetailResponse = filled(&numbers);
        response.request_id = "id".into();
        let body = json!({ "Response": to_value(&response) }).to_string();
        let client = Memory::answering(200, body.as_bytes()).client();
        let request = DescribeTaskDetailRequest::new("task");
        prop_assert_eq!(run(client.describe_task_detail(&request)).unwrap(), response);
    }

    #[test]
    fn what_a_request_is_written_as_is_read_as_the_same_request(numbers in numbers()) {
        check_request::<ExecuteFunctionRequest>(&numbers)?;
        check_request::<v2018::ProcessMediaRequest>(&numbers)?;
        check_request::<v2018::ModifyMediaInfoRequest>(&numbers)?;
        check_request::<v2018::SearchMediaRequest>(&numbers)?;
        check_request::<v2018::EditMediaRequest>(&numbers)?;
        check_request::<v2018::ComposeMediaRequest>(&numbers)?;
        check_request::<v2018::CreateTranscodeTemplateRequest>(&numbers)?;
        check_request::<v2018::PullUploadRequest>(&numbers)?;
    }

    #[test]
    fn any_parameters_of_an_untyped_call_are_sent_as_they_are(object in any_object(any_json())) {
        let memory = Memory::answering(200, b"{\"Response\":{}}");
        let parameters = Value::Object(object);
        let _ = run(memory.client().call("CreateThing", "2018-07-17", &parameters));
        let sent: Value = serde_json::from_slice(&memory.latest()).unwrap();
        prop_assert_eq!(sent, parameters);
    }

    #[test]
    fn any_configuration_is_usable_or_refused(
        endpoint in prop_oneof![any::<String>(), "(https?://)?[a-z0-9.@:/?#\\[\\]-]{0,30}"],
        id in any::<String>(),
        key in "[ -~]{8,40}|\\PC{8,40}",
        region in any::<String>(),
    ) {
        check_configuration(&endpoint, (&id, &key), &region)?;
    }

    #[test]
    fn a_date_is_the_day_of_its_time(days in 0..2_900_000_u64, second in 0..86_400_u64) {
        let date = |days, second| sign::date(days * 86_400 + second);
        let today = date(days, second);
        prop_assert_eq!(&today, &date(days, 0));
        prop_assert!(today.len() == 10 && today < date(days + 1, 0), "{}", today);
        let parts: Vec<u64> = today.split('-').map(|part| part.parse().unwrap()).collect();
        prop_assert_eq!(days_since_1970(parts[0], parts[1], parts[2]), days);
    }
}

/// An answer of these bytes is understood by every kind of call, or fails with an error that says why.
fn check_answer(status: u16, body: &[u8]) -> Result<(), TestCaseError> {
    let client = Memory::answering(status, body).client();
    let function = ExecuteFunctionRequest::new("f", "");
    let task = DescribeTaskDetailRequest::new("task");
    let media = DescribeMediaInfosRequest::new(["file"]);
    let search = v2018::SearchMediaRequest::new();
    let untyped = json!({});
    check_failure(run(client.execute_function(&function)), "ExecuteFunction")?;
    check_failure(
        run(client.describe_task_detail(&task)),
        "DescribeTaskDetail",
    )?;
    check_failure(
        run(client.describe_media_infos(&media)),
        "DescribeMediaInfos",
    )?;
    check_failure(run(client.search_media(&search)), "SearchMedia")?;
    check_failure(run(client.call("Any", "2018-07-17", &untyped)), "Any")
}

fn check_failure<R>(result: Result<R, Error>, action: &str) -> Result<(), TestCaseError> {
    let Err(error) = result else {
        return Ok(());
    };
    let text = error.to_string();
    prop_assert!(text.starts_with(action), "{}", text);
    prop_assert!(text.len() > action.len() + 20, "{}", text);
    prop_assert!(text.len() < 16 * 1024, "{} bytes", text.len());
    prop_assert!(!text.contains('\n'), "{}", text);
    match error.kind() {
        ErrorKind::Service => prop_assert!(error.code().is_some_and(|code| !code.is_empty())),
        ErrorKind::Response => {
            prop_assert!(error.may_have_been_executed());
            prop_assert!(error.body_excerpt().is_some());
        }
        kind => prop_assert!(false, "{:?}: {}", kind, text),
    }
    Ok(())
}

/// Every reader of a request reads what was meant: its own type, the service, and the mock server.
fn check_request<A>(numbers: &[u32]) -> Result<(), TestCaseError>
where
    A: Action + ObjectSlot + ObjectView + Serialize + DeserializeOwned + PartialEq + Debug,
{
    let request: A = filled(numbers);
    let json = wire::to_json(&request).unwrap();
    prop_assert_eq!(&serde_json::to_vec(&request).unwrap(), &json);
    prop_assert_eq!(&serde_json::from_slice::<A>(&json).unwrap(), &request);
    prop_assert_eq!(&wire::from_json::<A>(&json).unwrap(), &request);

    let memory = Memory::answering(200, br#"{"Response":{"TaskId":"task","RequestId":"id"}}"#);
    let client = memory.client();
    prop_assert!(run(client.send(&request).validate(false)).is_ok());
    prop_assert_eq!(&memory.latest(), &json);

    let value = to_value(&request);
    let seen = mock::reread_request(A::INFO.name, A::INFO.version, &value).unwrap();
    prop_assert_eq!(seen.unwrap(), value);
    Ok(())
}

fn check_configuration(
    endpoint: &str,
    (id, key): (&str, &str),
    region: &str,
) -> Result<(), TestCaseError> {
    let builder = Client::builder().credential(Credential::new(id, key));
    let shown = format!("{builder:?}");
    prop_assert!(!shown.contains(key), "{}", shown);
    let built = builder.clone().endpoint(endpoint).build();
    if let Err(error) = built {
        prop_assert_eq!(error.kind(), ErrorKind::Config);
        prop_assert!(!error.to_string().contains(key), "{}", error);
    }
    let memory = Memory::answering(200, b"{\"Response\":{\"RequestId\":\"id\"}}");
    if let Ok(client) = builder.transport(memory).region(region).build() {
        let request = ExecuteFunctionRequest::new("f", "");
        prop_assert!(run(client.execute_function(&request)).is_ok());
    }
    Ok(())
}

fn to_value(object: &impl Serialize) -> Value {
    serde_json::to_value(object).unwrap()
}

/// Counts days one year and one month at a time.
fn days_since_1970(year: u64, month: u64, day: u64) -> u64 {
    let is_leap = |year: u64| {
        year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
    };
    let february = if is_leap(year) { 29 } else { 28 };
    let lengths = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let years: u64 = (1970..year)
        .map(|year| if is_leap(year) { 366 } else { 365 })
        .sum();
    years + lengths.iter().take(month as usize - 1).sum::<u64>() + day - 1
}

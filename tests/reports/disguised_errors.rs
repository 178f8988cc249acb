//! An error is never a success, whatever its form; nor is a response that is none of this API.
//! <https://github.com/openai/openai-python/issues/3531>

use serde::de::DeserializeOwned;
use serde_json::json;
use vod_sdk::v2018_07_17::{
    DescribeMediaInfosRequest, EventContent, ExecuteFunctionRequest, LiveRealTimeClipRequest,
    MediaInfo, ProcessMediaByProcedureRequest, ProcessMediaRequest, PullUploadRequest,
};
use vod_sdk::{ACTIONS, Error, ErrorKind};

use crate::properties::memory::{Memory, run};

/// The errors of a typed call that only reads, and of an untyped one.
fn errors(status: u16, body: &str) -> [Error; 2] {
    let client = Memory::answering(status, body.as_bytes()).client();
    let request = DescribeMediaInfosRequest::new(["1"]);
    let typed = run(client.describe_media_infos(&request)).map(|response| format!("{response:?}"));
    let untyped = run(client.call("Any", "2018-07-17", &json!({}))).map(|json| json.to_string());
    [typed, untyped].map(|result| match result {
        Ok(response) => panic!("{status} {body} is a success: {response}"),
        Err(error) => error,
    })
}

#[track_caller]
fn check(status: u16, body: &str, kind: ErrorKind, parts: &[&str]) {
    for error in errors(status, body) {
        assert_eq!(error.kind(), kind, "{body}: {error}");
        assert_eq!(error.status(), Some(status), "{error}");
        assert!(error.may_have_been_executed(), "{error}");
        for part in parts {
            assert!(error.to_string().contains(part), "{body}: {error}");
        }
    }
}

#[test]
fn an_error_with_a_code_is_one_of_the_service() {
    for error in [
        r#"{"Code":4100,"Message":"why"}"#,
        r#"{"code":"4100","message":"why"}"#,
        r#"{"CODE":" 4100 ","MESSAGE":"why"}"#,
        r#"[{"Code":"4100","Message":"why"}]"#,
    ] {
        let body = format!(r#"{{"Response":{{"Error":{error},"RequestId":"r"}}}}"#);
        check(
            200,
            &body,
            ErrorKind::Service,
            &["4100: why", "RequestId r"],
        );
        let lower = body
            .replace("Error", "error")
            .replace("Response", "response");
        check(
            200,
            &lower,
            ErrorKind::Service,
            &["4100: why", "RequestId r"],
        );
    }
    for body in [
        r#"{"Response":{"Error":"InternalError","RequestId":"r"}}"#,
        r#"{"Response":{"RequestId":"r"},"Error":{"Code":"InternalError"}}"#,
        r#"{"Response":{"Code":"InternalError","Message":"why","RequestId":"r"}}"#,
        r#"{"Response":{"message":"","code":"InternalError","RequestId":"r"}}"#,
        r#"{"Error":{"Code":"InternalError"},"RequestId":"r"}"#,
        r#"{"Response":{"Error":{"Code":"InternalError"},"Error":null,"RequestId":"r"}}"#,
        r#"{"Response":{"Error":{"Code":"InternalError"}},"Response":{"RequestId":"r"}}"#,
        r#"{"Response":{"Error":{"Code":"InternalError"},"RequestId":"r""#,
    ] {
        check(200, body, ErrorKind::Service, &[": InternalError"]);
        assert!(!errors(200, body)[0].to_string().contains(":  "), "{body}");
    }
}

#[test]
fn an_error_without_a_code_is_an_error() {
    for error in [
        "\"something went wrong\"",
        "\"\"",
        "1",
        "0",
        "true",
        "false",
        "[]",
        "[1]",
        "{}",
        r#"{"Code":""}"#,
        r#"{"Code":null,"Message":"m"}"#,
        r#"{"Code":{"Code":"InternalError"}}"#,
        r#"{"Code":["InternalError"]}"#,
        r#"{"Message":"m"}"#,
        r#"{"Error":{"Code":"InternalError"}}"#,
    ] {
        let inside =
            format!(r#"{{"Response":{{"MediaInfoSet":[],"Error":{error},"RequestId":"r"}}}}"#);
        let excerpt = &inside[..50];
        check(
            200,
            &inside,
            ErrorKind::Response,
            &["no error code", "HTTP 200", excerpt],
        );
        let outside = format!(r#"{{"Response":{{"RequestId":"r"}},"error":{error}}}"#);
        check(200, &outside, ErrorKind::Response, &["no error code"]);
    }
    for none in [
        r#"{"Response":{"Error":null,"RequestId":"r"}}"#,
        r#"{"Response":{"Code":"abc","Message":"m","RequestId":"r"}}"#,
        r#"{"Response":{"Code":"InternalError","RequestId":"r"}}"#,
    ] {
        let client = Memory::answering(200, none.as_bytes()).client();
        assert!(run(client.call("Any", "2018-07-17", &json!({}))).is_ok());
    }
}

#[test]
fn what_is_none_of_this_api_is_an_error() {
    for body in [
        "",
        "{}",
        "[]",
        "[{}]",
        "null",
        "5",
        "\"text\"",
        r#"{"Response":null}"#,
        r#"{"Response":[]}"#,
        r#"{"Response":[{"RequestId":"r"}]}"#,
        r#"{"Response":5}"#,
        r#"{"Response":"text"}"#,
        r#"{"MediaInfoSet":[],"RequestId":"r"}"#,
        r#"{"code":403,"message":"Forbidden"}"#,
        r#"{"error":{"code":403,"message":"Forbidden"}}"#,
        r#"{"error":"Unauthorized"}"#,
    ] {
        check(
            200,
            body,
            ErrorKind::Response,
            &["HTTP 200", "cannot be read"],
        );
    }
}

#[test]
fn a_success_has_a_request_id_and_a_success_status() {
    for body in [
        r#"{"Response":{}}"#,
        r#"{"Response":{"MediaInfoSet":[]}}"#,
        r#"{"Response":{"RequestId":null}}"#,
        r#"{"Response":{"RequestId":""}}"#,
        r#"{"Response":{"RequestId":" "}}"#,
        r#"{"Response":{"RequestId":["r"]}}"#,
        r#"{"Response":{"RequestId":{}}}"#,
        r#"{"Response":{"RequestId":false}}"#,
    ] {
        check(200, body, ErrorKind::Response, &["no RequestId"]);
    }
    for status in [301, 304, 400, 403, 404, 408, 429, 500, 502, 503] {
        for body in [
            r#"{"Response":{}}"#,
            r#"{"Response":{"RequestId":"r"}}"#,
            r#"{"Response":{"MediaInfoSet":[{"FileId":"1"}],"RequestId":"r"}}"#,
        ] {
            let parts = &[&*format!("HTTP {status}"), "error code"];
            check(status, body, ErrorKind::Response, parts);
        }
    }
}

#[test]
fn a_task_that_was_started_has_an_id() {
    for fields in [
        r#""RequestId":"r""#,
        r#""TaskId":"","RequestId":"r""#,
        r#""TaskId":null,"RequestId":"r""#,
        r#""TaskId":{},"RequestId":"r""#,
        r#""TaskIds":"1","RequestId":"r""#,
    ] {
        let client =
            Memory::answering(200, format!(r#"{{"Response":{{{fields}}}}}"#).as_bytes()).client();
        let media = ProcessMediaRequest::new().session_id("s");
        let pull = PullUploadRequest::new("http://a/b.mp4");
        for error in [
            run(client.process_media(&media)).unwrap_err(),
            run(client.pull_upload(&pull)).unwrap_err(),
        ] {
            assert_eq!(error.kind(), ErrorKind::Response, "{error}");
            assert!(error.to_string().contains("no TaskId"), "{error}");
            assert!(error.may_have_been_executed());
            assert_eq!(error.request_id(), Some("r"));
            let has_session_id = error.action() == Some("ProcessMedia");
            assert_eq!(error.is_retryable(), has_session_id, "{error}");
        }
    }
}

#[test]
fn one_of_the_ids_of_tasks_is_enough() {
    for (fields, is_success) in [
        (r#""TaskId":"1","ReviewAudioVideoTaskId":"""#, true),
        (r#""TaskId":"","ReviewAudioVideoTaskId":"2""#, true),
        (r#""ImportMediaKnowledgeTaskIdSet":["3"]"#, true),
        (r#""ImportMediaKnowledgeTaskIdSet":[""],"TaskId":"""#, false),
        (r#""taskId":1"#, true),
        (r#""TaskId":["1"]"#, true),
        (r#""TaskId":["1","2"]"#, false),
        (r#""TaskId":[["1"]]"#, false),
        (r#""TaskId":"1","TaskId":"""#, true),
        (r#""TaskId":"1","TaskId":null,"taskid":{}"#, true),
    ] {
        let body = format!(r#"{{"Response":{{{fields},"RequestId":"r"}}}}"#);
        let client = Memory::answering(200, body.as_bytes()).client();
        let request = ProcessMediaByProcedureRequest::new("name");
        let outcome = run(client.process_media_by_procedure(&request));
        assert_eq!(outcome.is_ok(), is_success, "{body}: {outcome:?}");
        let ids = outcome.map(|response| {
            let other = response.review_audio_video_task_id;
            response.task_id + &other + &response.import_media_knowledge_task_id_set.concat()
        });
        assert!(
            ids.as_ref().map_or(true, |ids| ids.len() == 1),
            "{body}: {ids:?}"
        );
    }
}

#[test]
fn an_action_that_need_not_start_a_task_needs_no_id() {
    let client =
        Memory::answering(200, br#"{"Response":{"VodTaskId":"","RequestId":"r"}}"#).client();
    let clip = LiveRealTimeClipRequest::new("s", "2024-01-01T00:00:00Z", "2024-01-01T00:01:00Z");
    assert!(run(client.live_real_time_clip(&clip)).is_ok());
    let function = ExecuteFunctionRequest::new("f", "");
    assert!(run(client.execute_function(&function)).is_ok());
    let starters = ACTIONS.iter().filter(|action| !action.task_ids.is_empty());
    assert_eq!(starters.count(), 37);
}

#[test]
fn what_is_no_object_is_none_by_serde() {
    check_object::<EventContent>();
    check_object::<MediaInfo>();
    check_object::<ExecuteFunctionRequest>();
    check_object::<ProcessMediaRequest>();
    for json in ["{}", r#"{"EventType":null,"FileUploadEvent":null}"#] {
        assert!(serde_json::from_str::<EventContent>(json).is_ok(), "{json}");
    }
}

fn check_object<T: DeserializeOwned>() {
    for json in [
        "null", "5", "1.5", "true", "\"\"", "\"text\"", "[]", "[1]", "[{}]",
    ] {
        let error = serde_json::from_str::<T>(json).err().expect(json);
        assert!(
            error.to_string().starts_with("expected an object, found "),
            "{error}"
        );
    }
}

//! What a server may write into errors, logs, spans and hooks.

use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use vod_sdk::credentials::{AssumeRole, CredentialProvider, CvmRole};
use vod_sdk::hooks::{AttemptReport, Hook};
use vod_sdk::mock::{Response, Script};
use vod_sdk::transport::{HttpRequest, HttpResponse, Transport, TransportFuture};
use vod_sdk::v2018_07_17::DescribeMediaInfosRequest;
use vod_sdk::{Client, Error, ErrorKind, RetryPolicy};

use crate::log::Log;
use crate::support::credential;

/// What must never be printed as it is: it ends a line, begins a control sequence, hides or turns text around.
const HOSTILE: &str = "a\n\r\u{1b}[2J\u{0}\u{7}\u{8}\u{7f}\u{85}\u{9b}\u{2028}\u{2029}\u{202a}\u{202e}\u{2066}\u{2069}\u{200b}\u{200f}\u{61c}\u{feff}\u{ad}\u{e0041}z";
/// Longer than anything that is printed of an error.
const BOUND: usize = 6 * 4096;

#[track_caller]
pub(crate) fn assert_clean(text: &str) {
    let raw = |character: &char| !"az[2J".contains(*character) && HOSTILE.contains(*character);
    let found: Vec<char> = text.chars().filter(raw).collect();
    assert!(found.is_empty(), "{found:?} in {text:?}");
    assert!(text.len() < BOUND, "{} bytes", text.len());
}

/// Every text that an error has.
pub(crate) fn texts(error: &Error) -> Vec<String> {
    let parts = [
        error.code(),
        error.request_id(),
        error.action(),
        error.body_excerpt(),
        Some(error.message()),
    ];
    let mut texts: Vec<String> = parts.into_iter().flatten().map(str::to_owned).collect();
    texts.extend([error.to_string(), format!("{error:?}")]);
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        texts.extend([cause.to_string(), format!("{cause:?}")]);
        source = cause.source();
    }
    texts
}

/// Writes down all that it is told.
#[derive(Clone, Debug, Default)]
struct Witness(Arc<Mutex<Vec<String>>>);

impl Hook for Witness {
    fn after_attempt(&self, attempt: &AttemptReport<'_>) {
        let mut seen = self.0.lock().unwrap();
        seen.extend(attempt.request_id().map(str::to_owned));
        seen.push(format!("{attempt:?}"));
        seen.extend(attempt.error().map(texts).into_iter().flatten());
    }
}

/// Calls with every response, and returns what came of it together with the log; all of it must be clean.
fn outcomes<R: Into<Response> + Clone + Debug>(responses: &[R]) -> Vec<Result<Value, Error>> {
    let witness = Witness::default();
    let mut outcomes = Vec::new();
    let log = Log::of(async {
        let script = Script::new();
        let client = Client::builder()
            .credential(script.credential())
            .transport(script.clone())
            .hook(witness.clone())
            .retry(RetryPolicy::none())
            .build()
            .unwrap();
        for response in responses {
            script.respond("ExecuteFunction", response.clone().into());
            let parameters = json!({"FunctionName": "f", "FunctionArg": ""});
            let call = client.call("ExecuteFunction", "2018-07-17", &parameters);
            outcomes.push(call.await);
        }
    });
    log.lines().for_each(assert_clean);
    witness
        .0
        .lock()
        .unwrap()
        .iter()
        .for_each(|text| assert_clean(text));
    let errors = outcomes.iter().filter_map(|outcome| outcome.as_ref().err());
    errors.flat_map(texts).for_each(|text| assert_clean(&text));
    outcomes
}

fn with_error(code: &str, message: &str, id: &str) -> Response {
    let error = json!({"Code": code, "Message": message});
    Response::json(json!({"Error": error, "RequestId": id}))
}

#[test]
fn every_part_of_an_error_is_clean() {
    let long = HOSTILE.repeat(100_000);
    let mut kinds = Vec::new();
    for text in [HOSTILE, &long] {
        let body = json!({"Response": text}).to_string();
        let responses = [
            with_error("InternalError", text, "id-1"),
            with_error("InternalError", "m", text),
            with_error(text, "m", "id-1"),
            Response::http(502, text),
            Response::http(200, body),
            Response::json(json!({"RequestId": text, "Result": "r"})),
        ];
        let outcomes = outcomes(&responses);
        let outcomes = outcomes.iter();
        kinds.extend(outcomes.map(|outcome| outcome.as_ref().map_err(Error::kind).err()));
    }
    let expected = [
        Some(ErrorKind::Service),
        Some(ErrorKind::Service),
        Some(ErrorKind::Response),
        Some(ErrorKind::Response),
        Some(ErrorKind::Response),
        None,
    ];
    assert_eq!(kinds, [expected, expected].concat());
}

#[test]
fn a_code_is_what_codes_look_like() {
    let long = "A".repeat(4_000_000);
    for (code, is_code) in [
        ("InternalError", true),
        ("FailedOperation.Some_new-Thing.2", true),
        (&long[..128], true),
        (&long[..129], false),
        (&long, false),
        ("Internal Error", false),
        ("Internal\nError", false),
        ("Error\u{202e}", false),
        ("InternalErrör", false),
        ("a/b", false),
    ] {
        let outcome = outcomes(&[with_error(code, "because", "id-1")]).remove(0);
        let error = outcome.unwrap_err();
        assert_eq!(error.request_id(), Some("id-1"));
        match is_code {
            true => assert_eq!(
                (error.kind(), error.code()),
                (ErrorKind::Service, Some(code))
            ),
            false => {
                assert_eq!((error.kind(), error.code()), (ErrorKind::Response, None));
                assert!(error.may_have_been_executed());
                assert!(
                    error.body_excerpt().unwrap().contains("Code"),
                    "it shows what came"
                );
            }
        }
    }
}

/// What a server writes in a `RequestId` is the caller's to read in the response, and cut everywhere else.
#[test]
fn ids_are_cut() {
    let long = "i".repeat(4_000_000);
    let error = outcomes(&[with_error("InternalError", "m", &long)])
        .remove(0)
        .unwrap_err();
    assert_eq!(error.request_id().unwrap().chars().count(), 129);
    assert!(error.to_string().len() < 300, "{error}");
}

/// What is left out of a response is told in the log.
#[test]
fn values_and_names_in_warnings_are_clean() {
    let long = HOSTILE.repeat(10_000);
    for text in [HOSTILE, &long] {
        for value in [
            json!(text),
            json!({ text: text }),
            json!([text, { text: 1 }]),
        ] {
            let log = Log::of(async {
                let script = Script::new();
                let media = json!({"BasicInfo": value, text: value, "TranscodeInfo": {"TranscodeSet": value}});
                let fields =
                    json!({"MediaInfoSet": [media, value], "NotExistFileIdSet": value, text: 1});
                script.respond("DescribeMediaInfos", Response::json(fields));
                let client = Client::builder().credential(credential()).transport(script);
                let request = DescribeMediaInfosRequest::new(["1"]);
                let client = client.retry(RetryPolicy::none()).build().unwrap();
                let _ = client.describe_media_infos(&request).await;
            });
            log.lines().for_each(assert_clean);
        }
    }
}

/// A metadata service that says the same to every question.
#[derive(Debug)]
struct Metadata(u16, String);

impl Transport for Metadata {
    fn send<'a>(&'a self, _: HttpRequest<'a>) -> TransportFuture<'a> {
        TransportFuture::new(async { Ok(HttpResponse::new(self.0, self.1.clone())) })
    }
}

#[test]
fn what_sources_of_credentials_answer_is_clean() {
    let long = HOSTILE.repeat(10_000);
    for text in [HOSTILE, &long] {
        let log = Log::of(async {
            for answer in [
                with_error("AuthFailure", text, "id-1"),
                with_error(text, text, text),
                Response::http(403, text),
                Response::json(json!({"Credentials": {"TmpSecretId": text, text: text}})),
                Response::json(json!({"Credentials": text, "ExpiredTime": text})),
            ] {
                let script = Script::new();
                script.respond("AssumeRole", answer);
                let role = AssumeRole::new(credential(), "qcs::cam::uin/1:roleName/r");
                let error = role.transport(script).provide().await.unwrap_err();
                assert_clean(&error.to_string());
                assert_clean(&format!("{error:?}"));
            }
            let code = json!({ "Code": text }).to_string();
            for (status, body) in [(200, text), (403, text), (200, &*code)] {
                for role in [CvmRole::new(), CvmRole::new().role("r")] {
                    let role = role.transport(Metadata(status, body.to_owned()));
                    let error = role.provide().await.unwrap_err();
                    assert_clean(&error.to_string());
                    assert_clean(&format!("{error:?}"));
                }
            }
        });
        log.lines().for_each(assert_clean);
    }
}

/// A secret that STS says back is left out, cut or escaped as it may be.
#[tokio::test]
async fn what_sts_quotes_of_a_secret_is_left_out() {
    let secret = "external\u{3000}id-that-must-not-show";
    for padding in [0, 4000, 4070, 4085, 4090] {
        let script = Script::new();
        let message = format!("{}{secret} is wrong", "x".repeat(padding));
        script.respond("AssumeRole", with_error("AuthFailure", &message, "id-1"));
        let role = AssumeRole::new(credential(), "qcs::cam::uin/1:roleName/r").external_id(secret);
        let error = role
            .transport(script)
            .provide()
            .await
            .unwrap_err()
            .to_string();
        assert!(
            !error.contains("exte") && !error.contains("must-not"),
            "{padding}: {error}"
        );
        assert!(error.contains("[redacted]") || padding > 0, "{error}");
    }
}

//! Requests that the service would refuse: what is wrong, the code, and a part of the message.

use serde_json::{Value, json};

use super::draft::{Draft, builder, now};

type Row = (&'static str, fn(&mut Draft), &'static str, &'static str);

const INVALID_AUTHORIZATION: &str = "AuthFailure.InvalidAuthorization";
const SIGNATURE_FAILURE: &str = "AuthFailure.SignatureFailure";
const TOKEN_FAILURE: &str = "AuthFailure.TokenFailure";
const EXPIRED: &str = "AuthFailure.SignatureExpire";

async fn check(rows: &[Row]) {
    let server = builder().start().await;
    for (name, change, code, message) in rows {
        let mut draft = Draft::new(&json!({"FunctionName": "f", "FunctionArg": "{}"}));
        change(&mut draft);
        let response = draft.send(&server).await;
        let error = &response["Error"];
        assert_eq!(error["Code"], *code, "{name}: {response}");
        let text = error["Message"].as_str().expect("a message");
        assert!(text.contains(message), "{name}: {text}");
        let refusal = server.take_requests()[0].refusal().map(str::to_owned);
        assert_eq!(refusal.as_deref(), Some(*code), "{name}");
    }
}

#[tokio::test]
async fn wrong_protocols() {
    check(&[
        (
            "GET",
            |draft| draft.method = "GET",
            "UnsupportedProtocol",
            "GET",
        ),
        (
            "PUT",
            |draft| draft.method = "PUT",
            "UnsupportedProtocol",
            "PUT",
        ),
        (
            "a form",
            |draft| {
                draft.set("Content-Type", "application/x-www-form-urlencoded");
            },
            "UnsupportedProtocol",
            "application/x-www-form-urlencoded",
        ),
        (
            "no content type",
            |draft| {
                draft.remove("Content-Type");
            },
            "UnsupportedProtocol",
            "no content type",
        ),
        (
            "two versions",
            |draft| draft.garble = |header| Some(format!("{header}\r\nX-TC-Version: 2024-07-18")),
            "InvalidParameter",
            "`x-tc-version` is repeated",
        ),
        (
            "two times",
            |draft| draft.garble = |header| Some(format!("{header}\r\nX-TC-Timestamp: 1")),
            "InvalidParameter",
            "`x-tc-timestamp` is repeated",
        ),
        (
            "a body that is too long",
            |draft| draft.body = vec![b' '; 11 * 1024 * 1024],
            "RequestSizeLimitExceeded",
            "10485760",
        ),
    ])
    .await;
}

#[tokio::test]
async fn wrong_signatures() {
    check(&[
        (
            "no Authorization",
            |draft| draft.garble = |_| None,
            INVALID_AUTHORIZATION,
            "missing",
        ),
        (
            "another algorithm",
            |draft| draft.garble = |header| Some(header.replace("SHA256", "SHA1")),
            INVALID_AUTHORIZATION,
            "does not begin",
        ),
        (
            "Authorization twice",
            |draft| draft.garble = |header| Some(format!("{header}\r\nAuthorization: {header}")),
            INVALID_AUTHORIZATION,
            "is repeated",
        ),
        (
            "content type not signed",
            |draft| draft.signed_headers = "host;x-tc-action",
            INVALID_AUTHORIZATION,
            "lack content-type",
        ),
        (
            "host not signed",
            |draft| draft.signed_headers = "content-type;x-tc-action",
            INVALID_AUTHORIZATION,
            "lack host",
        ),
        (
            "action not signed",
            |draft| draft.signed_headers = "content-type;host",
            INVALID_AUTHORIZATION,
            "lack x-tc-action",
        ),
        (
            "signed headers in another order",
            |draft| draft.signed_headers = "host;content-type;x-tc-action",
            INVALID_AUTHORIZATION,
            "not sorted",
        ),
        (
            "signed headers in upper case",
            |draft| draft.signed_headers = "Content-Type;Host;X-TC-Action",
            INVALID_AUTHORIZATION,
            "lower case",
        ),
        (
            "a signed header that is not sent",
            |draft| draft.signed_headers = "content-type;host;x-tc-action;x-tc-region",
            INVALID_AUTHORIZATION,
            "x-tc-region is missing",
        ),
        (
            "an unknown secret id",
            |draft| draft.secret_id = "AKIDnobody",
            "AuthFailure.SecretIdNotFound",
            "AKIDnobody",
        ),
        (
            "another secret key",
            |draft| draft.secret_key = "other",
            SIGNATURE_FAILURE,
            "string to sign",
        ),
        (
            "the canonical request is shown",
            |draft| {
                draft.path = "/vod";
                draft.query = "a=1";
                draft.secret_key = "other";
            },
            SIGNATURE_FAILURE,
            "POST\n/vod\na=1\ncontent-type:application/json\nhost:vod.tencentcloudapi.com\n\
             x-tc-action:executefunction\n\ncontent-type;host;x-tc-action\n",
        ),
        (
            "another service",
            |draft| draft.service = "cvm",
            SIGNATURE_FAILURE,
            "cvm",
        ),
        (
            "another day",
            |draft| draft.date = Some("2019-02-25"),
            SIGNATURE_FAILURE,
            "2019-02-25",
        ),
        (
            "one digit of the signature changed",
            |draft| {
                draft.garble = |mut header| {
                    let last = header.pop();
                    Some(header + if last == Some('0') { "1" } else { "0" })
                }
            },
            SIGNATURE_FAILURE,
            "wrong",
        ),
    ])
    .await;
}

#[tokio::test]
async fn wrong_tokens_and_times() {
    check(&[
        (
            "a token is missing",
            |draft| draft.secret_id = "AKIDtemporary",
            TOKEN_FAILURE,
            "missing",
        ),
        (
            "another token",
            |draft| {
                draft.secret_id = "AKIDtemporary";
                draft.set("X-TC-Token", "a-token");
            },
            TOKEN_FAILURE,
            "not the token",
        ),
        (
            "no timestamp",
            |draft| {
                draft.remove("X-TC-Timestamp");
            },
            "MissingParameter",
            "X-TC-Timestamp",
        ),
        (
            "a timestamp that is no number",
            |draft| {
                draft.set("X-TC-Timestamp", "1.5e9");
            },
            "InvalidParameter",
            "X-TC-Timestamp",
        ),
        (
            "late",
            |draft| {
                draft.set("X-TC-Timestamp", (now() - 302).to_string());
            },
            EXPIRED,
            "300 seconds",
        ),
        (
            "early",
            |draft| {
                draft.set("X-TC-Timestamp", (now() + 302).to_string());
            },
            EXPIRED,
            "300 seconds",
        ),
    ])
    .await;
}

#[tokio::test]
async fn wrong_actions_and_bodies() {
    check(&[
        (
            "no action",
            |draft| {
                draft.remove("X-TC-Action");
            },
            "MissingParameter",
            "X-TC-Action",
        ),
        (
            "an unknown action",
            |draft| {
                draft.set("X-TC-Action", "executeFunction");
            },
            "InvalidAction",
            "executeFunction",
        ),
        (
            "no version",
            |draft| {
                draft.remove("X-TC-Version");
            },
            "NoSuchVersion",
            "X-TC-Version",
        ),
        (
            "an unknown version",
            |draft| {
                draft.set("X-TC-Version", "2018-07-18");
            },
            "NoSuchVersion",
            "2018-07-18",
        ),
        (
            "no body",
            |draft| draft.body.clear(),
            "InvalidParameter",
            "not JSON",
        ),
        (
            "half a body",
            |draft| draft.body.truncate(20),
            "InvalidParameter",
            "not JSON",
        ),
        (
            "a list",
            |draft| draft.body = b"[]".to_vec(),
            "InvalidParameter",
            "not an object",
        ),
    ])
    .await;
}

/// Sends the request with one parameter replaced.
fn with(draft: &mut Draft, name: &str, value: Value) {
    let mut body: Value = serde_json::from_slice(&draft.body).expect("JSON");
    body[name] = value;
    draft.body = body.to_string().into_bytes();
}

#[tokio::test]
async fn wrong_parameters() {
    check(&[
        (
            "a parameter is missing",
            |draft| draft.body = br#"{"FunctionName":"f"}"#.to_vec(),
            "MissingParameter",
            "`FunctionArg`",
        ),
        (
            "a required parameter is null",
            |draft| with(draft, "FunctionName", json!(null)),
            "MissingParameter",
            "`FunctionName`",
        ),
        (
            "an unknown parameter",
            |draft| with(draft, "Functionname", json!("f")),
            "UnknownParameter",
            "`Functionname`",
        ),
        (
            "a number for a string",
            |draft| with(draft, "FunctionName", json!(1)),
            "InvalidParameter",
            "`FunctionName` must be a string",
        ),
        (
            "a string for a number",
            |draft| with(draft, "SubAppId", json!("1490012345")),
            "InvalidParameter",
            "`SubAppId` must be an integer",
        ),
        (
            "a negative number",
            |draft| with(draft, "SubAppId", json!(-1)),
            "InvalidParameter",
            "`SubAppId`",
        ),
        (
            "a context that is too long",
            |draft| with(draft, "SessionContext", json!("字".repeat(1001))),
            "InvalidParameterValue.SessionContextTooLong",
            "1001 characters",
        ),
        (
            "a session id that is too long",
            |draft| with(draft, "SessionId", json!("s".repeat(51))),
            "InvalidParameterValue",
            "51 characters",
        ),
    ])
    .await;
}

#[tokio::test]
async fn a_signed_token_is_not_echoed() {
    let server = builder().start().await;
    let mut draft = Draft::new(&json!({"FunctionName": "f", "FunctionArg": ""}));
    draft.secret_id = "AKIDtemporary";
    draft.secret_key = "other";
    draft.signed_headers = "content-type;host;x-tc-action;x-tc-token";
    draft.set("X-TC-Token", "a-Token");
    let response = draft.send(&server).await.to_string().to_lowercase();
    assert!(response.contains("x-tc-token:(not shown)"), "{response}");
    assert!(!response.contains("a-token"), "{response}");
}

#[tokio::test]
async fn a_server_that_does_not_refuse_says_what_is_wrong() {
    let server = builder().without_refusals().start().await;
    let mut draft = Draft::new(&json!({"FunctionName": "f", "Unknown": 1}));
    assert_eq!(draft.code(&server).await, "");
    draft.garble = |_| None;
    assert_eq!(draft.code(&server).await, "");
    draft.set("X-TC-Action", "NoSuchThing");
    assert_eq!(draft.code(&server).await, INVALID_AUTHORIZATION);
    let requests = server.requests();
    let refusals: Vec<Option<&str>> = requests.iter().map(|request| request.refusal()).collect();
    let expected = [
        "UnknownParameter",
        INVALID_AUTHORIZATION,
        INVALID_AUTHORIZATION,
    ];
    assert_eq!(refusals, expected.map(Some));
}

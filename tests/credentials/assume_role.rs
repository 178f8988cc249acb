use std::time::{Duration, SystemTime};

use serde_json::json;
use vod_sdk::credentials::{AssumeRole, Chain, CredentialProvider, CvmRole};
use vod_sdk::{Client, Credential, ErrorKind};

use super::sts::Sts;
use super::{KEY, credential, error, secret_id};
use crate::support::RawServer;

const ROLE: &str = "qcs::cam::uin/100000000001:roleName/media";

fn base() -> Credential {
    Credential::new("AKID", "base-key")
}

fn role(sts: &Sts) -> AssumeRole {
    AssumeRole::new(base(), ROLE)
        .session_name("tests")
        .endpoint(sts.endpoint())
}

#[tokio::test]
async fn the_call_is_signed_and_answered_with_a_credential() {
    let sts = Sts::start().await;
    let role = role(&sts)
        .policy("{}")
        .external_id("partner")
        .region("ap-seoul");
    let role = role.duration(Duration::from_secs(900));
    let credential = credential(&role).await;
    assert_eq!(credential.secret_id(), "AKTMP-1");
    let life = credential
        .expires_at()
        .unwrap()
        .duration_since(SystemTime::now());
    assert!(
        (890..=900).contains(&life.unwrap().as_secs()),
        "{credential:?}"
    );
    let request = &sts.server.requests()[0];
    assert_eq!(request.headers["x-tc-version"], "2018-08-13");
    assert_eq!(request.headers["x-tc-region"], "ap-seoul");
    assert_eq!(
        sts.parameters(),
        [json!({
            "RoleArn": ROLE,
            "RoleSessionName": "tests",
            "DurationSeconds": 900,
            "Policy": "{}",
            "ExternalId": "partner",
        })]
    );
}

#[tokio::test]
async fn by_default_it_lasts_two_hours_and_the_session_has_a_name() {
    let sts = Sts::start().await;
    secret_id(&AssumeRole::new(base(), ROLE).endpoint(sts.endpoint())).await;
    let parameters = &sts.parameters()[0];
    assert_eq!(parameters["DurationSeconds"], 7200);
    assert!(
        parameters["RoleSessionName"]
            .as_str()
            .unwrap()
            .starts_with("vod-sdk-")
    );
    assert_eq!(
        sts.server.requests()[0].headers["x-tc-region"],
        "ap-guangzhou"
    );
}

#[tokio::test]
async fn the_base_may_be_temporary_itself_and_is_renewed_when_it_is_refused() {
    let sts = Sts::start().await;
    let outer = AssumeRole::new(role(&sts), "arn-2").endpoint(sts.endpoint());
    let accept = |number: usize| {
        let account = (format!("key-{number}"), Some(format!("token-{number}")));
        sts.with(|state| state.accounts.insert(format!("AKTMP-{number}"), account));
    };
    accept(1);
    assert_eq!(secret_id(&outer).await, "AKTMP-2");
    // STS forgets the base's credential, which is the first one.
    let forgotten = (KEY.to_owned(), Some("another".to_owned()));
    sts.with(|state| state.accounts.insert("AKTMP-1".into(), forgotten));
    accept(3);
    assert_eq!(secret_id(&outer).await, "AKTMP-4");
}

#[tokio::test]
async fn a_wrong_clock_and_a_fault_that_passes_go_unnoticed() {
    for ahead in [-1200, 0, 1200] {
        let sts = Sts::start().await;
        sts.set_ahead(ahead);
        sts.with(|state| state.faults = vec![(502, "<html>".to_owned()), internal_error()]);
        assert_eq!(secret_id(&role(&sts)).await, "AKTMP-1", "{ahead}");
    }
}

fn internal_error() -> (u16, String) {
    let error = json!({"Code": "InternalError.DbError", "Message": "Ill."});
    (
        200,
        json!({"Response": {"Error": error, "RequestId": "r-9"}}).to_string(),
    )
}

#[tokio::test]
async fn an_error_says_what_sts_answered_and_no_secret() {
    let credentials = |id: &str| {
        let credentials = json!({"TmpSecretId": id, "TmpSecretKey": KEY, "Token": KEY});
        json!({"Response": {"Credentials": credentials, "RequestId": "r-1"}}).to_string()
    };
    let cut = &credentials("AKTMP")[..80];
    let refusal = json!({"Code": "ResourceNotFound.RoleNotFound", "Message": "No such role."});
    let refusal = json!({"Response": {"Error": refusal, "RequestId": "r-1"}}).to_string();
    let unreadable = "HTTP 200 with a response that is not one of STS";
    for (status, answer, expected) in [
        (
            200,
            &*refusal,
            "broken: ResourceNotFound.RoleNotFound: No such role. (RequestId r-1)",
        ),
        (
            200,
            &internal_error().1,
            "broken, may pass: InternalError.DbError: Ill. (RequestId r-9)",
        ),
        (
            200,
            &credentials("AKTMP"),
            "broken: the response of STS lacks ExpiredTime",
        ),
        (
            200,
            &credentials(""),
            "broken: the response of STS lacks TmpSecretId",
        ),
        (200, cut, &format!("broken, may pass: {unreadable}")),
        (200, KEY, &format!("broken, may pass: {unreadable}")),
        (
            403,
            KEY,
            "broken: HTTP 403 with a response that is not one of STS",
        ),
    ] {
        let sts = Sts::start().await;
        sts.with(|state| state.faults = vec![(status, answer.to_owned()); 3]);
        let outcome = error(&role(&sts)).await;
        assert_eq!(
            outcome.replace(&format!("AssumeRole of {ROLE}: "), ""),
            expected
        );
    }
}

#[tokio::test]
async fn a_server_that_says_nothing_is_given_up() {
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", silent.local_addr().unwrap());
    let role = AssumeRole::new(base(), ROLE).endpoint(endpoint);
    let error = error(&role.timeout(Duration::from_millis(100))).await;
    assert!(
        error.starts_with("broken, may pass: AssumeRole of"),
        "{error}"
    );
    assert!(error.contains("no response within"), "{error}");
}

#[tokio::test]
async fn what_sts_would_refuse_is_found_when_the_client_is_built() {
    let sts = RawServer::answering("").await;
    let role = || AssumeRole::new(base(), ROLE).endpoint(&sts.endpoint);
    for (role, expected) in [
        (
            role().duration(Duration::from_secs(43_201)),
            "a session of 43201s is not possible: it must last from 1 to 43200 seconds",
        ),
        (
            role().duration(Duration::from_millis(999)),
            "a session of 999ms is not possible: it must last from 1 to 43200 seconds",
        ),
        (
            role().session_name("a b"),
            "the session name \"a b\" is not made of 2 to 128 letters, digits and +=,.@_-",
        ),
        (AssumeRole::new(base(), " "), "the role has no ARN"),
        (
            AssumeRole::new(Credential::new("", KEY), ROLE),
            "the secret id is empty",
        ),
    ] {
        let error = Client::builder().credential(role).build().unwrap_err();
        assert_eq!(
            (error.kind(), error.to_string()),
            (ErrorKind::Config, expected.to_owned())
        );
    }
    assert_eq!(sts.requests(), 0);
}

#[tokio::test]
async fn a_role_is_as_absent_as_its_base() {
    let nowhere = CvmRole::new().endpoint("http://127.0.0.1:1");
    let role = AssumeRole::new(nowhere, ROLE);
    assert!(role.provide().await.unwrap_err().is_not_configured());
    assert_eq!(secret_id(&Chain::new(role).or(base())).await, "AKID");
}

//! No secret that a source answers is in the most talkative log.

use serde_json::json;
use vod_sdk::Credential;
use vod_sdk::credentials::{AssumeRole, CredentialProvider, CvmRole};

use super::KEY;
use super::http::HttpServer;
use crate::log::Log;

const BASE_KEY: &str = "bAsE-kEy-ThAt-MuSt-NoT-sHoW";

#[test]
fn answers_are_not_logged() {
    let log = Log::of(ask());
    assert!(
        log.contains("AssumeRole") && log.contains("a response that cannot be read"),
        "{log}"
    );
    for secret in [KEY, BASE_KEY] {
        assert!(!log.contains(secret), "{secret} is in the log");
    }
}

/// Gets answers that are whole, cut off and not the protocol's at all.
async fn ask() {
    let parts = json!({
        "TmpSecretId": "AKTMP", "TmpSecretKey": KEY, "Token": KEY, "ExpiredTime": 4_102_444_800_u64,
        "Code": "Success",
    });
    let issued = json!({"Response": {
        "Credentials": parts, "ExpiredTime": 4_102_444_800_u64, "RequestId": "r",
    }});
    for (answer, is_readable) in [
        (issued.to_string(), true),
        (issued.to_string().replace("}}", ""), false),
        (KEY.to_owned(), false),
    ] {
        let server = HttpServer::answering(200, answer).await;
        let base = Credential::new("AKID", BASE_KEY).with_token(BASE_KEY);
        let role = AssumeRole::new(base, "arn").endpoint(&server.endpoint);
        assert_eq!(role.provide().await.is_ok(), is_readable);
    }
    for (answer, is_readable) in [(parts.to_string(), true), (format!("{parts}{KEY}"), false)] {
        let server = HttpServer::answering(200, answer).await;
        let role = CvmRole::new().role("r").endpoint(&server.endpoint);
        assert_eq!(role.provide().await.is_ok(), is_readable);
    }
}

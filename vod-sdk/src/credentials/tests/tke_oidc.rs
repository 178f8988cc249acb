use std::fs;
use std::path::Path;

use serde_json::json;

use super::{Environ, KEY, Memory, answer, home};
use crate::credentials::TkeOidc;

/// The variables of a pod whose token is in a folder.
pub(super) fn environ(home: &Path) -> Environ {
    let environ = Environ::of(&[
        ("TKE_REGION", "ap-singapore"),
        ("TKE_PROVIDER_ID", "provider"),
        ("TKE_ROLE_ARN", "arn-1"),
    ]);
    environ.set("TKE_WEB_IDENTITY_TOKEN_FILE", home.join("token"));
    environ
}

pub(super) fn provider(environ: &Environ) -> TkeOidc {
    let mut provider = TkeOidc::new();
    provider.variables = environ.variables();
    provider
}

#[tokio::test]
async fn the_call_is_unsigned_and_everything_is_read_again_for_each() {
    let home = home(&[("token", "\u{feff}first\r\n")]);
    let environ = environ(home.path());
    let sts = Memory::sts();
    let provider = provider(&environ)
        .session_name("pod")
        .transport(sts.clone());
    assert_eq!(answer(&provider, home.path()).await, "AKTMP k t");
    fs::write(home.path().join("token"), "second").unwrap();
    environ.set("TKE_REGION", "ap-seoul");
    environ.set("TKE_ROLE_ARN", "arn-2");
    environ.set("TKE_PROVIDER_ID", "provider-2");
    assert_eq!(answer(&provider, home.path()).await, "AKTMP k t");

    let expected = [
        ("ap-singapore", "arn-1", "provider", "first"),
        ("ap-seoul", "arn-2", "provider-2", "second"),
    ];
    for (request, (region, role_arn, provider_id, token)) in sts.requests().iter().zip(expected) {
        assert_eq!(request.headers["authorization"], "SKIP");
        assert_eq!(request.headers["x-tc-action"], "AssumeRoleWithWebIdentity");
        assert_eq!(request.headers["x-tc-version"], "2018-08-13");
        assert_eq!(request.headers["x-tc-region"], region);
        assert!(!request.headers.contains_key("x-tc-token"));
        assert_eq!(
            request.body,
            json!({
                "ProviderId": provider_id,
                "WebIdentityToken": token,
                "RoleArn": role_arn,
                "RoleSessionName": "pod",
                "DurationSeconds": 7200,
            })
        );
    }
    assert_eq!(sts.requests().len(), expected.len());
}

#[tokio::test]
async fn variables_and_token_are_complete_or_named() {
    let home = home(&[("empty", " \n")]);
    let absent = Environ::of(&[("TKE_REGION", "ap-seoul")]);
    let some = Environ::of(&[("TKE_ROLE_ARN", "arn"), ("TKE_REGION", "ap-seoul")]);
    let no_token = environ(home.path());
    let no_region = environ(home.path());
    no_region.set("TKE_REGION", " ");
    let empty = environ(home.path());
    empty.set("TKE_WEB_IDENTITY_TOKEN_FILE", home.path().join("empty"));
    for (environ, expected) in [
        (
            absent,
            "absent: TKE_ROLE_ARN, TKE_PROVIDER_ID and TKE_WEB_IDENTITY_TOKEN_FILE are not set",
        ),
        (
            some,
            "broken: of the variables of TKE, TKE_ROLE_ARN, TKE_REGION are set, but not \
             TKE_PROVIDER_ID, TKE_WEB_IDENTITY_TOKEN_FILE",
        ),
        (
            no_region,
            "broken: of the variables of TKE, TKE_ROLE_ARN, TKE_PROVIDER_ID, \
             TKE_WEB_IDENTITY_TOKEN_FILE are set, but not TKE_REGION",
        ),
        (
            no_token,
            "broken: TKE_WEB_IDENTITY_TOKEN_FILE: ~/token does not exist",
        ),
        (
            empty,
            "broken: TKE_WEB_IDENTITY_TOKEN_FILE: ~/empty is empty",
        ),
    ] {
        assert_eq!(answer(&provider(&environ), home.path()).await, expected);
    }
}

#[tokio::test]
async fn a_refusal_says_the_code_but_not_the_token() {
    let home = home(&[("token", KEY)]);
    let sts = Memory::answering(format!(
        r#"{{"Response": {{"Error": {{"Code": "InvalidParameter.WebIdentityTokenError",
            "Message": "bad token {KEY}"}}, "RequestId": "r-1"}}}}"#
    ));
    let provider = provider(&environ(home.path())).transport(sts);
    assert_eq!(
        answer(&provider, home.path()).await,
        "broken: AssumeRoleWithWebIdentity of arn-1: InvalidParameter.WebIdentityTokenError: \
         bad token [redacted] (RequestId r-1)"
    );
}

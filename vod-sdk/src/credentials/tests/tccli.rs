use std::path::Path;

use super::{Environ, Memory, answer, home};
use crate::credentials::{CredentialProvider, TccliProfile};

const FILE: &str = ".tccli/default.credential";

fn provider(home: &Path, variables: &[(&str, &str)]) -> TccliProfile {
    let environ = Environ::of(variables);
    environ.set("HOME", home);
    environ.set("USERPROFILE", home);
    let mut provider = TccliProfile::new();
    provider.variables = environ.variables();
    provider
}

#[tokio::test]
async fn files_make_a_credential_or_say_what_is_wrong() {
    for (text, expected) in [
        (r#"{"secretId": "A", "secretKey": "k"}"#, "A k -"),
        (
            "\u{feff}{\"secretId\": \"A\",\r\n\"secretKey\": \"k\", \"token\": \"t\"}\r\n",
            "A k t",
        ),
        (
            r#"{"secretId": " A ", "secretKey": "k\n", "type": "default", "token": null}"#,
            "A k -",
        ),
        (
            r#"{"secretId": "A", "secretKey": "k", "expiresAt": 0}"#,
            "A k -",
        ),
        (
            r#"{"secretId": "A", "secretKey": "k", "expiresAt": 4102444800}"#,
            "A k -",
        ),
        ("{}", "absent: ~/.tccli/default.credential holds no keys"),
        (
            r#"{"secretId": "", "secretKey": null}"#,
            "absent: ~/.tccli/default.credential holds no keys",
        ),
        (
            r#"{"secretKey": "kEy-tHaT-mUsT-nOt-ShOw"}"#,
            "broken: ~/.tccli/default.credential lacks secretId",
        ),
        (
            r#"{"secretId": "A"}"#,
            "broken: ~/.tccli/default.credential lacks secretKey",
        ),
        (
            r#"{"secretId": "A", "secretKey": "kEy-tHaT-mUsT-nOt-ShOw}"#,
            "broken: ~/.tccli/default.credential is not JSON (line 1, column 55)",
        ),
        (
            "",
            "broken: ~/.tccli/default.credential is not JSON (line 1, column 0)",
        ),
        (
            r#"{"secretId": "A", "secretKey": "kEy-tHaT-mUsT-nOt-ShOw", "expiresAt": 1500000000}"#,
            "broken: the credential in ~/.tccli/default.credential has expired: let tccli get a new one",
        ),
        (
            r#"{"type": "sso", "secretId": "A", "secretKey": "kEy-tHaT-mUsT-nOt-ShOw", "sso": {}}"#,
            "broken: ~/.tccli/default.credential is of the type sso, a login in the browser that only \
             tccli can renew: give the profile keys with `tccli configure`, or name another one with \
             TCCLI_PROFILE",
        ),
        (
            r#"{"type": "passkey", "secretId": "A", "secretKey": "k"}"#,
            "broken: ~/.tccli/default.credential has a type that this SDK does not know",
        ),
    ] {
        let home = home(&[(FILE, text)]);
        let outcome = answer(&provider(home.path(), &[]), home.path()).await;
        assert_eq!(outcome, expected, "{text}");
    }
}

#[tokio::test]
async fn what_is_asked_for_must_be_there() {
    let home = home(&[(
        ".tccli/night.credential",
        r#"{"secretId": "N", "secretKey": "k"}"#,
    )]);
    let by_variable = |name| provider(home.path(), &[("TCCLI_PROFILE", name)]);
    for (provider, expected) in [
        (
            provider(home.path(), &[]),
            "absent: ~/.tccli/default.credential does not exist",
        ),
        (by_variable("night"), "N k -"),
        (
            by_variable("day"),
            "broken: ~/.tccli/day.credential does not exist",
        ),
        (by_variable("day").profile("night"), "N k -"),
        (
            by_variable("../night"),
            "broken: \"../night\" cannot be the name of a profile of tccli",
        ),
    ] {
        let outcome = answer(&provider, home.path()).await;
        assert_eq!(outcome, expected, "{provider:?}");
    }
}

#[tokio::test]
async fn expires_at_is_the_credential_s_expiry() {
    let text = r#"{"secretId": "A", "secretKey": "k", "token": "t", "expiresAt": 4102444800}"#;
    let home = home(&[(FILE, text)]);
    let credential = provider(home.path(), &[]).provide().await.unwrap();
    let since_1970 = credential
        .expires_at()
        .unwrap()
        .duration_since(std::time::UNIX_EPOCH);
    assert_eq!(since_1970.unwrap().as_secs(), 4_102_444_800);
}

#[tokio::test]
async fn a_role_beside_the_keys_is_assumed_in_their_name() {
    let text =
        r#"{"secretId": "A", "secretKey": "k", "role-arn": "arn", "role-session-name": "night"}"#;
    let home = home(&[(FILE, text)]);
    let sts = Memory::sts();
    let provider = provider(home.path(), &[]).sts_transport(sts.clone());
    assert_eq!(answer(&provider, home.path()).await, "AKTMP k t");
    assert_eq!(sts.requests()[0].body["RoleSessionName"], "night");
    assert_eq!(sts.requests()[0].headers["x-tc-action"], "AssumeRole");
}

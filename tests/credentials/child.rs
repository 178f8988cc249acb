//! The environment of a process: each test runs this program again with variables of its own, and reads
//! what the part of it prints that is named there.

use std::process::Command;

use vod_sdk::credentials::{Chain, CredentialProvider, CvmRole, Environment, TkeOidc};
use vod_sdk::v2018_07_17::DescribeSubAppIdsRequest;
use vod_sdk::{Client, Credential, Error};

use super::sts::Sts;

/// What a part prints when it is run with nothing but these variables.
fn run(part: &str, variables: &[(&str, &str)]) -> String {
    let name = format!("credentials::child::{part}");
    let output = Command::new(std::env::current_exe().unwrap())
        .args([
            &*name,
            "--exact",
            "--ignored",
            "--nocapture",
            "--test-threads=1",
        ])
        .env_clear()
        .envs(variables.iter().copied())
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let said = text.lines().find_map(|line| line.split_once("said: "));
    said.unwrap_or_else(|| panic!("{part} has said nothing: {text}"))
        .1
        .to_owned()
}

fn say(outcome: Result<String, impl std::fmt::Display>) {
    match outcome {
        Ok(text) => println!("\nsaid: {text}"),
        Err(error) => println!("\nsaid: error: {error}"),
    }
}

const ID: (&str, &str) = ("TENCENTCLOUD_SECRET_ID", "AKID");
const KEY: (&str, &str) = ("TENCENTCLOUD_SECRET_KEY", "base-key");

#[test]
#[ignore = "a part of other tests"]
fn part_credential() {
    let shown = |credential: Credential| format!("{credential:?}");
    say(Credential::from_env().map(shown));
}

#[test]
fn credential_from_env_is_that_of_the_variables() {
    for (variables, expected) in [
        (
            &[ID, KEY, ("TENCENTCLOUD_TOKEN", "t")][..],
            "Credential { secret_id: \"AKID\", secret_key: \"[redacted]\", \
             token: Some(\"[redacted]\"), expires_at: None }",
        ),
        (
            &[],
            "error: TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY are not set",
        ),
        (
            &[ID],
            "error: TENCENTCLOUD_SECRET_ID is set, but TENCENTCLOUD_SECRET_KEY is not",
        ),
    ] {
        assert_eq!(run("part_credential", variables), expected);
    }
}

#[tokio::test]
#[ignore = "a part of other tests"]
async fn part_client() {
    say(call_from_env().await);
}

async fn call_from_env() -> Result<String, String> {
    let kind = |error: Error| format!("{:?}: {error}", error.kind());
    let client = Client::from_env().map_err(kind)?;
    let request = DescribeSubAppIdsRequest::new();
    client.describe_sub_app_ids(&request).await.map_err(kind)?;
    Ok("answered".to_owned())
}

#[test]
fn client_from_env_fails_as_early_as_it_can() {
    for (variables, expected) in [
        (
            &[KEY][..],
            "error: Config: TENCENTCLOUD_SECRET_KEY is set, but TENCENTCLOUD_SECRET_ID is not",
        ),
        (
            &[("TENCENTCLOUD_CREDENTIALS_FILE", "/does/not/exist")],
            "error: Credential: DescribeSubAppIds: TENCENTCLOUD_CREDENTIALS_FILE: /does/not/exist does \
             not exist (before that: TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY are not set) \
             (not sent)",
        ),
    ] {
        assert_eq!(run("part_client", variables), expected);
    }
}

#[tokio::test]
#[ignore = "a part of other tests"]
async fn part_tke() {
    let sts = std::env::var("STS").unwrap();
    let nowhere = CvmRole::new().endpoint("http://127.0.0.1:1");
    let chain = Chain::new(Environment::new())
        .or(TkeOidc::new().endpoint(sts))
        .or(nowhere);
    let outcome = chain.provide().await;
    say(outcome.map(|credential| credential.secret_id().to_owned()));
}

#[tokio::test]
async fn a_pod_s_service_account_is_found_in_the_variables() {
    let sts = Sts::start().await;
    let directory = tempfile::tempdir().unwrap();
    let token = directory.path().join("token");
    std::fs::write(&token, "the-token\n").unwrap();
    let variables = [
        ("STS", sts.endpoint()),
        ("TKE_REGION", "ap-singapore"),
        ("TKE_PROVIDER_ID", "provider"),
        ("TKE_ROLE_ARN", "arn"),
        ("TKE_WEB_IDENTITY_TOKEN_FILE", token.to_str().unwrap()),
    ];
    let run = |count: usize| {
        let variables: Vec<_> = variables[..count]
            .iter()
            .map(|(n, v)| (*n, v.to_string()))
            .collect();
        tokio::task::spawn_blocking(move || {
            let variables: Vec<_> = variables.iter().map(|(n, v)| (*n, v.as_str())).collect();
            run("part_tke", &variables)
        })
    };
    assert_eq!(run(5).await.unwrap(), "AKTMP-1");
    let request = &sts.server.requests()[0];
    assert_eq!(request.headers["x-tc-region"], "ap-singapore");
    assert_eq!(sts.parameters()[0]["WebIdentityToken"], "the-token");

    let nothing = run(1).await.unwrap();
    let expected = "error: there is no credential: set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY, or \
                    use another source; looked at: TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY are not set; TKE_ROLE_ARN, TKE_PROVIDER_ID and \
                    TKE_WEB_IDENTITY_TOKEN_FILE are not set; the metadata service at 127.0.0.1:1: no \
                    connection: ";
    assert!(nothing.starts_with(expected), "{nothing}");
}

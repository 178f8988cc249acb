//! No secret is in what is printed.

use tracing_subscriber::filter::LevelFilter;
use vod_sdk::mock::MockServer;
use vod_sdk::v2018_07_17::ExecuteFunctionRequest;
use vod_sdk::{Client, Credential};

use crate::log::Log;
use crate::support::RawServer;

const KEY: &str = "kEy-tHaT-mUsT-nOt-ShOw";
const TOKEN: &str = "tOkEn-ThAt-MuSt-NoT-sHoW";

#[tokio::test]
async fn debug_shows_no_secret() {
    let server = RawServer::http("401 Unauthorized", "nothing here").await;
    let credential = Credential::new("AKIDTEST", KEY).with_token(TOKEN);
    let builder = Client::builder()
        .credential(credential.clone())
        .endpoint(&server.endpoint);
    let client = builder.clone().build().unwrap();
    let request = ExecuteFunctionRequest::new("f", "");
    let call = client
        .execute_function(&request)
        .credential(credential.clone());
    let shown = [
        format!("{credential:?} {credential:#?}"),
        format!("{builder:?}"),
        format!("{client:?}"),
        format!("{call:?}"),
    ];
    let error = call.await.unwrap_err();
    for text in shown
        .into_iter()
        .chain([format!("{error:?}"), error.to_string()])
    {
        assert!(!text.contains(KEY) && !text.contains(TOKEN), "{text}");
    }
    // The signing key is cached in the credential by now.
    assert!(!format!("{client:?}{credential:?}").contains(KEY));
}

#[test]
fn an_unusable_credential_is_refused_without_showing_it() {
    for (id, key, message) in [
        ("", KEY, "the secret id is empty"),
        ("AKID", "", "the secret key is empty"),
        (
            "AKID",
            "kEy-tHaT-\u{fc}",
            "the secret key has a character that is not visible ASCII",
        ),
        (
            "AK\r\nID",
            KEY,
            "the secret id has a character that is not visible ASCII",
        ),
    ] {
        let error = Client::builder()
            .credential(Credential::new(id, key))
            .build()
            .unwrap_err();
        assert_eq!(error.to_string(), message);
    }
    let token = Credential::new("AKID", KEY).with_token(" ");
    let error = Client::builder().credential(token).build().unwrap_err();
    assert_eq!(error.to_string(), "the token is empty");
}

#[tokio::test]
async fn the_most_talkative_log_shows_no_secret() {
    let log = Log::default();
    let writer = log.clone();
    tracing_subscriber::fmt()
        .with_max_level(LevelFilter::TRACE)
        .with_writer(move || writer.clone())
        .init();
    let account = Credential::new("AKIDTEST", KEY).with_token(TOKEN);
    let server = MockServer::builder()
        .credential(account.clone())
        .start()
        .await;
    let client = Client::builder()
        .credential(account)
        .endpoint(server.endpoint())
        .build()
        .unwrap();
    let request = ExecuteFunctionRequest::new("logged-function", "logged-argument");
    client.execute_function(&request).await.unwrap();
    let wrong = Credential::new("AKIDTEST", "wRoNg-KeY").with_token(TOKEN);
    client
        .execute_function(&request)
        .credential(wrong)
        .await
        .unwrap_err();

    let requests = server.requests();
    assert_eq!(
        requests[0].header("x-tc-token"),
        Some(TOKEN),
        "the token was really sent"
    );
    let authorization = requests[0].header("authorization").unwrap();
    let signature = authorization.rsplit('=').next().unwrap();
    let log = log.text();
    // The other tests of this binary log too, but these two lines can only be of this one.
    assert!(
        log.contains("hyper") && log.contains("AuthFailure.SignatureFailure"),
        "{log}"
    );
    for secret in [KEY, TOKEN, "wRoNg-KeY", signature, "logged-argument"] {
        assert!(!log.contains(secret), "{secret} is in the log");
    }
}

//! Keys with the quotes that `docker --env-file` keeps are refused before they show as a wrong signature, and
//! so is other dirt, wherever a credential is given.

use vod_sdk::mock::MockServer;
use vod_sdk::v2018_07_17::DescribeSubAppIdsRequest;
use vod_sdk::{Client, Credential, ErrorKind};

const DIRTY: [&str; 9] = [
    "\"AKID\"",
    "'AKID'",
    "\"AKID",
    "AKID'",
    "AKID,",
    "`AKID`",
    "",
    "AK ID",
    "AK\u{e4}ID",
];

#[tokio::test]
async fn a_dirty_credential_is_refused_by_the_client_and_by_the_call() {
    let server = MockServer::start().await;
    let client = Client::builder()
        .credential(server.credential())
        .endpoint(server.endpoint())
        .build()
        .unwrap();
    let request = DescribeSubAppIdsRequest::new();
    for dirt in DIRTY {
        for credential in [
            Credential::new(dirt, "key"),
            Credential::new("AKID", dirt),
            Credential::new("AKID", "key").with_token(dirt),
        ] {
            let builder = Client::builder().credential(credential.clone());
            let refused = builder.build().unwrap_err();
            assert_eq!(refused.kind(), ErrorKind::Config, "{dirt:?}");
            let call = client.describe_sub_app_ids(&request).credential(credential);
            let error = call.await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Config, "{dirt:?}");
            assert!(!error.may_have_been_executed());
            assert_eq!(error.message(), refused.message());
        }
    }
    assert_eq!(server.requests().len(), 0);
    client.describe_sub_app_ids(&request).await.unwrap();
}

#[tokio::test]
async fn a_dirty_key_of_tccli_is_refused() {
    use vod_sdk::credentials::{CredentialProvider, TccliProfile};

    let directory = tempfile::tempdir().unwrap();
    let text = r#"{"secretId": "\"AKID\"", "secretKey": "kEy"}"#;
    std::fs::write(directory.path().join("default.credential"), text).unwrap();
    let provider = TccliProfile::new().directory(directory.path());
    let error = provider.provide().await.unwrap_err().to_string();
    assert!(error.ends_with("the secret id begins or ends with a quotation mark, which is no part of it: remove the quotes"), "{error}");
}

//! STS is reached as the client reaches VOD.

use vod_sdk::Client;
use vod_sdk::credentials::AssumeRole;
use vod_sdk::v2018_07_17::DescribeSubAppIdsRequest;

use super::peer::Peer;
use super::pki::Authority;
use crate::support::credential;

#[tokio::test]
async fn sts_is_trusted_by_the_certificates_that_the_client_trusts() {
    let authority = Authority::new("Test");
    let sts = Peer::with_tls(authority.certify("localhost").server());
    let error = |is_trusted: bool| {
        let endpoint = format!("https://localhost:{}", sts.address.port());
        let role = AssumeRole::new(credential(), "arn").endpoint(endpoint);
        let builder = Client::builder()
            .credential(role)
            .endpoint("http://127.0.0.1:1");
        let client = match is_trusted {
            true => builder.root_certificate(authority.pem()),
            false => builder,
        };
        async move {
            let request = DescribeSubAppIdsRequest::new();
            let client = client.build().unwrap();
            client
                .describe_sub_app_ids(&request)
                .await
                .unwrap_err()
                .to_string()
        }
    };
    assert_eq!(
        error(true).await,
        "DescribeSubAppIds: AssumeRole of arn: the response of STS lacks TmpSecretId (not sent)"
    );
    let untrusted = error(false).await;
    assert!(untrusted.contains("no connection"), "{untrusted}");
}

//! Endpoints with a path: what is signed is what is sent, to the byte.

use vod_sdk::Client;
use vod_sdk::credentials::{CredentialProvider, CvmRole};
use vod_sdk::mock::MockServer;
use vod_sdk::v2018_07_17::ExecuteFunctionRequest;

use crate::support::credential;
use crate::transport::peer::Peer;

const PATHS: [(&str, &str); 9] = [
    ("", "/"),
    ("/", "/"),
    ("//", "//"),
    ("/gate", "/gate"),
    ("/gate/", "/gate/"),
    ("//gate//v1//", "//gate//v1//"),
    ("/a%2Fb/%7e%20/", "/a%2Fb/%7e%20/"),
    ("/\u{e4} b", "/%C3%A4%20b"),
    ("/a/../b/./c;d=e:f@g", "/b/c;d=e:f@g"),
];

#[tokio::test]
async fn paths_are_signed_as_they_are_sent() {
    let server = MockServer::start().await;
    let peer = Peer::start();
    for (given, sent) in PATHS {
        let request = ExecuteFunctionRequest::new("f", "{}");
        let client = Client::builder()
            .credential(server.credential())
            .endpoint(format!("{}{given}", server.endpoint()));
        let outcome = client.build().unwrap().execute_function(&request).await;
        outcome.unwrap_or_else(|error| panic!("{given:?}: {error}"));

        let client = Client::builder()
            .credential(credential())
            .endpoint(format!("http://{}{given}", peer.address));
        client
            .build()
            .unwrap()
            .execute_function(&request)
            .await
            .unwrap();
        let heads = peer.heads();
        let start = format!("post {} http/1.1\r\n", sent.to_lowercase());
        assert!(
            heads.last().unwrap().starts_with(&start),
            "{given:?}: {heads:?}"
        );
    }
}

#[tokio::test]
async fn the_metadata_service_keeps_the_path_of_its_endpoint() {
    for (base, sent) in [
        ("", ""),
        ("/", ""),
        ("/base", "/base"),
        ("/base/", "/base"),
        ("/base//", "/base/"),
    ] {
        let peer = Peer::start();
        let role = CvmRole::new()
            .role("role")
            .endpoint(format!("http://{}{base}", peer.address));
        let _ = role.provide().await;
        let start = format!("get {sent}/latest/meta-data/cam/security-credentials/role ");
        assert!(
            peer.heads()[0].starts_with(&start),
            "{base:?}: {:?}",
            peer.heads()
        );
    }
}

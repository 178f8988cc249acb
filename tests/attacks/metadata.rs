//! What a metadata service is asked for, and by which way.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::AsyncReadExt;
use tokio::net::TcpListener;
use vod_sdk::credentials::{AssumeRole, CredentialProvider, CvmRole};
use vod_sdk::{Client, ErrorKind};

use crate::support::{RawServer, credential};

#[tokio::test]
async fn a_role_leads_nowhere_else() {
    for role in [
        "..", ".", "...", "a/b", "../x", "a?b", "a#b", "%2e%2e", "a b", "",
    ] {
        let server = RawServer::http("200 OK", "").await;
        let provider = CvmRole::new().endpoint(&server.endpoint).role(role);
        let error = Client::builder().credential(provider).build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config, "{role}");

        let server = RawServer::http("200 OK", role).await;
        let provider = CvmRole::new().endpoint(&server.endpoint);
        provider.provide().await.unwrap_err();
        assert_eq!(server.requests(), 1, "{role}: the role was asked for");
    }
}

/// The first lines of what a proxy was asked.
#[derive(Clone, Default)]
struct Asked(Arc<Mutex<Vec<String>>>);

/// A proxy that notes what it is asked, and hangs up.
async fn proxy() -> (String, Asked) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (url, asked) = (
        format!("http://{}", listener.local_addr().unwrap()),
        Asked::default(),
    );
    let noted = asked.clone();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut bytes = vec![0; 4096];
            let read = stream.read(&mut bytes).await.unwrap_or_default();
            let text = String::from_utf8_lossy(&bytes[..read]).into_owned();
            noted
                .0
                .lock()
                .unwrap()
                .extend(text.lines().next().map(str::to_owned));
        }
    });
    (url, asked)
}

#[tokio::test]
async fn sts_is_reached_through_the_client_s_proxy_and_the_metadata_service_is_not() {
    let (url, asked) = proxy().await;
    let role = AssumeRole::new(credential(), "arn")
        .endpoint("https://sts.example")
        .timeout(Duration::from_secs(2));
    let metadata = CvmRole::new()
        .endpoint("http://192.0.2.1")
        .timeout(Duration::from_millis(50));
    // The same by a chain, in which the providers are not the client's own.
    let chain = vod_sdk::credentials::Chain::new(Box::new(metadata)).or(Arc::new(role));
    let client = Client::builder()
        .credential(chain)
        .proxy(url)
        .build()
        .unwrap();
    let parameters = serde_json::json!({});
    let error = client
        .call("DescribeSubAppIds", "2018-07-17", &parameters)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credential, "{error}");
    let asked = asked.0.lock().unwrap();
    assert!(!asked.is_empty());
    for line in &*asked {
        assert_eq!(line, "CONNECT sts.example:443 HTTP/1.1");
    }
}

//! A signed request that somebody else sends again with other headers.

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use vod_sdk::mock::{MockServer, RecordedRequest};
use vod_sdk::v2018_07_17::DescribeFileAttributesRequest;
use vod_sdk::{Client, Credential};

/// A server, and a call of `DescribeFileAttributes` that it has answered.
async fn overheard() -> (MockServer, RecordedRequest) {
    let server = MockServer::builder()
        .credential(temporary("of-another"))
        .start()
        .await;
    let client = Client::builder()
        .credential(server.credential())
        .endpoint(server.endpoint())
        .build()
        .unwrap();
    let request = DescribeFileAttributesRequest::new("387702299774251236");
    client.describe_file_attributes(&request).await.unwrap();
    let request = server.take_requests().remove(0);
    (server, request)
}

fn temporary(token: &str) -> Credential {
    Credential::new("AKIDtemporary", "key").with_token(token)
}

/// The error code that a request gets when it is sent again with some headers replaced; empty if it is accepted.
async fn sent_again(
    server: &MockServer,
    request: &RecordedRequest,
    replaced: &[(&str, &str)],
) -> String {
    let mut head = format!("POST {} HTTP/1.1\r\nConnection: close\r\n", request.path());
    let kept = |name: &str| {
        let is_replaced = |(other, _): &(&str, &str)| other.eq_ignore_ascii_case(name);
        name != "connection" && !replaced.iter().any(is_replaced)
    };
    let sent = request.headers().filter(|(name, _)| kept(name));
    for (name, value) in sent.chain(replaced.iter().copied()) {
        head += &format!("{name}: {value}\r\n");
    }
    let address = server.endpoint().strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(address).await.unwrap();
    let bytes = [head.as_bytes(), b"\r\n", request.body()].concat();
    stream.write_all(&bytes).await.unwrap();
    let mut reply = String::new();
    stream.read_to_string(&mut reply).await.unwrap();
    let (_, body) = reply.split_once("\r\n\r\n").unwrap();
    let body: Value = serde_json::from_str(body).unwrap();
    let code = body["Response"]["Error"]["Code"].as_str();
    code.unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_request_cannot_be_turned_into_another() {
    let (server, request) = overheard().await;
    assert_eq!(sent_again(&server, &request, &[]).await, "", "as it is");
    let authorization = request.header("authorization").unwrap();
    let unsigned_action = authorization.replace(";x-tc-action", "");
    for (replaced, code) in [
        (("X-TC-Action", "DeleteMedia"), "SignatureFailure"),
        (
            ("x-tc-action", "describefileattributes2"),
            "SignatureFailure",
        ),
        (("X-TC-Action", ""), "SignatureFailure"),
        (("Authorization", &*unsigned_action), "InvalidAuthorization"),
        (("Authorization", "SKIP"), "InvalidAuthorization"),
        (
            ("Content-Type", "application/json; charset=utf-8"),
            "SignatureFailure",
        ),
        (("Host", "127.0.0.1"), "SignatureFailure"),
        (
            ("X-TC-Content-SHA256", "UNSIGNED-PAYLOAD"),
            "SignatureFailure",
        ),
        (("X-TC-Timestamp", "1551113065"), "SignatureExpire"),
    ] {
        let expected = format!("AuthFailure.{code}");
        let got = sent_again(&server, &request, &[replaced]).await;
        assert_eq!(got, expected, "{replaced:?}");
    }
    let twice = [
        ("X-TC-Action", "DescribeFileAttributes"),
        ("X-TC-Action", "DeleteMedia"),
    ];
    let code = sent_again(&server, &request, &twice).await;
    assert_eq!(code, "AuthFailure.InvalidAuthorization");
}

/// What the documentation of `sign` says of it: these are not signed.
#[tokio::test]
async fn what_is_not_signed_can_be_changed() {
    let (server, request) = overheard().await;
    for (replaced, code) in [
        (("X-TC-Language", "zh-CN"), ""),
        (("X-TC-Region", "ap-guangzhou"), ""),
        (("X-TC-RequestClient", "somebody"), ""),
        (("X-TC-Version", "2024-07-18"), "InvalidAction"),
    ] {
        assert_eq!(
            sent_again(&server, &request, &[replaced]).await,
            code,
            "{replaced:?}"
        );
    }
}

#[tokio::test]
async fn a_mock_lets_official_sdks_call_if_it_is_told_to() {
    let server = MockServer::builder().allow_unsigned_action().start().await;
    let client = Client::builder()
        .credential(server.credential())
        .endpoint(server.endpoint())
        .build()
        .unwrap();
    let request = DescribeFileAttributesRequest::new("387702299774251236");
    client.describe_file_attributes(&request).await.unwrap();
    let signed = server.take_requests().remove(0);
    let authorization = signed.header("authorization").unwrap();
    assert!(authorization.contains("SignedHeaders=content-type;host;x-tc-action,"));
    // With the action taken from the list, only the signature is wrong, and no more the list.
    let official = authorization.replace(";x-tc-action", "");
    let code = sent_again(&server, &signed, &[("Authorization", &official)]).await;
    assert_eq!(code, "AuthFailure.SignatureFailure");
}

use std::fs;
use std::time::{Duration, UNIX_EPOCH};

use serde_json::json;
use vod_sdk::credentials::{Chain, CredentialProvider, CvmRole, TccliProfile};
use vod_sdk::{Client, Credential, ErrorKind};

use super::http::{HttpServer, Request, Response};
use super::{KEY, credential, error, secret_id};

const PATH: &str = "/latest/meta-data/cam/security-credentials/";

/// What the metadata service answers on a machine with a role.
fn metadata(request: &Request) -> Response {
    let role = request.path.strip_prefix(PATH);
    match (&*request.method, role) {
        ("GET", Some("")) => (200, "media-role\n".to_owned()),
        ("GET", Some("media-role")) => (200, issued().to_string()),
        _ => (404, "<html>404 Not Found</html>".to_owned()),
    }
}

fn issued() -> serde_json::Value {
    json!({
        "TmpSecretId": "AKCVM",
        "TmpSecretKey": KEY,
        "ExpiredTime": 4_102_444_800_u64,
        "Expiration": "2100-01-01T00:00:00Z",
        "Token": "token",
        "Code": "Success",
    })
}

fn role(server: &HttpServer) -> CvmRole {
    CvmRole::new().endpoint(&server.endpoint)
}

#[tokio::test]
async fn the_role_is_asked_for_unless_it_is_given() {
    let server = HttpServer::start(metadata).await;
    let credential = credential(&role(&server)).await;
    assert_eq!(credential.secret_id(), "AKCVM");
    let expiry = credential.expires_at().unwrap().duration_since(UNIX_EPOCH);
    assert_eq!(expiry.unwrap().as_secs(), 4_102_444_800);
    let named = format!("{PATH}media-role");
    assert_eq!(server.paths(), [PATH, &named]);
    assert_eq!(secret_id(&role(&server).role("media-role")).await, "AKCVM");
    assert_eq!(server.paths()[2..], [named]);
    assert!(
        server
            .requests()
            .iter()
            .all(|request| request.body.is_empty())
    );
}

#[tokio::test]
async fn a_machine_without_a_role_or_metadata_is_absent() {
    let server = HttpServer::start(metadata).await;
    assert_eq!(
        error(&role(&server).role("other")).await,
        "absent: the role other is not bound to this virtual machine"
    );
    let unbound = HttpServer::answering(404, "").await;
    assert_eq!(
        error(&role(&unbound)).await,
        "absent: no role is bound to this virtual machine"
    );
    let nowhere = CvmRole::new().endpoint("http://127.0.0.1:1");
    let error = error(&nowhere).await;
    let expected = "absent, may pass: the metadata service at 127.0.0.1:1: no connection: ";
    assert!(error.starts_with(expected), "{error}");
    let fallback = Chain::new(nowhere)
        .or(role(&unbound))
        .or(Credential::new("A", "k"));
    assert_eq!(secret_id(&fallback).await, "A");
}

#[tokio::test]
async fn an_error_says_what_is_wrong_and_no_secret() {
    let without = |name: &str| {
        let mut issued = issued();
        issued.as_object_mut().unwrap().remove(name);
        issued.to_string()
    };
    let mut failed = issued();
    failed["Code"] = json!("Failed");
    let failed = failed.to_string();
    let mut odd = issued();
    odd["Code"] = json!(format!("{KEY} "));
    let odd = odd.to_string();
    let whole = issued().to_string();
    let answer = "the metadata service's response for the role r";
    for (body, expected) in [
        (&*failed, format!("{answer} has the code Failed")),
        (&odd, format!("{answer} lacks the code Success")),
        (&without("Code"), format!("{answer} lacks the code Success")),
        (&without("Token"), format!("{answer} lacks Token")),
        (
            &without("TmpSecretKey"),
            format!("{answer} lacks TmpSecretKey"),
        ),
        (
            &without("ExpiredTime"),
            format!("{answer} lacks ExpiredTime"),
        ),
        (
            &whole[..whole.len() - 1],
            format!("{answer} is not JSON (line 1, column {})", whole.len() - 1),
        ),
        ("null", format!("{answer} lacks the code Success")),
    ] {
        let server = HttpServer::answering(200, body).await;
        assert_eq!(
            error(&role(&server).role("r")).await,
            format!("broken: {expected}")
        );
    }
}

#[tokio::test]
async fn what_is_no_metadata_service_is_not_believed() {
    let login_page = HttpServer::answering(200, "<html>Log in to the network</html>").await;
    assert_eq!(
        error(&role(&login_page)).await,
        "broken: the metadata service does not name a role, but returns something else"
    );
    let huge = HttpServer::answering(200, "r".repeat(20_000)).await;
    let error_of_huge = error(&role(&huge)).await;
    assert!(
        error_of_huge.ends_with("the response is larger than 16384 bytes"),
        "{error_of_huge}"
    );
    let moved = HttpServer::answering(302, "").await;
    assert!(error(&role(&moved)).await.ends_with(": HTTP 302"));
}

#[tokio::test]
async fn a_fault_that_passes_is_repeated_a_few_times() {
    let ill = HttpServer::answering(500, "").await;
    let error_of_ill = error(&role(&ill)).await;
    assert!(
        error_of_ill.starts_with("broken, may pass: "),
        "{error_of_ill}"
    );
    assert!(error_of_ill.ends_with(": HTTP 500"), "{error_of_ill}");
    assert_eq!(ill.requests().len(), 3);

    let answers = std::sync::Mutex::new(vec![503, 503]);
    let recovering = HttpServer::start(move |request| match answers.lock().unwrap().pop() {
        Some(status) => (status, String::new()),
        None => metadata(request),
    });
    assert_eq!(secret_id(&role(&recovering.await)).await, "AKCVM");

    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", silent.local_addr().unwrap());
    let waiting = CvmRole::new()
        .endpoint(endpoint)
        .timeout(Duration::from_millis(50));
    let error = error(&waiting).await;
    assert!(error.starts_with("broken, may pass: "), "{error}");
    assert!(error.ends_with(": no response within 50ms"), "{error}");
}

#[test]
fn what_can_never_work_is_found_when_the_client_is_built() {
    for (role, expected) in [
        (
            CvmRole::new().role("a/../b"),
            "\"a/../b\" cannot be the name of a role",
        ),
        (CvmRole::new().role(""), "\"\" cannot be the name of a role"),
        (
            CvmRole::new().endpoint("ftp://metadata"),
            "the endpoint \"ftp://metadata\" cannot be used: its scheme is neither https nor http",
        ),
    ] {
        let error = Client::builder().credential(role).build().unwrap_err();
        assert_eq!(
            (error.kind(), error.to_string()),
            (ErrorKind::Config, expected.to_owned())
        );
    }
}

#[tokio::test]
async fn a_profile_of_tccli_may_name_the_machine_s_role() {
    let server = HttpServer::start(metadata).await;
    let directory = tempfile::tempdir().unwrap();
    let text = r#"{"type": "cvm-role", "secretId": null, "secretKey": null}"#;
    fs::write(directory.path().join("default.credential"), text).unwrap();
    let profile = TccliProfile::new()
        .directory(directory.path())
        .cvm_role(role(&server));
    assert_eq!(profile.provide().await.unwrap().secret_id(), "AKCVM");
}

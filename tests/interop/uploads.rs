//! Uploads: ours to another storage, and others' to ours.

use std::io::{self, BufRead};

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use vod_sdk::mock::{MockServer, Response};
use vod_sdk::upload::Source;
use vod_sdk::{Client, Credential};

use super::{Outcome, print_line, text};

/// Serves the API and a storage, and tells the digest of the object at each URL that it is asked for.
pub(super) async fn serve() -> Outcome<()> {
    let (id, key) = ("AKID-interop", "interop-secret-key");
    let server = MockServer::builder()
        .credential(Credential::new(id, key))
        .allow_unsigned_action()
        .start()
        .await;
    print_line(&json!({ "endpoint": server.endpoint(), "secret_id": id, "secret_key": key }))?;
    let answer = move |case: &Value| {
        let url = text(case, "url")?;
        let path = url
            .split_once("://")
            .and_then(|(_, rest)| rest.split_once('/'));
        let (_, path) = path.ok_or("a URL without a path")?;
        let object = server.cos().object(&format!("/{path}")).unwrap_or_default();
        Ok(json!({ "sha256": hex(&object), "commits": server.cos().commits() }))
    };
    tokio::task::spawn_blocking(move || lines(answer)).await?
}

/// Uploads each file to the storage that it is told, in the place and with the keys that it is told.
pub(super) async fn send() -> Outcome<()> {
    let server = MockServer::start().await;
    let client = Client::builder()
        .credential(server.credential())
        .endpoint(server.endpoint())
        .build()?;
    let runtime = tokio::runtime::Handle::current();
    let answer = move |case: &Value| {
        server.respond(
            "ApplyUpload",
            Response::json(json!({
                "StorageBucket": "bucket-1250000000",
                "StorageRegion": "ap-chongqing",
                "VodSessionKey": "session",
                "MediaStoragePath": case["path"],
                "TempCertificate": {
                    "SecretId": case["secret_id"],
                    "SecretKey": case["secret_key"],
                    "Token": case["token"],
                    "ExpiredTime": 4_000_000_000_u64,
                },
            })),
        );
        let committed = json!({ "FileId": "528", "MediaUrl": "http://example.com/528.mp4" });
        server.respond("CommitUpload", Response::json(committed));
        let upload = client
            .upload(Source::file(text(case, "file")?))
            .part_size(1 << 20)
            .cos_endpoint(text(case, "endpoint")?);
        match runtime.block_on(upload.into_future()) {
            Ok(uploaded) => Ok(json!({ "file_id": uploaded.file_id })),
            Err(error) => Ok(json!({ "error": error.to_string() })),
        }
    };
    tokio::task::spawn_blocking(move || lines(answer)).await?
}

fn lines(answer: impl Fn(&Value) -> Outcome<Value>) -> Outcome<()> {
    for line in io::stdin().lock().lines() {
        print_line(&answer(&serde_json::from_str(&line?)?)?)?;
    }
    Ok(())
}

fn hex(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

//! Files that are none: a pipe or a device in the place of a credential file stops neither the runtime nor a
//! call. And files that others may write.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use tempfile::TempDir;
use tracing::instrument::WithSubscriber;
use tracing_subscriber::filter::LevelFilter;
use vod_sdk::credentials::{CredentialProvider, ProfileFile, TccliProfile};
use vod_sdk::v2018_07_17::DescribeSubAppIdsRequest;
use vod_sdk::{Client, ErrorKind};

use crate::log::Log;

const KEYS: &str = "[default]\nsecret_id = A\nsecret_key = k";

fn fifo() -> TempDir {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("default.credential");
    let made = Command::new("mkfifo").arg(&path).status().unwrap();
    assert!(made.success());
    std::os::unix::fs::symlink(&path, directory.path().join("link")).unwrap();
    directory
}

async fn error(provider: &dyn CredentialProvider) -> String {
    let error = provider.provide().await.unwrap_err();
    assert!(!error.is_not_configured());
    error.to_string()
}

#[tokio::test]
async fn a_pipe_a_device_and_a_directory_are_refused() {
    let directory = fifo();
    let pipe = directory.path().join("default.credential");
    for (path, what) in [
        (&*pipe, "is a pipe, a device or a socket"),
        (
            &directory.path().join("link"),
            "is a pipe, a device or a socket",
        ),
        (Path::new("/dev/zero"), "is a pipe, a device or a socket"),
        (directory.path(), "is a directory"),
    ] {
        let expected = format!("{} {what}, and not a regular file", path.display());
        assert_eq!(error(&ProfileFile::new().path(path)).await, expected);
    }
    let tccli = TccliProfile::new().directory(directory.path());
    assert!(error(&tccli).await.contains("is a pipe"));
}

#[tokio::test]
async fn a_call_says_so_at_once() {
    let directory = fifo();
    let client = Client::builder()
        .credential(ProfileFile::new().path(directory.path().join("link")))
        .endpoint("http://127.0.0.1:1")
        .build()
        .unwrap();
    let request = DescribeSubAppIdsRequest::new();
    let call = client.describe_sub_app_ids(&request).into_future();
    let outcome = tokio::time::timeout(Duration::from_secs(20), call).await;
    assert_eq!(outcome.unwrap().unwrap_err().kind(), ErrorKind::Credential);
}

#[tokio::test]
async fn a_link_to_a_regular_file_is_read() {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("real"), KEYS).unwrap();
    let link = directory.path().join("link");
    std::os::unix::fs::symlink("real", &link).unwrap();
    assert!(ProfileFile::new().path(link).provide().await.is_ok());
}

#[tokio::test]
async fn a_file_that_others_may_write_is_warned_of() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("credentials");
    fs::write(&path, KEYS).unwrap();
    for (mode, is_warned) in [
        (0o600, false),
        (0o400, false),
        (0o644, false),
        (0o602, true),
        (0o620, true),
        (0o666, true),
    ] {
        fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
        let log = Log::default();
        let writer = log.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(LevelFilter::WARN)
            .with_writer(move || writer.clone())
            .finish();
        let provider = ProfileFile::new().path(&path);
        let credential = provider.provide().with_subscriber(subscriber).await;
        assert_eq!(credential.unwrap().secret_id(), "A");
        let log = log.text();
        assert_eq!(
            log.contains("may be written by others"),
            is_warned,
            "{mode:o}: {log}"
        );
    }
}

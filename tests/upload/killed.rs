//! Processes that are killed while they upload, and their memory.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use serde_json::json;
use vod_sdk::Client;
use vod_sdk::mock::{MockServer, Response};
use vod_sdk::upload::Source;

use crate::cos::{Cos, SECRET_ID, SECRET_KEY, TOKEN};
use crate::rig::{MIB, media};

const MEDIA_PATH: &str = "/mockvod/0a1b2c3d5285890784246869930/视频 (1).mp4";

/// The API, by script, in front of the storage of these tests.
struct World {
    api: MockServer,
    cos: Cos,
    applied: Arc<AtomicU32>,
    committed: Arc<AtomicU32>,
}

impl World {
    async fn start() -> Self {
        let (api, cos) = (MockServer::start().await, Cos::start().await);
        let (applied, committed) = (Arc::new(AtomicU32::new(0)), Arc::new(AtomicU32::new(0)));
        let counter = Arc::clone(&applied);
        api.respond_with("ApplyUpload", move |_| {
            counter.fetch_add(1, Ordering::SeqCst);
            Response::json(json!({
                "StorageBucket": "mockvod-1250000000",
                "StorageRegion": "a-region-never-seen",
                "VodSessionKey": "session",
                "MediaStoragePath": MEDIA_PATH,
                "CoverStoragePath": "",
                "TempCertificate": {
                    "SecretId": SECRET_ID, "SecretKey": SECRET_KEY, "Token": TOKEN,
                    "ExpiredTime": 4_000_000_000u64,
                },
            }))
        });
        let counter = Arc::clone(&committed);
        api.respond_with("CommitUpload", move |_| {
            counter.fetch_add(1, Ordering::SeqCst);
            Response::json(json!({
                "FileId": "5285890784246869930", "MediaUrl": "http://x/y.mp4", "CoverUrl": "",
            }))
        });
        let counter = Arc::clone(&committed);
        api.respond_with("DescribeMediaInfos", move |_| {
            let info = json!({
                "FileId": "5285890784246869930",
                "BasicInfo": { "StoragePath": MEDIA_PATH, "MediaUrl": "http://x/y.mp4" },
            });
            let is_there = counter.load(Ordering::SeqCst) > 0;
            Response::json(json!({
                "MediaInfoSet": if is_there { vec![info] } else { vec![] },
                "NotExistFileIdSet": [],
            }))
        });
        Self {
            api,
            cos,
            applied,
            committed,
        }
    }

    /// This program again, as one that uploads a file.
    fn child(&self, file: &Path) -> Child {
        Command::new(std::env::current_exe().unwrap())
            .args(["killed::part_upload", "--exact", "--ignored", "--nocapture"])
            .env("UPLOAD_API", self.api.endpoint())
            .env("UPLOAD_COS", &self.cos.endpoint)
            .env("UPLOAD_FILE", file)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap()
    }
}

#[tokio::test]
#[ignore = "a part of other tests"]
async fn part_upload() {
    let variable = |name| std::env::var(name).unwrap();
    let file = variable("UPLOAD_FILE");
    let client = Client::builder()
        .credential(vod_sdk::Credential::new(
            "AKID-of-the-mock-server",
            "q7WfT2xKc9LmZ4vRb1YsH8dNj3PgU6eA",
        ))
        .endpoint(variable("UPLOAD_API"))
        .build()
        .unwrap();
    let upload = match file.ends_with(".m3u8") {
        true => client.upload_manifest(&file),
        false => client.upload(Source::file(&file)),
    };
    let uploaded = upload
        .cos_endpoint(variable("UPLOAD_COS"))
        .part_size((number("UPLOAD_PART_MIB", 1) * MIB) as u64)
        .checkpoint(format!("{file}.vodup"))
        .await
        .unwrap();
    println!("\nuploaded: {}; peak: {} KiB", uploaded.file_id, peak());
}

/// The most memory that this process has had, in KiB; 0 where the system does not say.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    number.unwrap_or(0)
}

fn number(name: &str, default: usize) -> usize {
    let given = std::env::var(name).ok();
    given.map_or(default, |text| text.parse().unwrap())
}

/// `UPLOAD_KILLS=25 UPLOAD_MIB=256` is the whole run.
#[tokio::test(flavor = "multi_thread")]
async fn an_upload_that_is_killed_anywhere_goes_on() {
    let (kills, size) = (number("UPLOAD_KILLS", 6), number("UPLOAD_MIB", 48) * MIB);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("movie.mp4");
    let media = media(size);
    std::fs::write(&file, &media).unwrap();
    let mut cut = 0;
    for kill in 0..kills {
        let world = World::start().await;
        let mut child = world.child(&file);
        let longest = 30 + 2 * size / MIB;
        let pause = Duration::from_millis(fastrand::u64(20..20 + longest as u64 * 6));
        tokio::time::sleep(pause).await;
        let was_running = child.try_wait().unwrap().is_none();
        cut += u32::from(was_running);
        child.kill().unwrap();
        child.wait().unwrap();
        let child = world.child(&file);
        let output = tokio::task::spawn_blocking(move || child.wait_with_output().unwrap());
        let output = output.await.unwrap();
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(
            output.status.success() || !was_running,
            "{kill} after {pause:?}: {text}"
        );
        let stored = world.cos.stored.lock().unwrap();
        assert_eq!(stored.refused, Vec::<String>::new());
        assert!(
            stored.objects.get(MEDIA_PATH).unwrap() == &media,
            "{kill} after {pause:?}"
        );
        if was_running {
            assert_eq!(
                stored.repeated, 0,
                "{kill} after {pause:?}: a part was sent twice"
            );
            assert_eq!(stored.uploads.len(), 0);
            assert_eq!(
                world.committed.load(Ordering::SeqCst),
                1,
                "{kill} after {pause:?}"
            );
        }
        assert!(world.applied.load(Ordering::SeqCst) <= 2);
    }
    println!("{cut} of {kills} were cut");
    assert!(cut > 0, "no run was cut");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_manifest_that_is_killed_anywhere_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let top = folder.path().join("top.m3u8");
    let mut files: Vec<(String, Vec<u8>)> = (0..60)
        .map(|number| (format!("{number}.ts"), media(100_000 + number)))
        .collect();
    files.push(("large.ts".to_owned(), media(12 * MIB)));
    let names = files.iter().map(|(name, _)| format!("{name}\n"));
    let text = format!("#EXTM3U\n{}", names.collect::<String>());
    std::fs::write(&top, &text).unwrap();
    for (name, bytes) in &files {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    let mut cut = 0;
    for kill in 0..number("UPLOAD_KILLS", 6) {
        let world = World::start().await;
        let mut child = world.child(&top);
        // It takes less time than any pause would be good for: it is killed when so many files are there.
        let arrived = fastrand::usize(0..60);
        let is_there = || world.cos.stored.lock().unwrap().objects.len() >= arrived;
        while !is_there() && child.try_wait().unwrap().is_none() {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        let was_running = child.try_wait().unwrap().is_none();
        child.kill().unwrap();
        child.wait().unwrap();
        if !was_running {
            continue;
        }
        cut += 1;
        let child = world.child(&top);
        let output = tokio::task::spawn_blocking(move || child.wait_with_output().unwrap());
        let output = output.await.unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{kill} after {arrived}: {said}");
        let stored = world.cos.stored.lock().unwrap();
        assert_eq!(stored.refused, Vec::<String>::new());
        let (prefix, _) = MEDIA_PATH.rsplit_once('/').unwrap();
        for (name, bytes) in &files {
            let object = stored.objects.get(&format!("{prefix}/{name}")).unwrap();
            assert!(object == bytes, "{kill} after {arrived}: {name}");
        }
        assert_eq!(stored.objects.get(MEDIA_PATH).unwrap(), text.as_bytes());
        assert_eq!(stored.repeated, 0, "{kill} after {arrived}");
        assert_eq!(stored.uploads.len(), 0);
        assert_eq!(world.committed.load(Ordering::SeqCst), 1);
    }
    println!("{cut} were cut");
    assert!(cut > 0, "no run was cut");
}

/// `UPLOAD_SPARSE_GIB=20 UPLOAD_PART_MIB=8` is the whole run.
#[tokio::test(flavor = "multi_thread")]
#[cfg(target_os = "linux")]
async fn media_that_is_larger_than_memory_takes_little_of_it() {
    let size = number("UPLOAD_SPARSE_GIB", 2) << 30;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("movie.mp4");
    std::fs::File::create(&file)
        .unwrap()
        .set_len(size as u64)
        .unwrap();
    let world = World::start().await;
    world.cos.stored.lock().unwrap().swallows = true;
    let child = world.child(&file);
    let output = tokio::task::spawn_blocking(move || child.wait_with_output().unwrap());
    let text = String::from_utf8_lossy(&output.await.unwrap().stdout).into_owned();
    let peak = text
        .split_once("peak: ")
        .and_then(|(_, rest)| rest.split_once(" KiB"));
    let peak: u64 = peak.unwrap_or_else(|| panic!("{text}")).0.parse().unwrap();
    println!("{size} bytes in {peak} KiB");
    assert_eq!(world.cos.stored.lock().unwrap().swallowed, size as u64);
    // Five parts at once, beside a program that has just begun.
    let parts = 5 * number("UPLOAD_PART_MIB", 1) as u64;
    assert!(peak < (parts + 16 + 24) * 1024, "{peak} KiB");
}

//! Manifests with all that they name, against both storages.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::json;
use vod_sdk::mock::{CosFault, CosOperation, MockServer, Response};
use vod_sdk::upload::{Upload, Uploaded};
use vod_sdk::{Client, ErrorKind};

use crate::cos::{Cos, SECRET_ID, SECRET_KEY, TOKEN};
use crate::rig::{MIB, Rig, media};

use CosOperation::{PutObject as PUT, UploadPart as PART};

/// A playlist with two others below it, a key, a map, and a segment of more than one request.
const FILES: &[(&str, &str)] = &[
    (
        "top.M3U8",
        "\u{feff}#EXTM3U\n#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",URI=\"audio/a.m3u8\"\n\
         #EXT-X-STREAM-INF:BANDWIDTH=1\nhd/v.m3u8\n#EXT-X-STREAM-INF:BANDWIDTH=2\nhd/v.m3u8?x=1\n",
    ),
    (
        "hd/v.m3u8",
        "#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI=\"../keys/1.key\"\n\
         #EXT-X-MAP:URI=\"init.mp4\"\n#EXTINF:4,\nbig.m4s\n#EXTINF:4,\n./2%20b.m4s\n#EXT-X-BYTERANGE:9@0\nbig.m4s\n",
    ),
    (
        "audio/a.m3u8",
        "#EXTM3U\n#EXT-X-KEY:METHOD=SAMPLE-AES,URI=\"https://keys.example/1\"\n../音.aac\n../top.M3U8\n",
    ),
    ("keys/1.key", "0123456789abcdef"),
    ("hd/init.mp4", "init"),
    ("hd/2 b.m4s", "second"),
    ("音.aac", "audio"),
    ("not-named.ts", "other"),
];

/// How many of the files are named.
const NAMED: usize = 8;

fn write(folder: &Path, files: &[(&str, &str)]) {
    for (name, text) in files {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
}

/// A rig whose folder has the files, and the upload of the top one.
async fn rig() -> (Rig, PathBuf) {
    let rig = Rig::start().await;
    write(rig.folder.path(), FILES);
    std::fs::write(rig.folder.path().join("hd/big.m4s"), media(9 * MIB)).unwrap();
    let top = rig.folder.path().join("top.M3U8");
    (rig, top)
}

fn upload(rig: &Rig, top: &Path) -> Upload {
    rig.client
        .upload_manifest(top)
        .cos_endpoint(rig.server.endpoint())
        .part_size(MIB as u64)
}

/// Checks that each file that is named is stored beside the manifest, and nothing else.
#[track_caller]
fn assert_stored(rig: &Rig, uploaded: &Uploaded) {
    let (_, top) = uploaded.media_url.split_once(".com").unwrap();
    let (folder, _) = top.rsplit_once('/').unwrap();
    let cos = rig.server.cos();
    let names = FILES.iter().map(|(name, _)| *name);
    for name in names.chain(["hd/big.m4s"]) {
        let key = match name {
            "top.M3U8" => top.to_owned(),
            name => format!("{folder}/{name}"),
        };
        let file = std::fs::read(rig.folder.path().join(name)).unwrap();
        let stored = cos.object(&key);
        let expected = (name != "not-named.ts").then_some(&*file);
        assert!(stored.as_deref() == expected, "{key}");
    }
    assert_eq!(cos.objects().len(), NAMED);
    assert_eq!(cos.commits(), 1);
    assert_eq!(cos.unfinished_uploads(), 0);
    assert!(!rig.checkpoint().exists());
}

#[tokio::test]
async fn a_playlist_is_stored_with_all_that_it_names() {
    let (rig, top) = rig().await;
    let reports = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&reports);
    let report = move |progress: &vod_sdk::upload::Progress| {
        let parts = (progress.parts(), progress.total_parts());
        let bytes = (progress.confirmed(), progress.total());
        seen.lock().unwrap().push((bytes, parts));
    };
    let uploaded = upload(&rig, &top).progress(report).await.unwrap();
    assert_stored(&rig, &uploaded);
    assert!(uploaded.media_url.ends_with(".m3u8"));
    let requests = rig.requests(PUT);
    assert_eq!(requests.len(), NAMED - 1, "each file once");
    let reports = reports.lock().unwrap();
    assert!(reports.is_sorted(), "{reports:?}");
    let ((confirmed, total), (parts, total_parts)) = *reports.last().unwrap();
    assert_eq!((confirmed, Some(parts)), (total, total_parts));
    assert_eq!(parts as usize, NAMED - 1 + 9);
}

#[tokio::test]
async fn a_manifest_of_dash_is_stored_with_what_the_service_finds() {
    let rig = Rig::start().await;
    let text =
        "<MPD><Period><BaseURL>v/all.mp4</BaseURL><SegmentURL media=\"s/1.m4s\"/></Period></MPD>";
    let files = [("top.mpd", text), ("v/all.mp4", "all"), ("s/1.m4s", "one")];
    write(rig.folder.path(), &files);
    let uploaded = upload(&rig, &rig.folder.path().join("top.mpd"))
        .await
        .unwrap();
    assert!(uploaded.media_url.ends_with(".mpd"));
    assert_eq!(rig.server.cos().objects().len(), 3);
}

#[tokio::test]
async fn an_upload_that_failed_sends_only_the_files_and_parts_that_are_missing() {
    for (operation, after) in [(PART, 4), (PUT, 2), (PUT, 6)] {
        let (rig, top) = rig().await;
        let fault = CosFault::error(operation, 500, "InternalError");
        rig.server.cos().fail(fault.after(after).times(5));
        let resumable = || upload(&rig, &top).parallel(1).checkpoint(rig.checkpoint());
        let error = resumable().await.unwrap_err();
        assert!(error.is_retryable(), "{error}");
        let uploaded = resumable().await.unwrap();
        assert_stored(&rig, &uploaded);
        assert_eq!(
            rig.server.cos().bytes_stored_again(),
            0,
            "{operation:?} {after}"
        );
        let actions = rig.server.requests();
        let applied = actions
            .iter()
            .filter(|request| request.action() == "ApplyUpload");
        assert_eq!(applied.count(), 1);
    }
}

#[tokio::test]
async fn an_upload_that_is_dropped_anywhere_goes_on() {
    for cut in (0..24).step_by(3) {
        let (rig, top) = rig().await;
        let cos = rig.server.cos().clone();
        let resumable = || upload(&rig, &top).parallel(2).checkpoint(rig.checkpoint());
        let mut first = resumable().into_future();
        let ended = tokio::select! {
            uploaded = &mut first => Some(uploaded.unwrap()),
            () = async {
                while cos.requests().len() < cut {
                    tokio::time::sleep(Duration::from_micros(200)).await;
                }
            } => None,
        };
        drop(first);
        tokio::time::sleep(Duration::from_millis(20)).await;
        let uploaded = match ended {
            Some(uploaded) => uploaded,
            None => resumable().await.unwrap(),
        };
        assert_stored(&rig, &uploaded);
    }
}

#[tokio::test]
async fn a_file_that_changed_begins_the_upload_anew() {
    let (rig, top) = rig().await;
    rig.server
        .cos()
        .fail(CosFault::error(PUT, 500, "InternalError").after(2).times(5));
    let resumable = || upload(&rig, &top).parallel(1).checkpoint(rig.checkpoint());
    resumable().await.unwrap_err();
    std::fs::write(rig.folder.path().join("hd/init.mp4"), "changed").unwrap();
    let uploaded = resumable().await.unwrap();
    let (_, path) = uploaded.media_url.split_once(".com").unwrap();
    let (folder, _) = path.rsplit_once('/').unwrap();
    let stored = rig.server.cos().object(&format!("{folder}/hd/init.mp4"));
    assert_eq!(stored.as_deref(), Some(&b"changed"[..]));
}

#[tokio::test]
async fn an_unfinished_upload_is_aborted() {
    let (rig, top) = rig().await;
    rig.server.cos().fail(
        CosFault::error(PART, 500, "InternalError")
            .after(4)
            .times(9),
    );
    let resumable = || upload(&rig, &top).parallel(1).checkpoint(rig.checkpoint());
    resumable().await.unwrap_err();
    assert_eq!(rig.server.cos().unfinished_uploads(), 1);
    resumable().abort().await.unwrap();
    assert_eq!(rig.server.cos().unfinished_uploads(), 0);
    assert!(!rig.checkpoint().exists());
}

#[tokio::test]
async fn what_cannot_be_uploaded_is_refused_with_its_line() {
    let deep = "#EXTM3U\nx/m.m3u8\n";
    let deep: Vec<(String, &str)> = (0..9)
        .map(|depth| (format!("{}m.m3u8", "x/".repeat(depth)), deep))
        .collect();
    let deep: Vec<(&str, &str)> = deep.iter().map(|(name, text)| (&**name, *text)).collect();
    let cases: [(&[(&str, &str)], &str); 12] = [
        (
            &[("m.m3u8", "#EXTM3U\n\n../a.ts")],
            "line 3 of the manifest \"m.m3u8\" names \"../a.ts\", which leaves",
        ),
        (
            &[
                ("m.m3u8", "#EXTM3U\na/b.m3u8"),
                ("a/b.m3u8", "#EXTM3U\n../../a.ts"),
            ],
            "line 2 of the manifest \"a/b.m3u8\"",
        ),
        (
            &[("m.m3u8", "#EXTM3U\n/etc/passwd")],
            "line 2 of the manifest \"m.m3u8\" names \"/etc/passwd\", which is an absolute path",
        ),
        (&[("m.m3u8", "#EXTM3U\nhttps://a.b/c.ts")], "which is a URL"),
        (
            &[("m.m3u8", "#EXTM3U\n#EXT-X-MAP:URI=\"http://a.b/c\"")],
            "line 2",
        ),
        (
            &[("m.m3u8", "#EXTM3U\na.ts")],
            "line 2 of the manifest \"m.m3u8\" names \"a.ts\", which cannot be read",
        ),
        (
            &[("m.m3u8", "#EXTM3U\na.ts"), ("a.ts", "")],
            "which is an empty file",
        ),
        (
            &[("m.m3u8", "a.ts"), ("a.ts", "a")],
            "does not begin with #EXTM3U",
        ),
        (
            &[("m.mpd", "<MPD>\n<BaseURL>../a.mp4</BaseURL></MPD>")],
            "line 2 of the manifest \"m.mpd\"",
        ),
        (&[("m.ts", "#EXTM3U\n")], "must end in .m3u8 or .mpd"),
        (&[], "cannot be read"),
        (&deep, "more than 8 levels deep"),
    ];
    for (files, expected) in cases {
        let rig = Rig::start().await;
        write(rig.folder.path(), files);
        let top = files.first().map_or("m.m3u8", |(name, _)| name);
        let error = upload(&rig, &rig.folder.path().join(top))
            .await
            .unwrap_err();
        assert!(error.to_string().contains(expected), "{error}");
        assert_eq!(
            (error.kind(), error.step()),
            (ErrorKind::Request, Some("check"))
        );
        let requests = rig.server.requests();
        assert!(
            requests
                .iter()
                .all(|request| request.action() == "ParseStreamingManifest")
        );
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_link_out_of_the_folder_is_refused() {
    let (rig, other) = (Rig::start().await, tempfile::tempdir().unwrap());
    write(other.path(), &[("a.ts", "secret")]);
    write(rig.folder.path(), &[("m.m3u8", "#EXTM3U\na.ts")]);
    std::os::unix::fs::symlink(other.path().join("a.ts"), rig.folder.path().join("a.ts")).unwrap();
    let error = upload(&rig, &rig.folder.path().join("m.m3u8"))
        .await
        .unwrap_err();
    assert!(error.to_string().contains("a link leads out"), "{error}");
}

/// What the service says is what counts where the text says less, and another storage agrees.
#[tokio::test]
async fn names_that_only_the_service_finds_are_stored() {
    let (api, cos, folder) = (
        MockServer::start().await,
        Cos::start().await,
        tempfile::tempdir().unwrap(),
    );
    write(
        folder.path(),
        &[
            ("m.mpd", "<MPD/>"),
            ("seg-1.m4s", "one"),
            ("a b/视频.m4s", "two"),
        ],
    );
    api.respond_with("ParseStreamingManifest", |_| {
        Response::json(json!({ "MediaSegmentSet": ["seg-1.m4s", "a%20b/视频.m4s"] }))
    });
    api.respond_with("ApplyUpload", |_| {
        Response::json(json!({
            "StorageBucket": "b-1250000000", "StorageRegion": "r", "VodSessionKey": "session",
            "MediaStoragePath": "/b/0a1b2c3d5285890784246869930/f0.mpd", "CoverStoragePath": "",
            "TempCertificate": {
                "SecretId": SECRET_ID, "SecretKey": SECRET_KEY, "Token": TOKEN, "ExpiredTime": 4_000_000_000u64,
            },
        }))
    });
    api.respond_with("CommitUpload", |_| {
        Response::json(json!({ "FileId": "5285890784246869930", "MediaUrl": "http://x/f0.mpd", "CoverUrl": "" }))
    });
    let client = Client::builder()
        .credential(api.credential())
        .endpoint(api.endpoint());
    let client = client.without_rate_limit().build().unwrap();
    let upload = client.upload_manifest(folder.path().join("m.mpd"));
    upload.cos_endpoint(&cos.endpoint).await.unwrap();
    let stored = cos.stored.lock().unwrap();
    let at = |name: &str| {
        let key = format!("/b/0a1b2c3d5285890784246869930/{name}");
        stored
            .objects
            .get(&key)
            .map(|object| String::from_utf8_lossy(object).into_owned())
    };
    assert_eq!(at("f0.mpd").as_deref(), Some("<MPD/>"));
    assert_eq!(at("seg-1.m4s").as_deref(), Some("one"));
    assert_eq!(at("a b/视频.m4s").as_deref(), Some("two"));
    assert_eq!(stored.objects.len(), 3);
    assert_eq!(stored.refused, Vec::<String>::new());
}

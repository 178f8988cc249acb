//! Files that users have written: manifests of media, and credentials.

use std::fs;

use serde_json::json;
use tempfile::TempDir;
use vod_sdk::credentials::{CredentialProvider, CvmRole, ProfileFile, TccliProfile};
use vod_sdk::mock::Script;

use crate::answers::{Service, client};
use crate::reader::{Reader, run, runtime};

pub(crate) fn manifests() -> Reader {
    let (client, runtime, folder) = (client(Script::new()), runtime(), TempDir::new().unwrap());
    fs::write(folder.path().join("1.ts"), "segment").unwrap();
    let hls = "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-KEY:METHOD=AES-128,URI=\"1.ts\"\n#EXT-X-MAP:URI=\"1.ts\"\n#EXTINF:4,\n1.ts\n";
    let dash = "<?xml version=\"1.0\"?><MPD><Period><BaseURL>1.ts</BaseURL><AdaptationSet><SegmentTemplate \
                media=\"1.ts\" initialization=\"1.ts\"/></AdaptationSet></Period></MPD>";
    let mut number = 0;
    Reader {
        name: "manifests",
        samples: vec![hls.as_bytes().to_vec(), dash.as_bytes().to_vec()],
        words: &[
            "#EXTM3U\n",
            "#EXT-X-MEDIA:URI=",
            "#EXT-X-STREAM-INF:\n",
            "URI=\"",
            "1.ts",
            "m.m3u8\n",
            "<BaseURL>",
            "media=\"",
            "$Number$",
            "../",
            "/etc/passwd",
            "%2e%2e/",
        ],
        read: Box::new(move |input| {
            number += 1;
            let name = ["m.m3u8", "m.mpd"][number % 2];
            let path = folder.path().join(name);
            fs::write(&path, input).unwrap();
            run(&runtime, client.upload_manifest(path).into_future()).is_ok()
        }),
    }
}

pub(crate) fn profiles() -> Reader {
    let (runtime, folder) = (runtime(), TempDir::new().unwrap());
    let provider = ProfileFile::new()
        .path(folder.path().join("credentials"))
        .transport(sts())
        .profile("default");
    let text = "# keys\n[default]\nsecret_id = AKIDabc\nsecret_key: \"key\"\ntoken=t\n\n[other]\nrole_arn = qcs::cam::uin/1:roleName/r\n";
    Reader {
        name: "profile files",
        samples: vec![text.as_bytes().to_vec()],
        words: &[
            "[default]",
            "secret_id",
            "secret_key",
            " = ",
            "token",
            "role_arn",
            "role_session_name",
            "\n  ",
            "]",
        ],
        read: Box::new(move |input| {
            let path = folder.path().join("credentials");
            fs::write(path, input).unwrap();
            let provided = run(&runtime, provider.provide());
            provided.is_ok_and(|credential| !format!("{credential:?}").is_empty())
        }),
    }
}

pub(crate) fn tccli() -> Reader {
    let (runtime, folder) = (runtime(), TempDir::new().unwrap());
    let provider = TccliProfile::new()
        .transport(sts())
        .cvm_role(CvmRole::new().transport(sts()))
        .directory(folder.path())
        .profile("default");
    let keys =
        r#"{"secretId": "AKIDabc", "secretKey": "key", "token": "t", "expiresAt": 4000000000}"#;
    let role = r#"{"type": "default", "secretId": "AKIDabc", "secretKey": "key", "role-arn": "qcs::cam::uin/1:roleName/r"}"#;
    Reader {
        name: "tccli's files",
        samples: vec![keys.as_bytes().to_vec(), role.as_bytes().to_vec()],
        words: &[
            "\"secretId\":",
            "\"secretKey\":",
            "\"token\":",
            "\"expiresAt\":",
            "\"type\":",
            "\"role-arn\":",
            "\"role-session-name\":",
            "\"oauth\":",
            "\"cvm-role\"",
        ],
        read: Box::new(move |input| {
            fs::write(folder.path().join("default.credential"), input).unwrap();
            run(&runtime, provider.provide()).is_ok()
        }),
    }
}

/// STS, which gives keys for whatever role a file names.
fn sts() -> Service {
    let keys = json!({ "TmpSecretId": "id", "TmpSecretKey": "key", "Token": "token" });
    let response = json!({ "Response": {
        "Credentials": keys, "ExpiredTime": 4_000_000_000_u64, "RequestId": "id",
    }});
    let service = Service::default();
    *service.0.lock().unwrap() = (200, response.to_string().into_bytes());
    service
}

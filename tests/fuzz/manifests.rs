//! Manifests of HLS and DASH: their text, and what the service finds in it.

use std::fs;
use std::path::Path;

use serde_json::json;
use vod_sdk::transport::HttpResponse;

use crate::engine::feed;
use crate::input::{Input, Material};
use crate::wire::{Wire, runtime};

const PLAYLISTS: &[&str] = &[
    "#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI=\"k.key\",IV=0x1\n#EXT-X-MAP:URI=\"a.ts\"\n#EXTINF:4,\na.ts\n#EXTINF:4,\nhd/b%20c.ts?x=1\n#EXT-X-ENDLIST\n",
    "\u{feff}#EXTM3U\r\n#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",URI=\"hd/inner.m3u8\"\r\n#EXT-X-STREAM-INF:BANDWIDTH=1\r\nhd/inner.m3u8\r\n",
    "#EXTM3U\n#EXT-X-SESSION-KEY:METHOD=AES-128,URI=\"https://keys.example/1\"\n./hd/../a.ts\ntop.m3u8\n",
    "<?xml version=\"1.0\"?><MPD><Period><AdaptationSet><SegmentTemplate media=\"$Number$.m4s\"/><BaseURL>a.ts</BaseURL></AdaptationSet></Period></MPD>",
];
const TOKENS: &[&str] = &[
    "#EXTM3U\n",
    "#EXT-X-",
    "#EXT-X-KEY:",
    "URI=",
    "URI=\"",
    "\"",
    ",",
    "=",
    "\n",
    "\r\n",
    "a.ts\n",
    "hd/inner.m3u8\n",
    "top.m3u8",
    "../",
    "./",
    "%2e%2e/",
    "%2F",
    "%00",
    "%e9",
    "?",
    "#",
    "//",
    "http://",
    "\\",
    "a.ts",
    "k.key",
    "IV=",
    "\u{1f3ac}",
];
/// What is there beside the manifest.
const FILES: &[(&str, &str)] = &[
    ("a.ts", "segment"),
    ("k.key", "0123456789abcdef"),
    ("hd/b c.ts", "second"),
    ("hd/inner.m3u8", "#EXTM3U\n../a.ts\n../top.m3u8\n"),
];

#[test]
fn manifests() {
    let material = Material::new(PLAYLISTS, TOKENS);
    let make = |input: &mut Input| {
        let mut text = input.bytes(&material);
        // What does not begin as a playlist is not read any further.
        if !text.starts_with(b"#EXTM3U") && input.chance.bool() {
            text.splice(..0, *b"#EXTM3U\n");
        }
        (text, input.one_in(4))
    };
    feed("manifests::manifests", make, || {
        let folder = tempfile::tempdir().unwrap();
        write_files(folder.path());
        let wire = Wire::new(|request, _| match request.header("x-tc-action") {
            Some("ParseStreamingManifest") => HttpResponse::new(200, found(request.body())),
            _ => HttpResponse::new(400, ""),
        });
        let (client, runtime) = (wire.client(), runtime());
        move |(text, is_dash): (Vec<u8>, bool)| {
            let top = folder
                .path()
                .join(if is_dash { "top.mpd" } else { "top.m3u8" });
            fs::write(&top, text).unwrap();
            let upload = client.upload_manifest(top);
            let error = runtime.block_on(upload.into_future()).unwrap_err();
            assert!(error.to_string().len() < 256 * 1024, "{error}");
            // All that it names is there, and the service is asked for a place.
            error.step() == Some("apply")
        }
    });
}

fn write_files(folder: &Path) {
    fs::create_dir(folder.join("hd")).unwrap();
    for (name, text) in FILES {
        fs::write(folder.join(name), text).unwrap();
    }
}

/// What a service finds that takes every word for a name.
fn found(request: &[u8]) -> String {
    let request: serde_json::Value = serde_json::from_slice(request).unwrap();
    let text = request["MediaManifestContent"].as_str().unwrap_or_default();
    let words = text.split(['\n', '"', '<', '>', ' ']).map(str::trim);
    let names: Vec<&str> = words
        .filter(|word| !word.is_empty() && !word.starts_with('#'))
        .take(50)
        .collect();
    json!({ "Response": { "MediaSegmentSet": names, "RequestId": "id" } }).to_string()
}

//! Memory and time of reading are bounded, whatever a server sends.

use std::fmt::Write as _;
use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use vod_sdk::ErrorKind;
use vod_sdk::v2018_07_17::{DescribeMediaInfosRequest, SearchMediaRequest};

use crate::properties::memory::{Memory, run};

const MIB: usize = 1024 * 1024;

/// A response of so many bytes that repeats an item in a list.
fn repeated(field: &str, item: &str, bytes: usize) -> String {
    let mut body = format!(r#"{{"Response":{{"RequestId":"r","{field}":["#);
    while body.len() + item.len() + 4 < bytes {
        body += item;
        body.push(',');
    }
    body + item + "]}}"
}

/// A response of so many bytes with as many keys in one object.
fn keys(field: &str, bytes: usize) -> String {
    let mut body = format!(r#"{{"Response":{{"RequestId":"r",{field}"#);
    for key in 0.. {
        if body.len() > bytes {
            break;
        }
        write!(body, "\"{key}\":0,").unwrap();
    }
    body + "\"a\":0}}" + if field.is_empty() { "" } else { "}" }
}

/// The inputs of the report and others of the kind, each by its name.
fn input(name: &str, bytes: usize) -> String {
    match name {
        "numbers" => repeated("MediaInfoSet", "1", bytes),
        "objects" => repeated("MediaInfoSet", "{}", bytes),
        "nulls" => repeated("MediaInfoSet", "null", bytes),
        "files" => repeated("MediaInfoSet", r#"{"FileId":"1"}"#, bytes),
        "lists" => repeated(
            "MediaInfoSet",
            r#"{"TranscodeInfo":{"TranscodeSet":[{}]}}"#,
            bytes,
        ),
        "strings" => repeated("NotExistFileIdSet", "\"1\"", bytes),
        "strings-from-numbers" => repeated("NotExistFileIdSet", "1", bytes),
        "unknown" => repeated("Unknown", "1", bytes),
        "unknown-objects" => repeated("Unknown", r#"{"a":1}"#, bytes),
        "keys" => keys("", bytes),
        "unknown-keys" => keys("\"Unknown\":{", bytes),
        "escapes" => repeated("NotExistFileIdSet", r#""\ud83d""#, bytes),
        _ => panic!("{name}"),
    }
}

const NAMES: [&str; 12] = [
    "numbers",
    "objects",
    "nulls",
    "files",
    "lists",
    "strings",
    "strings-from-numbers",
    "unknown",
    "unknown-objects",
    "keys",
    "unknown-keys",
    "escapes",
];

/// How a typed and an untyped call end, each as a word.
fn outcomes(body: &str) -> [String; 2] {
    let client = Memory::answering(200, body.as_bytes()).client();
    let request = DescribeMediaInfosRequest::new(["1"]);
    let typed = run(client.describe_media_infos(&request)).map(drop);
    let untyped = run(client.call("Any", "2018-07-17", &json!({}))).map(drop);
    [typed, untyped].map(|outcome| match outcome {
        Ok(()) => "answered".to_owned(),
        Err(error) => {
            assert_eq!(error.kind(), ErrorKind::Response, "{error}");
            assert!(
                error.may_have_been_executed() && !error.is_retryable(),
                "{error}"
            );
            assert!(error.to_string().contains("max_response_memory"), "{error}");
            "refused".to_owned()
        }
    })
}

#[test]
#[ignore = "a part of other tests"]
fn part_peak() {
    let name = std::env::var("INPUT").unwrap();
    let body = input(&name, 32 * MIB - 1024);
    let outcomes = outcomes(&body).join(", ");
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    println!("\nsaid: {outcomes}; peak {}", peak.unwrap_or("0 kB").trim());
}

/// Each input has a process of its own, whose memory nothing else takes. It holds the body three times, since the
/// transport is in the test.
#[test]
fn any_response_of_32_mib_is_read_or_refused_within_512_mib() {
    for name in [
        "objects",
        "unknown-objects",
        "strings-from-numbers",
        "keys",
        "escapes",
    ] {
        let output = Command::new(std::env::current_exe().unwrap())
            .args([
                "attacks::decoding::part_peak",
                "--exact",
                "--ignored",
                "--nocapture",
            ])
            .env("INPUT", name)
            .output()
            .unwrap();
        let text = String::from_utf8_lossy(&output.stdout);
        let said = text
            .lines()
            .find_map(|line| line.strip_prefix("said: "))
            .expect(&text);
        println!("{name}: {said}");
        let peak = said.rsplit_once("peak ").unwrap().1.trim_end_matches(" kB");
        let peak: usize = peak.parse().unwrap();
        assert!(peak < 512 * 1024, "{name}: {said}");
    }
}

#[test]
fn memory_is_bounded_by_what_is_allowed() {
    for (name, allowed, expected) in [
        ("objects", 64 * MIB, ["refused", "answered"]),
        ("objects", 512 * MIB, ["answered", "answered"]),
        ("numbers", MIB, ["answered", "refused"]),
        ("nulls", MIB, ["answered", "refused"]),
        ("keys", 4 * MIB, ["refused", "refused"]),
        ("strings", 4 * MIB, ["refused", "refused"]),
        ("strings-from-numbers", 10 * MIB, ["refused", "answered"]),
    ] {
        let body = input(name, 300_000);
        let client = Memory::answering(200, body.as_bytes()).builder();
        let client = client.max_response_memory(allowed).build().unwrap();
        let request = DescribeMediaInfosRequest::new(["1"]);
        let outcomes = [
            run(client.describe_media_infos(&request)).is_ok(),
            run(client.call("Any", "2018-07-17", &json!({}))).is_ok(),
        ];
        let outcomes = outcomes.map(|is_ok| if is_ok { "answered" } else { "refused" });
        assert_eq!(outcomes, expected, "{name}");
    }
}

/// A full page of what the API has most of is far below the default.
#[test]
fn a_usual_response_takes_a_part_of_what_is_allowed() {
    let media = json!({
        "FileId": "5285890784246869930",
        "BasicInfo": { "Name": "A film", "MediaUrl": "http://1500000001.vod2.myqcloud.com/a/b/f0.mp4" },
        "MetaData": { "Size": 10_556, "Container": "mov,mp4,m4a,3gp,3g2,mj2", "Bitrate": 246_035,
            "VideoStreamSet": [{ "Bitrate": 246_000, "Codec": "h264", "Fps": 25 }] },
        "TranscodeInfo": { "TranscodeSet": [{ "Url": "http://a/b/c.mp4", "Definition": 10 }] },
    });
    let body = repeated("MediaInfoSet", &media.to_string(), 8 * MIB);
    let client = Memory::answering(200, body.as_bytes()).client();
    let response = run(client.search_media(&SearchMediaRequest::new())).unwrap();
    assert!(response.media_info_set.len() > 10_000);
    assert!(run(client.call("SearchMedia", "2018-07-17", &json!({}))).is_ok());
}

#[test]
fn reading_ends_with_the_time_of_the_call() {
    for name in NAMES {
        let client = Memory::answering(200, input(name, 32 * MIB - 1024).as_bytes()).client();
        let request = DescribeMediaInfosRequest::new(["1"]);
        check_time(name, || {
            run(client.describe_media_infos(&request).timeout(TIMEOUT)).map(drop)
        });
        check_time(name, || {
            run(client
                .call("Any", "2018-07-17", &json!({}))
                .timeout(TIMEOUT))
            .map(drop)
        });
    }
}

const TIMEOUT: Duration = Duration::from_millis(30);

#[track_caller]
fn check_time(name: &str, call: impl FnOnce() -> Result<(), vod_sdk::Error>) {
    let started = Instant::now();
    let outcome = call();
    let elapsed = started.elapsed();
    println!("{name}: {elapsed:?} {outcome:?}");
    // The machine may be busy; unbounded, each takes seconds in a debug build.
    assert!(elapsed < TIMEOUT * 20, "{name}: {elapsed:?}");
    if let Err(error) = outcome
        && error.kind() == ErrorKind::Timeout
    {
        assert!(error.may_have_been_executed(), "{error}");
        let text = error.to_string();
        assert!(text.contains("was not read within 30ms"), "{text}");
    }
}

/// Nothing of the response is quoted, so nothing needs to be left out.
#[test]
fn a_response_with_secrets_is_refused_with_the_same_advice() {
    let body = input("objects", 300_000).replace("MediaInfoSet", "Token");
    let client = Memory::answering(200, body.as_bytes()).builder();
    let client = client.max_response_memory(1000).build().unwrap();
    let error = run(client.call("Any", "2018-07-17", &json!({}))).unwrap_err();
    assert!(error.to_string().contains("max_response_memory"), "{error}");
}

#[test]
fn untyped_json_is_the_same_as_serde_json_reads() {
    let text = json!({ "a": [1, -1, 1.5, true, null, "s", {}, [], { "b": [{}] }] }).to_string();
    let expected: Value = serde_json::from_str(&text).unwrap();
    let body = format!(r#"{{"Response":{{"RequestId":"r","X":{text}}}}}"#);
    let client = Memory::answering(200, body.as_bytes()).client();
    let read = run(client.call("Any", "2018-07-17", &json!({}))).unwrap();
    assert_eq!(read["X"], expected);
}

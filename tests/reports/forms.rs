//! No response is lost to its form: what services and gateways put before, into and around JSON text.
//! <https://github.com/vercel-labs/agent-browser/pull/720>

use serde_json::{Value, json};
use vod_sdk::v2018_07_17::DescribeMediaInfosRequest;

use crate::properties::memory::{Memory, run};

/// A response with something in the place of a media file's name.
fn response(name: &str) -> String {
    format!(
        r#"{{"Response":{{"MediaInfoSet":[{{"FileId":"1","BasicInfo":{{"Name":{name}}},"New":{name}}}],"RequestId":"r"}}}}"#
    )
}

/// The name that a typed and an untyped call find.
#[track_caller]
fn names(body: &[u8]) -> (String, Value) {
    let client = Memory::answering(200, body).client();
    let shown = String::from_utf8_lossy(body);
    let request = DescribeMediaInfosRequest::new(["1"]);
    let typed = run(client.describe_media_infos(&request));
    let typed = typed.unwrap_or_else(|error| panic!("{shown}: {error}"));
    let untyped = run(client.call("DescribeMediaInfos", "2018-07-17", &json!({})));
    let untyped = untyped.unwrap_or_else(|error| panic!("{shown}: {error}"));
    assert_eq!(typed.request_id, "r");
    assert_eq!(untyped["RequestId"], "r");
    let media = typed.media_info_set.into_iter().next().unwrap();
    assert_eq!(media.file_id, "1");
    let name = media.basic_info.unwrap_or_default().name;
    (
        name,
        untyped["MediaInfoSet"][0]["BasicInfo"]["Name"].clone(),
    )
}

#[track_caller]
fn check(body: impl AsRef<[u8]>, expected: &str) {
    assert_eq!(names(body.as_ref()), (expected.to_owned(), expected.into()));
}

#[test]
fn halves_of_characters_are_replaced() {
    for (name, expected) in [
        (r"clip \ud83d", "clip \u{fffd}"),
        (r"\ude00 clip", "\u{fffd} clip"),
        (r"\ud83d\ude00", "\u{1f600}"),
        (r"\ud83d\ud83d\ude00", "\u{fffd}\u{1f600}"),
        (r"a\u00e9\u", "a\u{e9}\u{fffd}"),
    ] {
        check(response(&format!("\"{name}\"")), expected);
    }
    let in_keys = response("\"n\"").replace("\"New\"", r#""\ud83d": 1, "\ude00New""#);
    check(in_keys, "n");
}

#[test]
fn bytes_that_are_no_text_are_replaced() {
    for (bytes, expected) in [
        (&b"cut \xe4\xb8"[..], "cut \u{fffd}"),
        (b"\xff\xfe", "\u{fffd}\u{fffd}"),
        (b"caf\xe9 ", "caf\u{fffd} "),
        (b"\xed\xa0\xbd", "\u{fffd}\u{fffd}\u{fffd}"),
        (b"a\nb\tc\x01", "a\nb\tc\u{1}"),
    ] {
        let text = response("\"NAME\"");
        let (before, after) = text.split_once("\"New\"").unwrap();
        let before: Vec<u8> = before.bytes().collect();
        let place = before
            .windows(4)
            .position(|window| window == b"NAME")
            .unwrap();
        let body = [
            &before[..place],
            bytes,
            &before[place + 4..],
            b"\"New\"",
            after.as_bytes(),
        ];
        check(body.concat(), expected);
    }
}

#[test]
fn what_stands_around_the_text_is_skipped() {
    let body = response("\"n\"");
    for (before, after) in [
        ("\u{feff}", ""),
        ("\r\n\t ", "\r\n\0\0"),
        ("\0", ""),
        (")]}',\n", ""),
        ("while(1);", ""),
        ("for(;;);", ""),
        ("&&&START&&&", ""),
        ("/**/callback(", ");"),
        ("", " <!-- gateway-7 {\"ms\":3} -->"),
        ("// proxy\n", "garbage"),
        ("{} && ", ""),
        ("<html>{ }</html>", ";\u{1a}"),
    ] {
        check(format!("{before}{body}{after}"), "n");
    }
    check(serde_json::to_string(&body).unwrap(), "n");
    let inner: Value = serde_json::from_str(&body).unwrap();
    check(
        json!({ "Response": inner["Response"].to_string() }).to_string(),
        "n",
    );
    let utf16 = |mark: &[u8], unit: fn(u16) -> [u8; 2]| {
        let units = body.encode_utf16().flat_map(unit);
        mark.iter().copied().chain(units).collect::<Vec<u8>>()
    };
    check(utf16(b"\xff\xfe", u16::to_le_bytes), "n");
    check(utf16(b"\xfe\xff", u16::to_be_bytes), "n");
    check(utf16(b"\r\0\n\0", u16::to_le_bytes), "n");
    check(utf16(b"\0\r\0\n", u16::to_be_bytes), "n");
}

#[test]
fn a_response_that_is_a_string_may_need_a_repair_as_well() {
    for (name, expected) in [
        (r#""clip \ud83d""#, "clip \u{fffd}"),
        ("NaN", ""),
        ("\"n\",", "n"),
        ("\"a\tb\"", "a\tb"),
    ] {
        let body = response(name);
        let inner = body
            .strip_prefix("{\"Response\":")
            .and_then(|body| body.strip_suffix("}"));
        let (name, _) = names(json!({ "Response": inner.unwrap() }).to_string().as_bytes());
        assert_eq!(name, expected, "{body}");
    }
}

#[test]
fn the_envelope_may_be_written_in_another_case() {
    for (from, to) in [
        ("Response", "response"),
        ("Response", "RESPONSE"),
        ("RequestId", "requestId"),
        ("RequestId", "requestid"),
        ("RequestId", "RequestID"),
        ("\"r\"", "\"r\",\"RequestId\":null"),
    ] {
        check(response("\"n\"").replace(from, to), "n");
    }
    let number = br#"{"Response":{"MediaInfoSet":[],"RequestId":17}}"#;
    let client = Memory::answering(200, number).client();
    let request = DescribeMediaInfosRequest::new(["1"]);
    assert_eq!(
        run(client.describe_media_infos(&request))
            .unwrap()
            .request_id,
        "17"
    );
    let damaged = response("\"n\"").replace("\"r\"", r#""r\ud83d""#);
    let client = Memory::answering(200, damaged.as_bytes()).client();
    let response = run(client.describe_media_infos(&request)).unwrap();
    assert_eq!(response.request_id, "r\u{fffd}");
}

#[test]
fn values_that_are_no_json_are_left_out() {
    for (value, expected) in [
        ("NaN", ""),
        ("-Infinity", ""),
        ("1e999", ""),
        ("-1.#IND", ""),
        ("1.#QNAN", ""),
        ("undefined", ""),
        ("+7", "7"),
        ("007", "7"),
        (".5", "0.5"),
        ("True", "true"),
        ("'it''s'", "it"),
    ] {
        let body = response(value).replace("''s'", "'");
        let (name, _) = names(body.as_bytes());
        assert_eq!(name, expected, "{body}");
    }
    check(response("\"n\"").replace("}]", ",},]"), "n");
    check(response("\"n\"").replace("}]", "/* more */}]"), "n");
    check(
        response("\"n\"").replacen('{', "{/* first */ // one\n", 1),
        "n",
    );
    check(response("\"n\"").replacen('{', "{,", 1), "n");
}

#[test]
fn what_is_nested_too_deep_does_no_harm() {
    for depth in [200, 100_000] {
        let deep = format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
        check(
            response("\"n\"").replace("\"New\":\"n\"", &format!("\"New\":{deep}")),
            "n",
        );
        let objects = format!("{}1{}", "{\"a\":".repeat(depth), "}".repeat(depth));
        check(
            response("\"n\"").replace("\"New\":\"n\"", &format!("\"New\":{objects}")),
            "n",
        );
    }
}

#[test]
fn repeated_keys_are_read_once() {
    check(response("\"o\",\"Name\":\"n\""), "n");
    check(
        response("\"n\"").replace("\"RequestId\"", "\"RequestId\":\"q\",\"RequestId\""),
        "n",
    );
}

#[test]
fn what_is_cut_off_or_comes_twice_is_an_error() {
    let body = response("\"clip \\ud83d\"");
    let whole = body.len();
    for cut in [20, whole / 2, whole - 10, whole - 1] {
        check_refused(&body[..cut]);
    }
    check_refused(&format!("{body}{body}"));
    let error = r#"{"Response":{"Error":{"Code":"InternalError"}}}"#;
    check_refused(&format!("{body}{error}"));
    let body = response("\"n\"");
    check_refused(&format!("{body}{}", error.to_lowercase()));
    check_refused(&format!(r#"{body}{{"Error":{{"Code":"InternalError"}}}}"#));
    check_refused(&format!(r#"{body} {{"error":"x"}}"#));
    let string = serde_json::to_string(&body).unwrap();
    check_refused(&format!("{string}{error}"));
    check_refused(&format!("{error}{body}"));
}

#[track_caller]
fn check_refused(body: &str) {
    let client = Memory::answering(200, body.as_bytes()).client();
    let outcome = run(client.call("Any", "2018-07-17", &json!({})));
    assert!(outcome.is_err(), "{body}: {outcome:?}");
}

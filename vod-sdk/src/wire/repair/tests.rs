use super::{MAX_DEPTH, repair};
use crate::wire::Reading;

fn repaired(text: &str) -> Option<String> {
    repair(text.as_bytes(), &Reading::lenient())
}

#[test]
fn strings_are_what_they_should_have_been() {
    for (inside, expected) in [
        (r"clip \ud83d", "clip \u{fffd}"),
        (r"\ude00 clip", "\u{fffd} clip"),
        (r"\ud83d\ude00", "\u{1f600}"),
        (r"\ud83d\ud83d\ude00", "\u{fffd}\u{1f600}"),
        (r"\ud83d\n\ude00", r"�\n�"),
        (r"\ud83dA\u0041", "\u{fffd}AA"),
        (r"\u12", "\u{fffd}"),
        ("a\nb\tc\rd\u{1}", r"a\nb\tc\rd\u0001"),
        (r"\'\/\x\u0022\u005c", r#"'/\\x\"\\"#),
        (r#"\"\\"#, r#"\"\\"#),
    ] {
        let text = format!("{{\"{inside}\":\"{inside}\"}}");
        let expected = format!("{{\"{expected}\":\"{expected}\"}}");
        assert_eq!(repaired(&text), Some(expected), "{text}");
    }
    assert_eq!(repaired(r#"{'a"': 'it\'s'}"#).unwrap(), r#"{"a\"":"it's"}"#);
}

#[test]
fn words_are_what_they_should_have_been() {
    for (word, expected) in [
        ("NaN", "null"),
        ("-Infinity", "null"),
        ("-1.#IND00", "null"),
        ("1e999", "null"),
        ("-1e999", "null"),
        ("undefined", "null"),
        ("None", "null"),
        ("True", "true"),
        ("+1", "1"),
        ("-01", "-1"),
        (".5", "0.5"),
        ("1.", "1.0"),
        ("0x1F", "31"),
        ("1.50", "1.50"),
        ("-12e-3", "-12e-3"),
    ] {
        let text = format!("{{\"a\":{word}}}");
        assert_eq!(
            repaired(&text),
            Some(format!("{{\"a\":{expected}}}")),
            "{word}"
        );
    }
    assert_eq!(repaired("{\"a\":word}"), None);
}

#[test]
fn what_stands_around_and_between_is_dropped() {
    const WANTED: &str = r#"{"a":[1,2],"b":{}}"#;
    for (before, after) in [
        ("", ""),
        ("\u{feff}", "\0\0"),
        (")]}',\n", "\n"),
        ("while(1);", ""),
        ("/* {x} */ callback(", ");"),
        ("{} && { /not/ {}", ""),
        ("{ {\n", "<!-- cache-3: {\"hit\":1} -->"),
        ("\r\n \0", "garbage"),
    ] {
        let text = format!("{before}{WANTED}{after}");
        assert_eq!(repaired(&text).as_deref(), Some(WANTED), "{text}");
    }
    let spaced = "{\0\"a\" :\u{a0}[,1,,2,],/* {\" */\"b\": // [\n{ , },}";
    assert_eq!(repaired(spaced).as_deref(), Some(WANTED));
    let string = serde_json::to_string(WANTED).unwrap();
    assert_eq!(repaired(&string).as_deref(), Some(WANTED));
}

#[test]
fn other_encodings_are_read() {
    let text = "{\"a\":\"\u{4e0a}\u{1f600}\"}";
    let units = || text.encode_utf16();
    let little: Vec<u8> = units().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = units().flat_map(u16::to_be_bytes).collect();
    for (mark, body) in [
        (&b""[..], &little),
        (b"\xff\xfe", &little),
        (b"", &big),
        (b"\xfe\xff", &big),
    ] {
        let body = [mark, body].concat();
        assert_eq!(
            repair(&body, &Reading::lenient()).as_deref(),
            Some(text),
            "{mark:?}"
        );
    }
    let broken = repair(b"{\"a\":\"\xe4\xb8\xff\xf0\"}", &Reading::lenient());
    assert_eq!(
        broken.as_deref(),
        Some("{\"a\":\"\u{fffd}\u{fffd}\u{fffd}\"}")
    );
}

#[test]
fn what_is_nested_too_deep_is_null() {
    let nested = |depth, inside: &str| {
        let (open, close) = ("[".repeat(depth), "]".repeat(depth));
        format!("{{\"a\":{open}{inside}{close},\"b\":1}}")
    };
    let deep = nested(100_000, "1,{\"a\":[2]},\"]\"");
    assert_eq!(repaired(&deep), Some(nested(MAX_DEPTH - 1, "null")));
}

#[test]
fn what_ends_too_early_or_comes_twice_is_not_repaired() {
    for text in [
        "",
        "nonsense",
        "{\"a\":[1,2]",
        "{\"a\":\"b",
        "{\"a\":\"\\",
        "{\"a\":1 /* ",
        "{\"a\" <b>}",
        "{\"Response\":{}}{\"Response\":{}}",
        "{\"a\":1} \"\"Response\"",
        "{\"a\":1} {\"ERROR\":1}",
        "{} {}",
    ] {
        assert_eq!(repaired(text), None, "{text}");
    }
}

//! Data or prose: upstream's sentences do not enter the spec.

use std::collections::HashMap;

use serde_json::Value;

/// How many words a text has at most that is no prose.
const WORDS: usize = 3;

/// How long the example of a field is at most.
pub(super) const EXAMPLE_CHARS: usize = 100;

/// How long a text in an example call is at most.
const CALL_CHARS: usize = 200;

/// Placeholders that upstream writes where it has no example.
const NO_EXAMPLE: &[&str] = &[
    "",
    "-",
    "/",
    "无",
    "暂无",
    "空",
    "null",
    "none",
    "nil",
    "n/a",
    "\"\"",
    "''",
    "undefined",
];

/// Whether a text says that there is no example.
pub(super) fn is_no_example(text: &str) -> bool {
    NO_EXAMPLE.contains(&text.trim().to_lowercase().as_str())
}

/// Whether a text can be the example of a field: a short piece of data.
pub(super) fn is_data(text: &str) -> bool {
    let is_short = text.chars().count() <= EXAMPLE_CHARS && !text.chars().any(char::is_control);
    is_short && !is_no_example(text) && !is_prose(text)
}

/// Whether all texts in a value are data.
pub(super) fn holds_data_only(value: &Value) -> bool {
    match value {
        Value::String(text) => text.is_empty() || is_data(text),
        Value::Array(items) => items.iter().all(holds_data_only),
        Value::Object(entries) => entries.values().all(holds_data_only),
        _ => true,
    }
}

/// Words, and not a piece of data that has many of them.
fn is_prose(text: &str) -> bool {
    if is_url(text) {
        return false;
    }
    if let Some(json) = as_json(text) {
        return holds_prose(&json);
    }
    let words = text.split_whitespace().count();
    let is_sentence = words > 1 && text.trim_end().ends_with(['.', '!', '?']);
    has_han(text) || is_sentence || (words > WORDS && !is_date(text))
}

fn holds_prose(value: &Value) -> bool {
    match value {
        Value::String(text) => is_prose(text),
        Value::Array(items) => items.iter().any(holds_prose),
        Value::Object(entries) => entries
            .iter()
            .any(|(key, value)| has_han(key) || holds_prose(value)),
        _ => false,
    }
}

/// Placeholders for prose in an example call; equal texts have equal placeholders.
#[derive(Debug, Default)]
pub(super) struct Placeholders(HashMap<String, String>);

impl Placeholders {
    /// The text itself, or what takes its place.
    pub(super) fn replace(&mut self, text: String) -> String {
        match as_json(&text) {
            Some(json) if holds_prose(&json) => {
                let mut json = self.replace_in(json);
                json.sort_all_objects();
                json.to_string()
            }
            Some(json) if has_foreign_address(&json) => self.replace_in(json).to_string(),
            Some(_) => text,
            None => self.replace_prose(text),
        }
    }

    fn replace_prose(&mut self, text: String) -> String {
        if let Some(address) = neutral_address(&text) {
            return address;
        }
        let is_long = text.chars().count() > CALL_CHARS && !is_url(&text);
        if !is_long && !is_prose(&text) {
            return text;
        }
        let next = format!("text {}", self.0.len() + 1);
        self.0.entry(text).or_insert(next).clone()
    }

    fn replace_in(&mut self, json: Value) -> Value {
        match json {
            Value::String(text) => Value::String(self.replace(text)),
            Value::Array(items) => items
                .into_iter()
                .map(|item| self.replace_in(item))
                .collect(),
            Value::Object(entries) => {
                let entries = entries.into_iter().map(|(key, value)| {
                    let key = if has_han(&key) {
                        self.replace_prose(key)
                    } else {
                        key
                    };
                    (key, self.replace_in(value))
                });
                Value::Object(entries.collect())
            }
            other => other,
        }
    }
}

/// The same kind of address on a neutral host, if the text is an address on another one: those of upstream tell
/// accounts and people's names.
pub(crate) fn neutral_address(text: &str) -> Option<String> {
    const FILE_CHARS: usize = 24;

    if is_mail(text) {
        return (!is_neutral(text.rsplit('@').next()?)).then(|| format!("someone@{HOST}"));
    }
    let (scheme, rest) = text.split_once("://").filter(|_| is_url(text))?;
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    if is_neutral(host) {
        return None;
    }
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let file = path.rsplit('/').next().unwrap_or_default();
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    let file = match file.rsplit_once('.') {
        _ if file.len() <= FILE_CHARS && file.chars().all(is_plain) => file.to_owned(),
        Some((_, extension)) if extension.chars().all(is_plain) => format!("file.{extension}"),
        _ => "file".to_owned(),
    };
    Some(format!("{scheme}://{HOST}/{file}"))
}

/// The host that belongs to nobody.
const HOST: &str = "example.com";

fn is_neutral(host: &str) -> bool {
    host == HOST || host.ends_with(".example.com")
}

/// Whether a text is the address of a mailbox.
fn is_mail(text: &str) -> bool {
    let is_part = |part: &str| {
        let is_known = |c: char| c.is_ascii_alphanumeric() || "-_+".contains(c);
        !part.is_empty() && part.chars().all(is_known)
    };
    text.split_once('@').is_some_and(|(name, host)| {
        let is_host = host.contains('.') && host.split('.').all(is_part);
        is_host && name.split('.').all(is_part)
    })
}

fn has_foreign_address(value: &Value) -> bool {
    match value {
        Value::String(text) => neutral_address(text).is_some(),
        Value::Array(items) => items.iter().any(has_foreign_address),
        Value::Object(entries) => entries.values().any(has_foreign_address),
        _ => false,
    }
}

/// The value, if the text is a JSON object or list.
fn as_json(text: &str) -> Option<Value> {
    let is_likely = text.trim_start().starts_with(['{', '[']);
    is_likely.then(|| serde_json::from_str(text).ok()).flatten()
}

fn is_url(text: &str) -> bool {
    let has_scheme = text.split_once("://").is_some_and(|(scheme, rest)| {
        !scheme.is_empty() && scheme.chars().all(|c| c.is_ascii_alphanumeric()) && !rest.is_empty()
    });
    has_scheme && !text.contains(char::is_whitespace)
}

/// Whether every word is a number or the name of a day, a month or a time zone.
fn is_date(text: &str) -> bool {
    const NAMES: &str = "Mon Tue Wed Thu Fri Sat Sun Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec \
                         GMT UTC CST AM PM";

    let is_part = |word: &str| {
        let word = word.trim_end_matches([',', '.']);
        let is_number = word.starts_with(|c: char| c.is_ascii_digit())
            && word
                .chars()
                .all(|c| c.is_ascii_digit() || "-:./+TZ".contains(c));
        is_number || NAMES.split(' ').any(|name| name == word)
    };
    text.split_whitespace().all(is_part)
}

/// Whether a text has Chinese characters or their punctuation.
pub(super) fn has_han(text: &str) -> bool {
    text.chars().any(|c| {
        matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}'
            | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
    })
}

#[cfg(test)]
mod tests {
    use super::{Placeholders, is_data};

    #[test]
    fn short_pieces_of_data_are_examples() {
        for text in [
            "mp4",
            "2018-10-01T10:00:00+08:00",
            "Thu, 01 Oct 2026 10:00:00 GMT",
            "http://example.com/a.mp4",
            r#"[{"id": "o_101"}, {"id": "o_102"}]"#,
            "three little words",
        ] {
            assert!(is_data(text), "{text}");
        }
    }

    #[test]
    fn sentences_and_no_examples_are_not() {
        let long = "a".repeat(101);
        for text in [
            "",
            "无",
            "None",
            "N/A",
            "名称",
            "Name：x",
            "one two three four",
            "It failed.",
            "two\nlines",
            r#"{"text": "four words stand here"}"#,
            &long,
        ] {
            assert!(!is_data(text), "{text}");
        }
    }

    #[test]
    fn prose_is_replaced_and_the_same_text_by_the_same() {
        let mut placeholders = Placeholders::default();
        let mut replace = |text: &str| placeholders.replace(text.to_owned());
        assert_eq!(replace("a title of four"), "text 1");
        assert_eq!(replace("名称"), "text 2");
        assert_eq!(replace("a title of four"), "text 1");
        assert_eq!(replace("three words only"), "three words only");
        assert_eq!(replace(&"a".repeat(201)), "text 3");
        let url = format!("https://example.com/{}", "a".repeat(200));
        assert_eq!(replace(&url), url);
        for (address, neutral) in [
            (
                "http://a-name.cos.myqcloud.com/a-name/input.mp4?sign=1",
                "http://example.com/input.mp4",
            ),
            ("rtmp://push.test.com/live", "rtmp://example.com/live"),
            (
                "https://150***.com/a/very-long-name-of-a-file-of-someone.jpg",
                "https://example.com/file.jpg",
            ),
            ("https://test.com", "https://example.com/"),
            (
                r#"{"Url":"https://test.com/a.jpg"}"#,
                r#"{"Url":"https://example.com/a.jpg"}"#,
            ),
        ] {
            assert_eq!(replace(address), neutral);
        }
        let json = r#"{"b": "一", "a": [1, "two words"]}"#;
        assert_eq!(replace(json), r#"{"a":[1,"two words"],"b":"text 4"}"#);
        let data = r#"{"b": 1, "a": "a b c"}"#;
        assert_eq!(replace(data), data);
    }
}

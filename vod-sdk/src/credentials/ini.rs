//! The section of a profile file that is asked for, and nothing else of the file.
//!
//! Written here and not taken from a library because of what an error must not do: quote a line. Keys are
//! read as the official SDKs read them, which do not agree with each other: in any case, with `=` or `:`,
//! with or without quotes around the value, comments with `#` or `;`. Whatever other sections hold is
//! nobody's business here, and neither are keys that mean nothing to this SDK.

use std::collections::BTreeMap;

/// The values of a section by their keys in lower case.
pub(super) type Section<'a> = BTreeMap<&'static str, Entry<'a>>;

/// A value, and the line on which it stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Entry<'a> {
    pub(super) line: usize,
    pub(super) value: &'a str,
}

/// The keys that are read.
const KEYS: [&str; 5] = [
    "secret_id",
    "secret_key",
    "token",
    "role_arn",
    "role_session_name",
];

/// The values of a section; none if the text has no such section. What is wrong is said with its line,
/// and not quoted.
pub(super) fn section<'a>(text: &'a str, name: &str) -> Result<Option<Section<'a>>, String> {
    let mut place = Place::BeforeAny;
    let mut found: Option<Section<'a>> = None;
    for (line, text) in (1..).zip(lines(text)) {
        match (parse(text), place) {
            (Line::Section(header), _) if header.name == name => {
                if !header.is_closed {
                    return Err(format!("line {line} begins a [section] without a ]"));
                }
                if found.replace(Section::new()).is_some() {
                    return Err(format!("line {line} begins section [{name}] a second time"));
                }
                place = Place::Asked;
            }
            (Line::Section(_), _) => place = Place::Other,
            (Line::Nothing, _) | (_, Place::Other) => {}
            (Line::Value(key, value), Place::Asked) => {
                let values = found.get_or_insert_default();
                if let Some(key) = known(key)
                    && values.insert(key, Entry { line, value }).is_some()
                {
                    return Err(format!("line {line} sets {key} a second time"));
                }
            }
            (Line::Value(key, _), Place::BeforeAny) => {
                if let Some(key) = known(key) {
                    return Err(format!("line {line} sets {key} before any [section]"));
                }
            }
            (Line::Garbage, Place::Asked) => {
                return Err(format!(
                    "line {line} is neither a [section] nor `key = value` nor a comment"
                ));
            }
            (Line::Garbage, Place::BeforeAny) => {}
        }
    }
    Ok(found)
}

/// Where a line stands.
#[derive(Clone, Copy)]
enum Place {
    BeforeAny,
    Asked,
    Other,
}

enum Line<'a> {
    Nothing,
    Section(Header<'a>),
    Value(&'a str, &'a str),
    Garbage,
}

struct Header<'a> {
    name: &'a str,
    is_closed: bool,
}

/// The lines of a text, whichever ends they have.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let end = match text.contains('\n') {
        true => '\n',
        false => '\r',
    };
    text.split(end)
}

fn known(key: &str) -> Option<&'static str> {
    KEYS.into_iter()
        .find(|known| known.eq_ignore_ascii_case(key))
}

fn parse(line: &str) -> Line<'_> {
    let line = line.trim();
    if line.is_empty() || line.starts_with(['#', ';']) {
        return Line::Nothing;
    }
    if let Some(header) = line.strip_prefix('[') {
        return Line::Section(parse_header(header));
    }
    match line.split_once(['=', ':']) {
        Some((key, value)) if !key.trim().is_empty() => {
            Line::Value(key.trim(), unquoted(without_comment(value.trim())))
        }
        _ => Line::Garbage,
    }
}

/// What follows the `]` is a comment, of whatever form. A header that is not closed begins a section all the
/// same: what follows it does not belong to the section before.
fn parse_header(header: &str) -> Header<'_> {
    let (name, is_closed) = match header.split_once(']') {
        Some((name, _)) => (name, true),
        None => (without_comment(header), false),
    };
    let name = name.trim();
    Header { name, is_closed }
}

/// A comment may follow a value after white space: no value that matters here contains any.
fn without_comment(text: &str) -> &str {
    let comment = text
        .char_indices()
        .zip(text.chars().skip(1))
        .find(|((_, space), mark)| space.is_whitespace() && ['#', ';'].contains(mark));
    match comment {
        Some(((end, _), _)) => text[..end].trim_end(),
        None if text.starts_with(['#', ';']) => "",
        None => text,
    }
}

fn unquoted(value: &str) -> &str {
    for quote in ['"', '\''] {
        let inner = value
            .strip_prefix(quote)
            .and_then(|v| v.strip_suffix(quote));
        if let Some(inner) = inner {
            return inner.trim();
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        match section(text, "default") {
            Ok(Some(values)) => {
                let values = values.iter().map(|(key, entry)| (key, entry.value));
                format!("{:?}", values.collect::<BTreeMap<_, _>>())
            }
            Ok(None) => "no section".to_owned(),
            Err(error) => error,
        }
    }

    #[test]
    fn sections_are_read_as_the_official_sdks_read_them() {
        let usual = r#"{"secret_id": "AKID", "secret_key": "kEy"}"#;
        for (text, expected) in [
            ("[default]\nsecret_id = AKID\nsecret_key = kEy\n", usual),
            ("[default]\r\nsecret_id=AKID\r\nsecret_key=kEy", usual),
            (
                "; one\n# two\n\n[ default ]\n\tSecret_Id:AKID\n  SECRET_KEY : kEy  ",
                usual,
            ),
            (
                "[default] # first\nsecret_id = AKID ; mine\nsecret_key = 'kEy'\t# too",
                usual,
            ),
            (
                "[other]\nsecret_id = no\n[default]\nsecret_id = \"AKID\"\nsecret_key = kEy",
                usual,
            ),
            (
                "[default]\nsecret_id = AKID\nsecret_key = kEy\n[other]\nsecret_id = no",
                usual,
            ),
            (
                "[default]\ntoken = a=b:c#d;e==",
                r#"{"token": "a=b:c#d;e=="}"#,
            ),
            (
                "[default]\ntoken =\nrole_arn = # none",
                r#"{"role_arn": "", "token": ""}"#,
            ),
            (
                "[default]\nrole_arn = qcs::cam::uin/1:roleName/r",
                r#"{"role_arn": "qcs::cam::uin/1:roleName/r"}"#,
            ),
            ("[default]\n", "{}"),
            ("[Default]\nsecret_id = AKID", "no section"),
            ("", "no section"),
        ] {
            assert_eq!(read(text), expected, "{text:?}");
        }
    }

    #[test]
    fn what_does_not_concern_the_section_does_not_spoil_it() {
        let ours = "[default]\nsecret_id = AKID\nsecret_key = kEy\n";
        for others in [
            "[other] /* note */\nsecret_id = no",
            "[other] // note\ngarbage\n= value\n: value\n]\n[]\n[[double]]",
            "[other\nsecret_id = no\nsecret_id = no",
            "[other]\nsecret_id = a\nSecret_Id = b\n[other]\nsecret_id = c",
            "[other] = [default]\nsecret_id = no",
            "[otherdefault]\nsecret_id = no",
            "[other]\n{\"json\": true}\n<xml/>\n--- yaml",
            "[other]\nsecret_key = \u{7f}\u{7f}",
        ] {
            for text in [format!("{ours}{others}"), format!("{others}\n{ours}")] {
                let expected = r#"{"secret_id": "AKID", "secret_key": "kEy"}"#;
                assert_eq!(read(&text), expected, "{text:?}");
                assert_eq!(read(&text.replace('\n', "\r\n")), expected, "{text:?}");
                assert_eq!(read(&text.replace('\n', "\r")), expected, "{text:?}");
            }
        }
        for (text, expected) in [
            (
                "garbage\nregion = x\n[default]\ntoken = t",
                r#"{"token": "t"}"#,
            ),
            ("[default] /* note */\ntoken = t", r#"{"token": "t"}"#),
            ("[default]note\ntoken = t", r#"{"token": "t"}"#),
            ("[default]\nthe key = x\nregion = a\nregion = b", "{}"),
        ] {
            assert_eq!(read(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_fault_is_said_with_its_line_and_not_quoted() {
        let neither = "line 2 is neither a [section] nor `key = value` nor a comment";
        for (text, expected) in [
            ("[default]\nkEy", neither),
            ("[default]\n/* kEy */", neither),
            ("[default]\n= kEy", neither),
            (
                "[default\nsecret_id = kEy",
                "line 1 begins a [section] without a ]",
            ),
            (
                "[default # kEy\nsecret_id = kEy",
                "line 1 begins a [section] without a ]",
            ),
            (
                "secret_key = kEy",
                "line 1 sets secret_key before any [section]",
            ),
            (
                "\n\nTOKEN: kEy\n[default]",
                "line 3 sets token before any [section]",
            ),
            (
                "[default]\nsecret_id = kEy\nSECRET_ID = kEy",
                "line 3 sets secret_id a second time",
            ),
            (
                "[default]\n[other]\n[default]",
                "line 3 begins section [default] a second time",
            ),
        ] {
            assert_eq!(read(text), expected, "{text:?}");
        }
    }
}

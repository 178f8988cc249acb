//! The sections of a profile file.
//!
//! Written here and not taken from a library because of what an error must not do: quote a line. Keys are
//! read as the official SDKs read them, which do not agree with each other: in any case, with `=` or `:`,
//! with or without quotes around the value, comments with `#` or `;`.

use std::collections::BTreeMap;

/// The values of a section by their keys in lower case.
pub(super) type Section<'a> = BTreeMap<String, &'a str>;

/// The values of a section; none if the text has no such section. What is wrong is said with its line,
/// and not quoted.
pub(super) fn section<'a>(text: &'a str, name: &str) -> Result<Option<Section<'a>>, String> {
    let mut current = None;
    let mut found: Option<Section<'a>> = None;
    for (number, line) in (1..).zip(text.lines()) {
        match parse(line).ok_or_else(|| format!("line {number} is {NEITHER}"))? {
            Line::Nothing => {}
            Line::Section(section) => {
                if section == name && found.replace(Section::new()).is_some() {
                    return Err(format!(
                        "line {number} begins section [{name}] a second time"
                    ));
                }
                current = Some(section);
            }
            Line::Value(key, value) if current == Some(name) => {
                let values = found.get_or_insert_default();
                let key = key.to_ascii_lowercase();
                if values.insert(key, value).is_some() {
                    return Err(format!("line {number} sets a key a second time"));
                }
            }
            Line::Value(..) if current.is_none() => {
                return Err(format!("line {number} stands before any [section]"));
            }
            Line::Value(..) => {}
        }
    }
    Ok(found)
}

const NEITHER: &str = "neither a [section] nor `key = value` nor a comment";

enum Line<'a> {
    Nothing,
    Section(&'a str),
    Value(&'a str, &'a str),
}

fn parse(line: &str) -> Option<Line<'_>> {
    let line = line.trim();
    if line.is_empty() || line.starts_with(['#', ';']) {
        return Some(Line::Nothing);
    }
    if let Some(name) = line.strip_prefix('[') {
        let name = without_comment(name).strip_suffix(']')?;
        return Some(Line::Section(name.trim()));
    }
    let (key, value) = line.split_once(['=', ':'])?;
    let key = key.trim();
    let is_word = |key: &str| !key.is_empty() && !key.contains(char::is_whitespace);
    is_word(key).then(|| Line::Value(key, unquoted(without_comment(value.trim()))))
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
            Ok(Some(values)) => format!("{values:?}"),
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
                "[default]\ntoken =\nx = # none",
                r#"{"token": "", "x": ""}"#,
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
    fn a_fault_is_said_with_its_line_and_not_quoted() {
        for (text, expected) in [
            (
                "[default]\nkEy",
                "line 2 is neither a [section] nor `key = value` nor a comment",
            ),
            (
                "[default\nsecret_id = AKID",
                "line 1 is neither a [section] nor `key = value` nor a comment",
            ),
            (
                "[default]\n= kEy",
                "line 2 is neither a [section] nor `key = value` nor a comment",
            ),
            (
                "[default]\nthe key = kEy",
                "line 2 is neither a [section] nor `key = value` nor a comment",
            ),
            ("secret_key = kEy", "line 1 stands before any [section]"),
            (
                "[default]\nsecret_id = kEy\nSECRET_ID = kEy",
                "line 3 sets a key a second time",
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

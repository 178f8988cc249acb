//! Tags, entities and addresses: texts are plain, and a reader would see them as they are.

use vod_codegen::problem::code;
use vod_codegen::read::Version;

use super::findings::Findings;
use super::walk::texts;
use super::words::prose;
use super::{Rule, Severity};

pub(super) const MARKUP: Rule = Rule {
    name: "markup",
    about: "A tag or an entity of HTML, a link or emphasis of Markdown, or the address of a page. Texts are plain, with \
            code in backticks.",
    severity: Severity::Error,
};

/// Checks every text of a version.
pub(super) fn check(version: &Version, findings: &mut Findings) {
    for text in texts(version) {
        let found = text.text.split('`').enumerate().find_map(|(index, piece)| {
            let is_code = index % 2 == 1;
            entity(piece).or_else(|| {
                if is_code {
                    None
                } else {
                    tag(piece)
                        .or_else(|| link(piece))
                        .or_else(|| emphasis(piece))
                }
            })
        });
        let address = prose(text.text).find_map(address);
        if let Some(found) = found.or(address) {
            let is = if Some(found) == address {
                "an address"
            } else {
                "markup"
            };
            let message = format!("{} is {is}, and texts are plain", code(found));
            let hint = "say it in words, or put it in backticks if it is a value";
            findings.add(&MARKUP, text.place, message, hint);
        }
    }
}

/// The first `<p>`, `</p>` or `<br/>`.
fn tag(text: &str) -> Option<&str> {
    find(text, '<', |rest| {
        let end = rest.find('>')?;
        let name = rest[..end].trim_start_matches('/');
        let is_tag = name.starts_with(|c: char| c.is_ascii_alphabetic()) && !name.contains('<');
        is_tag.then_some(end + 1)
    })
}

/// The first `&amp;` or `&#39;`.
fn entity(text: &str) -> Option<&str> {
    find(text, '&', |rest| {
        let end = rest.find(';')?;
        let name = rest[..end].trim_start_matches('#');
        let is_entity = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric());
        is_entity.then_some(end + 1)
    })
}

/// The first `[text](address)`.
fn link(text: &str) -> Option<&str> {
    find(text, '[', |rest| {
        let middle = rest.find("](")?;
        let end = rest[middle..].find(')')?;
        Some(middle + end + 1)
    })
}

/// The first `**word**` or `_word_`.
fn emphasis(text: &str) -> Option<&str> {
    let mut words = text.split_whitespace();
    words.find_map(|word| {
        let word = word.trim_end_matches(['.', ',', ':', ';']);
        let inner = ["**", "__", "*", "_"].iter().find_map(|mark| {
            let inner = word.strip_prefix(mark)?.strip_suffix(mark)?;
            (!inner.is_empty()).then_some(inner)
        });
        inner
            .filter(|it| it.contains(char::is_alphabetic))
            .map(|_| word)
    })
}

/// The first address of a page: a reader who needs it finds it as the official page.
fn address(text: &str) -> Option<&str> {
    let mut words = text.split_whitespace();
    words.find(|word| word.contains("://") || word.starts_with("www."))
}

/// The first piece of the text that begins with a character, and of which a length is found after it.
fn find(text: &str, start: char, length: impl Fn(&str) -> Option<usize>) -> Option<&str> {
    text.match_indices(start).find_map(|(at, _)| {
        let rest = &text[at + start.len_utf8()..];
        let end = at + start.len_utf8() + length(rest)?;
        Some(&text[at..end])
    })
}

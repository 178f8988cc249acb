//! Texts that are too long, in another language, or untidy.

use vod_codegen::problem::{code, is_invisible, is_look_alike};
use vod_codegen::read::Version;

use super::findings::Findings;
use super::walk::{TextAt, TextKind, ValuesAt, known_values, texts};
use super::{Rule, Severity};

pub(super) const OVERLONG: Rule = Rule {
    name: "overlong",
    about: "A text that is longer than its place has room for, or more than one sentence where one is \
            promised: a summary, a known value, a note on a deprecation, the meaning of an error code. \
            Shorten it, or move the rest to `docs`.",
    severity: Severity::Error,
};

pub(super) const FOREIGN: Rule = Rule {
    name: "foreign-language",
    about: "Chinese, Japanese or Korean characters in a text of ours. Say it in English, in words of \
            our own; a value of the API belongs in `values` or in backticks.",
    severity: Severity::Error,
};

pub(super) const UNTIDY: Rule = Rule {
    name: "untidy",
    about: "A text with a line break, a double space, a space at its beginning or end, an invisible \
            character, a letter of another alphabet in a Latin word, a curly quotation mark, a pictogram, a word twice in a row, `TODO`, a small \
            letter at its beginning, no full stop at its end, a backtick without its partner, or a beginning such as \
            `This API is used to`; a known value with such a space or letter.",
    severity: Severity::Error,
};

/// How upstream begins what it says of an action or a parameter.
const ROUNDABOUT: [&str; 6] = [
    "This API ",
    "This interface ",
    "The API ",
    "The interface ",
    "It is used to ",
    "Used to ",
];

/// Checks every text of a version.
pub(super) fn check(version: &Version, findings: &mut Findings) {
    for text in texts(version) {
        check_length(&text, findings);
        check_language(&text, findings);
        check_tidiness(&text, findings);
    }
    for ValuesAt { values, place, .. } in known_values(version) {
        for (index, known) in values.iter().enumerate() {
            let text = known.value.as_str().unwrap_or_default();
            if let Some((what, hint)) = misprint(text) {
                let message = format!("{} has {what}", code(text));
                let place = place.index(index).key("value");
                findings.add(&UNTIDY, place, message, hint);
            }
        }
    }
}

/// What nobody writes on purpose, in a text or a value.
fn misprint(text: &str) -> Option<(&'static str, &'static str)> {
    let is_strange_space = |c: char| c.is_whitespace() && c != ' ' && c != '\n';
    let is_latin = |c: char| c.is_ascii_alphabetic();
    let is_mixed = |word: &str| word.contains(is_latin) && word.contains(is_look_alike);
    if text.trim() != text {
        Some(("a space at its beginning or end", "remove it"))
    } else if text.chars().any(is_invisible) {
        Some(("an invisible character", "remove it"))
    } else if text.contains(is_strange_space) {
        Some(("a space that is no plain one", "write a plain one"))
    } else if text.split(|c: char| !c.is_alphanumeric()).any(is_mixed) {
        Some((
            "a letter of another alphabet in a word",
            "write it in Latin letters",
        ))
    } else {
        None
    }
}

/// How many characters a text has at most, and whether it is one sentence.
fn room(kind: TextKind) -> (usize, bool) {
    match kind {
        TextKind::Summary => (120, true),
        TextKind::Paragraph => (400, false),
        TextKind::Field => (300, false),
        TextKind::KnownValue => (120, true),
        TextKind::Deprecation => (120, true),
        TextKind::Title => (80, true),
        TextKind::Meaning => (140, true),
        TextKind::Area => (40, true),
    }
}

fn check_length(text: &TextAt<'_>, findings: &mut Findings) {
    let (most, is_sentence) = room(text.kind);
    let length = text.text.chars().count();
    if length > most {
        let message = format!("this has {length} characters, and there is room for {most}");
        findings.add(&OVERLONG, text.place.clone(), message, remedy(text.kind));
    } else if is_sentence && sentences(text.text) > 1 {
        let message = "this is more than one sentence";
        findings.add(&OVERLONG, text.place.clone(), message, remedy(text.kind));
    }
}

fn remedy(kind: TextKind) -> &'static str {
    match kind {
        TextKind::Summary => "keep one sentence, and move the rest to `docs`",
        TextKind::Paragraph => "make two paragraphs of it",
        _ => "shorten it",
    }
}

/// How many sentences there are: a full stop ends one if a capital follows.
fn sentences(text: &str) -> usize {
    let ends = text.match_indices(['.', '!', '?']).filter(|(at, _)| {
        let rest = &text[at + 1..];
        let next = rest.trim_start();
        rest.len() > next.len() && next.starts_with(char::is_uppercase)
    });
    ends.count() + 1
}

fn check_language(text: &TextAt<'_>, findings: &mut Findings) {
    if let Some(c) = prose(text.text).find_map(|piece| piece.chars().find(|c| is_cjk(*c))) {
        let message = format!("{} is not English", code(&c.to_string()));
        let hint = "say it in English, or put a value of the API in backticks";
        findings.add(&FOREIGN, text.place.clone(), message, hint);
    }
}

/// The pieces of a text outside of backticks.
pub(super) fn prose(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').step_by(2)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    prose(text).flat_map(|piece| piece.split(|c: char| !c.is_alphanumeric() && c != '\''))
}

/// Whether a word is repeated at once, as in "the the".
fn is_doubled(text: &str) -> bool {
    prose(text).any(|piece| {
        let words: Vec<&str> = piece.split(' ').collect();
        let is_word = |word: &str| word.chars().all(char::is_alphabetic) && word.len() > 1;
        words
            .windows(2)
            .any(|pair| pair[0] == pair[1] && is_word(pair[0]))
    })
}

/// Whether a text is a sentence, or begins like one.
fn is_sentence(kind: TextKind) -> bool {
    match kind {
        TextKind::Summary
        | TextKind::Paragraph
        | TextKind::Field
        | TextKind::Deprecation
        | TextKind::Meaning => true,
        TextKind::KnownValue | TextKind::Title | TextKind::Area => false,
    }
}

/// Quotation marks that no keyboard has.
fn is_curly_quote(c: char) -> bool {
    matches!(
        c,
        '\u{2018}'..='\u{201f}' | '\u{2039}' | '\u{203a}' | '\u{ab}' | '\u{bb}'
    )
}

fn is_pictogram(c: char) -> bool {
    matches!(c, '\u{2600}'..='\u{27bf}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}')
}

/// Chinese characters, kana, Hangul, and their punctuation.
fn is_cjk(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}'
        | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}'
        | '\u{20000}'..='\u{3ffff}')
}

fn check_tidiness(text: &TextAt<'_>, findings: &mut Findings) {
    let TextAt { text, place, kind } = text;
    let (what, hint) = if text.contains('\n') {
        ("a line break", "make one line of it")
    } else if let Some(misprint) = misprint(text) {
        misprint
    } else if prose(text).any(|piece| piece.contains(is_curly_quote)) {
        (
            "a curly quotation mark",
            "write a plain one, and names in backticks",
        )
    } else if prose(text).any(|piece| piece.contains(is_pictogram)) {
        ("a pictogram", "say it in words")
    } else if text.contains("  ") {
        ("a double space", "remove one of them")
    } else if words(text).any(|word| word == "TODO" || word == "FIXME") {
        ("a word of someone who was not ready", "finish it")
    } else if is_doubled(text) {
        ("a word twice in a row", "remove one of them")
    } else if text.starts_with(|c: char| c.is_ascii_lowercase()) && is_sentence(*kind) {
        (
            "a small letter at its beginning",
            "begin with a capital letter",
        )
    } else if ROUNDABOUT.iter().any(|start| text.starts_with(start)) {
        (
            "a beginning that says nothing",
            "begin with what it does or is: `Creates a category.`",
        )
    } else if text.matches('`').count() % 2 == 1 {
        (
            "a backtick without its partner",
            "add it, or remove this one",
        )
    } else if !text.ends_with('.') && (is_sentence(*kind) || *kind == TextKind::KnownValue) {
        ("no full stop at its end", "add it")
    } else {
        return;
    };
    findings.add(&UNTIDY, place.clone(), format!("this has {what}"), hint);
}

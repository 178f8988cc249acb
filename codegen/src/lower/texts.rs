//! Texts that a reader is promised.

use crate::docs::{Block, prose, sentence};
use crate::problem::Place;

use super::problems::Problems;

/// A text that must say something.
pub(super) fn check(text: &str, place: Place, what: &str, hint: &str, problems: &mut Problems) {
    if text.trim().is_empty() {
        problems.add(place, format!("{what} is empty"), hint);
    }
}

/// The note of something deprecated.
pub(super) fn deprecation(
    note: Option<&String>,
    place: &Place,
    problems: &mut Problems,
) -> Option<String> {
    let note = note?;
    let hint = "say why, or what to use instead";
    check(
        note,
        place.key("deprecated"),
        "the note on the deprecation",
        hint,
        problems,
    );
    Some(note.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A summary and the paragraphs after it.
pub(super) fn summary_and_docs(
    summary: &str,
    docs: &[String],
    place: &Place,
    problems: &mut Problems,
) -> Vec<Block> {
    let hint = "say in one sentence what a reader needs to know first";
    check(summary, place.key("summary"), "the summary", hint, problems);
    for (index, paragraph) in docs.iter().enumerate() {
        let place = place.key("docs").index(index);
        check(
            paragraph,
            place,
            "the paragraph",
            "write it, or remove it",
            problems,
        );
    }
    let paragraphs = docs.iter().map(|paragraph| prose(paragraph));
    std::iter::once(sentence(summary))
        .chain(paragraphs)
        .map(Block::Paragraph)
        .collect()
}

/// The address of a page, which is printed as a link.
pub(super) fn page(
    page: Option<&String>,
    place: &Place,
    problems: &mut Problems,
) -> Option<String> {
    let page = page?;
    let is_address = page.starts_with("https://") || page.starts_with("http://");
    if !is_address
        || page.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '\\' | '`'))
    {
        let message = format!("`{page}` is not the address of a page");
        let hint = "write it as `https://…`, without spaces, or remove it";
        problems.add(place.key("page"), message, hint);
    }
    Some(page.clone())
}

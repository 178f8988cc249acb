//! Texts that a reader is promised.

use crate::docs::{Block, code, ended};
use crate::model::Package;
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

/// A summary and the paragraphs after it, as `words` makes Markdown of them.
pub(super) fn summary_and_docs(
    summary: &str,
    docs: &[String],
    place: &Place,
    words: &dyn Fn(&str) -> String,
    problems: &mut Problems,
) -> Vec<Block> {
    let hint = "say in one sentence what a reader needs to know first";
    check(summary, place.key("summary"), "the summary", hint, problems);
    let mut blocks = vec![Block::Paragraph(ended(words(summary)))];
    blocks.extend(paragraphs(docs, place, words, problems));
    blocks
}

/// The paragraphs of `docs`.
pub(super) fn paragraphs(
    docs: &[String],
    place: &Place,
    words: &dyn Fn(&str) -> String,
    problems: &mut Problems,
) -> Vec<Block> {
    let hint = "write it, or remove it";
    for (index, paragraph) in docs.iter().enumerate() {
        let place = place.key("docs").index(index);
        check(paragraph, place, "the paragraph", hint, problems);
    }
    let paragraphs = docs.iter().map(|paragraph| words(paragraph));
    paragraphs.map(Block::Paragraph).collect()
}

/// What the API calls a type, if that is not its name in Rust.
pub(super) fn name_of_api(rust_name: &str, name: &str) -> Option<Block> {
    let text = format!("The API calls this type {}.", code(name));
    (rust_name != name).then_some(Block::Paragraph(text))
}

/// An example in code, in a function with a client; its imports stand outside.
pub(super) fn example(lines: &[String], package: &Package) -> Vec<Block> {
    if lines.is_empty() {
        return Vec::new();
    }
    let (imports, lines): (Vec<_>, Vec<_>) =
        lines.iter().partition(|line| line.starts_with("use "));
    let lines = package.example(imports.into_iter().cloned(), lines.into_iter().cloned());
    vec![Block::Heading("Example"), Block::Code(lines)]
}

/// Checks that an example in code can be compiled at all: only the tests of the documentation would tell.
pub(super) fn check_code(lines: &[String], place: Place, problems: &mut Problems) {
    let (imports, lines): (Vec<_>, Vec<_>) =
        lines.iter().partition(|line| line.starts_with("use "));
    let join = |lines: Vec<&String>| {
        lines
            .into_iter()
            .fold(String::new(), |all, it| all + it + "\n")
    };
    // Lines that the documentation does not show are marked.
    let lines = join(lines).replace("\n# ", "\n");
    let file = format!(
        "{} async fn example() {{ {} }}",
        join(imports),
        lines.trim_start_matches("# ")
    );
    if let Err(error) = syn::parse_str::<syn::File>(&file) {
        let hint = "write it as in a function that has a `client`";
        problems.add(place, format!("this is not Rust: {error}"), hint);
    }
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

//! Reads the lists in the documentation of a field.

use super::maintained::without_tags;

/// Words that begin an item of a list and are no values.
const NO_VALUES: &[&str] = &[
    "Chinese",
    "Default",
    "Description",
    "Example",
    "Note",
    "Notes",
];

/// How long a value is at most.
const LONGEST: usize = 40;

/// The words at which the items of the lists in a documentation begin.
pub(super) fn first_words(document: &str) -> Vec<String> {
    let marked = ["<li>", "<br>", "<br/>", "<br />", "\n- ", "\n* "];
    let marked = marked.iter().fold(document.to_owned(), |text, mark| {
        text.replace(mark, "\u{1}")
    });
    let items = marked.split('\u{1}').skip(1);
    items.filter_map(first_word).collect()
}

/// The word of an item that a colon or the like separates from what it means.
fn first_word(item: &str) -> Option<String> {
    let text = without_tags(item);
    let text = text.trim_start().trim_start_matches(['`', '"']);
    let is_part = |c: char| c.is_ascii_alphanumeric() || "_.+-".contains(c);
    let end = text.find(|c| !is_part(c)).unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    let word = word.trim_end_matches('.');
    let ends = [
        ':', '：', ';', '；', ',', '，', '。', '(', '（', '`', '"', '\n',
    ];
    let is_apart = rest.is_empty() || rest.starts_with(ends) || rest.starts_with(" - ");
    let is_value = (2..=LONGEST).contains(&word.len()) && !NO_VALUES.contains(&word);
    (is_apart && is_value).then(|| word.to_owned())
}

#[cfg(test)]
mod tests {
    use super::first_words;

    #[test]
    fn items_begin_with_values() {
        for (document, expected) in [
            (
                "Status.<li>PROCESSING: running;</li><li>FINISH：done.</li>",
                &["PROCESSING", "FINISH"][..],
            ),
            ("One of:\n- `ON`: on\n- `OFF`: off", &["ON", "OFF"]),
            ("Codec:<br>libx264;<br/>H.266.", &["libx264", "H.266"]),
            (
                "<li>The file is deleted.</li><li>Note: it is gone.</li><li>a: too short</li>",
                &[],
            ),
            ("FINISH: no list", &[]),
            ("", &[]),
        ] {
            assert_eq!(first_words(document), expected, "{document}");
        }
    }
}

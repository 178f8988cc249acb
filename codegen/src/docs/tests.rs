use super::{Block, WIDTH, code, continued, lines, prose, sentence};

#[test]
fn prose_says_nothing_to_rustdoc_that_was_not_meant() {
    let table = [
        ("in [0, 100] or <auto>", r"in \[0, 100\] or \<auto\>"),
        ("`[0, 100]` stays code", "`[0, 100]` stays code"),
        ("one ` alone [x]", r"one \` alone \[x\]"),
        ("two  spaces\n and\ta tab", "two spaces and a tab"),
        ("see https://a.example/b.", "see <https://a.example/b>."),
        ("see <https://a.example/b>", "see <https://a.example/b>"),
        ("(https://a.example)", "(<https://a.example>)"),
        ("2 * 3 * 4", r"2 \* 3 \* 4"),
        ("turned \u{202e}around", "turned around"),
    ];
    for (text, expected) in table {
        assert_eq!(prose(text), expected);
    }
}

#[test]
fn sentences_end_and_go_on() {
    assert_eq!(sentence("The operation failed"), "The operation failed.");
    assert_eq!(sentence("Really?"), "Really?");
    assert_eq!(continued("The operation failed."), "the operation failed.");
    assert_eq!(continued("A thing."), "a thing.");
    assert_eq!(continued("VOD is not activated."), "VOD is not activated.");
    assert_eq!(continued("`X` is wrong."), "`X` is wrong.");
}

#[test]
fn code_is_fenced_by_more_than_it_holds() {
    assert_eq!(code("a"), "`a`");
    assert_eq!(code("a`b"), "``a`b``");
    assert_eq!(code("`a`"), "`` `a` ``");
}

#[test]
fn lines_wrap_and_code_does_not() {
    let text = format!("{} `code with spaces` 12 - 3", "word ".repeat(21).trim());
    let blocks = [
        Block::Paragraph(text),
        Block::List(vec!["item ".repeat(24)]),
    ];
    let first = "word ".repeat(21);
    let item = format!("- {}", "item ".repeat(22));
    let code = "`code with spaces` 12 - 3";
    let expected = [first.trim(), code, "", item.trim(), "  item item"];
    assert_eq!(lines(&blocks, 0), expected);
}

#[test]
fn a_line_never_begins_a_list_by_accident() {
    let full = "a".repeat(WIDTH - 4);
    let text = format!("{full} - 100 {full} 2. # {full} # x {full} --- {full} -1");
    let lines = lines(&[Block::Paragraph(text)], 0);
    let starts = lines.iter().filter(|line| **line != full);
    let expected = ["\\- 100", "2\\. #", "\\# x", "\\---", "-1"];
    assert_eq!(starts.collect::<Vec<_>>(), expected);
}

#[test]
fn tables_escape_their_bars() {
    let rows = vec![
        vec!["code".to_owned(), "meaning".to_owned()],
        vec!["a|b".to_owned(), "c".to_owned()],
    ];
    let expected = ["| code | meaning |", "| --- | --- |", r"| a\|b | c |"];
    assert_eq!(lines(&[Block::Table(rows)], 0), expected);
}

//! Documentation as Markdown that fits the page and says nothing to rustdoc that its author did not
//! mean.

/// The width of a line of documentation, with its indentation and `///`.
const WIDTH: usize = 116;

/// A part of a documentation comment; parts are separated by a blank line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph of Markdown, to be wrapped.
    Paragraph(String),
    /// A list, each item to be wrapped.
    List(Vec<String>),
    /// A heading.
    Heading(&'static str),
    /// A heading whose text is the spec's.
    Title(String),
    /// A table with its heading first.
    Table(Vec<Vec<String>>),
    /// Rust code, line by line, that is compiled and not run.
    Code(Vec<String>),
}

/// The lines of a comment, for code that is indented by `indent` columns.
pub fn lines(blocks: &[Block], indent: usize) -> Vec<String> {
    let width = WIDTH - indent - "/// ".len();
    let mut lines = Vec::new();
    for block in blocks {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        match block {
            Block::Paragraph(text) => lines.extend(wrap(text, width)),
            Block::List(items) => {
                lines.extend(items.iter().flat_map(|item| list_item(item, width)))
            }
            Block::Heading(text) => lines.push(format!("# {text}")),
            Block::Title(text) => lines.push(format!("# {}", prose(text))),
            Block::Table(rows) => lines.extend(table(rows)),
            Block::Code(code) => {
                lines.push("```no_run".to_owned());
                lines.extend(code.iter().cloned());
                lines.push("```".to_owned());
            }
        }
    }
    lines
}

/// Prose of the spec as Markdown: text in backticks stays code, addresses become links, and nothing
/// else becomes a link, a tag or a list.
pub fn prose(text: &str) -> String {
    prose_with(text, code)
}

/// Prose as Markdown, as [`prose`] makes it, with what is made of each text in backticks.
pub fn prose_with(text: &str, in_backticks: impl Fn(&str) -> String) -> String {
    let text = tidy(text);
    let mut markdown = String::with_capacity(text.len());
    let mut parts = text.split('`').peekable();
    let mut is_code = false;
    while let Some(part) = parts.next() {
        let is_last = parts.peek().is_none();
        if is_code && is_last {
            markdown.push_str("\\`");
            markdown.push_str(&escape(part));
        } else if is_code {
            markdown.push_str(&in_backticks(part));
        } else {
            markdown.push_str(&escape(part));
        }
        is_code = !is_code;
    }
    markdown
}

/// Prose as a sentence: with a full stop.
pub fn sentence(text: &str) -> String {
    ended(prose(text))
}

/// Markdown with a full stop, if nothing ends it.
pub fn ended(text: String) -> String {
    if text.is_empty() || text.ends_with(['.', '!', '?', ':', '…']) {
        text
    } else {
        text + "."
    }
}

/// The first sentence of a text: a full stop ends one if a capital letter or code follows.
pub fn first_sentence(text: &str) -> &str {
    let ends = text.match_indices(". ").filter(|(at, _)| {
        let is_outside = text[..*at].matches('`').count().is_multiple_of(2);
        let next = text[at + 2..].chars().next();
        is_outside && next.is_some_and(|c| c.is_uppercase() || c == '`')
    });
    match ends.map(|(at, _)| at).next() {
        Some(at) => &text[..=at],
        None => text,
    }
}

/// A sentence to go on with after a colon: its first letter is small, unless it is part of an acronym
/// or of code.
pub fn continued(sentence: &str) -> String {
    let mut chars = sentence.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() || second == ' ' => {
            first.to_lowercase().chain(chars).collect()
        }
        _ => sentence.to_owned(),
    }
}

/// A text as inline code, with as many backticks around it as it takes.
pub fn code(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// One space for any run of spaces and control characters; no characters that turn the direction of
/// the text, which the compiler refuses in comments.
fn tidy(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let text: String = text.chars().filter(|c| !turns(*c)).collect();
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn escape(text: &str) -> String {
    text.split_inclusive(' ').map(escape_word).collect()
}

fn escape_word(word: &str) -> String {
    if let Some(start) = word.find("https://").or_else(|| word.find("http://")) {
        let is_outside = |c: char| c == '>' || c == '<' || c == ')' || c.is_whitespace();
        let length = word[start..].find(is_outside).unwrap_or(word.len() - start);
        let address = word[start..start + length].trim_end_matches(['.', ',', ';', ':', '!', '?']);
        let end = start + address.len();
        let open = word[..start].trim_end_matches('<');
        let rest = word[end..].strip_prefix('>').unwrap_or(&word[end..]);
        return format!("{}<{address}>{}", escape_marks(open), escape_marks(rest));
    }
    escape_marks(word)
}

fn escape_marks(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '[' | ']' | '<' | '>' | '*' | '\\' | '~') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

fn list_item(text: &str, width: usize) -> Vec<String> {
    let mut lines = wrap(text, width - 2);
    for (index, line) in lines.iter_mut().enumerate() {
        line.insert_str(0, if index == 0 { "- " } else { "  " });
    }
    lines
}

fn table(rows: &[Vec<String>]) -> Vec<String> {
    let row = |cells: &[String]| {
        let cells: Vec<String> = cells.iter().map(|cell| cell.replace('|', "\\|")).collect();
        format!("| {} |", cells.join(" | "))
    };
    let mut lines: Vec<String> = rows.iter().map(|cells| row(cells)).collect();
    if let Some(heading) = rows.first() {
        lines.insert(1, format!("|{}", " --- |".repeat(heading.len())));
    }
    lines
}

fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut length = 0;
    for word in words(text) {
        let word_length = word.chars().count();
        if !line.is_empty() && length + 1 + word_length > width {
            lines.push(std::mem::take(&mut line));
            length = 0;
        }
        if line.is_empty() {
            line = at_line_start(word);
            length = line.chars().count();
        } else {
            line.push(' ');
            line.push_str(word);
            length += 1 + word_length;
        }
    }
    lines.push(line);
    lines
}

/// Splits at spaces outside backticks, so that inline code stays in one piece.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut fence = 0;
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'`' && (at == 0 || bytes[at - 1] != b'\\' || fence > 0) {
            let run = bytes[at..].iter().take_while(|byte| **byte == b'`').count();
            if fence == 0 {
                fence = run;
            } else if fence == run {
                fence = 0;
            }
            at += run;
            continue;
        }
        if bytes[at] == b' ' && fence == 0 {
            words.push(&text[start..at]);
            start = at + 1;
        }
        at += 1;
    }
    words.push(&text[start..]);
    words.retain(|word| !word.is_empty());
    words
}

/// A word that begins a line, with what would make the line a list, a heading or a table escaped.
fn at_line_start(word: &str) -> String {
    let digits = word.chars().take_while(char::is_ascii_digit).count();
    let is_number = digits > 0 && matches!(&word[digits..], "." | ")");
    let is_mark = matches!(word, "-" | "+" | "=") || word.starts_with(['#', '|']);
    let is_rule = word.len() > 1 && word.chars().all(|c| c == '-' || c == '=' || c == '_');
    if is_number {
        format!("{}\\{}", &word[..digits], &word[digits..])
    } else if is_mark || is_rule {
        format!("\\{word}")
    } else {
        word.to_owned()
    }
}

#[cfg(test)]
mod tests;

//! Which lines of Rust begin inside a string.

/// Reads code line by line, and knows whether the next line begins inside a string.
#[derive(Debug, Default)]
pub(super) struct InString {
    open: Option<Literal>,
}

/// A string whose end has not been read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Literal {
    /// `"…"`, with escapes.
    Escaped,
    /// `r#"…"#`, with so many `#`.
    Raw(usize),
}

impl InString {
    /// Whether the next line begins inside a string.
    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Reads a line.
    pub(super) fn read(&mut self, line: &str) {
        if self.open.is_none() && !line.contains('"') {
            return;
        }
        let mut rest = line;
        while !rest.is_empty() {
            rest = match self.open {
                Some(Literal::Escaped) => self.read_escaped(rest),
                Some(Literal::Raw(hashes)) => self.read_raw(rest, hashes),
                None => self.read_code(rest),
            };
        }
    }

    fn read_escaped<'a>(&mut self, text: &'a str) -> &'a str {
        let mut is_escaped = false;
        for (at, byte) in text.bytes().enumerate() {
            match byte {
                _ if is_escaped => is_escaped = false,
                b'\\' => is_escaped = true,
                b'"' => {
                    self.open = None;
                    return &text[at + 1..];
                }
                _ => {}
            }
        }
        ""
    }

    fn read_raw<'a>(&mut self, text: &'a str, hashes: usize) -> &'a str {
        let end = format!("\"{}", "#".repeat(hashes));
        match text.find(&end) {
            Some(at) => {
                self.open = None;
                &text[at + end.len()..]
            }
            None => "",
        }
    }

    /// Reads up to the beginning of a string; a comment hides what follows it, and `'"'` begins none.
    fn read_code<'a>(&mut self, text: &'a str) -> &'a str {
        let decides = |byte: &u8| matches!(byte, b'"' | b'\'' | b'/');
        let Some(at) = text.as_bytes().iter().position(decides) else {
            return "";
        };
        let rest = &text[at..];
        if rest.starts_with("//") {
            return "";
        }
        if let Some(string) = rest.strip_prefix('"') {
            let hashes = text[..at].chars().rev().take_while(|c| *c == '#').count();
            let is_raw = text[..at - hashes].ends_with('r');
            self.open = Some(if is_raw {
                Literal::Raw(hashes)
            } else {
                Literal::Escaped
            });
            return string;
        }
        let quotes = ["'\"'", "'\\\"'", "'\\''", "'\\\\'"];
        let character = quotes.iter().find(|quoted| rest.starts_with(**quoted));
        &rest[character.map_or(1, |quoted| quoted.len())..]
    }
}

#[cfg(test)]
mod tests {
    use super::InString;

    #[test]
    fn strings_end_where_rust_ends_them() {
        let table = [
            (r#"let a = "x";"#, false),
            (r#"let a = "x"#, true),
            (r#"let a = "\"";"#, false),
            (r#"let a = "\\";"#, false),
            (r#"// say "x"#, false),
            (r#"/// say "x"#, false),
            (r#"let a = '"';"#, false),
            (r#"fn a<'a>(b: &'a str) { "x"#, true),
            (r##"let a = r"\";"##, false),
            (r##"let a = r#"x";"##, true),
            (r###"let a = r#"x"#;"###, false),
            (r#"let a = b / 2; "x"#, true),
        ];
        for (line, is_open) in table {
            let mut in_string = InString::default();
            in_string.read(line);
            assert_eq!(in_string.is_open(), is_open, "{line}");
        }
    }

    #[test]
    fn strings_go_on_over_lines() {
        let mut in_string = InString::default();
        let lines = [
            ("const A: &str = \"one", true),
            ("/// two", true),
            ("three\";", false),
        ];
        for (line, is_open) in lines {
            in_string.read(line);
            assert_eq!(in_string.is_open(), is_open, "{line}");
        }
    }
}

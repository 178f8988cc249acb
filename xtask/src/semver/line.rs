//! A line of the public API, taken apart again.

use std::fmt;

/// A line of the public API.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Line {
    /// The path of what it is about, without generic parameters.
    pub(crate) path: String,
    pub(crate) kind: Kind,
    /// Words before `fn`, `trait` and the like: `required const unsafe`.
    pub(crate) qualifiers: Vec<String>,
    /// The text after the path: the signature, the type, the bounds.
    pub(crate) rest: String,
    /// `non_exhaustive`, `feature "mock"`.
    pub(crate) tags: Vec<String>,
    /// The whole line, or for one of several traits in a line what the line would be for it alone.
    pub(crate) text: String,
}

/// The kind of item in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Const,
    Enum,
    Feature,
    Field,
    Fn,
    /// The path is the whole implementation.
    Impl,
    Macro,
    Mod,
    Static,
    Struct,
    Trait,
    Type,
    Union,
    Use,
    Variant,
}

const KINDS: &[(&str, Kind)] = &[
    ("const", Kind::Const),
    ("enum", Kind::Enum),
    ("feature", Kind::Feature),
    ("field", Kind::Field),
    ("fn", Kind::Fn),
    ("macro", Kind::Macro),
    ("mod", Kind::Mod),
    ("static", Kind::Static),
    ("struct", Kind::Struct),
    ("trait", Kind::Trait),
    ("type", Kind::Type),
    ("union", Kind::Union),
    ("use", Kind::Use),
    ("variant", Kind::Variant),
];

const QUALIFIERS: &[&str] = &["required", "provided", "const", "async", "unsafe"];

/// The lines of a text; an implementation of several traits is one for each. Comments are left out, and so
/// is what is no line of a public API.
pub(super) fn lines(text: &str) -> Vec<Line> {
    text.lines().flat_map(parse).collect()
}

fn parse(text: &str) -> Vec<Line> {
    if text.starts_with('#') {
        return Vec::new();
    }
    let (body, tags) = split_tags(text);
    if body.starts_with("impl") {
        return implementations(body, &tags);
    }
    item(text, body, tags).into_iter().collect()
}

/// The whole line.
impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Line {
    pub(super) fn has(&self, tag: &str) -> bool {
        self.tags.iter().any(|it| it == tag)
    }

    pub(super) fn is(&self, qualifier: &str) -> bool {
        self.qualifiers.iter().any(|it| it == qualifier)
    }

    /// The path of what the item is a member of, and its own name.
    pub(super) fn owner_and_name(&self) -> (&str, &str) {
        self.path.rsplit_once("::").unwrap_or(("", &self.path))
    }
}

fn item(text: &str, body: &str, tags: Vec<String>) -> Option<Line> {
    let mut qualifiers = Vec::new();
    let mut rest = body;
    loop {
        let (word, after) = rest.split_once(' ')?;
        let kind = KINDS.iter().find(|(known, _)| *known == word);
        // `const` is a kind unless another word follows: `const fn`.
        let is_qualifier = QUALIFIERS.contains(&word)
            && after.split(' ').next().is_some_and(|next| {
                QUALIFIERS.contains(&next) || KINDS.iter().any(|(known, _)| *known == next)
            });
        rest = after;
        if is_qualifier {
            qualifiers.push(word.to_owned());
            continue;
        }
        let (_, kind) = kind?;
        let (path, rest) = split_path(rest);
        return Some(Line {
            path,
            kind: *kind,
            qualifiers,
            rest,
            tags,
            text: text.to_owned(),
        });
    }
}

/// The path at the beginning, and what follows it. Generic parameters within the path are a part of it, those
/// at its end are not.
fn split_path(text: &str) -> (String, String) {
    let mut depth = 0usize;
    let mut end = text.len();
    let mut opened = None;
    for (index, c) in text.char_indices() {
        match c {
            '<' => {
                if depth == 0 {
                    opened = Some(index);
                }
                depth += 1;
            }
            '>' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            '(' | ' ' | '{' | '!' => {
                end = index;
                break;
            }
            ':' if !is_separator(text, index) => {
                end = index;
                break;
            }
            ':' => opened = None,
            _ => {}
        }
    }
    let end = opened.unwrap_or(end);
    (text[..end].to_owned(), text[end..].to_owned())
}

fn is_separator(text: &str, index: usize) -> bool {
    text[index..].starts_with("::") || text[..index].ends_with(':')
}

/// One line for each trait.
fn implementations(body: &str, tags: &[String]) -> Vec<Line> {
    let Some((traits, target)) = body
        .strip_prefix("impl ")
        .and_then(|plain| plain.rsplit_once(" for "))
    else {
        return vec![implementation(body.to_owned(), tags)];
    };
    let traits = split(traits, " + ");
    traits
        .into_iter()
        .map(|name| implementation(format!("impl {name} for {target}"), tags))
        .collect()
}

fn implementation(text: String, tags: &[String]) -> Line {
    Line {
        path: text.clone(),
        kind: Kind::Impl,
        qualifiers: Vec::new(),
        rest: String::new(),
        tags: tags.to_vec(),
        text,
    }
}

/// Splits where no bracket is open.
pub(super) fn split<'a>(text: &'a str, separator: &str) -> Vec<&'a str> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(index) = find_outside(rest, separator) {
        parts.push(&rest[..index]);
        rest = &rest[index + separator.len()..];
    }
    parts.push(rest);
    parts
}

/// The first position of a text outside of brackets. Of a bracket that is looked for, this is the one that
/// is not within others: in `<T: Into<u8>>(`, the last `>` if the text begins after the first `<`.
pub(super) fn find_outside(text: &str, wanted: &str) -> Option<usize> {
    let mut depth = 0usize;
    let mut previous = ' ';
    for (index, c) in text.char_indices() {
        if depth == 0 && text[index..].starts_with(wanted) && !(c == '>' && previous == '-') {
            return Some(index);
        }
        match c {
            '<' | '(' | '[' | '{' => depth += 1,
            '>' if previous == '-' || previous == '=' => {}
            '>' | ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        previous = c;
    }
    None
}

fn split_tags(text: &str) -> (&str, Vec<String>) {
    let mut body = text;
    let mut tags = Vec::new();
    while let Some(inner) = body.strip_suffix(']') {
        let Some((before, tag)) = inner.rsplit_once(" [") else {
            break;
        };
        // A slice at the end of a type is none: `&'a [u8]`.
        let is_tag = TAGS.iter().any(|known| tag.starts_with(known));
        if !is_tag {
            break;
        }
        tags.insert(0, tag.to_owned());
        body = before;
    }
    (body, tags)
}

/// How tags begin.
const TAGS: &[&str] = &[
    "cfg(",
    "default",
    "deprecated",
    "feature ",
    "must_use",
    "non_exhaustive",
    "private fields",
];

//! From tokens to text, with every path spelled out.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

use super::scope::Scope;

/// The text, its paths as they are.
pub(super) fn plain(tokens: TokenStream) -> String {
    written(flat(tokens))
}

/// The text, every path with what it means in the scope.
pub(super) fn resolved(tokens: TokenStream, scope: &Scope) -> String {
    written(spelled_out(flat(tokens), scope))
}

/// Brings the tokens into pieces: words, lifetimes, and punctuation of more than one character.
fn flat(tokens: TokenStream) -> Vec<String> {
    let mut pieces = Vec::new();
    flatten(tokens, &mut pieces);
    pieces
}

fn flatten(tokens: TokenStream, pieces: &mut Vec<String>) {
    let mut joins = false;
    for token in tokens {
        let joined = std::mem::take(&mut joins);
        match token {
            TokenTree::Ident(ident) => {
                let word = ident.to_string();
                match pieces.last_mut() {
                    Some(tick) if tick == "'" => tick.push_str(&word),
                    _ => pieces.push(word),
                }
            }
            TokenTree::Literal(literal) => pieces.push(literal.to_string()),
            TokenTree::Punct(punct) => {
                joins = punct.spacing() == Spacing::Joint;
                let c = punct.as_char();
                let last = pieces.last_mut().filter(|_| joined);
                match last {
                    Some(last)
                        if matches!(
                            (last.as_str(), c),
                            (":", ':') | ("-" | "=", '>') | (".", '.')
                        ) =>
                    {
                        last.push(c);
                    }
                    _ => pieces.push(c.to_string()),
                }
            }
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::None => ("", ""),
                };
                if !open.is_empty() {
                    pieces.push(open.to_owned());
                }
                flatten(group.stream(), pieces);
                if !close.is_empty() {
                    pieces.push(close.to_owned());
                }
            }
        }
    }
}

/// Replaces each path by its meaning. What can only be a value's name, as that of an argument, is left.
fn spelled_out(mut pieces: Vec<String>, scope: &Scope) -> Vec<String> {
    let mut spelled: Vec<String> = Vec::with_capacity(pieces.len());
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        let follows = |text: &str| pieces.get(at + 1).is_some_and(|it| it == text);
        let is_global = piece == "::" && !spelled.last().is_some_and(|last| is_path_end(last));
        if is_global {
            let path = path_at(&pieces[at + 1..]);
            at += (2 * path.len()).max(1);
            spelled.push(super::external::spelled(&path.join("::")));
            continue;
        }
        let is_part = spelled.last().is_some_and(|last| last == "::");
        let is_type = piece.as_bytes().first().is_some_and(u8::is_ascii_uppercase);
        let is_named = (is_type || (is_word(piece) && follows("::"))) && !follows("=");
        if is_named && !is_part {
            let path = path_at(&pieces[at..]);
            at += 2 * path.len() - 1;
            spelled.push(scope.resolve(&path));
        } else {
            spelled.push(std::mem::take(&mut pieces[at]));
            at += 1;
        }
    }
    spelled
}

/// The segments of the path at the beginning.
fn path_at(pieces: &[String]) -> Vec<String> {
    let mut path: Vec<String> = pieces.iter().take(1).cloned().collect();
    let mut rest = pieces.get(1..).unwrap_or_default();
    while let [separator, segment, after @ ..] = rest {
        if separator != "::" || !is_word(segment) {
            break;
        }
        path.push(segment.clone());
        rest = after;
    }
    path
}

fn is_path_end(piece: &str) -> bool {
    piece == ">" || is_word(piece)
}

fn is_word(piece: &str) -> bool {
    let first = piece.chars().next();
    first.is_some_and(|c| c.is_alphanumeric() || c == '_')
}

/// Joins the pieces as rustfmt would on one line.
fn written(pieces: Vec<String>) -> String {
    let mut text = String::new();
    let mut last = "";
    for (index, piece) in pieces.iter().enumerate() {
        let next = pieces.get(index + 1).map_or("", String::as_str);
        // A trailing comma is rustfmt's mark of a list on several lines.
        if piece == "," && matches!(next, ")" | ">" | "]") {
            continue;
        }
        if needs_space(last, piece) {
            text.push(' ');
        }
        text.push_str(piece);
        last = piece;
    }
    text
}

fn needs_space(last: &str, next: &str) -> bool {
    match (last, next) {
        ("", _) | (_, "," | ";" | ":") => false,
        ("," | ";" | ":" | "->" | "=" | "+" | "=>" | "{", _) => true,
        (_, "->" | "=" | "+" | "=>" | "{" | "}") => true,
        ("&" | "::" | "<" | "(" | "[", _) | (_, "::") => false,
        (">" | ")" | "]" | "}", next) => is_word(next),
        (last, "&" | "[" | "(" | "*") => is_spaced_word(last),
        (last, next) => is_spaced(last) && is_spaced(next),
    }
}

fn is_spaced(piece: &str) -> bool {
    is_word(piece) || piece.starts_with('\'') || piece.starts_with('"')
}

/// Whether a bracket after the word begins something else: `&'a [u8]`, `&mut [u8]`.
fn is_spaced_word(word: &str) -> bool {
    const KEYWORDS: &[&str] = &["as", "const", "dyn", "for", "impl", "in", "mut", "where"];
    word.starts_with('\'') || KEYWORDS.contains(&word)
}

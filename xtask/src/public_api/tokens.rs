//! From tokens to text.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// The text, its paths as they are.
pub(super) fn plain(tokens: TokenStream) -> String {
    written(flat(tokens))
}

/// Brings the tokens into pieces: words, lifetimes, and punctuation of more than one character.
pub(super) fn flat(tokens: TokenStream) -> Vec<String> {
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

pub(super) fn is_word(piece: &str) -> bool {
    let first = piece.chars().next();
    first.is_some_and(|c| c.is_alphanumeric() || c == '_')
}

/// Joins the pieces as rustfmt would on one line.
pub(super) fn written(pieces: Vec<String>) -> String {
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

//! Text in which every path is spelled out.

use proc_macro2::TokenStream;

use super::scope::Scope;
use super::tokens::{flat, is_word, written};

/// The text, every path with what it means in the scope.
pub(super) fn resolved(tokens: TokenStream, scope: &Scope) -> String {
    written(spelled_out(flat(tokens), scope))
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
        let is_upper = piece.as_bytes().first().is_some_and(u8::is_ascii_uppercase);
        let is_type = is_upper || scope.has(piece);
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

//! The rules of a macro, taken apart.

use std::iter;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// A rule of a macro.
pub(super) struct Rule {
    pub(super) pattern: Vec<Piece>,
    pub(super) body: Vec<Piece>,
}

/// The rules of a macro, one after the other.
pub(super) fn rules_of(rules: TokenStream) -> Vec<Rule> {
    let mut groups = rules.into_iter().filter_map(|token| match token {
        TokenTree::Group(group) => Some(pieces(group.stream())),
        _ => None,
    });
    let rule = || {
        Some(Rule {
            pattern: groups.next()?,
            body: groups.next()?,
        })
    };
    iter::from_fn(rule).collect()
}

/// A piece of a rule's pattern or body.
#[derive(Clone, Debug)]
pub(super) enum Piece {
    Token(TokenTree),
    Group(Delimiter, Vec<Piece>),
    /// `$name:ty`, and in a body `$name`.
    Variable(String, String),
    /// `$( … ),+`.
    Repeated {
        inner: Vec<Piece>,
        separator: Option<TokenTree>,
        operator: char,
    },
}

fn pieces(tokens: TokenStream) -> Vec<Piece> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut pieces = Vec::new();
    let mut rest = tokens.as_slice();
    while let Some((token, after)) = rest.split_first() {
        rest = after;
        match (token, after) {
            (TokenTree::Punct(dollar), [TokenTree::Group(group), more @ ..])
                if dollar.as_char() == '$' =>
            {
                let (separator, operator, more) = repetition(more);
                rest = more;
                pieces.push(Piece::Repeated {
                    inner: self::pieces(group.stream()),
                    separator,
                    operator,
                });
            }
            (TokenTree::Punct(dollar), [TokenTree::Ident(name), more @ ..])
                if dollar.as_char() == '$' =>
            {
                rest = more;
                let mut fragment = String::new();
                if let [TokenTree::Punct(colon), TokenTree::Ident(kind), more @ ..] = more
                    && colon.as_char() == ':'
                    && colon.spacing() == Spacing::Alone
                {
                    rest = more;
                    fragment = kind.to_string();
                }
                pieces.push(Piece::Variable(name.to_string(), fragment));
            }
            (TokenTree::Group(group), _) => {
                pieces.push(Piece::Group(
                    group.delimiter(),
                    self::pieces(group.stream()),
                ));
            }
            (token, _) => pieces.push(Piece::Token(token.clone())),
        }
    }
    pieces
}

/// What follows the parentheses of a repetition.
fn repetition(tokens: &[TokenTree]) -> (Option<TokenTree>, char, &[TokenTree]) {
    let operator = |token: &TokenTree| match token {
        TokenTree::Punct(punct) if "*+?".contains(punct.as_char()) => Some(punct.as_char()),
        _ => None,
    };
    match tokens {
        [first, rest @ ..] if operator(first).is_some() => {
            (None, operator(first).unwrap_or_default(), rest)
        }
        [separator, second, rest @ ..] => (
            Some(separator.clone()),
            operator(second).unwrap_or('*'),
            rest,
        ),
        _ => (None, '*', tokens),
    }
}

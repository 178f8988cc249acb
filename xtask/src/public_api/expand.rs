//! Expands calls of the crate's own `macro_rules!` that declare items, as far as such macros go: fragments
//! of names, types, expressions, paths, literals and single tokens, and repetitions.

mod rules;

use std::collections::HashMap;

use proc_macro2::{Group, Ident, LexError, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::discouraged::Speculative;
use syn::parse::{ParseStream, Parser};

use super::attributes;
use super::outline::Macro;
use rules::{Piece, Rule, rules_of};

/// A macro's rules, taken apart once for all of its calls.
pub(super) struct Rules {
    name: String,
    /// The rules, or why they cannot be read.
    rules: Result<Vec<Rule>, String>,
}

impl Rules {
    /// The rules of a definition.
    pub(super) fn of(definition: &Macro) -> Self {
        let tokens = definition.tokens.parse();
        Self {
            name: definition.name.clone(),
            rules: tokens
                .map(rules_of)
                .map_err(|error: LexError| error.to_string()),
        }
    }

    /// The items that a call declares.
    pub(super) fn expand(&self, call: &Macro) -> Result<syn::File, String> {
        let expanded = self
            .filled(call)
            .and_then(|tokens| syn::parse2(tokens).map_err(|error| error.to_string()));
        expanded.map_err(|error| format!("what `{}!` declares cannot be told: {error}", self.name))
    }

    /// The body of the rule that fits.
    fn filled(&self, call: &Macro) -> Result<TokenStream, String> {
        let rules = self.rules.as_ref().map_err(Clone::clone)?;
        let input: TokenStream = call
            .tokens
            .parse()
            .map_err(|error: LexError| error.to_string())?;
        let mut reason = None;
        for rule in rules {
            match captures(&rule.pattern).parse2(input.clone()) {
                Ok(captures) => return Ok(captures.filled(&rule.body)),
                Err(error) => reason = Some(error),
            }
        }
        Err(match reason {
            Some(error) => format!("no rule fits, {error}"),
            None => "it has no rules".to_owned(),
        })
    }
}

/// Reads a call that must fit the whole pattern.
fn captures(pattern: &[Piece]) -> impl Parser<Output = Captures> {
    |input: ParseStream<'_>| {
        let mut captures = Captures::default();
        captures.take(pattern, input)?;
        if input.is_empty() {
            Ok(captures)
        } else {
            Err(input.error("it goes on after the rule's end"))
        }
    }
}

/// Whether what is in the brackets of a call are statics as such, none of them public: as `thread_local!` takes
/// them, and makes statics of the same names.
pub(super) fn has_private_statics_only(call: &Macro) -> bool {
    let Ok(file) = syn::parse_file(&call.tokens) else {
        return false;
    };
    file.items.iter().all(|item| match item {
        syn::Item::Static(item) => !attributes::is_public(&item.vis),
        _ => false,
    })
}

/// What a pattern has captured.
#[derive(Clone, Debug, Default)]
struct Captures {
    variables: HashMap<String, TokenStream>,
    /// The captures of each time around, for each repetition.
    repeated: Vec<Vec<Captures>>,
}

impl Captures {
    fn take(&mut self, pattern: &[Piece], input: ParseStream<'_>) -> syn::Result<()> {
        for piece in pattern {
            match piece {
                Piece::Token(token) => take_token(token, input)?,
                Piece::Variable(name, fragment) => {
                    let captured = fragment_of(fragment, input)?;
                    self.variables.insert(name.clone(), captured);
                }
                Piece::Group(delimiter, inner) => {
                    let token: TokenTree = input.parse()?;
                    let TokenTree::Group(group) = token else {
                        return Err(syn::Error::new(token.span(), "a bracket is expected"));
                    };
                    if group.delimiter() != *delimiter {
                        return Err(syn::Error::new(group.span(), "another bracket is expected"));
                    }
                    let take = |input: ParseStream<'_>| self.take(inner, input);
                    take.parse2(group.stream())?;
                }
                Piece::Repeated {
                    inner,
                    separator,
                    operator,
                } => self.take_repeated(inner, separator.as_ref(), *operator, input)?,
            }
        }
        Ok(())
    }

    fn take_repeated(
        &mut self,
        inner: &[Piece],
        separator: Option<&TokenTree>,
        operator: char,
        input: ParseStream<'_>,
    ) -> syn::Result<()> {
        let mut rounds = Vec::new();
        while !input.is_empty() && (operator != '?' || rounds.is_empty()) {
            let ahead = input.fork();
            let mut captures = Self::default();
            if captures.take(inner, &ahead).is_err() {
                break;
            }
            input.advance_to(&ahead);
            rounds.push(captures);
            if let Some(separator) = separator {
                let ahead = input.fork();
                let more = take_token(separator, &ahead).is_ok()
                    && Self::default().take(inner, &ahead).is_ok();
                if !more {
                    break;
                }
                take_token(separator, input)?;
            }
        }
        if operator == '+' && rounds.is_empty() {
            return Err(input.error("at least one is expected"));
        }
        self.repeated.push(rounds);
        Ok(())
    }

    /// The body with what was captured.
    fn filled(&self, body: &[Piece]) -> TokenStream {
        let mut tokens = TokenStream::new();
        for piece in body {
            match piece {
                Piece::Token(token) => tokens.extend([token.clone()]),
                Piece::Group(delimiter, inner) => {
                    let group = Group::new(*delimiter, self.filled(inner));
                    tokens.extend([TokenTree::Group(group)]);
                }
                Piece::Variable(name, _) => tokens.extend(self.variable(name)),
                Piece::Repeated {
                    inner, separator, ..
                } => {
                    for (index, captures) in self.rounds(inner).iter().enumerate() {
                        if index > 0 {
                            tokens.extend(separator.clone());
                        }
                        tokens.extend(captures.filled(inner));
                    }
                }
            }
        }
        tokens
    }

    fn variable(&self, name: &str) -> TokenStream {
        if name == "crate" {
            return Ident::new("crate", Span::call_site()).into_token_stream();
        }
        match self.variables.get(name) {
            Some(captured) => captured.clone(),
            // Not a variable of the pattern: the dollar is for a macro that the macro defines.
            None => {
                let dollar = TokenTree::Punct(Punct::new('$', Spacing::Alone));
                let name = TokenTree::Ident(Ident::new(name, Span::call_site()));
                [dollar, name].into_iter().collect()
            }
        }
    }

    /// The rounds of the repetition that the body's repetition is about, each with what was captured outside.
    fn rounds(&self, body: &[Piece]) -> Vec<Self> {
        let mut names = Vec::new();
        variables(body, &mut names);
        let is_meant = |rounds: &&Vec<Self>| {
            let first = rounds.first();
            first.is_some_and(|first| names.iter().any(|name| first.variables.contains_key(name)))
        };
        let rounds = self
            .repeated
            .iter()
            .find(is_meant)
            .cloned()
            .unwrap_or_default();
        let with_outer = |mut round: Self| {
            for (name, captured) in &self.variables {
                round
                    .variables
                    .entry(name.clone())
                    .or_insert_with(|| captured.clone());
            }
            round
        };
        rounds.into_iter().map(with_outer).collect()
    }
}

fn variables(body: &[Piece], names: &mut Vec<String>) {
    for piece in body {
        match piece {
            Piece::Variable(name, _) => names.push(name.clone()),
            Piece::Group(_, inner) | Piece::Repeated { inner, .. } => variables(inner, names),
            Piece::Token(_) => {}
        }
    }
}

fn take_token(expected: &TokenTree, input: ParseStream<'_>) -> syn::Result<()> {
    let token: TokenTree = input.parse()?;
    if token.to_string() == expected.to_string() {
        Ok(())
    } else {
        Err(syn::Error::new(
            token.span(),
            format!("`{expected}` is expected"),
        ))
    }
}

fn fragment_of(fragment: &str, input: ParseStream<'_>) -> syn::Result<TokenStream> {
    Ok(match fragment {
        "ident" => input.call(Ident::parse_any)?.into_token_stream(),
        "ty" => input.parse::<syn::Type>()?.into_token_stream(),
        "path" => input.parse::<syn::Path>()?.into_token_stream(),
        "expr" => input.parse::<syn::Expr>()?.into_token_stream(),
        "literal" => input.parse::<syn::Lit>()?.into_token_stream(),
        "tt" => input.parse::<TokenTree>()?.into_token_stream(),
        other => {
            return Err(input.error(format!(
                "fragments of the kind `{other}` are not understood"
            )));
        }
    })
}

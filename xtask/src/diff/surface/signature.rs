//! Signatures as text, in which a type of the API is named with its module and everything else as
//! one speaks of it, however the file writes it.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{FnArg, Item, ReturnType, Signature, UseTree};

/// The types of the API that a file names.
pub(super) struct Names {
    module: String,
    of_api: BTreeSet<String>,
}

impl Names {
    /// The names that a file of this module defines, or imports from it.
    pub(super) fn of(items: &[Item], module: &str) -> Self {
        let mut of_api = BTreeSet::new();
        for item in items {
            match item {
                Item::Struct(item) => {
                    of_api.insert(item.ident.to_string());
                }
                Item::Use(item) => imported(&item.tree, module, false, &mut of_api),
                _ => {}
            }
        }
        Self {
            module: module.to_owned(),
            of_api,
        }
    }

    /// `fn(&self, &'a v2018_07_17::PingRequest) -> Call<'a, v2018_07_17::PingRequest>`
    pub(super) fn of_function(&self, signature: &Signature) -> String {
        // The names of arguments are nothing that a caller could depend on.
        let arguments = signature.inputs.iter().map(|argument| match argument {
            FnArg::Receiver(receiver) => self.written(receiver),
            FnArg::Typed(argument) => self.written(&argument.ty),
        });
        // Neither is whether the function changes what it was given.
        let arguments = arguments.map(|argument| match argument.strip_prefix("mut ") {
            Some(argument) => argument.to_owned(),
            None => argument,
        });
        let arguments: Vec<String> = arguments.collect();
        let result = match &signature.output {
            ReturnType::Default => String::new(),
            ReturnType::Type(_, type_) => format!(" -> {}", self.written(type_)),
        };
        format!("fn({}){result}", arguments.join(", "))
    }

    /// A type, or a path, as text.
    pub(super) fn written(&self, syntax: &impl ToTokens) -> String {
        let mut text = String::new();
        self.write(syntax.to_token_stream(), &mut text);
        text
    }

    fn write(&self, tokens: TokenStream, text: &mut String) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        while at < tokens.len() {
            let (path, length) = path(&tokens[at..]);
            if length > 0 {
                push_word(text, &self.spoken(&path));
                at += length;
                continue;
            }
            match &tokens[at] {
                TokenTree::Group(group) => {
                    let (open, close) = match group.delimiter() {
                        Delimiter::Parenthesis => ("(", ")"),
                        Delimiter::Bracket => ("[", "]"),
                        Delimiter::Brace => ("{", "}"),
                        Delimiter::None => ("", ""),
                    };
                    text.push_str(open);
                    self.write(group.stream(), text);
                    text.push_str(close);
                }
                TokenTree::Punct(mark) => match mark.as_char() {
                    ',' => text.push_str(", "),
                    '=' => text.push_str(" = "),
                    '+' => text.push_str(" + "),
                    '\'' => {
                        // A lifetime: its name is no path.
                        text.push('\'');
                        at += 1;
                        text.push_str(&tokens[at].to_string());
                    }
                    mark => text.push(mark),
                },
                other => push_word(text, &other.to_string()),
            }
            at += 1;
        }
    }

    /// A path as one speaks of it.
    fn spoken(&self, path: &[String]) -> String {
        match path {
            [name] if self.of_api.contains(name) => format!("{}::{name}", self.module),
            [root, .., name] if root.is_empty() => name.clone(),
            [root, module, name] if root == "crate" && *module == self.module => {
                format!("{module}::{name}")
            }
            [root, .., name] if root == "crate" => name.clone(),
            path => path.join("::"),
        }
    }
}

/// The path at the beginning of some tokens, whose first part is empty if it begins with `::`, and how
/// many tokens it has.
fn path(tokens: &[TokenTree]) -> (Vec<String>, usize) {
    let mut parts = Vec::new();
    let mut at = 0;
    let is_colon =
        |at: usize| matches!(tokens.get(at), Some(TokenTree::Punct(mark)) if mark.as_char() == ':');
    let is_joint = |at: usize| is_colon(at) && is_colon(at + 1);
    if is_joint(0) {
        parts.push(String::new());
        at = 2;
    }
    while let Some(TokenTree::Ident(name)) = tokens.get(at) {
        parts.push(name.to_string());
        at += 1;
        if !is_joint(at) {
            break;
        }
        at += 2;
    }
    (parts, at)
}

fn push_word(text: &mut String, word: &str) {
    if text.ends_with(|c: char| c.is_alphanumeric() || c == '_') {
        text.push(' ');
    }
    text.push_str(word);
}

/// The names that are imported from a module of the crate.
fn imported(tree: &UseTree, module: &str, is_inside: bool, names: &mut BTreeSet<String>) {
    match tree {
        UseTree::Path(path) => {
            let is_inside = is_inside || path.ident == module;
            imported(&path.tree, module, is_inside, names);
        }
        UseTree::Group(group) => {
            for tree in &group.items {
                imported(tree, module, is_inside, names);
            }
        }
        UseTree::Name(name) if is_inside => {
            names.insert(name.ident.to_string());
        }
        _ => {}
    }
}

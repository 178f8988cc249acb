//! The parts of a source file that can be public, as strings only.

use super::scope::{Scope, Use};

/// A module.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Module {
    /// `crate::wire::values`.
    pub(super) path: String,
    pub(super) scope: Scope,
    pub(super) children: Vec<Child>,
    pub(super) uses: Vec<Use>,
    pub(super) items: Vec<Item>,
    pub(super) impls: Vec<Impl>,
    /// Errors about calls of macros, which count if the module is part of the crate's API.
    pub(super) unknown: Vec<String>,
}

/// A module within a module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Child {
    pub(super) name: String,
    pub(super) is_public: bool,
    pub(super) tags: Vec<String>,
}

/// A named item with its members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) name: String,
    pub(super) is_public: bool,
    pub(super) tags: Vec<String>,
    /// The item itself, then its members.
    pub(super) lines: Vec<Line>,
}

/// A line but for the path of what it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// `required fn`.
    pub(super) word: String,
    /// `::view`; empty for the item itself.
    pub(super) member: String,
    /// `(&self) -> crate::wire::View<'_>`.
    pub(super) rest: String,
    pub(super) tags: Vec<String>,
}

/// An implementation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Impl {
    /// `<T: crate::wire::Wire>`; empty if there is nothing to say.
    pub(super) generics: String,
    /// Of a trait: `crate::wire::Wire`, `IntoFuture<Output = …>`.
    pub(super) implemented: Option<String>,
    /// The type: `crate::call::Call<'a, A>`.
    pub(super) target: String,
    /// ` where T: Clone`, or empty.
    pub(super) condition: String,
    pub(super) tags: Vec<String>,
    /// The public items of an implementation without a trait.
    pub(super) lines: Vec<Line>,
}

/// The line of a member, `::name`.
pub(super) fn member(
    word: impl Into<String>,
    member: String,
    rest: String,
    tags: Vec<String>,
) -> Line {
    Line {
        word: word.into(),
        member,
        rest,
        tags,
    }
}

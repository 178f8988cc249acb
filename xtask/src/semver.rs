//! Classifies changes of the public API by their effect on crates that use it: two texts of
//! [`public_api`](crate::public_api::public_api) in, every change with its verdict out.
//!
//! A change is breaking if it can keep a crate from compiling that uses only what is documented. As Cargo's
//! own rules do, this leaves out what any addition could break: a glob import that meets a new name, or a
//! trait of the user's with a method of the same name.

mod changelog;
mod command;
mod compare;
mod judged;
mod line;
mod signature;
mod verdict;

use crate::verdict::Verdict;
pub(crate) use changelog::{BREAKING, breaking_part};
pub(crate) use command::{Args, may_be_released, next_breaking, record, released_api, run};
pub(crate) use compare::compare;
pub(crate) use line::{Kind, Line};
pub(crate) use signature::{differs_in_names_only, takes_the_same_literals};

/// A change of an item of the public API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ItemChange {
    /// Whether it can break a crate that uses the API, or only adds to it.
    pub(crate) verdict: Verdict,
    /// The change, and why it breaks if it does.
    pub(crate) reason: String,
    /// The line that was; `None` if the item is new.
    pub(crate) old: Option<Line>,
    /// The line that is; `None` if the item is gone.
    pub(crate) new: Option<Line>,
}

impl ItemChange {
    /// The line that is, or was if the item is gone.
    pub(crate) fn line(&self) -> &Line {
        let line = self.new.as_ref().or(self.old.as_ref());
        line.expect("a change has a line")
    }
}

#[cfg(test)]
mod tests;

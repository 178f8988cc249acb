//! What a change of the public API means to crates that use it: two texts of
//! [`public_api`](crate::public_api::public_api) in, every change with its verdict out.
//!
//! A change is breaking if it can keep a crate from compiling that uses only what is documented. As Cargo's
//! own rules do, this leaves out what any addition could break: a glob import that meets a new name, or a
//! trait of the user's with a method of the same name.

mod changelog;
mod command;
mod compare;
mod line;
mod verdict;

pub use changelog::{BREAKING, breaking_part};
pub(crate) use command::{Args, run};
pub use compare::compare;

/// Whether a change can break a crate that uses the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Verdict {
    /// It can: the next version has to be one that Cargo does not update to by itself.
    Breaking,
    /// It cannot.
    Additive,
}

/// A change of the public API.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// Whether it can break a crate that uses the API.
    pub verdict: Verdict,
    /// The path of the item: `vod_sdk::v2018_07_17::ExecuteFunctionRequest::new`.
    pub path: String,
    /// What happened to it, and why that breaks if it does.
    pub reason: String,
    /// The line that was; `None` if the item is new.
    pub old: Option<String>,
    /// The line that is; `None` if the item is gone.
    pub new: Option<String>,
}

#[cfg(test)]
mod tests;

//! The table: what is changed in the right spec, and the message that comes out.

mod files;
mod keys;
mod slips;
mod syntax;
mod together;
mod values;

use crate::base::Edit;

/// A change to the spec, and what it is answered with.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) edits: &'static [Edit],
    pub(crate) shown: &'static str,
}

/// Every case of every table.
pub(crate) fn all() -> impl Iterator<Item = &'static Case> {
    [
        keys::CASES,
        values::CASES,
        syntax::CASES,
        slips::CASES,
        files::CASES,
        together::CASES,
    ]
    .into_iter()
    .flatten()
}

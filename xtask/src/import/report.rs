//! The report of an import.

use vod_codegen::spec::Edition;

/// The report of an import. Each list is sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The edition of the description, if the spec follows another one.
    pub other_edition: Option<Edition>,
    /// Actions, types, fields and error codes that the spec did not have: ``action `Foo` ``.
    pub appeared: Vec<String>,
    /// Items that have disappeared from the description. They are kept until a person removes them.
    pub disappeared: Vec<String>,
    /// Facts that differ, and what that means for callers.
    pub changed: Vec<String>,
    /// Example calls of upstream that cannot be used, and why.
    pub refused_examples: Vec<String>,
    /// Error codes of upstream that cannot be used.
    pub refused_error_codes: Vec<String>,
    /// How much the version holds now.
    pub counts: Counts,
}

/// How much a version holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Actions.
    pub actions: usize,
    /// Data types.
    pub types: usize,
    /// Parameters and fields of all actions and types.
    pub fields: usize,
    /// Error codes, without those that any action of the platform may return.
    pub error_codes: usize,
    /// Example calls.
    pub examples: usize,
}

impl Report {
    /// Sorts the lists.
    pub(super) fn sort(&mut self) {
        for list in [
            &mut self.appeared,
            &mut self.disappeared,
            &mut self.changed,
            &mut self.refused_examples,
            &mut self.refused_error_codes,
        ] {
            list.sort();
        }
    }
}

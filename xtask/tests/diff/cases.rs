//! The edits and their changes.

pub(crate) mod actions;
pub(crate) mod error_codes;
pub(crate) mod facts;
pub(crate) mod field_types;
pub(crate) mod fields;
pub(crate) mod new;
pub(crate) mod open_sets;
pub(crate) mod types;

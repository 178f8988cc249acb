//! What an object may have.

use crate::spec::Field;

/// The fields that an object may have.
pub(super) struct Known<'a> {
    /// Whose fields they are, as in `the type …`.
    pub(super) owner: String,
    /// The fields.
    pub(super) fields: &'a [Field],
    /// Groups of which exactly one is given.
    pub(super) one_of: &'a [Vec<String>],
}

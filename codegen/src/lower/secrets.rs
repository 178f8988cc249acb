//! Which responses may hold secrets.

use std::collections::BTreeSet;

use crate::spec::Field;

use super::types::Types;

/// Whether one of the fields, or one of those that their types have at any depth, is a secret.
pub(super) fn may_be_in(fields: &[Field], types: &Types<'_>) -> bool {
    let mut waiting: Vec<&Field> = fields.iter().collect();
    let mut seen = BTreeSet::new();
    while let Some(field) = waiting.pop() {
        if field.secret == Some(true) {
            return true;
        }
        // A string that holds JSON has the secrets of the type that it holds.
        let held = [Some(&field.type_), field.json.as_ref()];
        for name in held.into_iter().flatten() {
            let index = types.parse(name).ok().and_then(|held| held.struct_index());
            if let Some(index) = index.filter(|index| seen.insert(*index)) {
                waiting.extend(&types.file(index).value.fields);
            }
        }
    }
    false
}

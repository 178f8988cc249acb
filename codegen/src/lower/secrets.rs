//! Which responses may hold secrets.

use std::collections::BTreeSet;

use crate::model::Item;
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
        let held = [Some(&field.type_.name), field.json.as_ref()];
        for name in held.into_iter().flatten() {
            if let Ok(Item::Struct(index)) = types.item(name)
                && seen.insert(index)
            {
                waiting.extend(&types.file(index).value.fields);
            }
        }
    }
    false
}

//! Values of the very kind that is expected, as nearly all are.

use serde_json::Value;

use crate::wire::convert::{self, Scalar};
use crate::wire::{ListSlot, ObjectSlot, Slot};

/// Puts a scalar into a slot for its kind, and says whether it did.
#[inline(always)]
pub(super) fn put_expected(slot: &mut Slot<'_>, scalar: Scalar<'_>) -> bool {
    match slot {
        Slot::Optional(_) if scalar == Scalar::Null => false,
        Slot::Optional(value) => put(&mut value.fill(), scalar),
        _ => put(slot, scalar),
    }
}

#[inline(always)]
fn put(slot: &mut Slot<'_>, scalar: Scalar<'_>) -> bool {
    match (slot, scalar) {
        (Slot::String(place), Scalar::Str(value)) => **place = value.to_owned(),
        (Slot::Text(place), Scalar::Str(value)) => place.set(value),
        (Slot::U64(place), Scalar::U64(value)) => **place = value,
        (Slot::I64(place), Scalar::I64(value)) => **place = value,
        (Slot::I64(place), Scalar::U64(value)) => match value.try_into() {
            Ok(value) => **place = value,
            Err(_) => return false,
        },
        (Slot::F64(place), Scalar::F64(value)) if value.is_finite() => **place = value,
        (Slot::F64(place), Scalar::U64(value)) => **place = value as f64,
        (Slot::Bool(place), Scalar::Bool(value)) => **place = value,
        (Slot::Json(place), scalar) => put_json(place, scalar),
        _ => return false,
    }
    true
}

/// Not inlined, so that untyped JSON does not slow typed values down.
#[inline(never)]
fn put_json(place: &mut Value, scalar: Scalar<'_>) {
    *place = convert::json(scalar);
}

/// The list that a slot is for, if it is.
#[inline]
pub(super) fn expected_list<'a>(slot: &'a mut Slot<'_>) -> Option<&'a mut dyn ListSlot> {
    match slot {
        Slot::List(list) => Some(*list),
        Slot::Optional(value) => match value.fill() {
            Slot::List(list) => Some(list),
            _ => None,
        },
        _ => None,
    }
}

/// The object that a slot is for, if it is.
#[inline]
pub(super) fn expected_object<'a>(slot: &'a mut Slot<'_>) -> Option<&'a mut dyn ObjectSlot> {
    match slot {
        Slot::Object(object) => Some(*object),
        Slot::Optional(value) => match value.fill() {
            Slot::Object(object) => Some(object),
            _ => None,
        },
        _ => None,
    }
}

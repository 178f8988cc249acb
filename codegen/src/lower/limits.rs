//! Limits that make sense.

use crate::docs::code;
use crate::model::{Item, ValueType};
use crate::problem::Place;
use crate::spec::Field;

use super::problems::Problems;

/// Checks that a field's limits suit its type, and leave a value between them.
pub(super) fn check(field: &Field, value: &ValueType, place: &Place, problems: &mut Problems) {
    let is_text = value.item == Item::String;
    let is_number = matches!(value.item, Item::Int64 | Item::Uint64 | Item::Float);
    let keys = [
        ("min_chars", field.min_chars.is_some(), is_text, "text"),
        ("max_chars", field.max_chars.is_some(), is_text, "text"),
        (
            "min_items",
            field.min_items.is_some(),
            value.is_list,
            "lists",
        ),
        (
            "max_items",
            field.max_items.is_some(),
            value.is_list,
            "lists",
        ),
        ("range", field.range.is_some(), is_number, "numbers"),
        ("unit", field.unit.is_some(), is_number, "numbers"),
    ];
    for (key, is_given, fits, whose) in keys {
        if is_given && !fits {
            let message = format!(
                "`{key}` is for {whose}, and `{}` is {}",
                field.name,
                code(&field.type_.to_string())
            );
            problems.add(
                place.key(key).itself(),
                message,
                "remove it, or correct the type",
            );
        }
    }
    let pairs = [
        ("chars", field.min_chars, field.max_chars),
        ("items", field.min_items, field.max_items),
    ];
    for (unit, min, max) in pairs {
        if let (Some(min), Some(max)) = (min, max)
            && min > max
        {
            let message =
                format!("`min_{unit}` is {min} and `max_{unit}` is {max}: nothing fits both");
            problems.add(
                place.key(&format!("min_{unit}")),
                message,
                "swap them, or correct one",
            );
        }
    }
    check_range(field, value, &place.key("range"), problems);
}

fn check_range(field: &Field, value: &ValueType, place: &Place, problems: &mut Problems) {
    let Some(range) = field.range else { return };
    if let (Some(min), Some(max)) = (range.min, range.max)
        && min > max
    {
        let message = format!("the range begins at {min} and ends at {max}: nothing is in it");
        problems.add(place.key("min"), message, "swap them, or correct one");
    }
    if range.min.is_none() && range.max.is_none() {
        let message = "the range has neither `min` nor `max`";
        problems.add(
            place.clone(),
            message,
            "give one of them, or remove the range",
        );
    }
    if value.item == Item::Float {
        return;
    }
    if value.item == Item::Uint64 && range.min.is_some_and(|min| min < 0.0) {
        let message = format!(
            "`{}` is never negative, and its range begins so",
            field.name
        );
        let hint = "correct the range, or write the type `int64`";
        problems.add(place.key("min"), message, hint);
    }
    for (key, end) in [("min", range.min), ("max", range.max)] {
        if end.is_some_and(|end| end.fract() != 0.0) {
            let message = format!(
                "`{}` is a whole number, and this end of its range is not",
                field.name
            );
            problems.add(place.key(key), message, "round it, or correct the type");
        }
    }
}

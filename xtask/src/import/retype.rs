//! A field whose type has changed, and what we said of it that no longer makes sense.

use vod_codegen::spec::{Field, TypeRef};

use super::member_type::is_scalar;

/// Gives a field another type; says what has changed, and which limits went with the old type.
///
/// Values of ours, such as the default, are looked at when all types are known.
pub(super) fn retype(field: &mut Field, type_: &TypeRef) -> String {
    let old = std::mem::replace(&mut field.type_, type_.clone());
    (field.optional, field.as_text) = (None, false);
    let (item, is_list) = (type_.name.as_str(), type_.is_list);
    let is_whole = matches!(item, "int64" | "uint64");
    let is_text = is_scalar(item) && !is_whole && !matches!(item, "float" | "bool");
    let ends = field.range.map(|range| [range.min, range.max]);
    let has_fraction = ends
        .into_iter()
        .flatten()
        .flatten()
        .any(|end| end.fract() != 0.0);
    let fits_range = item == "float" || (is_whole && !has_fraction);

    let mut dropped = Vec::new();
    keep_if(type_.is("string"), &mut field.json, "json", &mut dropped);
    keep_if(is_text, &mut field.min_chars, "min_chars", &mut dropped);
    keep_if(is_text, &mut field.max_chars, "max_chars", &mut dropped);
    keep_if(is_list, &mut field.min_items, "min_items", &mut dropped);
    keep_if(is_list, &mut field.max_items, "max_items", &mut dropped);
    keep_if(fits_range, &mut field.range, "range", &mut dropped);
    let change = format!("is `{type_}` now and was `{old}`, which is breaking");
    if dropped.is_empty() {
        change
    } else {
        format!(
            "{change}; dropped with the old type: {}",
            dropped.join(", ")
        )
    }
}

fn keep_if<T>(fits: bool, fact: &mut Option<T>, key: &str, dropped: &mut Vec<String>) {
    if !fits && fact.take().is_some() {
        dropped.push(format!("`{key}`"));
    }
}

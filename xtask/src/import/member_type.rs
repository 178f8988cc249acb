//! From upstream's types to those of the spec.

use vod_codegen::model::Item;
use vod_codegen::spec::TypeRef;

/// The type of a member.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct MemberType<'a> {
    /// As the spec has it.
    pub(super) type_: TypeRef,
    /// The object that it is, or of which it is a list.
    pub(super) object: Option<&'a str>,
}

/// The type of a member, if upstream is known to have it.
pub(super) fn parse<'a>(kind: &str, member: &'a str) -> Option<MemberType<'a>> {
    // Two forms of a time, which the spec does not tell apart: the text itself does.
    let member = match member {
        "datetime_iso" | "datetime" => "timestamp",
        other => other,
    };
    let is_scalar = is_scalar(member);
    match kind {
        "list" => Some(MemberType {
            type_: list_of(member),
            object: (!is_scalar).then_some(member),
        }),
        "object" if !is_scalar => Some(MemberType {
            type_: TypeRef::parse(member),
            object: Some(member),
        }),
        _ => (kind_of(member) == Some(kind)).then(|| MemberType {
            type_: TypeRef::parse(member),
            object: None,
        }),
    }
}

fn list_of(item: &str) -> TypeRef {
    TypeRef {
        name: item.to_owned(),
        is_list: true,
    }
}

/// Whether the name is that of a scalar.
pub(super) fn is_scalar(name: &str) -> bool {
    Item::scalar(name).is_some()
}

/// Upstream's kind of the members that are scalars of this name.
fn kind_of(scalar: &str) -> Option<&'static str> {
    Some(match Item::scalar(scalar)? {
        _ if scalar == "binary" => "binary",
        Item::String | Item::Timestamp => "string",
        Item::Int64 | Item::Uint64 => "int",
        Item::Float => "float",
        Item::Bool => "bool",
        Item::Struct(_) | Item::OpenSet(_) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{MemberType, TypeRef, parse};

    #[test]
    fn every_combination_that_upstream_has_is_known() {
        let table = [
            ("string", "string", "string", None),
            ("int", "int64", "int64", None),
            ("int", "uint64", "uint64", None),
            ("float", "float", "float", None),
            ("bool", "bool", "bool", None),
            ("string", "datetime_iso", "timestamp", None),
            ("string", "datetime", "timestamp", None),
            ("string", "date", "date", None),
            ("binary", "binary", "binary", None),
            ("list", "string", "[string]", None),
            ("list", "uint64", "[uint64]", None),
            ("list", "Order", "[Order]", Some("Order")),
            ("object", "Order", "Order", Some("Order")),
        ];
        for (kind, member, type_, object) in table {
            let type_ = TypeRef::parse(type_);
            assert_eq!(
                parse(kind, member),
                Some(MemberType { type_, object }),
                "{kind} {member}"
            );
        }
    }

    #[test]
    fn other_combinations_are_not() {
        for (kind, member) in [
            ("int", "string"),
            ("string", "int64"),
            ("object", "string"),
            ("map", "string"),
            ("string", "Order"),
            ("double", "double"),
            ("", ""),
        ] {
            assert_eq!(parse(kind, member), None, "{kind} {member}");
        }
    }
}

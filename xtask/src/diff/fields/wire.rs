//! The effect of another type on a running program: what it sends may be refused, and what it receives
//! may not be read.

use vod_codegen::spec::{TypeFile, TypeRef};

use super::{FieldPair, List};
use crate::verdict::Verdict;

/// How values of a type are written in JSON.
#[derive(Clone, Debug, PartialEq)]
enum Form {
    Text,
    /// Text that must be of a form of its own.
    Formatted(String),
    /// A number, from those of few values to those of many.
    Number(u8),
    Bool,
    /// An object with fields of these names and types, sorted; `None` if there is no such type.
    Object(Option<Vec<(String, String)>>),
}

/// The effect of another type of a field.
pub(super) fn verdict(field: &FieldPair<'_>, old: &TypeRef, new: &TypeRef) -> Verdict {
    if old.is_list != new.is_list {
        return Verdict::Breaking;
    }
    let lists = field.lists;
    match (form(&lists.old, &old.name), form(&lists.new, &new.name)) {
        (old, new) if old == new => Verdict::Docs,
        (Form::Text, Form::Formatted(_)) | (Form::Formatted(_), Form::Text) => Verdict::Docs,
        // The service accepts more values, or answers with fewer.
        (Form::Number(old), Form::Number(new)) if old < new && !lists.in_responses => {
            Verdict::Additive
        }
        (Form::Number(old), Form::Number(new)) if old > new && !lists.in_requests => Verdict::Docs,
        _ => Verdict::Breaking,
    }
}

fn form(list: &List<'_>, type_: &str) -> Form {
    match type_ {
        "string" => Form::Text,
        "uint64" => Form::Number(0),
        "int64" => Form::Number(1),
        "float" => Form::Number(2),
        "bool" => Form::Bool,
        name @ ("timestamp" | "date" | "binary") => Form::Formatted(name.to_owned()),
        name if list.type_file(name).is_some_and(TypeFile::is_open_set) => Form::Text,
        name => Form::Object(list.type_file(name).map(|file| {
            let fields = file.fields.iter();
            let fields = fields.map(|field| (field.name.clone(), field.type_.to_string()));
            let mut fields: Vec<(String, String)> = fields.collect();
            fields.sort();
            fields
        })),
    }
}

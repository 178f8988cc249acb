//! A call that a program could begin with: one whose request takes few arguments, all of them simple.

use vod_codegen::model::{Action, Api, Field, Item, Version};
use vod_codegen::names;

/// A call of a typed action.
pub(super) struct FirstCall<'a> {
    /// Module of the version: `v2020_12_29`.
    pub(super) module: &'a str,
    /// Type of the request.
    pub(super) request: &'a str,
    /// The request, as an expression.
    pub(super) expression: String,
    /// The method of the client.
    pub(super) method: &'a str,
    /// Name of the action.
    pub(super) action: &'a str,
}

/// The simplest call that there is, of those that are not deprecated; reading comes before changing.
pub(super) fn find(api: &Api) -> Option<FirstCall<'_>> {
    let all = api.versions.iter().rev().flat_map(|version| {
        let actions = version.actions.iter();
        actions.filter_map(move |action| call(version, action))
    });
    let reads = |call: &FirstCall<'_>| {
        ["Describe", "Get", "List"]
            .iter()
            .any(|it| call.action.starts_with(it))
    };
    all.min_by_key(|call| {
        (
            !reads(call),
            call.expression.matches(", ").count(),
            call.expression.len(),
        )
    })
}

fn call<'a>(version: &'a Version, action: &'a Action) -> Option<FirstCall<'a>> {
    if action.deprecated.is_some() {
        return None;
    }
    let builder = action.request.builder.as_ref()?;
    let arguments = builder.arguments.iter();
    let arguments = arguments.map(|index| value(&action.request.fields[*index]));
    let arguments: Vec<String> = arguments.collect::<Option<_>>()?;
    let request = &action.request.name;
    Some(FirstCall {
        module: &version.module,
        request,
        expression: format!("{request}::new({})", arguments.join(", ")),
        method: names::file(action.method.as_deref()?),
        action: &action.name,
    })
}

/// A value that a simple field can have.
fn value(field: &Field) -> Option<String> {
    let value = match field.value.item {
        Item::String | Item::OpenSet(_) => "\"a\"",
        Item::Timestamp => "\"2026-01-01T00:00:00Z\"",
        Item::Int64 | Item::Uint64 => "1",
        Item::Float => "1.0",
        Item::Bool => "true",
        Item::Struct(_) => return None,
    };
    Some(match field.value.is_list {
        true => format!("[{value}]"),
        false => value.to_owned(),
    })
}

//! A description with typed members: the actions, and the types that they use.

use std::collections::BTreeMap;

use vod_codegen::spec::{Edition, TypeRef};

use super::{lists, raw};

/// A version of a service's API, as upstream describes it.
#[derive(Debug)]
pub(super) struct Described {
    pub(super) service: String,
    pub(super) version: String,
    /// The edition, if the documentation of the actions shows it.
    pub(super) edition: Option<Edition>,
    pub(super) actions: BTreeMap<String, Action>,
    /// The types that actions use, directly or through others.
    pub(super) types: BTreeMap<String, Vec<Member>>,
}

#[derive(Debug)]
pub(super) struct Action {
    pub(super) is_deprecated: bool,
    /// Whether the action is called without a signature, if that is known.
    pub(super) skips_signature: Option<bool>,
    pub(super) parameters: Vec<Member>,
    /// The fields of the response without `RequestId`.
    pub(super) response: Vec<Member>,
}

/// A parameter or a field.
#[derive(Debug)]
pub(super) struct Member {
    pub(super) name: String,
    /// The type as the spec spells it.
    pub(super) type_: TypeRef,
    pub(super) is_required: bool,
    pub(super) is_disabled: bool,
    /// Whether every response has it, if that is known.
    pub(super) is_always_returned: Option<bool>,
    pub(super) may_be_null: bool,
    pub(super) example: Option<String>,
    /// The words at which the items of lists in its documentation begin.
    pub(super) listed: Vec<String>,
}

impl Member {
    /// A member as it is written, with its type as the spec spells it.
    pub(super) fn new(member: &raw::Member, type_: TypeRef) -> Self {
        Self {
            name: member.name.clone(),
            type_,
            is_required: member.required.is_true(),
            is_disabled: member.disabled.is_true(),
            is_always_returned: member.output_required.known(),
            may_be_null: member.value_allowed_null.is_true(),
            example: member
                .example
                .as_ref()
                .and_then(|example| example.as_str())
                .map(str::to_owned),
            listed: lists::first_words(
                member
                    .document
                    .as_ref()
                    .and_then(|it| it.as_str())
                    .unwrap_or_default(),
            ),
        }
    }
}

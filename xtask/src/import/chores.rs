//! Manual follow-ups of an import: prose, and decisions that upstream's description does not contain.

use std::collections::HashSet;

use vod_codegen::read::Version;
use vod_codegen::spec::{ActionFile, Field, TypeFile};

use super::report::Undocumented;

/// Manual follow-ups of an import. Each list is sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chores {
    /// Actions without a summary of ours and without a decided retry class.
    pub actions: Vec<String>,
    /// Types without a summary of their own that the spec did not have before.
    pub types: Vec<String>,
    /// Parameters and fields without documentation that the spec did not have before:
    /// `DescribeMediaInfos.FileIds`.
    pub fields: Vec<String>,
    /// Error codes without a meaning.
    pub error_codes: Vec<String>,
}

/// The follow-ups in a version that was `existing`.
pub(super) fn chores(
    existing: Option<&Version>,
    actions: &[ActionFile],
    types: &[TypeFile],
    undocumented: &Undocumented,
) -> Chores {
    let known = Known::of(existing);
    let new_types = types
        .iter()
        .filter(|file| file.summary.is_empty() && !known.types.contains(file.name.as_str()));
    let new_fields = fields(actions, types)
        .filter(|(owner, field)| field.docs.is_empty() && !known.has(owner, field));
    let mut chores = Chores {
        actions: undocumented.actions.clone(),
        types: new_types.map(|file| file.name.clone()).collect(),
        fields: new_fields
            .map(|((_, owner), field)| format!("{owner}.{}", field.name))
            .collect(),
        error_codes: undocumented.error_codes.clone(),
    };
    chores.types.sort();
    chores.fields.sort();
    chores
}

/// The kind of list that a field is in, and the name of the action or type.
type Owner<'a> = (&'static str, &'a str);

/// What a version of the spec has.
#[derive(Default)]
struct Known<'a> {
    types: HashSet<&'a str>,
    fields: HashSet<(Owner<'a>, &'a str)>,
}

impl<'a> Known<'a> {
    fn of(version: Option<&'a Version>) -> Self {
        let Some(version) = version else {
            return Self::default();
        };
        let actions = version.actions.iter().map(|file| &file.value);
        let types = version.types.iter().map(|file| &file.value);
        let fields = fields(actions, types.clone());
        Self {
            fields: fields
                .map(|(owner, field)| (owner, field.name.as_str()))
                .collect(),
            types: types.map(|file| file.name.as_str()).collect(),
        }
    }

    fn has(&self, owner: &Owner<'_>, field: &Field) -> bool {
        self.fields.contains(&(*owner, field.name.as_str()))
    }
}

fn fields<'a>(
    actions: impl IntoIterator<Item = &'a ActionFile>,
    types: impl IntoIterator<Item = &'a TypeFile>,
) -> impl Iterator<Item = (Owner<'a>, &'a Field)> {
    let of_actions = actions.into_iter().flat_map(|action| {
        let parameters = action.parameters.iter().map(|field| ("parameters", field));
        let response = action.response.iter().map(|field| ("response", field));
        parameters
            .chain(response)
            .map(|(list, field)| ((list, action.name.as_str()), field))
    });
    let of_types = types.into_iter().flat_map(|file| {
        let fields = file.fields.iter();
        fields.map(|field| (("fields", file.name.as_str()), field))
    });
    of_actions.chain(of_types)
}

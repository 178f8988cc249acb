//! The structs of the types.

use crate::docs::Block;
use crate::model::{Package, Struct, Type};
use crate::problem::Place;
use crate::read::Loaded;

use super::fields::{self, FieldList, Owner};
use super::naming::Named;
use super::problems::Problems;
use super::sources::Sources;
use super::types::Types;
use super::usages::Usages;
use super::{conditions, new, open_sets, texts};

/// Why the fields of a type are optional whatever is required.
const SHARED: &str = "Requests and responses share this type, so every field is an `Option`. What is required, \
                      limits and defaults concern requests; what is always returned or may be null, responses.";

/// The structs of all types.
pub(super) fn lower(
    package: &Package,
    types: &Types<'_>,
    usages: &Usages<'_>,
    sources: &Sources<'_>,
    problems: &mut Problems,
) -> Vec<Type> {
    let lowered = types.structs.iter().enumerate().map(|(index, file)| Type {
        module: Named::of_type(file).module,
        structure: lower_type(package, types, index, usages, problems),
        is_in_requests: types.usage(index).in_requests,
        is_in_responses: types.usage(index).in_responses,
        source: sources.file(types.file(index).file),
        wire_source: sources.other(types.file(index).file),
    });
    lowered.collect()
}

fn lower_type(
    package: &Package,
    types: &Types<'_>,
    index: usize,
    usages: &Usages<'_>,
    problems: &mut Problems,
) -> Struct {
    let Loaded { file, value } = types.file(index);
    let place = Place::file(*file);
    let usage = types.usage(index);
    let list = FieldList {
        place: place.key("fields"),
        owner: Owner::Type(index),
        name: &value.name,
        fields: &value.fields,
        pagination: None,
    };
    open_sets::check_has_values(value, &place, problems);
    let arguments = if usage.in_requests {
        new::check(&list, &value.new, &place.key("new"), types, problems)
    } else {
        Vec::new()
    };
    let fields = fields::lower(&list, types, problems);
    let one_of = place.key("one_of");
    let conditions = conditions::lower(&list, &value.one_of, &one_of, types, problems);
    let siblings = fields::siblings(&fields);
    let mut docs = texts::summary_and_docs(
        &usages.summary_of(value),
        &usages.docs_of(value),
        &place,
        &|text| types.links.prose(text, &value.name, &siblings),
        problems,
    );
    let name = types.rust_name(value);
    docs.extend(texts::name_of_api(&name, &value.name));
    docs.extend(conditions::paragraphs(&value.one_of));
    if usage.is_both() {
        docs.push(Block::Paragraph(SHARED.to_owned()));
    }
    texts::check_code(&value.code, place.key("code"), problems);
    docs.extend(texts::example(&value.code, package));
    Struct {
        name,
        docs,
        deprecated: None,
        builder: usage
            .in_requests
            .then(|| new::builder(list.owner, arguments)),
        fields,
        conditions: match usage.in_requests {
            true => conditions,
            false => Vec::new(),
        },
        is_strict: !usage.in_responses,
    }
}

//! From upstream's description of a service to the files of the spec.
//!
//! Facts are upstream's, words are ours: what we wrote stays, and no sentence of upstream comes in.
//! Items that disappear from upstream are kept until a person removes them, because callers may have its name in
//! their code.

mod actions;
mod command;
mod describe;
mod described;
mod edition;
mod error_codes;
mod example_fixups;
mod examples;
mod existing;
mod fields;
mod files;
mod fixups;
mod inputs;
mod listed_values;
mod lists;
mod maintained;
mod member_type;
mod own_types;
mod query;
mod raw;
mod refusal;
mod report;
mod retype;
mod settle;
mod usage;
mod values;
mod words;

pub(crate) use command::{Args, Inputs, Merge, Merged, UpstreamFiles, print_report, run, wanted};
use std::collections::BTreeMap;

use crate::fmt_spec::{self, TypeFields};
use vod_codegen::read::{SpecFile, Version};
use vod_codegen::spec::{ActionFile, Edition, ErrorCodesFile, Field, TypeFile};

use describe::describe;
use described::Described;
use edition::Editions;
use error_codes::Listed;
use examples::Calls;
use existing::Existing;
use files::Files;

pub(crate) use actions::placeholder_summary;
pub(crate) use error_codes::NOT_DESCRIBED;
pub(crate) use fixups::{FixupState, fixup_states};
pub use refusal::{ImportError, Input, Refusal};
pub use report::{Counts, Report};
pub(crate) use words::neutral_address;

/// The texts of upstream's files.
#[derive(Clone, Copy, Debug)]
pub struct Upstream<'a> {
    /// The description of one version of a service's API.
    pub api: &'a str,
    /// For each action the error codes that it may return.
    pub errors: Option<&'a str>,
    /// For each action its example calls.
    pub examples: Option<&'a str>,
    /// The edition that they are of; `None` to tell it by the language of the documentation.
    pub edition: Option<Edition>,
}

/// The result of an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// The folder of the version below the spec folder: `vod/2018-07-17`.
    pub folder: String,
    /// All files of the version: paths below its folder, and texts.
    pub files: Vec<(String, String)>,
    /// The report.
    pub report: Report,
}

/// Brings the spec of one version to what upstream describes.
///
/// `existing` are the files of the whole spec folder, of all services. Importing the same again changes
/// nothing.
pub fn import(upstream: &Upstream<'_>, existing: &[SpecFile]) -> Result<Import, ImportError> {
    let existing = Existing::read(existing).map_err(ImportError::Spec)?;
    let mut report = Report::default();
    let read = read_upstream(upstream, &mut report).map_err(ImportError::Upstream)?;
    let (mut described, mut listed, calls) = read;

    let folder = existing.folder(&described.service).to_owned();
    let (version, others) = existing.version(&folder, &described.version);
    let editions = editions(upstream.edition.or(described.edition), version);
    editions.restrict(&mut described, version);
    let open_sets = version.map(own_types::open_sets).unwrap_or_default();
    let refusals = own_types::refusals(&described, &open_sets);
    if !refusals.is_empty() {
        return Err(ImportError::Upstream(refusals));
    }
    if let Some(version) = version {
        own_types::keep(&mut described, version, &open_sets);
        listed_values::report(&described, version, &mut report);
    }
    if let Some(listed) = listed.as_mut().filter(|_| !editions.is_followed()) {
        listed.restrict(&described.actions);
    }
    report.other_edition = editions.mark();
    let files = Files {
        described: &described,
        existing: version,
        editions,
        usages: usage::usages(&described, version),
        built: version.map(usage::of_version).unwrap_or_default(),
        open_sets,
    };
    let types = files.types(&mut report);
    let types = files.settle_types(&types, &mut report);
    let known = TypeFields::of(&types);
    let actions = files.actions(&known, listed.as_ref(), &calls, &mut report);
    let error_codes = error_codes::merge(version, editions, listed.as_ref(), &others, &mut report);

    report.counts = counts(&actions, &types, &error_codes);
    report.sort();
    let service = fmt_spec::service(&files.service(&others));
    Ok(Import {
        folder: format!("{folder}/{}", described.version),
        files: texts(service, &actions, &types, &error_codes),
        report,
    })
}

fn editions(imported: Option<Edition>, version: Option<&Version>) -> Editions {
    let followed = version.map(|version| version.service.value.edition);
    let imported = imported.or(followed).unwrap_or_default();
    Editions {
        imported,
        followed: followed.unwrap_or(imported),
    }
}

fn read_upstream(
    upstream: &Upstream<'_>,
    report: &mut Report,
) -> Result<(Described, Option<Listed>, Calls), Vec<Refusal>> {
    let one = |refusal| vec![refusal];
    let mut description: raw::Description =
        refusal::parse(Input::Api, upstream.api).map_err(one)?;
    fixups::apply(&mut description)?;
    let described = describe(description)?;
    let listed = upstream.errors.map(|text| Listed::read(text, report));
    let calls = upstream.examples.map(examples::read);
    let listed = listed.transpose().map_err(one)?;
    let mut calls = calls.transpose().map_err(one)?.unwrap_or_default();
    // The translation has damaged them; the other edition has them whole.
    if upstream.edition.or(described.edition).unwrap_or_default() == Edition::International {
        example_fixups::apply(&described, &mut calls)?;
    }
    Ok((described, listed, calls))
}

fn texts(
    service: String,
    actions: &[ActionFile],
    types: &[TypeFile],
    error_codes: &ErrorCodesFile,
) -> Vec<(String, String)> {
    let known = TypeFields::of(types);
    let mut texts = BTreeMap::new();
    texts.insert("service.json".to_owned(), service);
    texts.insert(
        "error_codes.json".to_owned(),
        fmt_spec::error_codes(error_codes),
    );
    for file in actions {
        let path = format!("actions/{}.json", file.name);
        texts.insert(path, fmt_spec::action(file, &known));
    }
    for file in types {
        let path = format!("types/{}.json", file.name);
        texts.insert(path, fmt_spec::data_type(file, &known));
    }
    texts.into_iter().collect()
}

fn counts(actions: &[ActionFile], types: &[TypeFile], error_codes: &ErrorCodesFile) -> Counts {
    Counts {
        actions: actions.len(),
        types: types.len(),
        fields: all_fields(actions, types).count(),
        error_codes: error_codes.codes.len(),
        examples: actions.iter().map(|action| action.examples.len()).sum(),
    }
}

fn all_fields<'a>(
    actions: &'a [ActionFile],
    types: &'a [TypeFile],
) -> impl Iterator<Item = &'a Field> {
    let of_actions = actions
        .iter()
        .flat_map(|action| action.parameters.iter().chain(&action.response));
    of_actions.chain(types.iter().flat_map(|file| &file.fields))
}

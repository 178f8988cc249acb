//! From the spec to the model: every decision, and every check that takes more than one place of the
//! spec to make.
//!
//! Nothing here stops at the first problem, so that a maintainer sees all of them at once.

mod actions;
mod directions;
mod error_codes;
mod examples;
mod expressions;
mod facts;
mod fields;
mod holders;
mod limits;
mod naming;
mod new;
mod paging;
mod problems;
mod secrets;
mod services;
mod session;
mod sources;
mod texts;
mod types;
mod values;

use crate::docs::{Block, prose};
use crate::model::{Api, Version};
use crate::names;
use crate::problem::Problem;
use crate::read::{self, Holes, Spec, SpecFile};

use naming::Methods;
use problems::Problems;
use sources::Sources;
use types::Types;

/// Checks a spec and decides how its code looks; the problems are all of them.
///
/// Nothing is said of the holes, where the spec is not what the files say, and nothing that may be wrong
/// only because of them. If there are any, the API is worth nothing.
pub(crate) fn lower(spec: &Spec, files: &[SpecFile], holes: &Holes) -> Result<Api, Vec<Problem>> {
    let mut problems = Problems::new(holes);
    let sources = Sources::new(spec, files);
    let mut methods = Methods::default();
    let versions = spec
        .versions
        .iter()
        .map(|version| lower_version(version, &sources, &mut methods, &mut problems))
        .collect();
    let service = services::lower(spec, &mut problems);
    let api = Api {
        service: service.service,
        host: service.endpoint,
        versions,
        error_codes: error_codes::lower(spec, &mut problems),
        services_source: sources.files(
            "service.json",
            spec.versions.iter().map(|version| version.service.file),
        ),
        error_codes_source: sources.files(
            "error_codes.json",
            spec.versions.iter().map(|version| version.error_codes.file),
        ),
    };
    problems.unless_none(api)
}

fn lower_version(
    version: &read::Version,
    sources: &Sources<'_>,
    methods: &mut Methods,
    problems: &mut Problems,
) -> Version {
    let known = Types::new(version, problems);
    let types = types::lower(&known, sources, problems);
    let actions = actions::lower(version, &known, &types, sources, methods, problems);
    Version {
        version: version.folder.clone(),
        module: names::version(&version.folder),
        docs: version_docs(version),
        areas: version.service.value.areas.clone(),
        actions,
        types,
        source: sources.file(version.service.file),
        folder: sources.folder(version, ""),
        actions_folder: sources.folder(version, "/actions"),
        types_folder: sources.folder(version, "/types"),
    }
}

fn version_docs(version: &read::Version) -> Vec<Block> {
    let service = &version.service.value;
    let mut docs = vec![Block::Paragraph(format!(
        "Version {} of the API of {}.",
        prose(&version.folder),
        prose(&service.title)
    ))];
    if let Some(page) = &service.page {
        docs.push(Block::Paragraph(format!("Official page: <{page}>")));
    }
    docs
}

//! From the spec to the model: every decision, and every check that takes more than one place of the
//! spec to make.
//!
//! Nothing here stops at the first problem, so that a maintainer sees all of them at once.

mod actions;
mod areas;
mod conditions;
mod error_codes;
mod examples;
mod expressions;
mod facts;
mod fields;
mod json_text;
mod known;
mod limits;
mod links;
mod missing;
mod naming;
mod new;
mod open_sets;
mod package;
mod paging;
mod problems;
mod recursion;
mod repetition;
mod secrets;
mod services;
mod session;
mod sources;
mod structs;
mod swapped;
mod tasks;
mod texts;
mod types;
mod unknown_keys;
mod usages;
mod values;

use crate::docs::{Block, prose};
use crate::model::{Api, ErrorCode, Package, Source, Version};
use crate::names;
use crate::problem::{Place, Problem};
use crate::read::{self, Spec, SpecFile};

use expressions::Values;
use naming::Methods;
use problems::Problems;
use sources::Sources;
use types::Types;
use usages::Usages;

/// Checks a spec and decides how its code looks; the problems are all of them.
pub(crate) fn lower(spec: &Spec, files: &[SpecFile]) -> Result<Api, Vec<Problem>> {
    let mut problems = Problems::default();
    let sources = Sources::new(spec, files);
    let mut methods = Methods::default();
    let error_codes = error_codes::lower(spec, &mut problems);
    let package = package::lower(spec);
    let versions = spec
        .versions
        .iter()
        .map(|version| {
            lower_version(
                version,
                &package,
                &error_codes,
                &sources,
                &mut methods,
                &mut problems,
            )
        })
        .collect();
    let service = services::lower(spec, &mut problems);
    let api = Api {
        package,
        service: service.service,
        title: service.title,
        host: service.endpoint,
        versions,
        error_codes,
        methods_source: Source {
            sha256: None,
            ..sources.indices(&spec.versions)
        },
        services_source: sources.indices(&spec.versions),
        error_codes_source: sources.files(
            "error_codes.json",
            spec.versions.iter().map(|version| version.error_codes.file),
        ),
    };
    problems.unless_any(api)
}

fn lower_version(
    version: &read::Version,
    package: &Package,
    error_codes: &[ErrorCode],
    sources: &Sources<'_>,
    methods: &mut Methods,
    problems: &mut Problems,
) -> Version {
    let known = Types::new(version, package.core, problems);
    let usages = Usages::new(version);
    let types = structs::lower(package, &known, &usages, sources, problems);
    let open_sets = open_sets::lower(&known, &usages, sources, problems);
    let actions = actions::lower(
        version,
        error_codes,
        &known,
        Values {
            types: &types,
            open_sets: &open_sets,
        },
        sources,
        methods,
        problems,
    );
    Version {
        package: package.clone(),
        version: version.folder.clone(),
        module: names::version(&version.folder),
        docs: version_docs(version, &known, problems),
        areas: areas::lower(version),
        actions,
        types,
        open_sets,
        source: sources.index(version),
        index_source: Source {
            sha256: None,
            ..sources.index(version)
        },
        folder: sources.folder(version, ""),
        actions_folder: sources.folder(version, "/actions"),
        types_folder: sources.folder(version, "/types"),
    }
}

fn version_docs(version: &read::Version, types: &Types<'_>, problems: &mut Problems) -> Vec<Block> {
    let service = &version.service.value;
    let place = Place::file(version.service.file);
    let mut docs = vec![Block::Paragraph(format!(
        "Version {} of the API of {}.",
        prose(&version.folder),
        prose(&service.title)
    ))];
    let words = |text: &str| types.links.prose(text, "", &[]);
    docs.extend(texts::paragraphs(&service.docs, &place, &words, problems));
    if let Some(page) = &service.page {
        docs.push(Block::Paragraph(format!("Official page: <{page}>")));
    }
    docs
}

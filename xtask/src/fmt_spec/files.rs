//! The files of a whole spec folder in their canonical form.

use std::collections::BTreeMap;

use vod_codegen::diagnostic::{Diagnostic, diagnose};
use vod_codegen::read::{Spec, SpecFile, Version, read};

use super::{TypeFields, action, data_type, error_codes, service};

/// The canonical texts of these files, in their order; the folder may hold several services.
///
/// Every value is kept. If the form of any file is wrong, the errors are those of all files.
pub fn format(files: &[SpecFile]) -> Result<Vec<String>, Vec<Diagnostic>> {
    let mut by_service: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, file) in files.iter().enumerate() {
        let folder = file.path.split('/').next().unwrap_or_default();
        by_service.entry(folder).or_default().push(index);
    }
    let mut texts = vec![String::new(); files.len()];
    let mut diagnostics = Vec::new();
    for indices in by_service.into_values() {
        let of_service: Vec<SpecFile> = indices.iter().map(|at| files[*at].clone()).collect();
        match read(&of_service) {
            Ok(spec) => {
                for (at, text) in texts_of(&spec) {
                    texts[indices[at]] = text;
                }
            }
            Err(problems) => diagnostics.extend(diagnose(&of_service, problems)),
        }
    }
    if diagnostics.is_empty() {
        Ok(texts)
    } else {
        Err(diagnostics)
    }
}

/// The text of each file, with the file's index.
fn texts_of(spec: &Spec) -> Vec<(usize, String)> {
    spec.versions.iter().flat_map(texts_of_version).collect()
}

fn texts_of_version(version: &Version) -> Vec<(usize, String)> {
    let types = TypeFields::of(version.types.iter().map(|file| &file.value));
    let mut texts = vec![
        (version.service.file, service(&version.service.value)),
        (
            version.error_codes.file,
            error_codes(&version.error_codes.value),
        ),
    ];
    let actions = version.actions.iter();
    texts.extend(actions.map(|file| (file.file, action(&file.value, &types))));
    let data_types = version.types.iter();
    texts.extend(data_types.map(|file| (file.file, data_type(&file.value, &types))));
    texts
}

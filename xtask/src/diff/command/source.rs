//! A spec that a command names: a folder, or a revision.

use std::path::Path;

use vod_codegen::SpecFile;

use super::revision;
use crate::failure::Failure;
use crate::spec_files;
use crate::workspace;

/// A spec that was read.
pub(crate) struct SpecSource {
    /// Its display name.
    pub(crate) name: String,
    pub(crate) files: Vec<SpecFile>,
}

impl SpecSource {
    /// The folder of this name, or else the revision, in which the spec has the folder `spec`, or that of the
    /// workspace.
    pub(crate) fn read(name: &str, spec: Option<&Path>) -> Result<Self, Failure> {
        let folder = Path::new(name);
        if folder.is_dir() {
            return Self::folder(&workspace::absolute(folder)?);
        }
        let files = revision::read(name, &workspace::spec(spec)?)?;
        Ok(Self {
            name: name.to_owned(),
            files,
        })
    }

    /// A folder.
    pub(crate) fn folder(folder: &Path) -> Result<Self, Failure> {
        Ok(Self {
            name: workspace::shown(folder),
            files: spec_files::read(folder)?.files,
        })
    }
}

//! Sources of generated files, with checksums that reveal changes.

use sha2::{Digest, Sha256};

use crate::model::Source;
use crate::read::{Spec, SpecFile, Version};

/// How many bytes of a sum are shown: enough to notice a change.
const SHOWN_BYTES: usize = 8;

/// Looks up the files of a spec.
pub(super) struct Sources<'a> {
    service_folder: &'a str,
    files: &'a [SpecFile],
}

impl<'a> Sources<'a> {
    pub(super) fn new(spec: &'a Spec, files: &'a [SpecFile]) -> Self {
        Self {
            service_folder: &spec.folder,
            files,
        }
    }

    /// One file; one that is missing is a problem, and nothing is made from it.
    pub(super) fn file(&self, file: usize) -> Source {
        let path = self.files.get(file).map_or("", |file| &file.path);
        Source {
            path: format!("spec/{path}"),
            besides: None,
            sha256: Some(self.sum([file])),
        }
    }

    /// One file for a second generated file: the sum in the first is enough to notice a change.
    pub(super) fn other(&self, file: usize) -> Source {
        Source {
            sha256: None,
            ..self.file(file)
        }
    }

    /// `service.json` of a version, in a generated file that lists the actions too.
    pub(super) fn index(&self, version: &Version) -> Source {
        Source {
            besides: Some(self.folder(version, "/actions").path),
            ..self.file(version.service.file)
        }
    }

    /// `service.json` of every version, in a generated file that lists the actions too.
    pub(super) fn indices(&self, versions: &[Version]) -> Source {
        if let [version] = versions {
            return self.index(version);
        }
        let services = versions.iter().map(|version| version.service.file);
        Source {
            besides: Some(format!("spec/{}/*/actions", self.service_folder)),
            ..self.files("service.json", services)
        }
    }

    /// The files of one name in every version.
    pub(super) fn files(&self, name: &str, files: impl Iterator<Item = usize>) -> Source {
        let files: Vec<usize> = files.collect();
        match files[..] {
            [file] => self.file(file),
            _ => Source {
                path: format!("spec/{}/*/{name}", self.service_folder),
                besides: None,
                sha256: Some(self.sum(files)),
            },
        }
    }

    /// A folder of a version.
    pub(super) fn folder(&self, version: &Version, below: &str) -> Source {
        Source {
            path: format!("spec/{}/{}{below}", self.service_folder, version.folder),
            besides: None,
            sha256: None,
        }
    }

    /// The sum is the same whatever line ends a checkout has.
    fn sum(&self, files: impl IntoIterator<Item = usize>) -> String {
        let mut sum = Sha256::new();
        for file in files.into_iter().filter_map(|file| self.files.get(file)) {
            if file.text.contains('\r') {
                sum.update(file.text.replace("\r\n", "\n"));
            } else {
                sum.update(&file.text);
            }
        }
        let shown = &sum.finalize()[..SHOWN_BYTES];
        shown.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

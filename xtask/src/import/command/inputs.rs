//! Upstream's files, and what they make of the spec.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::import::{Import, ImportError, Input, Refusal, Upstream, import};
use vod_codegen::SpecFile;
use vod_codegen::spec::Edition;

use crate::failure::Failure;
use crate::generate::command;
use crate::output::{Style, count, warn};
use crate::spec_files::{self, SCHEMA_FOLDER};
use crate::workspace;

/// Which files to import, and into which spec.
#[derive(clap::Args)]
pub(crate) struct Inputs {
    #[command(flatten)]
    pub(crate) upstream: UpstreamFiles,
    /// Folder of the spec, with SERVICE/VERSION/… below it [default: spec/ of the workspace].
    #[arg(long, value_name = "DIR")]
    pub(crate) spec: Option<PathBuf>,
}

/// Upstream's files.
#[derive(clap::Args)]
pub(crate) struct UpstreamFiles {
    /// Upstream's description of one version of a service: its api.json.
    #[arg(long, value_name = "API_JSON")]
    pub(crate) api: PathBuf,
    /// The error codes of each action.
    #[arg(long, value_name = "ERROR_CODES_JSON")]
    errors: Option<PathBuf>,
    /// The example calls of each action.
    #[arg(long, value_name = "EXAMPLES_JSON")]
    examples: Option<PathBuf>,
    /// The edition of the official documentation that the files are of: `international` or `mainland`. Of
    /// another edition than the spec follows, only actions that the spec lacks are taken [default: by the
    /// language of the descriptions].
    #[arg(long, value_name = "EDITION", value_parser = edition)]
    edition: Option<Edition>,
}

/// The result of a merge.
pub(crate) enum Merge {
    /// Nothing has been written yet.
    Done(Box<Merged>),
    /// There are errors, which have been printed.
    Refused(ExitCode),
}

/// The spec after the merge.
pub(crate) struct Merged {
    /// The folder of the spec.
    pub(crate) spec: PathBuf,
    /// The files that are there.
    pub(crate) existing: Vec<SpecFile>,
    pub(crate) imported: Import,
}

impl Inputs {
    /// Merges the files with the spec that is there.
    pub(crate) fn merge(&self) -> Result<Merge, Failure> {
        let spec = workspace::spec(self.spec.as_deref())?;
        let existing = read_spec(&spec)?;
        self.upstream.merge(spec, existing)
    }

    /// The command line of a command that takes these files.
    pub(crate) fn command(&self, name: &str) -> String {
        let upstream = &self.upstream;
        command(
            name,
            &[
                ("--api", Some(&upstream.api)),
                ("--errors", upstream.errors.as_deref()),
                ("--examples", upstream.examples.as_deref()),
                (
                    "--edition",
                    upstream.edition.map(spelled).as_deref().map(Path::new),
                ),
                ("--spec", self.spec.as_deref()),
            ],
        )
    }
}

impl UpstreamFiles {
    /// Merges the files with those of a spec.
    pub(crate) fn merge(&self, spec: PathBuf, existing: Vec<SpecFile>) -> Result<Merge, Failure> {
        let api = read_input(&self.api)?;
        let errors = self.errors.as_deref().map(read_input).transpose()?;
        let examples = self.examples.as_deref().map(read_input).transpose()?;
        let upstream = Upstream {
            api: &api,
            errors: errors.as_deref(),
            examples: examples.as_deref(),
            edition: self.edition,
        };
        Ok(match import(&upstream, &existing) {
            Ok(imported) => Merge::Done(Box::new(Merged {
                spec,
                existing,
                imported,
            })),
            Err(ImportError::Spec(diagnostics)) => {
                Merge::Refused(crate::generate::explain(&diagnostics))
            }
            Err(ImportError::Upstream(refusals)) => Merge::Refused(self.explain(&refusals)),
        })
    }

    fn explain(&self, refusals: &[Refusal]) -> ExitCode {
        let style = Style::of(&io::stderr());
        for refusal in refusals {
            let path = match refusal.input {
                Input::Api => Some(&self.api),
                Input::Errors => self.errors.as_ref(),
                Input::Examples => self.examples.as_ref(),
            };
            let path = path.map(|path| workspace::shown(path)).unwrap_or_default();
            warn(format_args!(
                "{} {refusal}\n",
                style.cyan(&format!("{path}:"))
            ));
        }
        warn(format_args!(
            "{} in the description; nothing was written",
            count(refusals.len(), "error")
        ));
        ExitCode::FAILURE
    }
}

impl Merged {
    /// The folder of the version, which is given with that of its service.
    pub(crate) fn target_folder(&self) -> Result<PathBuf, Failure> {
        let (spec, folder) = (&self.spec, &self.imported.folder);
        let is_service = self
            .existing
            .first()
            .is_some_and(|file| !spec.join(&file.path).is_file());
        if !is_service {
            return Ok(spec.join(folder));
        }
        // The paths of a single service begin with the name of the folder itself.
        let (service, version) = folder.split_once('/').unwrap_or((folder, ""));
        if spec.file_name().is_some_and(|name| name == service) {
            return Ok(spec.join(version));
        }
        let shown = workspace::shown(spec);
        Err(format!(
            "{shown} is the folder of another service than `{service}`: name the folder above it with --spec"
        )
        .into())
    }
}

fn edition(text: &str) -> Result<Edition, String> {
    serde_json::from_value(text.into())
        .map_err(|_| "expected `international` or `mainland`".to_owned())
}

pub(super) fn spelled(edition: Edition) -> String {
    match edition {
        Edition::International => "international",
        Edition::Mainland => "mainland",
    }
    .to_owned()
}

fn read_input(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| Failure::io("read", path, &error))
}

/// The files of the spec, of which there may be none yet.
fn read_spec(folder: &Path) -> Result<Vec<SpecFile>, Failure> {
    if !folder.exists() || is_empty(folder)? {
        return Ok(Vec::new());
    }
    Ok(spec_files::read(folder)?.files)
}

/// Whether the folder holds nothing but schemas, hidden files and texts about the spec.
fn is_empty(folder: &Path) -> Result<bool, Failure> {
    let failed = |error| Failure::io("read", folder, &error);
    for entry in fs::read_dir(folder).map_err(failed)? {
        let name = entry.map_err(failed)?.file_name();
        let name = name.to_string_lossy();
        if name != SCHEMA_FOLDER && !name.starts_with('.') && !name.ends_with(".md") {
            return Ok(false);
        }
    }
    Ok(true)
}

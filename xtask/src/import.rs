//! `cargo xtask import`: from upstream's description of a service to spec/.

mod report;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use vod_codegen::SpecFile;
use vod_codegen::import::{ImportError, Input, Refusal, Upstream, import};

use crate::failure::Failure;
use crate::generate::command;
use crate::output::{Style, count, warn};
use crate::spec_files::{self, SCHEMA_FOLDER};
use crate::workspace;
use crate::writer::{self, Mode, Ownership, Target, Wanted};

/// Writes the spec of a service from upstream's description of it.
///
/// Facts are updated: names, types, what is required, error codes. Every word of ours is kept, and no
/// sentence of upstream is taken. What upstream no longer has is kept too, marked as deprecated. What
/// appeared, disappeared and changed is listed, and what is still undocumented.
#[derive(clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Args {
    /// Upstream's description of one version of a service: its api.json.
    #[arg(long, value_name = "API_JSON")]
    api: PathBuf,
    /// The error codes of each action.
    #[arg(long, value_name = "ERROR_CODES_JSON")]
    errors: Option<PathBuf>,
    /// The example calls of each action.
    #[arg(long, value_name = "EXAMPLES_JSON")]
    examples: Option<PathBuf>,
    /// Folder of the spec, with SERVICE/VERSION/… below it [default: spec/ of the workspace].
    #[arg(long, value_name = "DIR")]
    spec: Option<PathBuf>,
    /// Write nothing; print how the spec would change.
    #[arg(long)]
    check: bool,
}

const AFTER_HELP: &str = "\
Examples:
  cargo xtask import --api vod/v20180717/api.json --errors vod/v20180717/error_codes.json
  cargo xtask import --api cvm/v20170312/api.json --spec ../my-spec
  cargo xtask import --api api.json --examples examples.json --check

Exit codes: 0 written, or with --check nothing would change; 1 the description or the spec is wrong,
or with --check something would change; 2 wrong arguments.";

/// Imports, or checks, as the arguments say.
pub(crate) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let started = Instant::now();
    let spec = match &args.spec {
        Some(folder) => workspace::absolute(folder)?,
        None => workspace::root()?.join("spec"),
    };
    let api = read_input(&args.api)?;
    let errors = args.errors.as_deref().map(read_input).transpose()?;
    let examples = args.examples.as_deref().map(read_input).transpose()?;
    let upstream = Upstream {
        api: &api,
        errors: errors.as_deref(),
        examples: examples.as_deref(),
    };
    let mode = Mode::from_check(args.check);
    let _spec_is_ours = mode.lock(&spec)?;
    let existing = read_spec(&spec)?;
    let imported = match import(&upstream, &existing) {
        Ok(imported) => imported,
        Err(ImportError::Spec(diagnostics)) => {
            return Ok(crate::generate::explain(&diagnostics));
        }
        Err(ImportError::Upstream(refusals)) => return Ok(explain(args, &refusals)),
    };
    report::print(&imported.report);
    let origin = workspace::shown(&args.api);
    let target = Target {
        folder: target_folder(&spec, &existing, &imported.folder)?,
        files: wanted(imported.files, &origin),
        ownership: Ownership::Named,
        origin: &origin,
        command: &command(
            "import",
            &[
                ("--api", Some(&args.api)),
                ("--errors", args.errors.as_deref()),
                ("--examples", args.examples.as_deref()),
                ("--spec", args.spec.as_deref()),
            ],
        ),
        started,
    };
    writer::run(&target, mode)
}

/// The folder of a version, which is given with that of its service.
fn target_folder(spec: &Path, existing: &[SpecFile], folder: &str) -> Result<PathBuf, Failure> {
    let is_service = existing
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

fn wanted(files: Vec<(String, String)>, origin: &str) -> Vec<Wanted> {
    let wanted = files.into_iter().map(|(path, text)| Wanted {
        path: PathBuf::from(path),
        source: origin.to_owned(),
        text,
    });
    wanted.collect()
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

fn explain(args: &Args, refusals: &[Refusal]) -> ExitCode {
    let style = Style::of(&io::stderr());
    for refusal in refusals {
        let path = match refusal.input {
            Input::Api => Some(&args.api),
            Input::Errors => args.errors.as_ref(),
            Input::Examples => args.examples.as_ref(),
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

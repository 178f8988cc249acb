//! `cargo xtask fmt-spec`: the files of the spec in their canonical form.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use vod_codegen::SpecFile;

use crate::failure::Failure;
use crate::generate::{command, explain};
use crate::spec_files;
use crate::workspace;
use crate::writer::{self, Mode, Ownership, Target, Wanted};

/// Writes the files of the spec in their canonical form.
///
/// Keys are in the order in which the README of the spec lists them, the keys of example values in
/// the order in which their fields are declared, and what fits is on one line. Every value is
/// kept; what says nothing, such as an empty list or `false`, is left out. If the form of any file is
/// wrong, every error is listed and nothing is written.
#[derive(clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Args {
    /// Folder of the spec: SERVICE/VERSION/… below it, or VERSION/… for a single service
    /// [default: spec/ of the workspace].
    #[arg(long, value_name = "DIR")]
    spec: Option<PathBuf>,
    /// Write nothing; print how the files differ from their canonical form.
    #[arg(long)]
    check: bool,
}

const AFTER_HELP: &str = "\
Examples:
  cargo xtask fmt-spec
  cargo xtask fmt-spec --check
  cargo xtask fmt-spec --spec ../my-service

Exit codes: 0 written, or with --check nothing differs; 1 the spec is wrong, or with --check something
differs; 2 wrong arguments.";

/// Formats, or checks, as the arguments say.
pub(crate) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let started = Instant::now();
    let folder = workspace::spec(args.spec.as_deref())?;
    let mode = Mode::from_check(args.check);
    let spec = spec_files::read(&folder)?;
    let texts = match crate::fmt_spec::format(&spec.files) {
        Ok(texts) => texts,
        Err(diagnostics) => return Ok(explain(&diagnostics)),
    };
    let files = spec.files.iter().zip(texts);
    let target = Target {
        files: files
            .map(|(file, text)| wanted(file, text, &folder))
            .collect(),
        folder,
        ownership: Ownership::Named,
        origin: "the canonical form",
        command: &command("fmt-spec", &[("--spec", args.spec.as_deref())]),
        started,
    };
    writer::run(&target, mode)
}

fn wanted(file: &SpecFile, text: String, folder: &Path) -> Wanted {
    // The paths of a single service begin with the name of the folder itself.
    let path = Path::new(&file.path);
    let is_below = folder.join(path).is_file();
    let path = if is_below {
        path
    } else {
        path.strip_prefix(path.iter().next().unwrap_or_default())
            .unwrap_or(path)
    };
    Wanted {
        path: path.to_path_buf(),
        source: "its canonical form".to_owned(),
        text,
    }
}

//! `cargo xtask schema`: the JSON Schema of the spec's files.

mod validate;
mod wrong;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use crate::failure::Failure;
use crate::spec_files::SCHEMA_FOLDER;
use crate::workspace;
use crate::writer::{self, Mode, Ownership, Target, Wanted};

/// Writes spec/schema/*.schema.json, with which an editor completes and checks the spec's files.
///
/// The schemas come from the same types that the generator reads the spec with.
#[derive(clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Args {
    /// Write nothing; print how the schemas differ from the types they come from.
    #[arg(long)]
    check: bool,
    /// Write nothing; validate each file of the spec against the schema that it names, with
    /// check-jsonschema, which is installed from PyPI, once, into target/schema/venv.
    #[arg(long, conflicts_with = "check")]
    validate: bool,
}

const AFTER_HELP: &str = "\
Examples:
  cargo xtask schema
  cargo xtask schema --check
  cargo xtask schema --validate

Exit codes: 0 written, or with --check nothing differs, or with --validate every file is valid;
1 something differs, is not valid, or could not be written; 2 wrong arguments.";

/// Writes the schemas, or checks them.
pub(crate) fn run(args: &Args) -> Result<ExitCode, Failure> {
    if args.validate {
        return validate::run();
    }
    let started = Instant::now();
    let folder = workspace::root()?.join("spec").join(SCHEMA_FOLDER);
    let mode = Mode::from_check(args.check);
    let wanted = |(name, text)| Wanted {
        path: PathBuf::from(name),
        source: ORIGIN.to_owned(),
        text,
    };
    let target = Target {
        folder,
        files: vod_codegen::schemas().into_iter().map(wanted).collect(),
        ownership: Ownership::Named,
        origin: ORIGIN,
        command: "cargo xtask schema",
        started,
    };
    writer::run(&target, mode)
}

const ORIGIN: &str = "codegen/src/spec.rs";

//! `cargo xtask import`: from upstream's description of a service to spec/.

mod inputs;
mod report;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use crate::failure::Failure;
use crate::workspace;
use crate::writer::{self, Mode, Ownership, Target, Wanted};

pub(crate) use inputs::{Inputs, Merge, Merged, UpstreamFiles};
pub(crate) use report::print as print_report;

/// Writes the spec of a service from upstream's description of it.
///
/// Facts are updated: names, types, what is required, error codes. Every word of ours is kept, and no
/// sentence of upstream is taken. What upstream no longer has is kept too, marked as deprecated. What
/// appeared, disappeared and changed is listed, and what is still undocumented.
#[derive(clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Args {
    #[command(flatten)]
    inputs: Inputs,
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
    let mode = Mode::from_check(args.check);
    let merge = match args.inputs.merge()? {
        Merge::Done(merge) => merge,
        Merge::Refused(code) => return Ok(code),
    };
    report::print(&merge.imported.report);
    let origin = workspace::shown(&args.inputs.upstream.api);
    let target = Target {
        folder: merge.target_folder()?,
        files: wanted(&merge.imported.files, &origin),
        ownership: Ownership::Named,
        origin: &origin,
        command: &args.inputs.command("import"),
        started,
    };
    writer::run(&target, mode)
}

/// The files to write.
pub(crate) fn wanted(files: &[(String, String)], origin: &str) -> Vec<Wanted> {
    let wanted = files.iter().map(|(path, text)| Wanted {
        path: PathBuf::from(path),
        source: origin.to_owned(),
        text: text.clone(),
    });
    wanted.collect()
}

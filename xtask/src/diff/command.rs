//! `cargo xtask diff`: what differs between two specs, and what that means to users.

mod json;
mod markdown;
mod revision;
mod source;
mod text;

use std::path::PathBuf;
use std::process::ExitCode;

use crate::diff::{Diff, DiffError, diff};
use crate::verdict::Verdict;
use clap::ValueEnum;

use crate::failure::Failure;
use crate::generate::print_diagnostics;
use crate::output::{count, say, warn};
use crate::workspace;

pub(crate) use markdown::escaped;
pub(crate) use source::SpecSource;
pub(crate) use text::print as print_text;

/// Says what differs between two specs: every change, whether it breaks, and the version it asks for.
///
/// A change breaks *source* if a public item of the generated code is gone or has another signature, so
/// that a program that used it no longer compiles. It breaks *runs* if a program that compiles may do
/// something else than before. The worse of the two is its verdict.
///
/// A side is a folder, or a git revision of the spec's repository: a tag, a branch, HEAD~3. A revision is
/// read as it was committed; the work tree is not touched.
#[derive(clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Args {
    /// The old spec: a folder or a revision.
    #[arg(value_name = "OLD_SPEC", default_value = "HEAD")]
    old: String,
    /// The new spec: a folder or a revision [default: the folder of --spec].
    #[arg(value_name = "NEW_SPEC")]
    new: Option<String>,
    /// How to print it.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Exit with 1 if a change has this verdict, or a worse one.
    #[arg(long, value_enum, value_name = "VERDICT")]
    fail_on: Option<FailOn>,
    /// The folder of the spec, which is looked up in revisions [default: spec/ of the workspace].
    #[arg(long, value_name = "DIR")]
    spec: Option<PathBuf>,
}

const AFTER_HELP: &str = "\
Examples:
  cargo xtask diff                               what has changed since the last commit
  cargo xtask diff v0.2.0 HEAD                   what a release brings
  cargo xtask diff main spec --format markdown   for a pull request
  cargo xtask diff HEAD spec --fail-on breaking

The JSON has the bump and every change, the worst first; keys may be added to it:
  { \"bump\": \"major\", \"bump_before_1_0\": \"minor\", \"changes\": [
    { \"verdict\": \"breaking\", \"source\": \"breaking\", \"run\": \"docs\",
      \"where\": \"2018-07-17 DescribeMediaInfos.parameters.FileIds\",
      \"kind\": \"required\", \"what\": \"required now: …\" } ] }
A bump is major, minor, patch or none. `cargo doc -p vod-codegen` has the kinds, in the module diff.

Exit codes: 0 compared, whatever the verdict; 1 a spec is wrong or cannot be read, or a change has the
verdict of --fail-on; 2 wrong arguments.";

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For a terminal.
    Text,
    /// For a pull request.
    Markdown,
    /// For a program.
    Json,
}

#[derive(Clone, Copy, ValueEnum)]
enum FailOn {
    Breaking,
    Additive,
    Docs,
}

/// Compares, and prints.
pub(crate) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let spec = args.spec.as_deref();
    let old = SpecSource::read(&args.old, spec)?;
    let new = match &args.new {
        Some(new) => SpecSource::read(new, spec)?,
        None => SpecSource::folder(&workspace::spec(spec)?)?,
    };
    let found = match diff(&old.files, &new.files) {
        Ok(found) => found,
        Err(error) => return Ok(explain(&error, &old, &new)),
    };
    let titles = (old.name.as_str(), new.name.as_str());
    match args.format {
        Format::Text => print_text(&found, titles),
        Format::Markdown => say(markdown::of(&found, titles)),
        Format::Json => say(json::of(&found)),
    }
    let limit = args.fail_on.map(|fail_on| match fail_on {
        FailOn::Breaking => Verdict::Breaking,
        FailOn::Additive => Verdict::Additive,
        FailOn::Docs => Verdict::Docs,
    });
    let is_over = limit.is_some_and(|limit| found.verdict().is_some_and(|worst| worst >= limit));
    Ok(if is_over {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// `1 breaking, 3 additive, 12 docs`: how many changes have which verdict.
fn tally(diff: &Diff) -> String {
    let tally =
        Verdict::ALL.map(|verdict| format!("{} {}", diff.of(verdict).count(), verdict.as_str()));
    tally.join(", ")
}

fn explain(error: &DiffError, old: &SpecSource, new: &SpecSource) -> ExitCode {
    for (diagnostics, side) in [(&error.old, old), (&error.new, new)] {
        print_diagnostics(diagnostics);
        if !diagnostics.is_empty() {
            let errors = count(diagnostics.len(), "error");
            warn(format_args!("{errors} in {}\n", side.name));
        }
    }
    warn("nothing was compared");
    ExitCode::FAILURE
}

//! `cargo xtask todo`: what a change of the spec has left to a person.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use vod_codegen::{Diagnostic, SpecFile};

use crate::diff::SpecSource;
use crate::failure::Failure;
use crate::lint::{Finding, Severity, lint, print_finding};
use crate::output::say;
use crate::workspace;

/// Lists what remains to be done by hand after a change of the spec: decisions and documentation.
///
/// It lists every error that `lint` finds, and those of its notes that are new since the old spec:
/// new actions without an official page, new fields without documentation. An entry goes away once it is done.
#[derive(clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Args {
    /// The spec before the change: a git revision or a folder [default: HEAD, or nothing where the spec was never
    /// committed].
    #[arg(long, value_name = "SPEC")]
    since: Option<String>,
    /// Folder of the spec [default: spec/ of the workspace].
    #[arg(long, value_name = "DIR")]
    spec: Option<PathBuf>,
}

const AFTER_HELP: &str = "\
Examples:
  cargo xtask todo                  after an update that is not committed yet
  cargo xtask todo --since v0.2.0   what has come since a release
  cargo xtask lint --all            everything, whenever it came

Exit codes: 0 nothing is left; 1 something is, or a spec cannot be read; 2 wrong arguments.";

/// Lists what is left.
pub(crate) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let folder = workspace::spec(args.spec.as_deref())?;
    let since = match &args.since {
        Some(since) => SpecSource::read(since, Some(&folder))?.files,
        None => last_committed(&folder),
    };
    let spec = SpecSource::folder(&folder)?;
    Ok(match print(&spec.files, &since) {
        0 => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    })
}

/// The spec as it was committed last; a new one never was.
fn last_committed(folder: &Path) -> Vec<SpecFile> {
    match SpecSource::read("HEAD", Some(folder)) {
        Ok(source) => source.files,
        Err(_) => {
            say("no commit has this spec: all of it counts as new");
            Vec::new()
        }
    }
}

/// Lists what is left in a spec that was `since`, and returns how much that is.
pub(crate) fn print(spec: &[SpecFile], since: &[SpecFile]) -> usize {
    let left = todo(spec, since);
    for (rule, found) in &left {
        print_finding(rule, found);
    }
    match left.len() {
        0 => say("nothing is left to describe or to decide"),
        1 => say("1 thing is left to do; `cargo xtask todo` lists it again"),
        many => say(format_args!(
            "{many} things are left to do; `cargo xtask todo` lists them again"
        )),
    }
    left.len()
}

/// What is left in a spec that was `since`, with the rules, sorted by file and place.
pub fn todo(spec: &[SpecFile], since: &[SpecFile]) -> Vec<(&'static str, Diagnostic)> {
    let before = lint(since).findings;
    let before: HashSet<_> = before.iter().map(identity).collect();
    let now = lint(spec);
    let is_left = |finding: &Finding| {
        finding.rule.severity == Severity::Error || !before.contains(&identity(finding))
    };
    let errors = now.errors.into_iter().map(|error| ("error", error));
    let found = now.findings.into_iter().filter(is_left);
    let found = found.map(|finding| (finding.rule.name, finding.diagnostic));
    let mut left: Vec<_> = errors.chain(found).collect();
    left.sort_by(|(rule, a), (other, b)| (a, rule).cmp(&(b, other)));
    left
}

/// What a finding says, wherever its file and its line are now. Messages name what they are about.
fn identity(finding: &Finding) -> (&'static str, &str) {
    (finding.rule.name, &finding.diagnostic.message)
}

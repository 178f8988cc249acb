//! `cargo xtask soak`: mixed work through faults, for long.

use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::failure::Failure;
use crate::output::say;
use crate::programs::cargo;
use crate::workspace;

/// Does calls, lists, waits, uploads and events for long, through a service that fails, and fails if anything is lost, done
/// twice, or grows.
///
/// The service is the mock server, in a process of its own: every eighth call and many requests to the storage go wrong. What fails
/// is tried again as the documentation says: a list from its position, a task by its `SessionId`, an upload from its
/// checkpoint. Some futures are dropped in the middle. At the end, every item, task, upload and event must have come
/// exactly once, and the client may not have more memory, open files or tasks in the last quarter than in the second.
/// It takes half a minute more than it is asked to, in which the last events may come again. On Linux only.
#[derive(clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Args {
    /// How long the work goes on.
    #[arg(long, value_name = "NUMBER", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..))]
    minutes: u64,
    /// Seed of what goes wrong. By default, another one each time; the first line says which.
    #[arg(long)]
    seed: Option<u64>,
}

const AFTER_HELP: &str = "\
Examples:
  cargo xtask soak
  cargo xtask soak --minutes 2 --seed 7

Exit codes: 0 nothing was lost, done twice, or has grown; 1 something was, or it does not build; 2 wrong arguments.";

/// Builds the work, and does it.
pub(crate) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let root = workspace::root()?;
    let seed = args.seed.unwrap_or_else(any_seed);
    say(format_args!("soak: {} min, seed {seed}", args.minutes));
    let status = cargo()
        .args(["run", "--quiet", "--locked", "--manifest-path"])
        .arg(root.join("Cargo.toml"))
        .args(["--package", "vod-tests", "--bin", "soak", "--", "run"])
        .args([(60 * args.minutes).to_string(), seed.to_string()])
        .status()
        .map_err(|error| format!("cannot run cargo: {error}"))?;
    match status.success() {
        true => Ok(ExitCode::SUCCESS),
        false => Err(format!("the soak has failed; repeat it with --seed {seed}").into()),
    }
}

fn any_seed() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    now.map_or(0, |elapsed| elapsed.as_secs())
}

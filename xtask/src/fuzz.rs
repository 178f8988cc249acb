//! `cargo xtask fuzz`: random inputs into all that reads something from outside.

use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::failure::Failure;
use crate::output::say;
use crate::programs::cargo;
use crate::workspace;

/// Feeds random bytes and changed samples to everything that reads something from outside, and fails if anything panics,
/// hangs, or takes memory without bound.
///
/// Responses, callbacks, files of credentials, checkpoints, responses of the storage, manifests, and specs: each of the
/// readers gets as many inputs. They are the tests of `cargo test -p vod-tests --test fuzz`, which has fewer, built as a
/// release is, with a panic where a number overflows. A failure says how to run its input alone.
#[derive(clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Args {
    /// How many inputs each reader gets.
    #[arg(long, value_name = "NUMBER", default_value_t = 1_000_000, value_parser = clap::value_parser!(u64).range(1..))]
    inputs: u64,
    /// Seed of the first input; the next ones have the numbers that follow. By default, another one each time; the first
    /// line says which.
    #[arg(long)]
    seed: Option<u64>,
    /// Feeds only readers whose name has this in it: `storage`, `callbacks::commit`.
    reader: Option<String>,
}

const AFTER_HELP: &str = "\
Examples:
  cargo xtask fuzz
  cargo xtask fuzz --inputs 10000 checkpoints

Exit codes: 0 every input was read or refused; 1 one was not, or it does not build; 2 wrong arguments.";

/// Builds the readers, and feeds them.
pub(crate) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let root = workspace::root()?;
    let seed = args.seed.unwrap_or_else(any_seed);
    say(format_args!(
        "fuzz: {} inputs each, from seed {seed}",
        args.inputs
    ));
    let status = cargo()
        .args([
            "test",
            "--quiet",
            "--locked",
            "--profile",
            "fuzz",
            "--manifest-path",
        ])
        .arg(root.join("Cargo.toml"))
        .args(["--package", "vod-tests", "--test", "fuzz", "--"])
        .args(["--nocapture", "--test-threads", "1"])
        .args(&args.reader)
        .env("FUZZ_INPUTS", args.inputs.to_string())
        .env("FUZZ_SEED", seed.to_string())
        .status()
        .map_err(|error| format!("cannot run cargo: {error}"))?;
    match status.success() {
        true => Ok(ExitCode::SUCCESS),
        false => Err(
            "an input was neither read nor refused; the lines above say how to repeat it".into(),
        ),
    }
}

/// One whose followers are not those of yesterday: a million inputs have a million seeds.
fn any_seed() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    now.map_or(0, |elapsed| elapsed.as_secs() << 24)
}

//! `cargo xtask demo`: from the spec to an answered call.

use std::path::Path;
use std::process::{Command, ExitCode, ExitStatus};

use crate::failure::Failure;
use crate::generate;
use crate::output::say;
use crate::programs::cargo;
use crate::workspace;

/// Generates the SDK, then calls ExecuteFunction with it.
///
/// The call goes to an in-process stand-in of the service, unless TENCENTCLOUD_SECRET_ID and
/// TENCENTCLOUD_SECRET_KEY are set: then it goes to Tencent Cloud.
#[derive(clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Args {}

const AFTER_HELP: &str = "\
Examples:
  cargo xtask demo

Exit codes: 0 the call was answered; 1 the spec is wrong or the example does not build; else the exit
code of the example.";

/// Runs both steps.
pub(crate) fn run(_: &Args) -> Result<ExitCode, Failure> {
    let root = workspace::root()?;
    say("demo, step 1 of 2: generate the SDK from the spec");
    let code = generate::run_default()?;
    if code != ExitCode::SUCCESS {
        return Ok(code);
    }
    say("\ndemo, step 2 of 2: build and run vod-sdk/examples/execute_function.rs");
    let status = cargo_run(&root)
        .args([
            "-p",
            "vod-sdk",
            "--features",
            "mock",
            "--example",
            "execute_function",
        ])
        .status()
        .map_err(|error| format!("cannot run cargo: {error}"))?;
    Ok(exit_code(status))
}

/// `cargo run --quiet` in this workspace.
fn cargo_run(root: &Path) -> Command {
    let mut command = cargo();
    command
        .args(["run", "--quiet", "--manifest-path"])
        .arg(root.join("Cargo.toml"));
    command
}

fn exit_code(status: ExitStatus) -> ExitCode {
    match status.code().and_then(|code| u8::try_from(code).ok()) {
        Some(code) => ExitCode::from(code),
        None => ExitCode::FAILURE,
    }
}

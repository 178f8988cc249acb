//! `cargo xtask bench`: side-by-side measurements, by a program that is built only for this.

use std::env;
use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

use crate::failure::Failure;
use crate::programs::cargo;
use crate::venv;
use crate::workspace;

/// Measures the SDK side by side with what its users would have in its place.
///
/// The program is in bench/, a workspace of its own; this builds it, prepares the official Python SDK
/// where it takes part, and passes the arguments on. docs/performance.md says how to read what it prints.
#[derive(clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Args {
    /// call, decode, sign, compile, generate, memory, pages, upload, all or instructions, and its options.
    #[arg(
        value_name = "BENCH",
        required = true,
        trailing_var_arg = true,
        allow_hyphen_values = true
    )]
    arguments: Vec<OsString>,
}

const AFTER_HELP: &str = "\
Examples:
  cargo xtask bench call                      what a call costs, side by side
  cargo xtask bench call --help               its options
  cargo xtask bench all --json > bench.json   everything, as data
  cargo xtask bench instructions              compared with the checked-in bound

Exit codes: 0 done; 1 a value cannot be measured, a response is wrong or a bound is exceeded; 2 wrong arguments.";

/// Builds and runs the program.
pub(crate) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let root = workspace::root()?;
    let mut command = cargo();
    command
        .args(["run", "--quiet", "--locked", "--package", "vod-bench"])
        .arg("--manifest-path")
        .arg(root.join("bench/Cargo.toml"))
        .arg("--target-dir")
        .arg(workspace::target(&root).join("bench"))
        .arg("--")
        .args(&args.arguments);
    if let Ok(program) = env::current_exe() {
        command.arg("--xtask").arg(program);
    }
    if args.have_official_sdks() {
        command.args(python(&root));
    }
    let status = command
        .status()
        .map_err(|error| format!("cannot run cargo: {error}"))?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

impl Args {
    /// Whether the official SDKs are measured.
    fn have_official_sdks(&self) -> bool {
        let has = |word: &str| self.arguments.iter().any(|argument| argument == word);
        (has("call") || has("upload") || has("all")) && !has("--rust") && !has("--help")
    }
}

/// The environment variable with the path of a Python that has the official SDK, or the reason why there is none.
fn python(root: &Path) -> [OsString; 2] {
    match venv::prepare(root, "interop") {
        Ok(python) => ["--python".into(), python.into()],
        Err(failure) => ["--no-python".into(), failure.to_string().into()],
    }
}

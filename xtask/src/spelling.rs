//! `cargo xtask spelling`: no misspelt words in the spec, the code and the documents.

use std::process::{Command, ExitCode};

use crate::failure::Failure;
use crate::venv;
use crate::workspace;

/// Finds misspelt words.
///
/// Reads the repository by typos, which is installed from PyPI, once, into target/spelling/venv. typos.toml names
/// what is left out, and the words that are right although they look wrong.
#[derive(clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Args {}

const AFTER_HELP: &str = "\
Examples:
  cargo xtask spelling

Exit codes: 0 no misspelt words; 1 there are some, or Python or PyPI cannot be reached; 2 wrong arguments.";

/// Runs typos, which prints each word with its place and the likely correction.
pub(crate) fn run(_: &Args) -> Result<ExitCode, Failure> {
    let root = workspace::root()?;
    let python = venv::prepare(&root, "spelling")?;
    let program = python.with_file_name("typos");
    let status = Command::new(&program)
        .args(["--format", "brief"])
        .current_dir(&root)
        .status()
        .map_err(|error| Failure::io("run", &program, &error))?;
    if status.success() {
        return Ok(ExitCode::SUCCESS);
    }
    Err("correct these words, or add those that are right to typos.toml".into())
}

//! Other programs.

use std::env;
use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use crate::failure::Failure;

/// The cargo that runs xtask.
pub(crate) fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")))
}

/// Runs a command that prints only what goes wrong.
pub(crate) fn run(command: &mut Command) -> Result<(), Failure> {
    let program = Path::new(command.get_program()).to_path_buf();
    let status = command
        .status()
        .map_err(|error| Failure::io("run", &program, &error))?;
    match status.success() {
        true => Ok(()),
        false => Err(format!("this failed, with {status}: {command:?}").into()),
    }
}

//! Runs a command and prints what it and all that it started cost, as a line of JSON. A process of its
//! own, because the system adds up what all children of a process have cost.

use std::ffi::OsString;
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;
use serde::{Deserialize, Serialize};

use crate::Failure;
use crate::report::Value;

/// The command.
#[derive(clap::Args)]
pub(crate) struct Args {
    #[arg(trailing_var_arg = true, required = true, allow_hyphen_values = true)]
    command: Vec<OsString>,
}

/// What a command cost.
#[derive(Clone, Copy, Deserialize, Serialize)]
pub(crate) struct Cost {
    pub(crate) cpu_s: f64,
    pub(crate) wall_s: f64,
    /// The peak memory of the largest of its processes.
    pub(crate) peak_mib: f64,
}

/// Runs a command in a process that measures it.
pub(crate) fn measure(command: &Command) -> Result<Cost, Failure> {
    let mut measured = Command::new(std::env::current_exe()?);
    measured.arg("measured").arg("--");
    measured.arg(command.get_program()).args(command.get_args());
    if let Some(folder) = command.get_current_dir() {
        measured.current_dir(folder);
    }
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => measured.env(name, value),
            None => measured.env_remove(name),
        };
    }
    let output = measured.stderr(Stdio::inherit()).output()?;
    match output.status.success() {
        true => Ok(serde_json::from_slice(&output.stdout)?),
        false => Err(format!("{command:?} failed: see above").into()),
    }
}

/// The spread of one part of what the rounds cost.
pub(crate) fn spread(costs: &[Cost], part: fn(&Cost) -> f64) -> Value {
    Value::of(costs.iter().map(part))
}

/// The command's other side.
pub(crate) fn run(args: &Args) -> ExitCode {
    match cost(args) {
        Ok(line) => {
            println!("{line}");
            ExitCode::SUCCESS
        }
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn cost(args: &Args) -> Result<String, Failure> {
    let [program, arguments @ ..] = args.command.as_slice() else {
        return Err("no command".into());
    };
    let started = Instant::now();
    let mut command = Command::new(program);
    let status = command.args(arguments).stdout(Stdio::null()).status()?;
    let wall_s = started.elapsed().as_secs_f64();
    if !status.success() {
        return Err(format!("{command:?}: {status}").into());
    }
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let cpu = usage.user_time() + usage.system_time();
    let cost = Cost {
        cpu_s: cpu.num_microseconds() as f64 / 1e6,
        wall_s,
        peak_mib: usage.max_rss() as f64 / 1024.0,
    };
    Ok(serde_json::to_string(&cost)?)
}

//! `instructions`: how many instructions a call takes, which does not move with the machine's load.

use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};

use serde::{Deserialize, Serialize};

use crate::Failure;
use crate::programs;
use crate::report::{Report, Table, Value};
use crate::servers::Server;
use crate::setup::{Setup, succeeds};

/// What to do with the numbers.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Writes the numbers as the new bounds.
    #[arg(long)]
    update: bool,
}

/// The bounds, as they are checked in.
#[derive(Deserialize, Serialize)]
struct Bounds {
    /// A call with the response in memory.
    memory: u64,
    /// A call over the loopback interface.
    loopback: u64,
}

/// By how much of a bound a number may exceed it.
const SLACK_PERCENT: u64 = 5;
/// The difference of two runs is free of what happens once.
const CALLS: [u64; 2] = [500, 1500];

const HEADER: &str = "\
# Instructions of one small call, counted by valgrind: `cargo xtask bench instructions` compares, with 5 %
# slack, and with `--update` writes this file.
";

/// Counts, and compares with the bounds.
pub(crate) fn run(setup: &Setup, args: &Args, report: &mut Report) -> Result<ExitCode, Failure> {
    if !succeeds(Command::new("valgrind").arg("--version")) {
        return Err("there is no valgrind (Debian and Ubuntu: apt install valgrind)".into());
    }
    let program = programs::build(setup, "bench-instructions")?;
    // The server runs by itself, and is not counted.
    let mut serve = Command::new(&program);
    serve.arg("serve");
    let server = Server::start(serve, None)?;
    let counted = Bounds {
        memory: per_call(&program, "memory", &[])?,
        loopback: per_call(&program, "loopback", &[&server.endpoint])?,
    };
    let file = setup.bench.join("instructions.toml");
    if args.update {
        fs::write(&file, format!("{HEADER}{}", toml::to_string(&counted)?))?;
    }
    let bounds: Bounds = toml::from_str(&fs::read_to_string(&file)?)?;
    let mut table = Table::new(
        "Instructions of one call",
        &["instructions", "bound", "x bound"],
    );
    let mut exceeded = Vec::new();
    for (name, counted, bound) in [
        ("the response in memory", counted.memory, bounds.memory),
        (
            "over the loopback interface",
            counted.loopback,
            bounds.loopback,
        ),
    ] {
        let ratio = counted as f64 / bound as f64;
        let row = [counted as f64, bound as f64, ratio].map(Value::Number);
        table.row(name, row.to_vec());
        if counted * 100 > bound * (100 + SLACK_PERCENT) {
            exceeded.push(format!(
                "{name}: {counted} instructions, the bound is {bound}"
            ));
        }
    }
    table.note(
        "User space only. valgrind has no SHA extensions, so hashing weighs more than on real hardware.",
    );
    report.add(table);
    if exceeded.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    eprintln!(
        "error: a call takes more than {SLACK_PERCENT} % more instructions than its bound\n  {}\n\
         Find out why (valgrind --tool=callgrind, callgrind_annotate), or, if it is worth it,\n  \
         cargo xtask bench instructions --update",
        exceeded.join("\n  ")
    );
    Ok(ExitCode::FAILURE)
}

fn per_call(program: &Path, mode: &str, arguments: &[&str]) -> Result<u64, Failure> {
    let [few, many] = CALLS.map(|calls| count(program, mode, calls, arguments));
    let (few, many) = (few?, many?);
    Ok(many.saturating_sub(few) / (CALLS[1] - CALLS[0]))
}

fn count(program: &Path, mode: &str, calls: u64, arguments: &[&str]) -> Result<u64, Failure> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program)
        .args([mode, &calls.to_string()])
        .args(arguments)
        .output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    let collected = said
        .lines()
        .find_map(|line| line.split("Collected :").nth(1));
    match collected {
        Some(count) if output.status.success() => Ok(count.trim().parse()?),
        _ => Err(format!(
            "{} {mode} failed under valgrind:\n{said}",
            program.display()
        )
        .into()),
    }
}

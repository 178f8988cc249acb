//! Side-by-side measurements of vod-sdk; see `docs/performance.md` for how to read them.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::report::Report;
use crate::setup::Setup;

mod answers;
mod call;
mod clients;
mod compile;
mod generate;
mod instructions;
mod machine;
mod measured;
mod memory;
mod micro;
mod pages;
mod programs;
mod report;
mod servers;
mod setup;
mod spread;
mod trends;
mod upload;

/// Measures vod-sdk side by side with what its users would have in its place.
///
/// Everything runs on this machine, over the loopback interface. A number is the median of the rounds,
/// with the smallest and the largest; a ratio is taken within each round. Processor time is what counts,
/// user and system together: other programs on the machine disturb it least.
#[derive(Parser)]
#[command(name = "cargo xtask bench", bin_name = "cargo xtask bench", after_help = AFTER_HELP)]
struct Cli {
    #[command(subcommand)]
    bench: Bench,
    #[command(flatten)]
    options: Options,
}

const AFTER_HELP: &str = "\
Examples:
  cargo xtask bench call                      what a call costs, side by side
  cargo xtask bench all --json > bench.json   everything, as data
  cargo xtask bench all --write               everything, into docs/performance.md
  cargo xtask bench instructions              compared with the checked-in bound
  cargo xtask bench instructions --update     after a change that is worth its instructions

Exit codes: 0 done; 1 a value cannot be measured, a response is wrong or a bound is exceeded; 2 wrong arguments.";

#[derive(clap::Args)]
struct Options {
    /// Prints data in place of tables.
    #[arg(long, global = true)]
    json: bool,
    /// Writes the tables into docs/performance.md as well, in place of those that are there.
    #[arg(long, global = true)]
    write: bool,
    /// How many rounds; more than one makes the spread visible.
    #[arg(long, global = true, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..))]
    rounds: Option<u32>,
    /// The processor that clients and servers share. The default is the last one.
    #[arg(long, global = true, value_name = "NUMBER")]
    cpu: Option<u32>,
    /// The program of xtask; `cargo xtask bench` names it.
    #[arg(long, global = true, hide = true)]
    xtask: Option<PathBuf>,
    /// Python with the official SDK, if there is one; `cargo xtask bench` prepares it.
    #[arg(long, global = true, hide = true)]
    python: Option<PathBuf>,
    /// Why there is none.
    #[arg(long, global = true, hide = true)]
    no_python: Option<String>,
}

#[derive(Subcommand)]
enum Bench {
    /// What a call costs its process: one after another, 64 at once, over TLS, a large response, the first.
    Call(call::Args),
    /// Reading a response of 0.9 MB into typed values.
    Decode,
    /// Signing a request.
    Sign,
    /// Compiling vod-sdk, a crate that depends on it, and the program that comes of it.
    Compile,
    /// Regenerating the API, and importing upstream's description.
    Generate(generate::Args),
    /// Memory with 1,000 calls in flight.
    Memory,
    /// A list of 10,000 items, as a stream and page by page.
    Pages,
    /// A file of 256 MiB, and the same by reqwest.
    Upload,
    /// All of these.
    All(generate::Args),
    /// Instructions of one call, compared with the bound in bench/instructions.toml. Needs valgrind.
    Instructions(instructions::Args),
    /// Runs a command and prints what it cost.
    #[command(hide = true)]
    Measured(measured::Args),
}

/// Why a number cannot be had.
type Failure = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    let cli = Cli::parse();
    if let Bench::Measured(args) = &cli.bench {
        return measured::run(args);
    }
    match run(&cli) {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(cli: &Cli) -> Result<ExitCode, Failure> {
    let setup = Setup::new(&cli.options)?;
    let mut report = Report::new(machine::describe(&setup));
    let mut code = ExitCode::SUCCESS;
    match &cli.bench {
        Bench::Call(args) => call::run(&setup, args, &mut report)?,
        Bench::Decode => micro::decode(&setup, &mut report)?,
        Bench::Sign => micro::sign(&setup, &mut report)?,
        Bench::Compile => compile::run(&setup, &mut report)?,
        Bench::Generate(args) => generate::run(&setup, args, &mut report)?,
        Bench::Memory => memory::run(&setup, &mut report)?,
        Bench::Pages => pages::run(&setup, &mut report)?,
        Bench::Upload => upload::run(&setup, &mut report)?,
        Bench::All(args) => all(&setup, args, &mut report)?,
        Bench::Instructions(args) => code = instructions::run(&setup, args, &mut report)?,
        Bench::Measured(_) => {}
    }
    if cli.options.write {
        report.write_into(&setup.root.join("docs/performance.md"))?;
        if let Bench::All(_) = cli.bench {
            trends::write(&report, &setup.root)?;
        }
    }
    report.print(cli.options.json)?;
    Ok(code)
}

fn all(setup: &Setup, args: &generate::Args, report: &mut Report) -> Result<(), Failure> {
    call::run(setup, &call::Args::default(), report)?;
    memory::run(setup, report)?;
    pages::run(setup, report)?;
    upload::run(setup, report)?;
    micro::sign(setup, report)?;
    micro::decode(setup, report)?;
    generate::run(setup, args, report)?;
    compile::run(setup, report)
}

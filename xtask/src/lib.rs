//! The maintainers' commands: `cargo xtask --help`.

use std::process::ExitCode;

use clap::{Parser, Subcommand};

mod bench;
mod demo;
mod deny;
pub mod diff;
mod explain_signature;
mod failure;
pub mod fmt_spec;
mod fuzz;
mod generate;
pub mod import;
mod interop;
pub mod lint;
mod manifest;
mod new_service;
mod output;
mod package;
mod paths;
mod programs;
pub mod public_api;
mod release;
mod schema;
mod semver;
#[path = "../../vod-sdk/src/sign/stages.rs"]
#[expect(
    unreachable_pub,
    reason = "the SDK's own source, where these items are public"
)]
mod sign;
mod soak;
mod spec_files;
mod spelling;
pub mod todo;
mod update;
mod venv;
pub mod verdict;
mod workspace;
mod writer;

/// The maintainers' commands of vod-sdk.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", after_help = AFTER_HELP)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const AFTER_HELP: &str = "\
Examples:
  cargo xtask demo                call a local mock server, without an account
  cargo xtask generate            after a change in spec/ or codegen/
  cargo xtask generate --check    what CI checks: is the checked-in source up to date?

Exit codes: 0 done; 1 something is wrong, and the message says what to do; 2 wrong arguments.";

#[derive(Subcommand)]
enum Command {
    Demo(demo::Args),
    Generate(generate::Args),
    Import(import::Args),
    NewService(new_service::Args),
    FmtSpec(fmt_spec::Args),
    Lint(lint::Args),
    Diff(diff::Args),
    Todo(todo::Args),
    Update(update::Args),
    Schema(schema::Args),
    Semver(semver::Args),
    Release(release::Args),
    ExplainSignature(Box<explain_signature::Args>),
    Interop(interop::Args),
    Soak(soak::Args),
    Fuzz(fuzz::Args),
    Deny(deny::Args),
    Spelling(spelling::Args),
    Package(package::Args),
    Bench(bench::Args),
}

/// Runs the command that the arguments name.
pub fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Demo(args) => demo::run(&args),
        Command::Generate(args) => generate::run(&args),
        Command::Import(args) => import::run(&args),
        Command::NewService(args) => new_service::run(&args),
        Command::FmtSpec(args) => fmt_spec::run(&args),
        Command::Lint(args) => lint::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Todo(args) => todo::run(&args),
        Command::Update(args) => update::run(&args),
        Command::Schema(args) => schema::run(&args),
        Command::Semver(args) => semver::run(&args),
        Command::Release(args) => release::run(&args),
        Command::ExplainSignature(args) => explain_signature::run(&args),
        Command::Interop(args) => interop::run(&args),
        Command::Soak(args) => soak::run(&args),
        Command::Fuzz(args) => fuzz::run(&args),
        Command::Deny(args) => deny::run(&args),
        Command::Spelling(args) => spelling::run(&args),
        Command::Package(args) => package::run(&args),
        Command::Bench(args) => bench::run(&args),
    };
    let code = outcome.unwrap_or_else(|failure| {
        output::complain(&failure);
        ExitCode::FAILURE
    });
    if output::is_cut() {
        return ExitCode::FAILURE;
    }
    code
}

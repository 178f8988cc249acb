//! `cargo xtask interop`: the SDK against the official Python SDK, Python's cryptography and the official descriptions of
//! other services.

use std::process::ExitCode;

use crate::failure::Failure;
use crate::output::say;
use crate::venv;
use crate::workspace;

mod calls;
mod cases;
mod offline;
mod process;
mod published;
mod services;
mod signatures;
mod uploads;

/// Tests the SDK against the official Python SDK, and the generator against other services.
///
/// First the Python SDK calls the mock server: with the right secret key it must be answered, with a
/// wrong one refused. Then both SDKs sign the same 200 requests, and the Authorization headers must
/// be equal byte for byte; both sign what the Python SDK signs, the content type and the host. This SDK
/// signs the action as well, as the algorithm's description does: that is compared with the published
/// example. Signatures for uploads, addresses, players and callbacks, which no official package makes, are compared with
/// what Python makes of the documentation. The official uploader uploads to the mock server's storage, and this SDK to a
/// storage that verifies each request with the signer of the official COS SDK. Last, `new-service` makes crates of three other
/// services' descriptions, which are compiled, and whose actions are called. All of it is installed from PyPI, once, into target/interop/venv.
#[derive(clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Args {
    /// Seed of the generated requests.
    #[arg(long, default_value_t = 20_180_717)]
    seed: u64,
    /// How many requests both SDKs sign, and how many signatures of each other kind are compared.
    #[arg(long, value_name = "NUMBER", default_value_t = 200, value_parser = clap::value_parser!(u32).range(1..))]
    requests: u32,
    /// Make crates of ten more services, which takes minutes.
    #[arg(long)]
    all_services: bool,
}

const AFTER_HELP: &str = "\
Examples:
  cargo xtask interop
  cargo xtask interop --seed 7 --requests 2000
  cargo xtask interop --all-services

Exit codes: 0 everything agrees; 1 something differs, or Python or PyPI is not available, or a build fails;
2 wrong arguments.";

/// Runs all proofs.
pub(crate) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let root = workspace::root()?;
    let python = venv::prepare(&root, "interop")?;
    let peers = process::Peers::build(root, python)?;
    let calls = calls::check(&peers)?;
    say(format_args!("calls: {calls}"));
    let cases = cases::generate(args.seed, args.requests as usize);
    let signatures = signatures::check(&peers, &cases)?;
    say(format_args!("signatures: {signatures}"));
    let published = published::check(&peers)?;
    say(format_args!("published: {published}"));
    let offline = offline::check(&peers, args.seed, args.requests as usize)?;
    say(format_args!("offline: {offline}"));
    let uploads = uploads::check(&peers, args.seed)?;
    say(format_args!("uploads: {uploads}"));
    let services = services::check(&peers, args.all_services)?;
    say(format_args!("services: {services}"));
    Ok(ExitCode::SUCCESS)
}

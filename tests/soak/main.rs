//! Mixed work through faults, for as long as one likes: `cargo xtask soak` runs it.
//!
//! - `soak run SECONDS SEED` does calls, lists, waits, uploads and events through a service in a process of its own, so that the
//!   memory that it measures is the client's. It fails if anything is lost or done twice, or if memory, open
//!   files or tasks grow.
//! - `soak serve SEED` is that service: it says where it is, and at the end of its input what it has seen.

mod resources;
mod serve;
mod service;
mod uploads;
mod work;

use std::env;
use std::error::Error;
use std::process::ExitCode;
use std::time::Duration;

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match arguments[..] {
        ["run", seconds, seed] => run(seconds, seed).await,
        ["serve", seed] => serve(seed).await,
        _ => Err("usage: soak run SECONDS SEED | serve SEED".into()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(seconds: &str, seed: &str) -> Outcome<()> {
    work::run(Duration::from_secs(seconds.parse()?), seed.parse()?).await
}

async fn serve(seed: &str) -> Outcome<()> {
    serve::run(seed.parse()?).await
}

//! Bytes of any kind where the SDK reads what others have written: `cargo xtask fuzz` runs it.
//!
//! `fuzz INPUTS SEED [KIND]` gives so many inputs to each reader, or to one. Whatever comes, a reader returns a value or an error:
//! it does not panic, takes no more than a second, and the process stays small.

mod answers;
mod files;
mod inputs;
mod reader;
mod specs;
mod storage;

use std::env;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use self::inputs::Inputs;
use self::reader::Reader;

/// How long a reader may take for an input, on a busy machine.
const MAX_TIME: Duration = Duration::from_secs(5);
/// How large the process may become, in MiB.
const MAX_MEMORY: u64 = 512;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (inputs, seed, kind) = match arguments[..] {
        [inputs, seed] => (inputs, seed, None),
        [inputs, seed, kind] => (inputs, seed, Some(kind)),
        _ => return usage(),
    };
    let (Ok(inputs), Ok(seed)) = (inputs.parse(), seed.parse()) else {
        return usage();
    };
    let readers = readers().into_iter();
    let chosen = readers.filter(|reader| kind.is_none_or(|kind| kind == reader.name));
    println!(
        "| reader | inputs | read without an error | seconds | slowest, ms | peak of memory, MiB |"
    );
    println!("| --- | ---: | ---: | ---: | ---: | ---: |");
    for reader in chosen {
        match run(reader, inputs, seed) {
            Ok(line) => println!("{line}"),
            Err(problem) => {
                eprintln!("error: {problem}");
                return ExitCode::FAILURE;
            }
        }
    }
    ExitCode::SUCCESS
}

fn usage() -> ExitCode {
    eprintln!("usage: fuzz INPUTS SEED [KIND]");
    ExitCode::from(2)
}

fn readers() -> Vec<Reader> {
    vec![
        answers::calls(),
        answers::callbacks(),
        specs::specs(),
        storage::checkpoints(),
        storage::lists(),
        files::manifests(),
        files::profiles(),
        files::tccli(),
    ]
}

/// Gives inputs to a reader; the line of the table.
fn run(mut reader: Reader, count: u64, seed: u64) -> Result<String, String> {
    let mut inputs = Inputs::new(seed, reader.samples, reader.words);
    let (began, mut slowest, mut accepted) = (Instant::now(), Duration::ZERO, 0_u64);
    for number in 0..count {
        let input = inputs.next();
        let start = Instant::now();
        let read = catch_unwind(AssertUnwindSafe(|| (reader.read)(&input)));
        slowest = slowest.max(start.elapsed());
        let what = match read {
            Ok(is_accepted) if start.elapsed() <= MAX_TIME => {
                accepted += u64::from(is_accepted);
                continue;
            }
            Ok(_) => "takes too long for",
            Err(_) => "panics at",
        };
        let shown = String::from_utf8_lossy(&input);
        return Err(format!(
            "{} {what} input {number} of seed {seed}: {shown:?}",
            reader.name
        ));
    }
    let memory = peak_memory();
    if memory > MAX_MEMORY {
        return Err(format!("{} has taken {memory} MiB", reader.name));
    }
    Ok(format!(
        "| {} | {count} | {accepted} | {:.0} | {:.1} | {memory} |",
        reader.name,
        began.elapsed().as_secs_f64(),
        slowest.as_secs_f64() * 1e3,
    ))
}

/// The most memory that the process has had; 0 where the system does not say.
fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib: Option<u64> = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    kib.unwrap_or(0) / 1024
}

#[cfg(test)]
mod tests {
    use super::{readers, run};

    #[test]
    fn no_input_stops_a_reader() {
        for reader in readers() {
            let line = run(reader, 1_000, 1).unwrap();
            println!("{line}");
            // A reader that accepts nothing, or everything, has not been asked.
            let columns: Vec<&str> = line.split('|').map(str::trim).collect();
            let accepted: u64 = columns[3].parse().unwrap();
            assert!((1..1_000).contains(&accepted), "{line}");
        }
    }
}

//! Measures the operations in turns, and prints what each cost in each round as JSON:
//! `bench-micro ROUNDS sign`, `bench-micro ROUNDS decode FILE`.

use std::process::ExitCode;
use std::time::Duration;
use std::{env, fs};

use bench_micro::{Operation, decode, sign};
use nix::time::{ClockId, clock_gettime};
use serde_json::{Value, json};

/// How long a round of an operation takes, at least.
const ROUND: Duration = Duration::from_millis(30);

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    match run(&args) {
        Ok(costs) => {
            println!("{costs}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &[String]) -> Result<Value, String> {
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let rounds = args.first().and_then(|rounds| rounds.parse().ok());
    match (rounds, args.get(1..)) {
        (Some(rounds), Some(["sign"])) => Ok(measure(sign::operations()?, rounds)),
        (Some(rounds), Some(["decode", file])) => {
            let answer = fs::read(file).map_err(|error| format!("{file}: {error}"))?;
            Ok(measure(decode::operations(&answer)?, rounds))
        }
        _ => Err("usage: ROUNDS sign | ROUNDS decode FILE".to_owned()),
    }
}

fn measure(mut operations: Vec<Operation<'_>>, rounds: usize) -> Value {
    let times: Vec<usize> = operations.iter_mut().map(times_of_a_round).collect();
    let mut costs = vec![Vec::new(); operations.len()];
    for _ in 0..rounds {
        for ((operation, times), costs) in operations.iter_mut().zip(&times).zip(&mut costs) {
            let cost = cost(operation, *times);
            costs.push(cost.as_nanos() as f64 / *times as f64);
        }
    }
    let with_costs = operations.iter().zip(costs);
    with_costs
        .map(|(operation, ns)| {
            json!({
                "name": operation.name, "group": operation.group, "bytes": operation.bytes, "ns": ns,
            })
        })
        .collect()
}

/// How often an operation is to be repeated for a round to be long enough; warms up as well.
fn times_of_a_round(operation: &mut Operation<'_>) -> usize {
    let mut times = 1;
    loop {
        let cost = cost(operation, times);
        if cost > ROUND / 10 {
            let more = ROUND.as_secs_f64() / cost.as_secs_f64();
            return ((times as f64 * more) as usize).max(1);
        }
        times *= 4;
    }
}

fn cost(operation: &mut Operation<'_>, times: usize) -> Duration {
    let Some(prepare) = &mut operation.prepare else {
        let start = cpu();
        (0..times).for_each(|_| (operation.run)());
        return cpu() - start;
    };
    let mut sum = Duration::ZERO;
    for _ in 0..times {
        prepare();
        let start = cpu();
        (operation.run)();
        sum += cpu() - start;
    }
    sum
}

fn cpu() -> Duration {
    clock_gettime(ClockId::CLOCK_PROCESS_CPUTIME_ID)
        .expect("the kernel has this clock")
        .into()
}

//! What the process has of what must not grow.

use std::fs;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::time::{Instant, sleep};

use crate::Outcome;

/// How much more memory the last quarter may have than the second, in parts of a hundred, and in kilobytes at least.
const GROWTH_PERCENT: u64 = 5;
const GROWTH_KIB: u64 = 8 * 1024;
/// How many more open files or tasks: those of work that happens to be under way.
const GROWTH_COUNT: u64 = 24;

/// Resources at a moment.
#[derive(Clone, Copy)]
pub(crate) struct Resources {
    resident_kib: u64,
    files: u64,
    tasks: u64,
}

impl Resources {
    pub(crate) fn now() -> Outcome<Self> {
        Ok(Self {
            resident_kib: resident_kib()?,
            files: fs::read_dir("/proc/self/fd")?.count() as u64,
            tasks: Handle::current().metrics().num_alive_tasks() as u64,
        })
    }
}

/// Looks at the resources every so often until an instant.
pub(crate) async fn watch(until: Instant) -> Outcome<Vec<Resources>> {
    let pause = until.duration_since(Instant::now()) / 200;
    let mut seen = Vec::new();
    while Instant::now() < until {
        sleep(pause.max(Duration::from_millis(50))).await;
        seen.push(Resources::now()?);
    }
    Ok(seen)
}

/// Compares the second quarter with the last: the first one fills pools and buffers.
pub(crate) fn compare(seen: &[Resources]) -> Outcome<()> {
    let quarter = seen.len() / 4;
    if quarter == 0 {
        return Err("the run is too short to see growth".into());
    }
    let (early, late) = (&seen[quarter..2 * quarter], &seen[seen.len() - quarter..]);
    println!("\n|  | second quarter | last quarter |\n| --- | ---: | ---: |");
    let mut grown = Vec::new();
    let rows: [(&str, Part, u64); 3] = [
        ("resident memory, kB", |it| it.resident_kib, GROWTH_KIB),
        ("open files", |it| it.files, GROWTH_COUNT),
        ("tasks of the runtime", |it| it.tasks, GROWTH_COUNT),
    ];
    for (name, part, least) in rows {
        let (before, after) = (median(early, part), median(late, part));
        println!("| {name} | {before} | {after} |");
        let most = before + least.max(before * GROWTH_PERCENT / 100);
        if after > most {
            grown.push(format!("{name} has grown from {before} to {after}"));
        }
    }
    match grown.is_empty() {
        true => Ok(()),
        false => Err(grown.join("; ").into()),
    }
}

type Part = fn(&Resources) -> u64;

fn median(seen: &[Resources], part: Part) -> u64 {
    let mut values: Vec<u64> = seen.iter().map(part).collect();
    values.sort_unstable();
    values[values.len() / 2]
}

fn resident_kib() -> Outcome<u64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib = line.and_then(|line| line.trim().strip_suffix(" kB"));
    Ok(kib.ok_or("/proc/self/status has no VmRSS")?.parse()?)
}

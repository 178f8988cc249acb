//! `upload`: what a file costs through vod-sdk, and by reqwest with the same digests.

use crate::Failure;
use crate::clients::{self, Sample, Work};
use crate::report::{Report, Table, Value};
use crate::servers::Server;
use crate::setup::Setup;

/// How long the file is.
const BYTES: usize = 256 << 20;
const GIB: f64 = (1 << 30) as f64 / BYTES as f64;

/// Measures both ways in turns.
pub(crate) fn run(setup: &Setup, report: &mut Report) -> Result<(), Failure> {
    let ways = clients::uploads(setup);
    let server = Server::storage(setup)?;
    let work = Work {
        calls: 2,
        warm_up: 1,
        concurrency: 1,
        large: Some(BYTES),
    };
    let mut samples: Vec<Vec<Sample>> = ways.iter().map(|_| Vec::new()).collect();
    for _ in 0..setup.rounds(7) {
        for (way, samples) in ways.iter().zip(&mut samples) {
            if way.program.is_ok() {
                samples.push(way.run(setup, &server, work)?);
            }
        }
    }
    let per_gib = |samples: &[Sample], part: fn(&Sample) -> f64| -> Vec<f64> {
        let each = samples.iter().map(|sample| part(sample) / sample.calls);
        each.map(|nanoseconds| nanoseconds * GIB / 1e9).collect()
    };
    let columns = [
        "CPU s a GiB",
        "x reqwest",
        "wall s a GiB",
        "x reqwest",
        "peak MB",
    ];
    let mut table = Table::new("Uploading a file of 256 MiB in parts of 8 MiB", &columns);
    let (cpu, wall) = (|it: &Sample| it.cpu_ns, |it: &Sample| it.wall_ns);
    let base = samples.first().map_or(Vec::new(), |it| per_gib(it, cpu));
    let base_wall = samples.first().map_or(Vec::new(), |it| per_gib(it, wall));
    for (way, samples) in ways.iter().zip(&samples) {
        if let Err(why) = &way.program {
            table.missing(way.name, why);
            continue;
        }
        let (cpu, wall) = (per_gib(samples, cpu), per_gib(samples, wall));
        let peaks = samples.iter().map(|sample| sample.peak_kib / 1024.0);
        let row = vec![
            Value::of(cpu.iter().copied()),
            Value::of_ratios(&cpu, &base),
            Value::of(wall.iter().copied()),
            Value::of_ratios(&wall, &base_wall),
            Value::of(peaks),
        ];
        table.row(way.name, row);
    }
    table.note("The official uploader sends no digest of a part, and compares no checksum of the whole: the others do.");
    report.add(table);
    Ok(())
}

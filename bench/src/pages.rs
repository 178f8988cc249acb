//! `pages`: what a long list costs as a stream, and page by page.

use crate::Failure;
use crate::answers;
use crate::clients::{self, Sample, Work};
use crate::report::{Report, Table, Value};
use crate::servers::Server;
use crate::setup::Setup;

/// Measures both ways in turns.
pub(crate) fn run(setup: &Setup, report: &mut Report) -> Result<(), Failure> {
    let ways = clients::lists(setup);
    let server = Server::fixed(setup, &answers::page(setup)?.file, 0)?;
    let work = Work {
        calls: 20,
        warm_up: 2,
        concurrency: 1,
        large: None,
    };
    let mut samples: Vec<Vec<Sample>> = ways.iter().map(|_| Vec::new()).collect();
    for _ in 0..setup.rounds(9) {
        for (way, samples) in ways.iter().zip(&mut samples) {
            samples.push(way.run(setup, &server, work)?);
        }
    }
    let cpu = |samples: &[Sample]| -> Vec<f64> {
        let each = samples.iter().map(|sample| sample.cpu_ns / sample.calls);
        each.map(|nanoseconds| nanoseconds / 1e6).collect()
    };
    let by_hand = samples.first().map_or(Vec::new(), |samples| cpu(samples));
    let columns = ["CPU ms", "x by hand", "peak MB"];
    let mut table = Table::new("A list of 10,000 items in 100 pages", &columns);
    for (way, samples) in ways.iter().zip(&samples) {
        let cpu = cpu(samples);
        let peaks = samples.iter().map(|sample| sample.peak_kib / 1024.0);
        let row = vec![
            Value::of(cpu.iter().copied()),
            Value::of_ratios(&cpu, &by_hand),
            Value::of(peaks),
        ];
        table.row(way.name, row);
    }
    report.add(table);
    Ok(())
}

//! `memory`: what a thousand calls in flight take.

use crate::Failure;
use crate::answers;
use crate::clients::{self, REQWEST, Work};
use crate::report::{Report, Table, Value};
use crate::servers::Server;
use crate::setup::Setup;

const IN_FLIGHT: usize = 1_000;
/// Milliseconds until a response comes: long enough for all calls to be sent before the first.
const DELAY: u32 = 3_000;

/// Measures the peak memory with all calls in flight.
pub(crate) fn run(setup: &Setup, report: &mut Report) -> Result<(), Failure> {
    let clients = clients::rust(setup);
    let server = Server::fixed(setup, &answers::small(setup)?.file, DELAY)?;
    let work = Work {
        calls: IN_FLIGHT,
        warm_up: 0,
        concurrency: IN_FLIGHT,
        large: None,
    };
    let mut peaks: Vec<Vec<f64>> = clients.iter().map(|_| Vec::new()).collect();
    for _ in 0..setup.rounds(5) {
        for (client, peaks) in clients.iter().zip(&mut peaks) {
            if client.program.is_ok() {
                peaks.push(client.run(setup, &server, work)?.peak_kib / 1024.0);
            }
        }
    }
    let reqwest = clients.iter().position(|client| client.name == REQWEST);
    let reqwest = reqwest.map_or(Vec::new(), |index| peaks[index].clone());
    let mut table = Table::new("1,000 calls in flight", &["peak MB", "x reqwest"]);
    for (client, peaks) in clients.iter().zip(&peaks) {
        match &client.program {
            Err(why) => table.missing(client.name, why),
            Ok(_) => table.row(
                client.name,
                vec![
                    Value::of(peaks.iter().copied()),
                    Value::of_ratios(peaks, &reqwest),
                ],
            ),
        }
    }
    report.add(table);
    Ok(())
}

//! `call`: what a call costs the process that makes it, side by side.

use crate::Failure;
use crate::answers::{self, Response};
use crate::clients::{self, Client, HYPER, REQWEST, Sample, Signs, Work};
use crate::report::{Report, Table, Value};
use crate::servers::Server;
use crate::setup::Setup;

/// Which of it.
#[derive(clap::Args, Default)]
pub(crate) struct Args {
    /// Only these scenarios.
    #[arg(long, value_enum, value_delimiter = ',')]
    only: Vec<Scenario>,
    /// Only the clients written in Rust.
    #[arg(long)]
    rust: bool,
}

#[derive(Clone, Copy, PartialEq, clap::ValueEnum)]
enum Scenario {
    /// One call after another.
    Seq,
    /// 64 calls at once.
    C64,
    /// One call after another over TLS.
    Tls,
    /// 64 calls at once over TLS.
    TlsC64,
    /// An answer of 0.9 MB.
    Large,
    /// From the start of a process to its first response.
    Cold,
    /// The same over TLS.
    ColdTls,
}

use Scenario::{C64, Cold, ColdTls, Large, Seq, Tls, TlsC64};

/// Measures every scenario that was asked for.
pub(crate) fn run(setup: &Setup, args: &Args, report: &mut Report) -> Result<(), Failure> {
    let mut clients = clients::rust(setup);
    if !args.rust {
        clients.extend(clients::official(setup));
    }
    let (small, large) = (answers::small(setup)?, answers::large(setup)?);
    verify(setup, &clients, &small, &large)?;
    for scenario in [Seq, C64, Tls, TlsC64, Large, Cold, ColdTls] {
        if args.only.is_empty() || args.only.contains(&scenario) {
            let answer = match scenario {
                Large => &large,
                _ => &small,
            };
            let table = scenario.measure(setup, &clients, answer)?;
            report.add(table);
        }
    }
    Ok(())
}

/// Has every client that signs call a server that verifies, before anything is timed.
fn verify(
    setup: &Setup,
    clients: &[Client],
    small: &Response,
    large: &Response,
) -> Result<(), Failure> {
    let work = Work {
        calls: 20,
        warm_up: 0,
        concurrency: 1,
        large: None,
    };
    for (answer, large) in [(small, None), (large, Some(large.bytes))] {
        let mock = Server::mock(setup, &answer.file)?;
        let verifying = Server::verifying(setup, &answer.file)?;
        let clients = clients.iter().filter(|client| client.program.is_ok());
        for client in clients.filter(|client| large.is_none() || client.has_large) {
            let server = match client.signs {
                Signs::Nothing => continue,
                Signs::Vod => &mock,
                Signs::Otherwise => &verifying,
            };
            client.run(setup, server, Work { large, ..work })?;
        }
    }
    Ok(())
}

impl Scenario {
    fn title(self) -> &'static str {
        match self {
            Seq => "One call after another",
            C64 => "64 calls at once",
            Tls => "One call after another, over TLS",
            TlsC64 => "64 calls at once, over TLS",
            Large => "A large response, 0.9 MB",
            Cold => "From the start of the process to its first response",
            ColdTls => "From the start of the process to its first response, over TLS",
        }
    }

    fn is_cold(self) -> bool {
        matches!(self, Cold | ColdTls)
    }

    fn work(self, answer: &Response) -> Work {
        let work = |calls, concurrency| Work {
            calls,
            warm_up: calls / 10,
            concurrency,
            large: None,
        };
        match self {
            Seq | Tls => work(20_000, 1),
            C64 | TlsC64 => work(20_000, 64),
            Large => Work {
                large: Some(answer.bytes),
                ..work(300, 1)
            },
            Cold | ColdTls => work(1, 1),
        }
    }

    fn measure(
        self,
        setup: &Setup,
        clients: &[Client],
        answer: &Response,
    ) -> Result<Table, Failure> {
        let server = match self {
            Tls | TlsC64 | ColdTls => Server::tls(setup, &answer.file)?,
            _ => Server::fixed(setup, &answer.file, 0)?,
        };
        let rounds = setup.rounds(if self.is_cold() { 15 } else { 5 });
        let takes_part =
            |client: &Client| client.program.is_ok() && (self != Large || client.has_large);
        let mut samples: Vec<Vec<Sample>> = clients.iter().map(|_| Vec::new()).collect();
        for _ in 0..rounds {
            for (client, samples) in clients.iter().zip(&mut samples) {
                if takes_part(client) {
                    samples.push(client.run(setup, &server, self.work(answer))?);
                }
            }
        }
        Ok(self.table(clients, &samples))
    }

    fn table(self, clients: &[Client], samples: &[Vec<Sample>]) -> Table {
        let columns: &[&str] = match self.is_cold() {
            false => &[
                "CPU µs/call",
                "x hyper",
                "x reqwest",
                "wall µs/call",
                "peak MB",
            ],
            true => &["CPU ms", "x hyper", "x reqwest", "wall ms", "peak MB"],
        };
        let mut table = Table::new(self.title(), columns);
        let cpu = |samples: &[Sample]| -> Vec<f64> {
            samples.iter().map(|sample| self.cpu(sample)).collect()
        };
        let base = |name| {
            let index = clients.iter().position(|client| client.name == name);
            index.map_or(Vec::new(), |index| cpu(&samples[index]))
        };
        let (hyper, reqwest) = (base(HYPER), base(REQWEST));
        for (client, samples) in clients.iter().zip(samples) {
            match &client.program {
                Err(why) => table.missing(client.name, why),
                Ok(_) if samples.is_empty() => table.missing(client.name, "it has no such call"),
                Ok(_) => {
                    let cpu = cpu(samples);
                    let peaks = samples.iter().map(|sample| sample.peak_kib / 1024.0);
                    let row = vec![
                        Value::of(cpu.iter().copied()),
                        Value::of_ratios(&cpu, &hyper),
                        Value::of_ratios(&cpu, &reqwest),
                        Value::of(samples.iter().map(|sample| self.wall(sample))),
                        Value::of(peaks),
                    ];
                    table.row(client.name, row);
                }
            }
        }
        table
    }

    /// In microseconds a call, or in milliseconds since the start.
    fn cpu(self, sample: &Sample) -> f64 {
        match self.is_cold() {
            false => sample.cpu_ns / sample.calls / 1e3,
            true => sample.process_cpu_ns / 1e6,
        }
    }

    fn wall(self, sample: &Sample) -> f64 {
        match self.is_cold() {
            false => sample.wall_ns / sample.calls / 1e3,
            true => sample.since_start_ns / 1e6,
        }
    }
}

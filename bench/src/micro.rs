//! `sign` and `decode`: pieces of a call alone, in one process, in turns.

use std::collections::BTreeMap;
use std::ffi::OsStr;

use serde::Deserialize;

use crate::Failure;
use crate::answers;
use crate::programs;
use crate::report::{Report, Table, Value};
use crate::setup::Setup;

/// What an operation cost in each round, in nanoseconds.
#[derive(Deserialize)]
struct Operation {
    name: String,
    group: String,
    bytes: f64,
    ns: Vec<f64>,
}

/// Measures reading a large response.
pub(crate) fn decode(setup: &Setup, report: &mut Report) -> Result<(), Failure> {
    let answer = answers::large(setup)?;
    let operations = run(setup, &["decode".as_ref(), answer.file.as_os_str()])?;
    let title = format!("Reading a response of {} bytes", answer.bytes);
    let columns = ["µs", "MB/s", "x from_slice into derived types"];
    let base = "serde_json::from_slice into derived types";
    let operations: Vec<&Operation> = operations.iter().collect();
    report.add(table(Table::new(title, &columns), 1e3, &operations, base));
    Ok(())
}

/// Measures signing.
pub(crate) fn sign(setup: &Setup, report: &mut Report) -> Result<(), Failure> {
    let operations = run(setup, &["sign".as_ref()])?;
    let mut groups: BTreeMap<&str, Vec<&Operation>> = BTreeMap::new();
    for operation in &operations {
        groups.entry(&operation.group).or_default().push(operation);
    }
    for (group, operations) in groups {
        let empty = Table::new(format!("Signing, {group}"), &["ns", "MB/s", "x SHA-256"]);
        report.add(table(empty, 1.0, &operations, "SHA-256 of as many blocks"));
    }
    Ok(())
}

/// Fills a table: the time in units of so many nanoseconds, the throughput, and the ratio to a base.
fn table(mut table: Table, unit: f64, operations: &[&Operation], base: &str) -> Table {
    let base = operations.iter().find(|operation| operation.name == base);
    let base = base.map_or(&[][..], |operation| &operation.ns);
    for operation in operations {
        let megabytes = |ns: &f64| operation.bytes / 1e6 / (ns / 1e9);
        let row = vec![
            Value::of(operation.ns.iter().map(|ns| ns / unit)),
            Value::of(operation.ns.iter().map(megabytes)),
            Value::of_ratios(&operation.ns, base),
        ];
        table.row(&operation.name, row);
    }
    table
}

fn run(setup: &Setup, arguments: &[&OsStr]) -> Result<Vec<Operation>, Failure> {
    let mut command = setup.pinned(programs::build(setup, "bench-micro")?);
    command.arg(setup.rounds(15).to_string()).args(arguments);
    let output = command.output()?;
    match output.status.success() {
        true => Ok(serde_json::from_slice(&output.stdout)?),
        false => Err(String::from_utf8_lossy(&output.stderr).into_owned().into()),
    }
}

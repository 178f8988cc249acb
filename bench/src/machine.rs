//! What the numbers were measured on.

use std::fmt;
use std::fs;
use std::process::Command;
use std::thread;

use serde::Serialize;

use crate::setup::Setup;

/// A machine, and when and how it was used.
#[derive(Serialize)]
pub(crate) struct Machine {
    date: String,
    processor: String,
    processors: usize,
    kernel: String,
    rustc: String,
    /// Load of the last minute before the run; other programs make every number worse.
    load: String,
    pinned: Option<u32>,
}

impl Machine {
    pub(crate) fn date(&self) -> &str {
        &self.date
    }
}

/// Describes this machine.
pub(crate) fn describe(setup: &Setup) -> Machine {
    let cpuinfo = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpuinfo.lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        (key.trim() == "model name").then(|| value.trim().to_owned())
    });
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    Machine {
        date: said_by(Command::new("date").args(["-u", "+%Y-%m-%d"])),
        processor: model.unwrap_or_else(|| UNKNOWN.to_owned()),
        processors: thread::available_parallelism().map_or(1, usize::from),
        kernel: said_by(Command::new("uname").arg("-sr")),
        rustc: said_by(Command::new("rustc").arg("--version")),
        load: load.split(' ').next().unwrap_or(UNKNOWN).to_owned(),
        pinned: setup.cpu,
    }
}

const UNKNOWN: &str = "unknown";

fn said_by(command: &mut Command) -> String {
    let output = command
        .output()
        .ok()
        .filter(|output| output.status.success());
    output.map_or_else(
        || UNKNOWN.to_owned(),
        |output| String::from_utf8_lossy(&output.stdout).trim().to_owned(),
    )
}

impl fmt::Display for Machine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            date,
            processor,
            processors,
            kernel,
            rustc,
            load,
            pinned,
        } = self;
        writeln!(
            f,
            "{date}, {processors} x {processor}, {kernel}, {rustc}, load {load}."
        )?;
        match pinned {
            Some(cpu) => write!(f, "Clients and servers share processor {cpu}."),
            None => write!(
                f,
                "NOT PINNED: there is no taskset, and where a client and its server run on two \
                 processors, the wake-ups swamp all else. Compare nothing with this."
            ),
        }
    }
}

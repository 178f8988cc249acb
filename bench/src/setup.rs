//! Where things are, and how processes are started.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use nix::sys::resource::{Resource, getrlimit, setrlimit};
use tempfile::TempDir;

use crate::{Failure, Options};

/// What all benches share.
pub(crate) struct Setup {
    /// The repository.
    pub(crate) root: PathBuf,
    /// The folder `bench` in it.
    pub(crate) bench: PathBuf,
    /// Cargo's target folder for the programs of the bench.
    pub(crate) target: PathBuf,
    /// For the files of this run.
    pub(crate) scratch: TempDir,
    pub(crate) rounds: Option<u32>,
    /// The processor that clients and servers are bound to, if they are.
    pub(crate) cpu: Option<u32>,
    /// The generator's program.
    pub(crate) xtask: Option<PathBuf>,
    /// Python with the official SDK, or why there is none.
    pub(crate) python: Result<PathBuf, String>,
}

impl Setup {
    pub(crate) fn new(options: &Options) -> Result<Self, Failure> {
        let bench = Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf();
        let root = bench.parent().ok_or("bench has no parent folder")?;
        let program = std::env::current_exe()?;
        let target = program
            .ancestors()
            .nth(2)
            .ok_or("the program is in no target folder")?;
        raise_open_files();
        let has_taskset = succeeds(Command::new("taskset").arg("--version"));
        let last = thread::available_parallelism().map_or(1, usize::from) - 1;
        let cpu = options.cpu.unwrap_or(u32::try_from(last).unwrap_or(0));
        let no_python = "run it as `cargo xtask bench`, which prepares Python's environment";
        Ok(Self {
            root: root.to_path_buf(),
            target: target.to_path_buf(),
            bench,
            scratch: tempfile::tempdir()?,
            rounds: options.rounds,
            xtask: options.xtask.clone(),
            cpu: has_taskset.then_some(cpu),
            python: options.python.clone().ok_or_else(|| {
                let why = options.no_python.clone();
                why.unwrap_or_else(|| no_python.to_owned())
            }),
        })
    }

    /// How many rounds to run, if nothing else was asked for.
    pub(crate) fn rounds(&self, usual: u32) -> u32 {
        self.rounds.unwrap_or(usual)
    }

    /// A command that runs on the processor which all share.
    ///
    /// On two, each wake-up of the other is charged to the one who writes, which swamps all else.
    pub(crate) fn pinned(&self, program: impl AsRef<OsStr>) -> Command {
        match self.cpu {
            Some(cpu) => {
                let mut command = Command::new("taskset");
                command.arg("-c").arg(cpu.to_string()).arg(program);
                command
            }
            None => Command::new(program),
        }
    }

    /// Writes a file of this run.
    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) -> Result<PathBuf, Failure> {
        let path = self.scratch.path().join(name);
        fs::write(&path, content)?;
        Ok(path)
    }
}

/// Whether a command can be run, and succeeds.
pub(crate) fn succeeds(command: &mut Command) -> bool {
    let quiet = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
    quiet.is_ok_and(|status| status.success())
}

/// A thousand calls in flight are as many open files, which is more than many systems allow at first.
fn raise_open_files() {
    if let Ok((_, most)) = getrlimit(Resource::RLIMIT_NOFILE) {
        // Where that is refused, the calls say what they lack.
        let _ = setrlimit(Resource::RLIMIT_NOFILE, most, most);
    }
}

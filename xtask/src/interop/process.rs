//! Processes that are called by lines of JSON.

use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::Value;

use crate::failure::Failure;
use crate::output::say;
use crate::programs::cargo;

/// Both sides: our SDK behind `interop-peer`, the official one behind `official_sdk.py`.
pub(super) struct Peers {
    pub(super) root: PathBuf,
    pub(super) python: PathBuf,
}

impl Peers {
    /// Builds our side.
    pub(super) fn build(root: PathBuf, python: PathBuf) -> Result<Self, Failure> {
        say("building interop-peer");
        let peers = Self { root, python };
        let status = peers
            .cargo("build")
            .status()
            .map_err(|error| format!("cannot run cargo: {error}"))?;
        if !status.success() {
            return Err("interop-peer does not build: see the errors above".into());
        }
        Ok(peers)
    }

    /// Starts our side.
    pub(super) fn ours(&self, job: &str) -> Result<Peer, Failure> {
        Peer::start("interop-peer", self.cargo("run").args(["--", job]))
    }

    /// Starts the official side.
    pub(super) fn official(&self, job: &str) -> Result<Peer, Failure> {
        self.python("official_sdk.py", job)
    }

    /// Starts the official side of uploads.
    pub(super) fn official_upload(&self, job: &str) -> Result<Peer, Failure> {
        self.python("official_upload.py", job)
    }

    /// Starts what is written from the documentation.
    pub(super) fn documented(&self, job: &str) -> Result<Peer, Failure> {
        self.python("documented.py", job)
    }

    /// Starts a script. A proxy of the environment is not for a loopback server.
    fn python(&self, script: &'static str, job: &str) -> Result<Peer, Failure> {
        let mut command = Command::new(&self.python);
        command.args(["-B", "-W", "ignore::DeprecationWarning"]);
        command
            .arg(self.root.join("xtask/interop").join(script))
            .arg(job);
        for name in ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"] {
            command.env_remove(name);
        }
        Peer::start(script, &mut command)
    }

    fn cargo(&self, job: &str) -> Command {
        let mut command = cargo();
        command
            .args([job, "--quiet", "--manifest-path"])
            .arg(self.root.join("Cargo.toml"));
        command.args(["--package", "vod-tests", "--bin", "interop-peer"]);
        command
    }
}

/// A running process. It ends when its standard input is closed, which dropping it does.
pub(super) struct Peer {
    name: &'static str,
    child: Child,
    stdin: Option<ChildStdin>,
    stdout: BufReader<ChildStdout>,
}

impl Peer {
    fn start(name: &'static str, command: &mut Command) -> Result<Self, Failure> {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("cannot start {name}: {error}"))?;
        let stdin = child.stdin.take();
        let stdout = child
            .stdout
            .take()
            .ok_or("a process without standard output")?;
        Ok(Self {
            name,
            child,
            stdin,
            stdout: BufReader::new(stdout),
        })
    }

    /// Sends a line and reads the answer.
    pub(super) fn ask(&mut self, question: &Value) -> Result<Value, Failure> {
        let stdin = self
            .stdin
            .as_mut()
            .ok_or("a process without standard input")?;
        writeln!(stdin, "{question}")
            .and_then(|()| stdin.flush())
            .map_err(|error| format!("cannot write to {}: {error}", self.name))?;
        self.read()
    }

    /// Reads a line.
    pub(super) fn read(&mut self) -> Result<Value, Failure> {
        let mut line = String::new();
        let name = self.name;
        match self.stdout.read_line(&mut line) {
            Ok(0) => Err(format!("{name} has ended: see what it printed above").into()),
            Ok(_) => serde_json::from_str(&line).map_err(|error| {
                format!("{name} returned something other than JSON: {error}").into()
            }),
            Err(error) => Err(format!("cannot read from {name}: {error}").into()),
        }
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        drop(self.stdin.take());
        let _ = self.child.wait();
    }
}

/// A string of an answer.
pub(super) fn text<'a>(answer: &'a Value, key: &str) -> Result<&'a str, Failure> {
    answer[key]
        .as_str()
        .ok_or_else(|| format!("an answer without `{key}`: {answer}").into())
}

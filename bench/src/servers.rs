//! The servers that the clients call, each in a process of its own.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::Failure;
use crate::programs;
use crate::setup::Setup;

/// A running server. It ends when it is dropped.
pub(crate) struct Server {
    child: Child,
    pub(crate) endpoint: String,
    /// The certificate of its authority, if it speaks TLS.
    pub(crate) authority: Option<PathBuf>,
}

impl Server {
    /// Answers everything with the bytes of a file, after a pause.
    pub(crate) fn fixed(setup: &Setup, answer: &Path, delay_ms: u32) -> Result<Self, Failure> {
        let mut command = command(setup)?;
        command.arg("fixed").arg(answer);
        command.args(["--delay", &delay_ms.to_string()]);
        Self::start(command, None)
    }

    /// The same over TLS.
    pub(crate) fn tls(setup: &Setup, answer: &Path) -> Result<Self, Failure> {
        let authority = setup.scratch.path().join("authority.pem");
        let mut command = command(setup)?;
        command
            .arg("fixed")
            .arg(answer)
            .arg("--tls")
            .arg(&authority);
        Self::start(command, Some(authority))
    }

    /// The same, if the signature is right, whatever the service.
    pub(crate) fn verifying(setup: &Setup, answer: &Path) -> Result<Self, Failure> {
        let mut command = command(setup)?;
        command.arg("fixed").arg(answer).arg("--verify");
        Self::start(command, None)
    }

    /// vod-sdk's mock server.
    pub(crate) fn mock(setup: &Setup, answer: &Path) -> Result<Self, Failure> {
        let mut command = command(setup)?;
        command.arg("mock").arg(answer);
        Self::start(command, None)
    }

    /// Takes uploads and keeps nothing of them.
    pub(crate) fn storage(setup: &Setup) -> Result<Self, Failure> {
        let mut command = command(setup)?;
        command.arg("storage");
        Self::start(command, None)
    }

    /// Starts a program that prints its endpoint first, and ends when its standard input does.
    pub(crate) fn start(mut command: Command, authority: Option<PathBuf>) -> Result<Self, Failure> {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let stdout = child.stdout.take().ok_or("a server without output")?;
        let mut endpoint = String::new();
        BufReader::new(stdout).read_line(&mut endpoint)?;
        let endpoint = endpoint.trim().to_owned();
        let server = Self {
            child,
            endpoint,
            authority,
        };
        match server.endpoint.is_empty() {
            true => Err("a server did not start: see what it printed above".into()),
            false => Ok(server),
        }
    }
}

fn command(setup: &Setup) -> Result<Command, Failure> {
    Ok(setup.pinned(programs::build(setup, "bench-server")?))
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}

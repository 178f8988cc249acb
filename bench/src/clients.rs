//! The clients that are measured, each in a process of its own.

use std::ffi::OsString;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Instant;

use serde::Deserialize;

use crate::Failure;
use crate::programs;
use crate::servers::Server;
use crate::setup::{Setup, succeeds};

/// The floor, by name.
pub(crate) const HYPER: &str = "hyper, prepared bytes, no signature";
/// What ratios are taken to, by name.
pub(crate) const REQWEST: &str = "reqwest, prepared bytes, no signature";
/// Ours, by name.
pub(crate) const VOD_SDK: &str = "vod-sdk";
const TENCENT_SDK: &str = "tencent-sdk 0.1.5, Tag.DescribeProjects";

/// A client that can be measured, or cannot.
pub(crate) struct Client {
    pub(crate) name: &'static str,
    /// The program and its first arguments, or why there is none.
    pub(crate) program: Result<Vec<OsString>, String>,
    pub(crate) signs: Signs,
    /// Whether it has the call with the large response.
    pub(crate) has_large: bool,
    /// By how much it is slower than the others, roughly: so many fewer calls are enough.
    slowness: usize,
}

/// What a client signs for, and so which server can verify it.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Signs {
    Nothing,
    /// VOD's calls, to the host and port: the mock server verifies them.
    Vod,
    /// Something else, such as another service.
    Otherwise,
}

/// What to do, for each client.
#[derive(Clone, Copy)]
pub(crate) struct Work {
    pub(crate) calls: usize,
    pub(crate) warm_up: usize,
    pub(crate) concurrency: usize,
    /// The length of the large response, if that is the one to ask for.
    pub(crate) large: Option<usize>,
}

/// What a client prints, and how long it took from its start to its first line.
#[derive(Deserialize)]
pub(crate) struct Sample {
    pub(crate) calls: f64,
    pub(crate) cpu_ns: f64,
    pub(crate) wall_ns: f64,
    /// Since the start of the process.
    pub(crate) process_cpu_ns: f64,
    pub(crate) peak_kib: f64,
    #[serde(skip)]
    pub(crate) since_start_ns: f64,
}

/// The clients written in Rust.
pub(crate) fn rust(setup: &Setup) -> Vec<Client> {
    let client = |name, package, signs| Client {
        name,
        program: programs::build(setup, package)
            .map(|program| vec![program.into()])
            .map_err(|failure| failure.to_string()),
        signs,
        has_large: signs != Signs::Otherwise,
        slowness: 1,
    };
    vec![
        client(HYPER, "client-hyper", Signs::Nothing),
        client(REQWEST, "client-reqwest", Signs::Nothing),
        client(VOD_SDK, "client-vod-sdk", Signs::Vod),
        client(TENCENT_SDK, "client-tencent-sdk", Signs::Otherwise),
    ]
}

/// The ways to go through a long list: page by page first.
pub(crate) fn lists(setup: &Setup) -> [Client; 2] {
    let program = programs::build(setup, "client-pages").map_err(|failure| failure.to_string());
    [("by hand", "by-hand"), ("items()", "items")].map(|(name, way)| Client {
        name,
        program: program
            .clone()
            .map(|program| vec![program.into(), way.into()]),
        signs: Signs::Vod,
        has_large: false,
        slowness: 1,
    })
}

/// The ways to upload a file: by reqwest first.
pub(crate) fn uploads(setup: &Setup) -> Vec<Client> {
    let program = programs::build(setup, "client-uploads").map_err(|failure| failure.to_string());
    let reqwest = "reqwest, MD5 and CRC-64 of the parts";
    let client = |name, program| Client {
        name,
        program,
        signs: Signs::Nothing,
        has_large: true,
        slowness: 1,
    };
    let ways = [(reqwest, "reqwest"), (VOD_SDK, "vod-sdk")];
    let ours = ways.map(|(name, way)| {
        let program = program.clone();
        client(
            name,
            program.map(|program| vec![program.into(), way.into()]),
        )
    });
    let python = python(setup, "upload.py");
    ours.into_iter()
        .chain([client("official Python uploader", python)])
        .collect()
}

/// The official SDKs of other languages.
pub(crate) fn official(setup: &Setup) -> Vec<Client> {
    let client = |name, program, signs, slowness| Client {
        name,
        program,
        signs,
        has_large: true,
        slowness,
    };
    vec![
        client("official Go SDK", go(setup), Signs::Vod, 4),
        client("official Node SDK", node(setup), Signs::Otherwise, 20),
        client(
            "official Python SDK",
            python(setup, "client.py"),
            Signs::Vod,
            20,
        ),
    ]
}

fn python(setup: &Setup, script: &str) -> Result<Vec<OsString>, String> {
    let python = setup.python.clone()?;
    let script = setup.bench.join("clients/official/python").join(script);
    Ok(vec![python.into(), script.into()])
}

fn node(setup: &Setup) -> Result<Vec<OsString>, String> {
    let files = ["package.json", "package-lock.json", "client.js"];
    let folder = copied(setup, "node", &files, Command::new("npm").arg("--version"))?;
    let mut npm = Command::new("npm");
    npm.args(["ci", "--silent", "--no-audit", "--no-fund"]);
    installed(npm.current_dir(&folder))?;
    Ok(vec!["node".into(), folder.join("client.js").into()])
}

fn go(setup: &Setup) -> Result<Vec<OsString>, String> {
    let files = ["go.mod", "client.go"];
    let folder = copied(setup, "go", &files, Command::new("go").arg("version"))?;
    let mut go = Command::new("go");
    // It writes the go.sum that is not checked in.
    go.args(["build", "-mod=mod", "-o", "client"]);
    installed(go.current_dir(&folder))?;
    Ok(vec![folder.join("client").into()])
}

/// Copies a client to where its dependencies may be installed, which is not beside it, if the tool that
/// does so is there.
fn copied(
    setup: &Setup,
    language: &str,
    files: &[&str],
    tool: &mut Command,
) -> Result<PathBuf, String> {
    if !succeeds(tool) {
        let tool = tool.get_program().display();
        return Err(format!("there is no {tool} on this machine"));
    }
    let from = setup.bench.join("clients/official").join(language);
    let to = setup.target.join("official").join(language);
    fs::create_dir_all(&to).map_err(|error| error.to_string())?;
    for file in files {
        fs::copy(from.join(file), to.join(file)).map_err(|error| format!("{file}: {error}"))?;
    }
    Ok(to)
}

fn installed(command: &mut Command) -> Result<(), String> {
    let output = command.output().map_err(|error| error.to_string())?;
    if output.status.success() {
        return Ok(());
    }
    let tool = command.get_program().display();
    eprintln!("{tool}: {}", String::from_utf8_lossy(&output.stderr).trim());
    Err(format!("{tool} could not install it"))
}

impl Client {
    /// Has the client call a server; fails if a response is not what it must be.
    pub(crate) fn run(
        &self,
        setup: &Setup,
        server: &Server,
        work: Work,
    ) -> Result<Sample, Failure> {
        let [program, arguments @ ..] = self.program.as_deref().map_err(String::as_str)? else {
            return Err("a client without a program".into());
        };
        let mut command = setup.pinned(program);
        command.args(arguments).args(self.arguments(server, work));
        for variable in ["http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"] {
            command.env_remove(variable);
        }
        if let Some(authority) = &server.authority {
            for variable in ["SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS"] {
                command.env(variable, authority);
            }
        }
        let started = Instant::now();
        let mut child = command.stdout(Stdio::piped()).spawn()?;
        let mut line = String::new();
        if let Some(stdout) = child.stdout.take() {
            BufReader::new(stdout).read_line(&mut line)?;
        }
        let since_start_ns = started.elapsed().as_nanos() as f64;
        if !child.wait()?.success() {
            return Err(format!("{} failed: see what it printed above", self.name).into());
        }
        let sample = serde_json::from_str(&line)
            .map_err(|error| format!("{} printed {line:?}: {error}", self.name))?;
        Ok(Sample {
            since_start_ns,
            ..sample
        })
    }

    fn arguments(&self, server: &Server, work: Work) -> [String; 5] {
        let fewer = |number: usize| match work.calls > work.concurrency {
            true => (number / self.slowness).max(number.min(work.concurrency)),
            false => number,
        };
        [
            server.endpoint.clone(),
            fewer(work.calls).to_string(),
            fewer(work.warm_up).to_string(),
            work.concurrency.to_string(),
            work.large
                .map_or("small".to_owned(), |bytes| bytes.to_string()),
        ]
    }
}

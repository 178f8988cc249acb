//! Crates for other services, of the descriptions in Tencent Cloud's command line tool: made, compiled, and every
//! action called at the mock server.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;
use crate::output::{count, say};
use crate::programs::{cargo, run};
use crate::workspace;

use super::process::Peers;

/// A small service, a large one whose actions have the names of VOD's, and one with tables of everything.
const SERVICES: [&str; 3] = ["ams", "cvm", "mps"];

/// Ten more, of other departments of Tencent Cloud.
const OTHERS: [&str; 10] = [
    "cls",
    "dnspod",
    "faceid",
    "kms",
    "live",
    "organization",
    "sms",
    "ssm",
    "tag",
    "trtc",
];

/// Makes each crate in an empty folder, and runs the tests that come with it.
pub(super) fn check(peers: &Peers, with_others: bool) -> Result<String, Failure> {
    let descriptions = descriptions(&peers.python)?;
    let folder = tempfile::tempdir()
        .map_err(|error| Failure::from(format!("cannot make a temporary folder: {error}")))?;
    let others = if with_others { &OTHERS[..] } else { &[] };
    for service in SERVICES.iter().chain(others) {
        let name = format!("{service}-sdk");
        say(format_args!("making, compiling and testing {name}"));
        let description = newest(&descriptions.join(service))?;
        let out = folder.path().join(&name);
        make(&name, &description, &out)?;
        test(&peers.root, &out)?;
    }
    Ok(format!(
        "{} of other services compile, and every action can be called",
        count(SERVICES.len() + others.len(), "crate")
    ))
}

/// The folder of a service's newest version.
fn newest(service: &Path) -> Result<PathBuf, Failure> {
    let failure = |error| Failure::io("list", service, &error);
    let versions = fs::read_dir(service).map_err(failure)?;
    let versions = versions.filter_map(|entry| Some(entry.ok()?.path()));
    let newest = versions
        .filter(|path| path.join("api.json").is_file())
        .max();
    newest.ok_or_else(|| format!("{} has no description", service.display()).into())
}

/// The folder of the descriptions, as they are installed.
fn descriptions(python: &Path) -> Result<PathBuf, Failure> {
    const WHERE: &str =
        "import importlib.util as it; print(it.find_spec('tccli').submodule_search_locations[0])";
    let output = Command::new(python).args(["-c", WHERE]).output();
    let output = output.map_err(|error| Failure::io("run", python, &error))?;
    let folder = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    if !output.status.success() || folder.is_empty() {
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        return Err(
            format!("the package tccli is not installed where it should be\n{said}").into(),
        );
    }
    Ok(PathBuf::from(folder).join("services"))
}

fn make(name: &str, description: &Path, out: &Path) -> Result<(), Failure> {
    let xtask = env::current_exe()
        .map_err(|error| Failure::from(format!("cannot find this program: {error}")))?;
    let mut command = Command::new(xtask);
    command.args(["new-service", name, "--api"]);
    command.arg(description.join("api.json"));
    command
        .arg("--examples")
        .arg(description.join("examples.json"));
    run(command.arg("--out").arg(out))
}

/// Tests a crate with the dependencies that the workspace has locked, and in its target folder.
fn test(root: &Path, out: &Path) -> Result<(), Failure> {
    let (from, to) = (root.join("Cargo.lock"), out.join("Cargo.lock"));
    fs::copy(&from, &to).map_err(|error| Failure::io("copy", &from, &error))?;
    let mut command = cargo();
    command
        .args(["test", "--quiet"])
        .current_dir(out)
        .env("CARGO_TARGET_DIR", workspace::target(root))
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("CARGO_TERM_COLOR", "never");
    let output = command.output();
    let output = output.map_err(|error| Failure::io("run", Path::new("cargo"), &error))?;
    let said = String::from_utf8_lossy(&output.stderr);
    match output.status.success() && !said.contains("warning: ") {
        true => Ok(()),
        false => {
            let tests = String::from_utf8_lossy(&output.stdout);
            Err(format!("{} fails, or has warnings:\n{said}{tests}", out.display()).into())
        }
    }
}

//! Python environments with pinned packages from PyPI.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::failure::Failure;
use crate::output::warn;
use crate::workspace;

/// The packages and versions that are asked for.
const PINS: &str = "requirements.in";

/// All that is installed for them, each with the hashes of its files. To renew it, after a change of
/// the pins: `uv pip compile --universal --python-version 3.11 --generate-hashes --no-header
/// --no-annotate requirements.in -o requirements.txt`; what a package needs only to be run, and it is not, can be
/// taken out.
const REQUIREMENTS: &str = "requirements.txt";

/// The Python of an environment in which the packages of `xtask/NAME` are installed. It is made once, in
/// the target folder.
pub(crate) fn prepare(root: &Path, name: &str) -> Result<PathBuf, Failure> {
    let source = root.join("xtask").join(name);
    let pins = joined(&read(&source.join(PINS))?);
    let requirements = read(&source.join(REQUIREMENTS))?;
    let folder = workspace::target(root).join(name).join("venv");
    let python = python_of(&folder);
    let shown = workspace::shown(&folder);
    // What was installed last, written once it was.
    let installed = folder.join(REQUIREMENTS);
    if fs::read_to_string(&installed).is_ok_and(|installed| installed == requirements) {
        warn(format_args!("{shown} has {pins}"));
        return Ok(python);
    }
    warn(format_args!("installing {pins} into {shown}"));
    create(&folder)?;
    install(&python, &source.join(REQUIREMENTS), &pins)?;
    fs::write(&installed, requirements)
        .map_err(|error| Failure::io("write", &installed, &error))?;
    Ok(python)
}

fn read(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| Failure::io("read", path, &error))
}

fn create(folder: &Path) -> Result<(), Failure> {
    let system_python = if cfg!(windows) { "python" } else { "python3" };
    let output = Command::new(system_python)
        .args(["-m", "venv", "--clear"])
        .arg(folder)
        .output()
        .map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => format!(
                "{system_python} was not found: this needs Python 3.11 or newer with venv and pip \
                 (Debian and Ubuntu: apt install python3 python3-venv)"
            ),
            _ => format!("cannot run {system_python}: {error}"),
        })?;
    expect_success(
        &output,
        "cannot create a virtual environment: is the venv module installed \
         (Debian and Ubuntu: apt install python3-venv)?",
    )
}

fn install(python: &Path, requirements: &Path, pins: &str) -> Result<(), Failure> {
    let output = Command::new(python)
        .args([
            "-m",
            "pip",
            "--disable-pip-version-check",
            "install",
            "--quiet",
            // Nothing runs while it is installed, and nothing is installed that is not as it was pinned.
            "--only-binary=:all:",
            "--require-hashes",
            "--no-deps",
            "--requirement",
        ])
        .arg(requirements)
        .output()
        .map_err(|error| Failure::io("run", python, &error))?;
    let failure = format!(
        "pip could not install {pins}: is PyPI, or the index that pip is configured for, within reach?"
    );
    expect_success(&output, &failure)
}

fn expect_success(output: &Output, failure: &str) -> Result<(), Failure> {
    if output.status.success() {
        return Ok(());
    }
    let said = [output.stdout.trim_ascii(), output.stderr.trim_ascii()].concat();
    Err(format!("{failure}\n{}", String::from_utf8_lossy(&said)).into())
}

fn python_of(folder: &Path) -> PathBuf {
    folder.join(if cfg!(windows) {
        "Scripts/python.exe"
    } else {
        "bin/python"
    })
}

fn joined(pins: &str) -> String {
    pins.lines().collect::<Vec<_>>().join(" and ")
}

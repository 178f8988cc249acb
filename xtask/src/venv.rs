//! Python environments with pinned packages from PyPI.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::failure::Failure;
use crate::output::warn;
use crate::workspace;

/// Prints the installed version of each distribution that is named on the command line.
const VERSIONS: &str = "\
import sys
from importlib.metadata import version
for name in sys.argv[1:]:
    print(f'{name}=={version(name)}')
";

/// The Python of an environment in which the packages are installed that `xtask/NAME/requirements.txt`
/// pins. It is made once, in the target folder.
pub(crate) fn prepare(root: &Path, name: &str) -> Result<PathBuf, Failure> {
    let requirements = root.join("xtask").join(name).join("requirements.txt");
    let pins = fs::read_to_string(&requirements)
        .map_err(|error| Failure::io("read", &requirements, &error))?;
    let folder = workspace::target(root).join(name).join("venv");
    let python = python_of(&folder);
    if is_installed(&python, &pins) {
        warn(format_args!(
            "{} has {}",
            workspace::shown(&folder),
            joined(&pins)
        ));
        return Ok(python);
    }
    warn(format_args!(
        "installing {} into {}",
        joined(&pins),
        workspace::shown(&folder)
    ));
    create(&folder)?;
    install(&python, &requirements, &pins)?;
    if !is_installed(&python, &pins) {
        let folder = workspace::shown(&folder);
        return Err(format!(
            "pip has installed other versions than {}: delete {folder} and run this again",
            joined(&pins)
        )
        .into());
    }
    Ok(python)
}

fn create(folder: &Path) -> Result<(), Failure> {
    let system_python = if cfg!(windows) { "python" } else { "python3" };
    let output = Command::new(system_python)
        .args(["-m", "venv", "--clear"])
        .arg(folder)
        .output()
        .map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => format!(
                "{system_python} was not found: this needs Python 3.8 or newer with venv and pip \
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
            "--requirement",
        ])
        .arg(requirements)
        .output()
        .map_err(|error| Failure::io("run", python, &error))?;
    let failure = format!(
        "pip could not install {}: is PyPI, or the index that pip is configured for, within reach?",
        joined(pins)
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

fn is_installed(python: &Path, pins: &str) -> bool {
    let names = pins.lines().filter_map(|pin| pin.split("==").next());
    let output = Command::new(python)
        .args(["-c", VERSIONS])
        .args(names)
        .output();
    output.is_ok_and(|output| {
        let versions = String::from_utf8_lossy(&output.stdout).into_owned();
        output.status.success() && versions.lines().eq(pins.lines())
    })
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

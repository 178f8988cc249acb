//! `compile`: what vod-sdk costs those who build it, and the size of what comes of it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Failure;
use crate::measured::{self, Cost};
use crate::programs;
use crate::report::{Report, Table, Value};
use crate::setup::Setup;

use self::project::Project;

mod project;

/// Measures building vod-sdk, crates that depend on it, and the same without it.
pub(crate) fn run(setup: &Setup, report: &mut Report) -> Result<(), Failure> {
    report.add(alone(setup)?);
    let projects = [Project::with_reqwest(setup)?, Project::with_vod_sdk(setup)?];
    report.add(cold(setup, &projects, false)?);
    report.add(cold(setup, &projects, true)?);
    report.add(size(setup, &projects)?);
    Ok(())
}

/// vod-sdk itself, and crates that call it, with all dependencies built.
fn alone(setup: &Setup) -> Result<Table, Failure> {
    let columns = ["CPU s", "wall s", "peak MB"];
    let mut table = Table::new("Compiling, with the dependencies built", &columns);
    let sources = setup.root.join("vod-sdk/src/lib.rs");
    let manifest = setup.root.join("Cargo.toml");
    for (name, arguments) in [
        ("vod-sdk, check", &["check"][..]),
        ("vod-sdk, debug build", &["build"]),
        ("vod-sdk, release build", &["build", "--release"]),
        (
            "vod-sdk with `upload`, release build",
            &["build", "--release", "--features", "upload"],
        ),
    ] {
        let command = || {
            let mut command = cargo(arguments, &manifest, &setup.target.join("compile"));
            command.args(["--package", "vod-sdk"]);
            command
        };
        add(&mut table, name, &touched(setup, &sources, command)?);
    }
    for project in Project::callers(setup)? {
        let target = setup.target.join("compile-callers");
        let command = || cargo(&["build", "--release"], &project.manifest(), &target);
        let costs = touched(setup, &project.source(), command)?;
        add(
            &mut table,
            &format!("a crate, {}, release build", project.name),
            &costs,
        );
    }
    Ok(table)
}

/// Whole builds with nothing built before.
fn cold(setup: &Setup, projects: &[Project], release: bool) -> Result<Table, Failure> {
    let kind = if release { "release" } else { "debug" };
    let columns = ["CPU s", "x reqwest", "wall s", "peak MB"];
    let mut table = Table::new(format!("Compiling everything, {kind} build"), &columns);
    let arguments: &[&str] = if release {
        &["build", "--release"]
    } else {
        &["build"]
    };
    let mut costs: Vec<Vec<Cost>> = projects.iter().map(|_| Vec::new()).collect();
    for _ in 0..setup.rounds(1) {
        for (project, costs) in projects.iter().zip(&mut costs) {
            let target = project.target(kind);
            if target.exists() {
                fs::remove_dir_all(&target)?;
            }
            let command = cargo(arguments, &project.manifest(), &target);
            costs.push(measured::measure(&command)?);
        }
    }
    let cpu = |costs: &[Cost]| -> Vec<f64> { costs.iter().map(|cost| cost.cpu_s).collect() };
    let base = costs.first().map(|costs| cpu(costs)).unwrap_or_default();
    for (project, costs) in projects.iter().zip(&costs) {
        let cpu = cpu(costs);
        let row = vec![
            Value::of(cpu.iter().copied()),
            Value::of_ratios(&cpu, &base),
            measured::spread(costs, |cost| cost.wall_s),
            measured::spread(costs, |cost| cost.peak_mib),
        ];
        table.row(project.name, row);
    }
    Ok(table)
}

/// The programs that [`cold`] has built, and another one on what it has built.
fn size(setup: &Setup, projects: &[Project]) -> Result<Table, Failure> {
    let mut table = Table::new(
        "A program that makes one call, stripped",
        &["KiB", "x reqwest"],
    );
    let mut base = None;
    let mut add = |project: &Project, target: &Path| -> Result<(), Failure> {
        let program = target.join("release").join("program");
        let kib = fs::metadata(&program)?.len() as f64 / 1024.0;
        let ratio = kib / *base.get_or_insert(kib);
        table.row(project.name, vec![Value::Number(kib), Value::Number(ratio)]);
        Ok(())
    };
    for project in projects {
        add(project, &project.target("release"))?;
    }
    if let Some(built) = projects.last().map(|project| project.target("release")) {
        let project = Project::with_given_credential(setup)?;
        measured::measure(&cargo(&["build", "--release"], &project.manifest(), &built))?;
        add(&project, &built)?;
    }
    Ok(table)
}

fn touched(
    setup: &Setup,
    source: &Path,
    command: impl Fn() -> Command,
) -> Result<Vec<Cost>, Failure> {
    measured::measure(&command())?;
    let mut costs = Vec::new();
    for _ in 0..setup.rounds(3) {
        fs::File::options()
            .append(true)
            .open(source)?
            .set_modified(std::time::SystemTime::now())?;
        costs.push(measured::measure(&command())?);
    }
    Ok(costs)
}

fn cargo(arguments: &[&str], manifest: &Path, target: &PathBuf) -> Command {
    let mut command = programs::cargo();
    command
        .args(arguments)
        .arg("--quiet")
        .arg("--manifest-path")
        .arg(manifest);
    command.arg("--target-dir").arg(target);
    command.env("CARGO_INCREMENTAL", "0");
    command
}

fn add(table: &mut Table, name: &str, costs: &[Cost]) {
    let row = vec![
        measured::spread(costs, |cost| cost.cpu_s),
        measured::spread(costs, |cost| cost.wall_s),
        measured::spread(costs, |cost| cost.peak_mib),
    ];
    table.row(name, row);
}

//! The one writer of files: brings a folder to what was generated, or says how it differs.
//!
//! Each file is replaced in one step, so that no reader sees half of one. What a command that was interrupted
//! has left is put right by running it again; what changed, and how to undo it, git knows.

use std::collections::HashSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use similar::TextDiff;

use crate::failure::Failure;
use crate::output::{Style, complain, count, say};
use crate::workspace;

mod folder;

/// How many paths are listed before the rest is only counted.
const LISTED: usize = 20;

/// How many lines of difference are printed before the rest is only counted.
const DIFFERENCE_LINES: usize = 200;

/// Whether to change the folder or only to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Bring the folder to what was generated.
    Write,
    /// Say how it differs, and touch nothing.
    Check,
}

impl Mode {
    /// The mode that a `--check` on the command line asks for.
    pub(crate) fn from_check(check: bool) -> Self {
        if check { Self::Check } else { Self::Write }
    }
}

/// A folder and the files that belong into it.
pub(crate) struct Target<'a> {
    /// The folder, absolute.
    pub(crate) folder: PathBuf,
    /// The files that belong into it.
    pub(crate) files: Vec<Wanted>,
    /// Which of the files that are there already may be replaced or removed.
    pub(crate) ownership: Ownership,
    /// The source of the files, as a path that the user can open.
    pub(crate) origin: &'a str,
    /// The command that brings the folder up to date.
    pub(crate) command: &'a str,
    /// When the work began.
    pub(crate) started: Instant,
}

/// A file that belongs into the folder.
pub(crate) struct Wanted {
    /// Path below the folder; absolute if the file belongs elsewhere.
    pub(crate) path: PathBuf,
    /// The source of the file, as a path that the user can open.
    pub(crate) source: String,
    /// The text.
    pub(crate) text: String,
}

/// Which files of the folder are ours.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Ownership {
    /// Those with this mark in their first line. Those of them that are not wanted are removed.
    Marked(&'static str),
    /// Those whose path is that of a wanted file.
    Named,
}

/// Brings the folder to what was generated or says how it differs, and reports.
pub(crate) fn run(target: &Target<'_>, mode: Mode) -> Result<ExitCode, Failure> {
    let plan = plan(target)?;
    if mode == Mode::Check {
        return Ok(report_check(target, &plan));
    }
    if let Some(obstacle) = plan.obstacles.first() {
        return Err(format!(
            "nothing was written, because {} is in the way and was not generated: move or delete it",
            workspace::shown(obstacle)
        )
        .into());
    }
    for (path, wanted) in &plan.changes {
        replace_file(path, &wanted.text)?;
    }
    for path in &plan.orphans {
        match fs::remove_file(path) {
            // Another command has removed it at the same time.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            removed => removed.map_err(|error| Failure::io("remove", path, &error))?,
        }
        folder::remove_empty(&target.folder, path);
    }
    report_written(target, &plan);
    Ok(ExitCode::SUCCESS)
}

/// Replaces a file in one step, with the permissions that it has, or makes it.
pub(crate) fn replace_file(path: &Path, text: &str) -> Result<(), Failure> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|error| Failure::io("create", folder, &error))?;
    let write = || -> io::Result<()> {
        let mut file = folder::temporary_file(folder)?;
        file.write_all(text.as_bytes())?;
        if let Ok(metadata) = fs::metadata(path) {
            file.as_file().set_permissions(metadata.permissions())?;
        }
        file.persist(path).map(drop).map_err(|error| error.error)
    };
    write().map_err(|error| Failure::io("write", path, &error))
}

/// The changes needed in a folder. Paths are absolute.
#[derive(Default)]
struct Plan<'a> {
    /// The files to write.
    changes: Vec<(PathBuf, &'a Wanted)>,
    /// How many files are as they should be.
    unchanged: usize,
    /// Files of ours that are no longer generated.
    orphans: Vec<PathBuf>,
    /// Files that are not ours where one of ours belongs.
    obstacles: Vec<PathBuf>,
}

fn plan<'a>(target: &'a Target<'_>) -> Result<Plan<'a>, Failure> {
    folder::refuse_package(&target.folder)?;
    let mut plan = Plan::default();
    let mut paths = HashSet::new();
    for wanted in &target.files {
        let path = target.folder.join(&wanted.path);
        paths.insert(path.clone());
        match folder::read(&path)? {
            Some(bytes) if is_same_text(&bytes, &wanted.text) => plan.unchanged += 1,
            Some(bytes) if !target.ownership.covers(&bytes) => plan.obstacles.push(path),
            _ => plan.changes.push((path, wanted)),
        }
    }
    if let Ownership::Named = target.ownership {
        return Ok(plan);
    }
    for path in folder::files_below(&target.folder)? {
        if paths.contains(&path) {
            continue;
        }
        let bytes = folder::read(&path)?;
        if bytes.is_some_and(|bytes| target.ownership.covers(&bytes)) {
            plan.orphans.push(path);
        }
    }
    Ok(plan)
}

impl Ownership {
    /// Whether a file of these bytes, at the path of a wanted one, is ours.
    fn covers(self, bytes: &[u8]) -> bool {
        let Self::Marked(mark) = self else {
            return true;
        };
        let first_line = bytes.split(|byte| *byte == b'\n').next();
        String::from_utf8_lossy(first_line.unwrap_or_default()).contains(mark)
    }
}

/// Whether a file has this text: which line ends a checkout has is not the generator's business.
fn is_same_text(bytes: &[u8], text: &str) -> bool {
    bytes == text.as_bytes()
        || str::from_utf8(bytes).is_ok_and(|found| found.replace("\r\n", "\n") == text)
}

/// Says what was written and removed.
fn report_written(target: &Target<'_>, plan: &Plan<'_>) {
    let style = Style::of(&io::stdout());
    let wrote = plan.changes.iter().map(|(path, _)| path);
    let wrote = wrote.map(|path| format!("  {} {}", style.green("wrote"), workspace::shown(path)));
    let removed = plan.orphans.iter();
    let removed =
        removed.map(|path| format!("  {} {}", style.red("removed"), workspace::shown(path)));
    list(wrote.chain(removed), LISTED);
    say(format_args!(
        "wrote {}, {} unchanged, {} removed, in {} ms",
        count(plan.changes.len(), "file"),
        plan.unchanged,
        plan.orphans.len(),
        target.started.elapsed().as_millis(),
    ));
}

/// Says how the folder differs, if it does, and the command that puts it right.
fn report_check(target: &Target<'_>, plan: &Plan<'_>) -> ExitCode {
    let folder = workspace::shown(&target.folder);
    let differences = plan.changes.len() + plan.orphans.len() + plan.obstacles.len();
    if differences == 0 {
        say(format_args!(
            "{folder} is current: {}, in {} ms",
            count(plan.unchanged, "file"),
            target.started.elapsed().as_millis(),
        ));
        return ExitCode::SUCCESS;
    }
    let changes = plan.changes.iter().map(|(path, wanted)| {
        let how = if path.exists() { "differs" } else { "missing" };
        format!("{how}: {} (from {})", workspace::shown(path), wanted.source)
    });
    let orphans = plan.orphans.iter().map(|path| {
        format!(
            "orphan: {} (nothing in the spec makes it)",
            workspace::shown(path)
        )
    });
    let obstacles = plan.obstacles.iter().map(|path| {
        format!(
            "in the way: {} (not generated; move or delete it)",
            workspace::shown(path)
        )
    });
    list(changes.chain(orphans).chain(obstacles), LISTED);
    list(plan.changes.iter().flat_map(difference), DIFFERENCE_LINES);
    // A single file may be none of the folder, and come of something else.
    let (what, origin) = match plan.changes.first() {
        Some((path, wanted)) if differences == 1 => (
            workspace::shown(path).to_string(),
            wanted.source.to_string(),
        ),
        _ => (folder.to_string(), target.origin.to_string()),
    };
    complain(format_args!(
        "{what} is not what {origin} says: {}\n  Run `{}` and commit what it writes.",
        count(differences, "difference"),
        target.command
    ));
    ExitCode::FAILURE
}

/// How one file differs, as lines; none for a missing one, whose whole text it would be.
fn difference((path, wanted): &(PathBuf, &Wanted)) -> Vec<String> {
    let Ok(old) = fs::read(path) else {
        return Vec::new();
    };
    let style = Style::of(&io::stdout());
    let old = String::from_utf8_lossy(&old).into_owned();
    let difference = TextDiff::from_lines(&old, &wanted.text)
        .unified_diff()
        .header(&workspace::shown(path), "generated")
        .to_string();
    let paint = |line: &str| match line.as_bytes().first() {
        Some(b'+') => style.green(line),
        Some(b'-') => style.red(line),
        _ => line.to_owned(),
    };
    difference.lines().map(paint).collect()
}

fn list(lines: impl Iterator<Item = String>, most: usize) {
    let lines: Vec<String> = lines.collect();
    for line in lines.iter().take(most) {
        say(line);
    }
    if lines.len() > most {
        say(format_args!("and {} more lines", lines.len() - most));
    }
}

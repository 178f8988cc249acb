//! A spec as it was committed, read from git's objects.

use std::io::{Seek, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use vod_codegen::SpecFile;

use crate::failure::Failure;
use crate::spec_files::{self, SCHEMA_FOLDER};
use crate::workspace;

/// The files of a revision's spec, which has this folder today.
pub(super) fn read(revision: &str, folder: &Path) -> Result<Vec<SpecFile>, Failure> {
    let git = Git { folder };
    let commit = git.commit(revision)?;
    let entries = git.spec_entries(&commit, revision)?;
    let texts = git.texts(&entries)?;
    let paths = entries.iter().map(|entry| entry.path.as_str());
    let prefix = spec_files::prefix_of(paths, folder)?;
    let shown = workspace::shown(folder);
    let files = entries.iter().zip(texts).map(|(entry, text)| {
        let text = String::from_utf8(text)
            .map_err(|_| format!("{} of {revision} is not UTF-8", entry.path))?;
        Ok(SpecFile {
            shown: format!("{revision}:{shown}/{}", entry.path),
            path: format!("{prefix}{}", entry.path),
            text,
            fault: None,
        })
    });
    files.collect()
}

/// The repository that a folder belongs to.
struct Git<'a> {
    folder: &'a Path,
}

/// A file of a revision.
struct Entry {
    id: String,
    /// The path below the spec's folder.
    path: String,
}

impl Git<'_> {
    /// The commit of a revision.
    fn commit(&self, revision: &str) -> Result<String, Failure> {
        let mut command = self.command();
        command.args(["rev-parse", "--verify", "--quiet"]);
        let output = self.run(command.arg(format!("{revision}^{{commit}}")))?;
        // What begins with a hyphen would be an option to git.
        if revision.starts_with('-') || !output.status.success() {
            let shown = workspace::shown(self.folder);
            let said = String::from_utf8_lossy(&output.stderr);
            let said = said.lines().next().map(|line| format!(" ({line})"));
            return Err(format!(
                "`{revision}` is neither a folder nor a revision of the repository of {shown}{}\n  \
                 Name a folder, such as spec, or a commit, tag or branch that `git log {revision}` shows.",
                said.unwrap_or_default()
            )
            .into());
        }
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    /// The JSON files of the spec, without the schemas and without what is hidden.
    fn spec_entries(&self, commit: &str, revision: &str) -> Result<Vec<Entry>, Failure> {
        let tree = format!("{commit}:./");
        let output =
            self.run(
                self.command()
                    .args(["ls-tree", "-r", "-z", "--full-tree", &tree]),
            )?;
        let entries: Vec<Entry> = output
            .stdout
            .split(|byte| *byte == 0)
            .filter_map(|line| entry(&String::from_utf8_lossy(line)))
            .collect();
        if !output.status.success() || entries.is_empty() {
            let shown = workspace::shown(self.folder);
            return Err(format!("there is no spec in {shown} of the revision `{revision}`").into());
        }
        Ok(entries)
    }

    /// The contents of files.
    fn texts(&self, entries: &[Entry]) -> Result<Vec<Vec<u8>>, Failure> {
        let failed = |error| Failure::from(format!("cannot ask git for files: {error}"));
        // Ids in a file, and not in a pipe, cannot block on output that is not read yet.
        let mut ids = tempfile::tempfile().map_err(failed)?;
        for entry in entries {
            writeln!(ids, "{}", entry.id).map_err(failed)?;
        }
        ids.rewind().map_err(failed)?;
        let mut command = self.command();
        command
            .args(["cat-file", "--batch"])
            .stdin(Stdio::from(ids));
        let output = self.run(&mut command)?;
        let mut rest = output.stdout.as_slice();
        let texts = entries.iter().map(|entry| {
            blob(&mut rest).ok_or_else(|| format!("git does not have {}", entry.path).into())
        });
        texts.collect()
    }

    fn command(&self) -> Command {
        let mut command = Command::new("git");
        command.arg("-C").arg(self.folder);
        command
    }

    fn run(&self, command: &mut Command) -> Result<Output, Failure> {
        command.output().map_err(|error| {
            format!("cannot run git: {error}\n  Compare two folders, or install git.").into()
        })
    }
}

/// `100644 blob 8d0e…<tab>vod/2018-07-17/service.json`
fn entry(line: &str) -> Option<Entry> {
    let (facts, path) = line.split_once('\t')?;
    let id = facts.rsplit(' ').next()?;
    let is_hidden = path.split('/').any(|part| part.starts_with('.'));
    let is_schema = path.starts_with(&format!("{SCHEMA_FOLDER}/"));
    (path.ends_with(".json") && !is_hidden && !is_schema).then(|| Entry {
        id: id.to_owned(),
        path: path.to_owned(),
    })
}

/// Takes one answer of `git cat-file --batch` off its beginning: `ID blob SIZE`, a line end, the
/// contents, and a line end.
fn blob(answers: &mut &[u8]) -> Option<Vec<u8>> {
    let end = answers.iter().position(|byte| *byte == b'\n')?;
    let heading = String::from_utf8_lossy(&answers[..end]);
    let size: usize = heading.rsplit(' ').next()?.parse().ok()?;
    let contents = answers.get(end + 1..end + 1 + size)?.to_vec();
    *answers = answers.get(end + 2 + size..)?;
    Some(contents)
}

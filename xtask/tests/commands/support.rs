//! Runs xtask on folders of its own, and looks at what became of them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::SystemTime;

use tempfile::TempDir;

/// A spec of one action, small enough to be generated again and again.
pub(crate) const SPEC: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/spec");

/// What a command did.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ran {
    pub(crate) fn of(command: &mut Command) -> Self {
        let Output {
            status,
            stdout,
            stderr,
        } = command.output().expect("the command starts");
        Self {
            code: status.code().expect("the command ends by itself"),
            stdout: String::from_utf8(stdout).expect("UTF-8"),
            stderr: String::from_utf8(stderr).expect("UTF-8"),
        }
    }

    /// The same, if the exit code is this one.
    #[track_caller]
    pub(crate) fn expect(self, code: i32) -> Self {
        assert_eq!(
            self.code, code,
            "stdout:\n{}\nstderr:\n{}",
            self.stdout, self.stderr
        );
        self
    }

    /// The same, if standard output has this text.
    #[track_caller]
    pub(crate) fn says(self, text: &str) -> Self {
        assert!(
            self.stdout.contains(text),
            "{text:?} is not in stdout:\n{}",
            self.stdout
        );
        self
    }

    /// The same, if standard error has this text.
    #[track_caller]
    pub(crate) fn complains(self, text: &str) -> Self {
        assert!(
            self.stderr.contains(text),
            "{text:?} is not in stderr:\n{}",
            self.stderr
        );
        self
    }
}

/// xtask with arguments.
pub(crate) fn xtask(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.args(arguments);
    command
}

/// A copy of the spec, and a folder to generate into.
pub(crate) struct Workshop {
    pub(crate) folder: TempDir,
}

/// Every file below a folder: its path, its text and when it was written.
pub(crate) type Tree = BTreeMap<PathBuf, (Vec<u8>, SystemTime)>;

impl Workshop {
    pub(crate) fn new() -> Self {
        let folder = TempDir::new().expect("a folder");
        copy(
            &Path::new(SPEC).join("vod"),
            &folder.path().join("spec/vod"),
        );
        Self { folder }
    }

    /// One in which everything has been generated.
    pub(crate) fn generated() -> Self {
        let workshop = Self::new();
        workshop.generate(&[]).expect(0);
        workshop
    }

    /// `cargo xtask generate` in this folder.
    pub(crate) fn generate(&self, more: &[&str]) -> Ran {
        Ran::of(self.command().args(more))
    }

    /// The command, not yet started.
    pub(crate) fn command(&self) -> Command {
        let mut command = xtask(&["generate", "--spec", "spec", "--out", "out"]);
        command.current_dir(self.folder.path());
        command
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).expect("the file is there")
    }

    /// Writes a file, and the folders that it needs.
    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("the file is written");
    }

    /// Everything that is in the folder to generate into.
    pub(crate) fn out(&self) -> Tree {
        self.tree("out")
    }

    /// Everything that is in a folder.
    pub(crate) fn tree(&self, folder: &str) -> Tree {
        tree(&self.path(folder))
    }

    /// The paths and texts of everything that is in a folder.
    pub(crate) fn texts(&self, folder: &str) -> Vec<(PathBuf, Vec<u8>)> {
        let files = self.tree(folder).into_iter();
        files.map(|(path, (text, _))| (path, text)).collect()
    }

    /// `cargo xtask` with these arguments in this folder.
    pub(crate) fn xtask(&self, arguments: &[&str]) -> Ran {
        Ran::of(xtask(arguments).current_dir(self.folder.path()))
    }
}

/// The paths of a spec's files below the folder `spec`, as in `vod/2018-07-17/service.json`.
pub(crate) fn spec_files() -> Vec<String> {
    let root = Path::new(SPEC).join("vod");
    let below = |path: &PathBuf| {
        path.strip_prefix(&root)
            .expect("below")
            .display()
            .to_string()
    };
    let files = tree(&root).keys().map(below).collect::<Vec<_>>();
    files
        .into_iter()
        .filter(|path| path.ends_with(".json"))
        .collect()
}

pub(crate) fn tree(folder: &Path) -> Tree {
    let mut tree = Tree::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            tree.extend(self::tree(&path));
        } else {
            let written = path
                .metadata()
                .and_then(|metadata| metadata.modified())
                .expect("a time");
            tree.insert(path.clone(), (fs::read(path).expect("a file"), written));
        }
    }
    tree
}

/// Copies a folder with all that is in it.
pub(crate) fn copy(from: &Path, to: &Path) {
    for path in tree(from).keys() {
        let copied = to.join(path.strip_prefix(from).expect("below"));
        fs::create_dir_all(copied.parent().expect("a parent")).expect("a folder");
        fs::copy(path, copied).expect("a copy");
    }
}

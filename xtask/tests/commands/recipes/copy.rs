//! Clean copies of the repository, as far as the recipes need it.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::support::Ran;

/// Files by their path in the repository.
pub(crate) type Files = BTreeMap<String, String>;

const REPOSITORY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// What the commands read and write.
const READ: &[&str] = &[
    "CHANGELOG.md",
    "Cargo.toml",
    "spec",
    "vod-sdk",
    "xtask/Cargo.toml",
];

/// What the commands are made of besides.
const TOOL: &[&str] = &[
    ".cargo",
    "Cargo.lock",
    "codegen/Cargo.toml",
    "codegen/src",
    "xtask/src",
];

/// Whether a file is one that the commands are made of.
pub(crate) fn is_tool(path: &str) -> bool {
    TOOL.iter().any(|part| Path::new(path).starts_with(part))
}

/// The files of the repository, with those of the commands if a recipe changes them.
pub(crate) fn of_the_repository(with_tool: bool) -> Files {
    let mut files = Files::new();
    for part in READ {
        collect(part, &mut files);
    }
    if with_tool {
        for part in TOOL {
            collect(part, &mut files);
        }
        for (path, text) in &mut files {
            if path.ends_with("Cargo.toml") || path == "Cargo.lock" {
                *text = with_other_names(text);
            }
        }
    }
    files
}

/// A manifest or lock file of a workspace of the commands alone.
///
/// It builds in the same target folder, for the sake of the dependencies, so that the packages must be others
/// for cargo: by their version, and the binary, whose place depends on nothing else, by its name.
fn with_other_names(text: &str) -> String {
    text.replace("name = \"xtask\"", &format!("name = \"{OTHER_NAME}\""))
        .replace(
            "members = [\"codegen\", \"tests\", \"vod-sdk\", \"xtask\"]",
            "members = [\"codegen\", \"xtask\"]",
        )
        .replace(
            "[workspace.package]\nversion = \"",
            "[workspace.package]\nversion = \"0.0.0-recipe.",
        )
        .replace(
            "autotests = false",
            "autotests = false\n\n[lib]\nname = \"xtask\"\npath = \"src/lib.rs\"",
        )
        .split("\n[[test]]")
        .next()
        .unwrap_or_default()
        .to_owned()
}

const OTHER_NAME: &str = "xtask-of-a-recipe";

fn collect(path: &str, files: &mut Files) {
    let full = Path::new(REPOSITORY).join(path);
    if !full.is_dir() {
        let text = fs::read_to_string(&full).unwrap_or_else(|error| panic!("{path}: {error}"));
        files.insert(path.to_owned(), text);
        return;
    }
    for entry in fs::read_dir(&full).expect("a folder") {
        let name = entry.expect("an entry").file_name();
        collect(&format!("{path}/{}", name.to_string_lossy()), files);
    }
}

/// A folder with a copy.
pub(crate) struct Place {
    folder: PathBuf,
    xtask: PathBuf,
    /// Removes the folder in the end; `None` if it is kept for the next run to build on.
    _removed: Option<TempDir>,
}

impl Place {
    /// A folder with these files and nothing else, and with the commands built from them if they are there.
    pub(crate) fn with(files: &Files) -> Self {
        if files.contains_key("codegen/Cargo.toml") {
            return Self::with_tool(files);
        }
        let folder = TempDir::new().expect("a folder");
        let place = Self {
            folder: folder.path().to_path_buf(),
            xtask: PathBuf::from(env!("CARGO_BIN_EXE_xtask")),
            _removed: Some(folder),
        };
        place.bring_to(files);
        place
    }

    /// The folder is the same in each run, so that cargo replaces what it built and builds what differs.
    fn with_tool(files: &Files) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("recipe");
        fs::create_dir_all(&folder).expect("a folder");
        let folder = folder.canonicalize().expect("a folder");
        let profile = Path::new(env!("CARGO_BIN_EXE_xtask"))
            .parent()
            .expect("a folder");
        let place = Self {
            folder,
            xtask: profile.join(OTHER_NAME),
            _removed: None,
        };
        place.bring_to(files);
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["build", "--quiet", "--offline", "--package", OTHER_NAME]);
        if profile.ends_with("release") {
            cargo.arg("--release");
        }
        let target = profile.parent().expect("a folder");
        cargo
            .env("CARGO_TARGET_DIR", target)
            .current_dir(&place.folder);
        let built = Ran::of(&mut cargo);
        assert_eq!(built.code, 0, "{}", built.stderr);
        place
    }

    /// The folder.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The binary to run.
    pub(crate) fn xtask(&self) -> &Path {
        &self.xtask
    }

    /// The files of the folder, but for those that cargo changes by itself.
    pub(crate) fn files(&self) -> Files {
        let mut files = Files::new();
        read(&self.folder, "", &mut files);
        files
    }

    fn bring_to(&self, files: &Files) {
        let mut old = self.files();
        for (path, text) in files {
            if old.remove(path).as_ref() != Some(text) {
                let path = self.folder.join(path);
                fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
                fs::write(path, text).expect("the file is written");
            }
        }
        for path in old.keys() {
            fs::remove_file(self.folder.join(path)).expect("the file is removed");
        }
        remove_empty_folders(&self.folder);
    }
}

fn remove_empty_folders(folder: &Path) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            remove_empty_folders(&path);
            // One that is not empty refuses.
            let _ = fs::remove_dir(&path);
        }
    }
}

fn read(folder: &Path, prefix: &str, files: &mut Files) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let below = format!("{prefix}{name}");
        if path.is_dir() {
            read(&path, &format!("{below}/"), files);
        } else {
            files.insert(below, fs::read_to_string(&path).expect("a text"));
        }
    }
}

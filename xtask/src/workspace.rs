//! Where things are.

use std::env;
use std::path::{Path, PathBuf};

use vod_codegen::FOLDER;

use crate::failure::Failure;
pub(crate) use crate::paths::shown;

/// The package of the SDK, below the workspace's folder.
pub(crate) const PACKAGE: &str = "vod-sdk";

/// The folder of the workspace: the one around the current folder, as for cargo itself. Elsewhere there is none, so
/// that no command works on a clone that nobody is in.
pub(crate) fn root() -> Result<PathBuf, Failure> {
    let current = env::current_dir().unwrap_or_default();
    let is_workspace = |folder: &&Path| {
        let mut packages = ["xtask", PACKAGE].iter();
        packages.all(|package| folder.join(package).join("Cargo.toml").is_file())
    };
    current
        .ancestors()
        .find(is_workspace)
        .map(Path::to_path_buf)
        .ok_or_else(|| {
            Failure::from("this is outside of the repository of vod-sdk: run the command from inside a clone of it")
        })
}

/// The folder of the spec: one that a person named, or else that of the workspace.
pub(crate) fn spec(named: Option<&Path>) -> Result<PathBuf, Failure> {
    named.map_or_else(|| Ok(root()?.join("spec")), absolute)
}

/// The folder of the generated code: one that a person named, or else that of the SDK.
pub(crate) fn generated(named: Option<&Path>) -> Result<PathBuf, Failure> {
    named.map_or_else(|| Ok(generated_folder(&root()?)), absolute)
}

/// The folder of the generated code, below that of the workspace.
pub(crate) fn generated_folder(root: &Path) -> PathBuf {
    root.join(PACKAGE).join("src").join(FOLDER)
}

/// Cargo's target folder, as the environment sets it.
pub(crate) fn target(root: &Path) -> PathBuf {
    let named = env::var_os("CARGO_TARGET_DIR").filter(|folder| !folder.is_empty());
    root.join(named.map_or_else(|| PathBuf::from("target"), PathBuf::from))
}

/// The absolute path of a folder that a person named; links and `..` are resolved as far as it exists.
pub(crate) fn absolute(path: &Path) -> Result<PathBuf, Failure> {
    let absolute = std::path::absolute(path).map_err(|error| Failure::io("find", path, &error))?;
    let existing = absolute.ancestors().find_map(|ancestor| {
        let rest = absolute.strip_prefix(ancestor).ok()?;
        Some((ancestor.canonicalize().ok()?, rest))
    });
    Ok(match existing {
        Some((ancestor, rest)) if rest.as_os_str().is_empty() => ancestor,
        Some((ancestor, rest)) => ancestor.join(rest),
        None => absolute,
    })
}

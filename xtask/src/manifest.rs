//! Reads the manifests: the version, and the SDK's features.

use std::fs;
use std::path::Path;

use semver::Version;
use toml::{Table, Value};

use crate::failure::Failure;
use crate::workspace;

/// A Cargo feature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feature {
    /// Its name.
    pub name: String,
    /// Whether it is enabled unless it is asked for otherwise.
    pub is_default: bool,
}

/// The version of the workspace's packages, as it is in the root's Cargo.toml.
pub(crate) fn version(root: &Path) -> Result<Version, Failure> {
    let version = of_all_packages(root, "version")?;
    let shown = workspace::shown(&root.join("Cargo.toml"));
    version
        .parse()
        .map_err(|error| format!("{shown}: `{version}` is not a version: {error}").into())
}

/// The text of the root's Cargo.toml with another version.
pub(crate) fn with_version(text: &str, old: &Version, new: &Version) -> Result<String, Failure> {
    let line = format!("\nversion = \"{old}\"\n");
    let (packages, rest) = text
        .split_once("\n[workspace.package]")
        .and_then(|(before, rest)| Some((before.len(), rest.find(&line)?)))
        .ok_or("the version is not where it should be in Cargo.toml, below [workspace.package]")?;
    let start = packages + "\n[workspace.package]".len() + rest;
    let end = start + line.len();
    Ok(format!(
        "{}\nversion = \"{new}\"\n{}",
        &text[..start],
        &text[end..]
    ))
}

/// The oldest Rust that compiles the workspace's packages.
pub(crate) fn rust_version(root: &Path) -> Result<String, Failure> {
    of_all_packages(root, "rust-version")
}

/// A value in the root's Cargo.toml that holds for every package.
fn of_all_packages(root: &Path, key: &str) -> Result<String, Failure> {
    let path = root.join("Cargo.toml");
    let manifest = read(&path)?;
    let value = ["workspace", "package", key]
        .iter()
        .try_fold(&Value::Table(manifest), |value, key| value.get(key))
        .and_then(Value::as_str)
        .map(str::to_owned);
    let shown = workspace::shown(&path);
    value.ok_or_else(|| format!("there is no `{key}` in [workspace.package] of {shown}").into())
}

/// The features of a package, but for `default`, which is the list of those that are enabled by default.
pub(crate) fn features(package: &Path) -> Result<Vec<Feature>, Failure> {
    let manifest = read(&package.join("Cargo.toml"))?;
    let Some(features) = manifest.get("features").and_then(Value::as_table) else {
        return Ok(Vec::new());
    };
    let default = features.get("default").and_then(Value::as_array);
    let is_default = |name: &str| {
        let mut default = default.into_iter().flatten();
        default.any(|enabled| enabled.as_str() == Some(name))
    };
    let named = features.keys().filter(|name| *name != "default");
    Ok(named
        .map(|name| Feature {
            name: name.clone(),
            is_default: is_default(name),
        })
        .collect())
}

fn read(path: &Path) -> Result<Table, Failure> {
    let text = fs::read_to_string(path).map_err(|error| Failure::io("read", path, &error))?;
    text.parse()
        .map_err(|error| format!("{}: {error}", workspace::shown(path)).into())
}

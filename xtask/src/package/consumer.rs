//! A program that depends on the package and does what its README says.

use std::fs;
use std::path::Path;

use super::steps::Cargo;
use super::unpacked::Unpacked;
use crate::failure::Failure;

/// Makes a crate of the README's manifest, program and test, and tests it: the program compiles, and its
/// calls over the loopback interface are answered.
pub(super) fn test(cargo: &Cargo, package: &Unpacked) -> Result<(), Failure> {
    let readme = package.read("README.md")?;
    let folder = package.beside("consumer");
    write(
        &folder.join("Cargo.toml"),
        &manifest(&readme, &package.folder()),
    )?;
    write(
        &folder.join("src/main.rs"),
        &blocks(&readme, "rust").join("\n"),
    )?;
    let arguments = ["test", "--quiet"];
    cargo.run(
        &folder,
        "testing a program that follows its README",
        &arguments,
    )
}

/// The README's dependencies, of which vod-sdk is the package and not what crates.io has of it.
fn manifest(readme: &str, package: &Path) -> String {
    let dependencies = blocks(readme, "toml").join("\n");
    // A string of JSON is one of TOML as well.
    let package = serde_json::Value::from(package.display().to_string());
    format!(
        "[package]\nname = \"consumer\"\nedition = \"2024\"\n\n{dependencies}\n\
         [patch.crates-io]\nvod-sdk = {{ path = {package} }}\n"
    )
}

/// The code blocks of a language.
fn blocks<'a>(readme: &'a str, language: &str) -> Vec<&'a str> {
    let fenced = readme.split("```").skip(1).step_by(2);
    fenced
        .filter_map(|block| block.split_once('\n'))
        .filter(|(info, _)| info.split(',').next() == Some(language))
        .map(|(_, code)| code)
        .collect()
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder).map_err(|error| Failure::io("make", folder, &error))?;
    fs::write(path, text).map_err(|error| Failure::io("write", path, &error))
}

#[cfg(test)]
mod tests {
    use super::blocks;

    #[test]
    fn blocks_are_told_apart_by_their_language() {
        let readme = "a\n```toml\nb\n```\n```rust,no_run\nc\n```\n  ```text\n  d\n  ```\n";
        assert_eq!(blocks(readme, "rust"), ["c\n"]);
        assert_eq!(blocks(readme, "toml"), ["b\n"]);
        assert!(blocks(readme, "sh").is_empty());
    }
}

//! Checks the files in the package.

use std::fs;
use std::path::Path;

use super::unpacked::Unpacked;
use crate::failure::Failure;

const LICENCES: [&str; 2] = ["LICENSE-APACHE", "LICENSE-MIT"];

/// Names that exist in the repository only, as documentation would write them.
const ONLY_IN_THE_REPOSITORY: [&str; 9] = [
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "cargo xtask",
    "docs/",
    "spec/",
    "tests/",
    "this repository",
];

/// Checks that a reader of the package alone has its licences, and a README that names nothing else.
pub(super) fn check(root: &Path, package: &Unpacked) -> Result<(), Failure> {
    for licence in LICENCES {
        let path = root.join(licence);
        let wanted =
            fs::read_to_string(&path).map_err(|error| Failure::io("read", &path, &error))?;
        if package.read(licence)? != wanted {
            return Err(format!("{licence} of the package is not that of the repository").into());
        }
    }
    let readme = package.read("README.md")?;
    let strays = strays(&readme);
    match strays.is_empty() {
        true => Ok(()),
        false => {
            let strays = strays.join(", ");
            let message = format!(
                "vod-sdk/README.md names what its readers on crates.io do not have: {strays}"
            );
            Err(message.into())
        }
    }
}

/// The names and links in a README that lead out of the package.
fn strays(readme: &str) -> Vec<&str> {
    let names = ONLY_IN_THE_REPOSITORY.into_iter();
    let links = readme.split("](").skip(1);
    let links = links.filter_map(|rest| rest.split(')').next());
    names
        .filter(|name| readme.contains(name))
        .chain(links.filter(|link| !link.starts_with("https://") && !link.starts_with('#')))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::strays;

    #[test]
    fn what_is_in_the_package_or_on_the_web_is_no_stray() {
        let readme = "[a](https://www.tencentcloud.com) and [b](#features), `src/lib.rs`";
        assert!(strays(readme).is_empty());
    }

    #[test]
    fn files_commands_and_relative_links_are_strays() {
        let readme = "See docs/reliability.md, `cargo xtask demo` and [the log](../CHANGELOG.md).";
        let expected = ["CHANGELOG.md", "cargo xtask", "docs/", "../CHANGELOG.md"];
        assert_eq!(strays(readme), expected);
    }
}

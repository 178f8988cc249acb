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

/// How links of the README begin that work wherever it is shown.
const LINKS: [&str; 2] = ["https://", "#"];

/// How links of guides begin: rustdoc shows them, which knows the crate.
const LINKS_OF_GUIDES: [&str; 3] = ["https://", "#", "crate::"];

/// The folder of the guides.
const GUIDES: &str = "docs/guide";

/// Checks that a reader of the package alone has its licences, and a README and guides that name nothing else.
pub(super) fn check(root: &Path, package: &Unpacked) -> Result<(), Failure> {
    for licence in LICENCES {
        let path = root.join(licence);
        let wanted =
            fs::read_to_string(&path).map_err(|error| Failure::io("read", &path, &error))?;
        if package.read(licence)? != wanted {
            return Err(format!("{licence} of the package is not that of the repository").into());
        }
    }
    check_document(package, "README.md", &LINKS)?;
    for guide in guides(package)? {
        check_document(package, &guide, &LINKS_OF_GUIDES)?;
    }
    Ok(())
}

fn check_document(package: &Unpacked, document: &str, links: &[&str]) -> Result<(), Failure> {
    let text = package.read(document)?;
    let strays = strays(&text, links);
    match strays.is_empty() {
        true => Ok(()),
        false => {
            let strays = strays.join(", ");
            let message = format!(
                "vod-sdk/{document} names what its readers on crates.io do not have: {strays}"
            );
            Err(message.into())
        }
    }
}

/// The guides in the package.
fn guides(package: &Unpacked) -> Result<Vec<String>, Failure> {
    let folder = package.folder().join(GUIDES);
    let failure = |error| Failure::io("list", &folder, &error);
    let mut guides = Vec::new();
    for entry in fs::read_dir(&folder).map_err(failure)? {
        let name = entry.map_err(failure)?.file_name();
        guides.push(format!("{GUIDES}/{}", name.to_string_lossy()));
    }
    guides.sort();
    Ok(guides)
}

/// The names in a document that lead out of the package, and the links that begin otherwise than they may.
fn strays<'a>(text: &'a str, may_begin: &[&str]) -> Vec<&'a str> {
    let names = ONLY_IN_THE_REPOSITORY.into_iter();
    let links = text.split("](").skip(1);
    let links = links.filter_map(|rest| rest.split(')').next());
    names
        .filter(|name| text.contains(name))
        .chain(links.filter(|link| !may_begin.iter().any(|start| link.starts_with(start))))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{LINKS, LINKS_OF_GUIDES, strays};

    #[test]
    fn what_is_in_the_package_or_on_the_web_is_no_stray() {
        let readme = "[a](https://www.tencentcloud.com) and [b](#features), `src/lib.rs`";
        assert!(strays(readme, &LINKS).is_empty());
    }

    #[test]
    fn only_guides_link_to_what_is_in_the_crate() {
        let text = "[`Client`](crate::Client)";
        assert_eq!(strays(text, &LINKS), ["crate::Client"]);
        assert!(strays(text, &LINKS_OF_GUIDES).is_empty());
    }

    #[test]
    fn files_commands_and_relative_links_are_strays() {
        let readme = "See docs/reliability.md, `cargo xtask demo` and [the log](../CHANGELOG.md).";
        let expected = ["CHANGELOG.md", "cargo xtask", "docs/", "../CHANGELOG.md"];
        assert_eq!(strays(readme, &LINKS), expected);
    }
}

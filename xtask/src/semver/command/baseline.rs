//! The API of the last release, as a file: its version in the first line, then the lines of the API.

use std::path::Path;

use ::semver::Version;

use super::read;
use crate::failure::Failure;
use crate::workspace;

/// The last release.
pub(super) enum Baseline {
    /// Nothing.
    None,
    /// This.
    Released {
        /// Its version.
        version: Version,
        /// Its API.
        api: String,
    },
}

/// The first line of a file about no release.
const NONE: &str = "# none released yet";

/// How the first line of a file about a release begins.
const RELEASED: &str = "# released: vod-sdk ";

impl Baseline {
    /// Reads the file.
    pub(super) fn read(path: &Path) -> Result<Self, Failure> {
        let text = read(path)?;
        let (first, api) = text.split_once('\n').unwrap_or((&text, ""));
        let first = first.trim_end();
        if first == NONE {
            return Ok(Self::None);
        }
        let version = first.strip_prefix(RELEASED).and_then(|it| it.parse().ok());
        let Some(version) = version else {
            return Err(format!(
                "{}:1: `{first}` does not say which version has this API: expected `{RELEASED}1.2.3` \
                 or `{NONE}`",
                workspace::shown(path)
            )
            .into());
        };
        let api = api.to_owned();
        Ok(Self::Released { version, api })
    }
}

/// The file about the release of a version with this API.
pub(super) fn text(version: &Version, api: &str) -> String {
    let lines = api.lines().filter(|line| !line.starts_with('#'));
    let lines: String = lines.map(|line| format!("{line}\n")).collect();
    format!("{RELEASED}{version}\n{lines}")
}

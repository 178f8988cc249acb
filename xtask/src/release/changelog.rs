//! The changelog of a release.

use semver::Version;

use crate::failure::Failure;

const UNRELEASED: &str = "## Unreleased\n";

/// The changelog in which the lines of Unreleased are those of a version.
pub(super) fn released(changelog: &str, version: &Version, date: &str) -> Result<String, Failure> {
    if !has_changes(changelog)? {
        return Err(
            "CHANGELOG.md has nothing under `## Unreleased`: there is nothing to release".into(),
        );
    }
    let section = format!("{UNRELEASED}\n## {version} ({date})\n");
    Ok(changelog.replacen(UNRELEASED, &section, 1))
}

/// Whether anything stands under Unreleased.
pub(super) fn has_changes(changelog: &str) -> Result<bool, Failure> {
    let no_section = "CHANGELOG.md has no section `## Unreleased`";
    let (_, rest) = changelog.split_once(UNRELEASED).ok_or(no_section)?;
    let section = rest.split("\n## ").next().unwrap_or_default();
    Ok(!section.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::released;

    fn of(changelog: &str) -> Result<String, String> {
        let version = "0.2.0".parse().expect("a version");
        released(changelog, &version, "2026-12-01").map_err(|failure| failure.to_string())
    }

    #[test]
    fn the_lines_of_unreleased_become_those_of_the_version() {
        let before = "# Changelog\n\n## Unreleased\n\n- New.\n\n## 0.1.0 (2026-11-01)\n\n- Old.\n";
        let after = "# Changelog\n\n## Unreleased\n\n## 0.2.0 (2026-12-01)\n\n- New.\n\n\
                     ## 0.1.0 (2026-11-01)\n\n- Old.\n";
        assert_eq!(of(before).as_deref(), Ok(after));
    }

    #[test]
    fn without_changes_there_is_no_release() {
        for (changelog, message) in [
            (
                "## Unreleased\n\n## 0.1.0\n\n- Old.\n",
                "nothing to release",
            ),
            ("## 0.1.0\n\n- Old.\n", "no section"),
        ] {
            let said = of(changelog).expect_err(changelog);
            assert!(said.contains(message), "{said}");
        }
    }
}

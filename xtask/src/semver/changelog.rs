//! Reads the breaking changes from the changelog.

/// The heading of a section's part that names what breaks.
pub(crate) const BREAKING: &str = "### Breaking";

/// The text of the parts `### Breaking` of the sections `## Unreleased` and `## VERSION`.
///
/// Both count, because the lines move from the one to the other in a release.
pub(crate) fn breaking_part(changelog: &str, version: &str) -> String {
    let mut is_section = false;
    let mut is_part = false;
    let mut part = String::new();
    for line in changelog.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            let first = heading.split_whitespace().next().unwrap_or_default();
            let title = first.trim_matches(['[', ']']).trim_start_matches('v');
            is_section = title.eq_ignore_ascii_case("unreleased") || title == version;
            is_part = false;
        } else if line.starts_with('#') {
            is_part = line.trim_end() == BREAKING;
        } else if is_section && is_part {
            part.push_str(line);
            part.push('\n');
        }
    }
    part
}

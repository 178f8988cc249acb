//! What a manifest names, as `ParseStreamingManifest` says it.

/// The names in a manifest, in their order: the lines of a playlist that are no tags, or what a manifest of DASH has in
/// its `BaseURL` elements and in the attributes that name files.
pub(super) fn names(text: &str) -> Vec<String> {
    if !text.trim_start().starts_with('<') {
        let lines = text.lines().map(str::trim);
        let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
        return lines.map(str::to_owned).collect();
    }
    let mut names = Vec::new();
    for tag in text.split('<').skip(1) {
        let (tag, content) = tag.split_once('>').unwrap_or((tag, ""));
        if tag == "BaseURL" {
            names.push(content.trim().to_owned());
        }
        for attribute in ["media", "initialization", "sourceURL"] {
            let found = tag.split_once(&format!(" {attribute}=\""));
            let value = found.and_then(|(_, rest)| rest.split_once('"'));
            names.extend(value.map(|(value, _)| value.to_owned()));
        }
    }
    names.retain(|name| !name.is_empty() && !name.contains('$'));
    names
}

//! The names that a manifest has in its text, each with its line.

use std::collections::HashSet;

/// A name in a manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) name: String,
    /// From 1; `None` if the service has found it.
    pub(super) line: Option<usize>,
    /// Whether it is a key, which need not be beside the media.
    pub(super) is_key: bool,
}

/// All names of a manifest: those that the service has found, and in a playlist of HLS those of its lines and tags,
/// because what the service says of keys and maps is documented nowhere.
pub(super) fn all(text: &str, is_hls: bool, found: Vec<String>) -> Vec<Named> {
    let mut names = if is_hls {
        of_playlist(text)
    } else {
        Vec::new()
    };
    let known: HashSet<String> = names.iter().map(|named| named.name.clone()).collect();
    let found = found.into_iter().filter(|name| !known.contains(name));
    names.extend(found.map(|name| Named {
        name,
        line: None,
        is_key: false,
    }));
    names
}

/// The line, from 1, where a name is that the service has found; `None` if the service has put it together.
pub(super) fn line_of(text: &str, name: &str) -> Option<usize> {
    let index = text.lines().position(|line| line.contains(name))?;
    Some(index + 1)
}

fn of_playlist(text: &str) -> Vec<Named> {
    let lines = text.lines().map(str::trim).enumerate();
    let names = lines.filter_map(|(index, line)| {
        let name = if line.starts_with('#') {
            attribute(line)?
        } else {
            line
        };
        (!name.is_empty()).then(|| Named {
            name: name.to_owned(),
            line: Some(index + 1),
            is_key: is_key(line),
        })
    });
    names.collect()
}

fn is_key(line: &str) -> bool {
    ["#EXT-X-KEY:", "#EXT-X-SESSION-KEY:"]
        .iter()
        .any(|tag| line.starts_with(tag))
}

/// The `URI` among the attributes of a tag.
fn attribute(line: &str) -> Option<&str> {
    let mut rest = line.strip_prefix("#EXT-X-")?.split_once(':')?.1;
    loop {
        let (name, value) = rest.split_once('=')?;
        let (value, behind) = match value.strip_prefix('"') {
            Some(value) => value.split_once('"')?,
            None => value.split_once(',').unwrap_or((value, "")),
        };
        if name.trim() == "URI" {
            return Some(value);
        }
        rest = behind.trim_start_matches(',');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_playlist_names_segments_keys_maps_and_playlists() {
        let text = "#EXTM3U\r\n#EXT-X-KEY:METHOD=AES-128,URI=\"k,1.key\",IV=0x1\r\n#EXT-X-MAP:URI=\"init.mp4\"\n\
                    #EXTINF:4,URI=\"no\"\n\n a.ts \n#EXT-X-MEDIA:NAME=\"URI=x\",URI=\"audio/a.m3u8\"\n#EXT-X-BYTERANGE:3@0\na.ts";
        let names = all(text, true, vec!["a.ts".to_owned(), "b.ts".to_owned()]);
        let names: Vec<_> = names
            .iter()
            .map(|named| (&*named.name, named.line, named.is_key))
            .collect();
        let expected = [
            ("k,1.key", Some(2), true),
            ("init.mp4", Some(3), false),
            ("a.ts", Some(6), false),
            ("audio/a.m3u8", Some(7), false),
            ("a.ts", Some(9), false),
            ("b.ts", None, false),
        ];
        assert_eq!(names, expected);
    }
}

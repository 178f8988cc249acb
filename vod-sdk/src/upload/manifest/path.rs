//! Where a name in a manifest leads: a path below the folder of the top manifest, with `/`, or a refusal.

/// The paths that a name may mean, best first: the name as it is, and as a player asks for it, which is its name in
/// storage.
pub(super) struct Candidates {
    pub(super) literal: Option<String>,
    pub(super) decoded: String,
}

/// The paths that a name in a manifest may mean. The folder is that of the manifest: empty, or with a `/` at its end.
pub(super) fn candidates(folder: &str, name: &str) -> Result<Candidates, &'static str> {
    if is_url(name) {
        return Err("is a URL, and not a file beside it");
    }
    let bare = name.split(['?', '#']).next().unwrap_or_default();
    let decoded = decode(bare).ok_or("has an escape that is no UTF-8")?;
    let decoded = join(folder, &decoded)?;
    let literal = join(folder, name).ok();
    Ok(Candidates { literal, decoded })
}

/// Whether a name has a scheme or a host.
pub(super) fn is_url(name: &str) -> bool {
    let scheme = name.split_once(':').map_or("", |(scheme, _)| scheme);
    let is_scheme = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
    let begins = scheme
        .bytes()
        .next()
        .is_some_and(|byte| byte.is_ascii_alphabetic());
    (begins && scheme.bytes().all(is_scheme)) || name.starts_with("//")
}

/// A name without its escapes. A `%` that begins none stays.
fn decode(name: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let [first, behind @ ..] = rest {
        let digit = |index: usize| char::from(*behind.get(index)?).to_digit(16);
        let escaped = digit(0).zip(digit(1)).filter(|_| *first == b'%');
        match escaped {
            Some((high, low)) => {
                bytes.push((high * 16 + low) as u8);
                rest = &behind[2..];
            }
            None => {
                bytes.push(*first);
                rest = behind;
            }
        }
    }
    String::from_utf8(bytes).ok()
}

fn join(folder: &str, name: &str) -> Result<String, &'static str> {
    if name.starts_with('/') {
        return Err("is an absolute path, and not one below the folder of the manifest");
    }
    if name.contains(['\\', '\0']) {
        return Err("has a character that is in no path: folders are divided by /");
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(name.split('/')) {
        match part {
            "" | "." => {}
            ".." if parts.pop().is_none() => {
                return Err("leaves the folder of the top manifest");
            }
            ".." => {}
            part => parts.push(part),
        }
    }
    if name.is_empty() || name.ends_with('/') || parts.is_empty() {
        return Err("is the name of no file");
    }
    Ok(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_below_the_folder() {
        for (folder, name, expected) in [
            ("", "a.ts", Some("a.ts")),
            ("hd/", "a.ts", Some("hd/a.ts")),
            ("hd/", "./x//a.ts", Some("hd/x/a.ts")),
            ("hd/", "../a.ts", Some("a.ts")),
            ("hd/", "a.ts?x=1", Some("hd/a.ts")),
            ("", "a%20b.ts", Some("a b.ts")),
            ("", "100%.ts", Some("100%.ts")),
            ("", "视频.ts", Some("视频.ts")),
            ("", "2024-01-01T10:00.ts", Some("2024-01-01T10:00.ts")),
            ("hd/", "../../a.ts", None),
            ("", "..", None),
            ("", "%2e%2e/a.ts", None),
            ("", "%2Fetc/passwd", None),
            ("", "/etc/passwd", None),
            ("", "//host/a.ts", None),
            ("", "https://host/a.ts", None),
            ("", "file:a.ts", None),
            ("", "C:\\a.ts", None),
            ("", "x\\..\\a.ts", None),
            ("", "a%00.ts", None),
            ("", "%ff.ts", None),
            ("", "folder/", None),
            ("", "?x", None),
        ] {
            let found = candidates(folder, name).ok().map(|found| found.decoded);
            assert_eq!(found.as_deref(), expected, "{folder} {name}");
        }
    }
}

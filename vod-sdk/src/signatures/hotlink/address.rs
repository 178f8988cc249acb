//! The parts of an address that a signature depends on.

use crate::signatures::error::SignatureError;

/// An address of a file.
pub(super) struct Address<'a> {
    /// The path up to the last slash, with it.
    pub(super) folder: &'a str,
}

impl<'a> Address<'a> {
    /// Reads an address. Its text is repeated in no error: it may have a signature.
    pub(super) fn parse(url: &'a str) -> Result<Self, SignatureError> {
        parse(url)
            .map(|folder| Self { folder })
            .map_err(|fault| SignatureError::new("url", fault))
    }
}

fn parse(url: &str) -> Result<&str, &'static str> {
    let (scheme, rest) = url.split_once("://").unwrap_or_default();
    if !["http", "https"].contains(&&*scheme.to_ascii_lowercase()) {
        return Err("does not begin with http:// or https://");
    }
    if rest.contains('?') {
        return Err(
            "has a query already, perhaps a signature: give the address as the API returns it",
        );
    }
    match rest.chars().find(|c| !is_of_a_url(*c)) {
        None => {}
        Some(' ') => return Err("has a space: percent-encode it as %20"),
        Some('#') => {
            return Err(
                "has a #, which begins what is not sent: leave that out, or percent-encode it as %23",
            );
        }
        Some(_) => return Err("has a character that no URL has: percent-encode it"),
    }
    let path = rest.find('/').map_or("", |start| &rest[start..]);
    if path.len() == rest.len() {
        return Err("has no host");
    }
    let file = path.rfind('/').map_or(path.len(), |slash| slash + 1);
    if file == path.len() {
        return Err("names no file: its path must not be empty or end with a slash");
    }
    if path.split('/').any(|part| part == "." || part == "..") {
        return Err(
            "has a . or .. in its path, which players resolve before they ask: resolve it first",
        );
    }
    Ok(&path[..file])
}

/// Letters, digits, and what else may stand in an authority and a path, by RFC 3986. A `#` would begin a fragment.
fn is_of_a_url(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@%/[]".contains(c)
}

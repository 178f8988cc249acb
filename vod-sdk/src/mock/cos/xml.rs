//! As much XML as the mock of COS writes and reads.

/// A text as it stands between tags.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            '"' => escaped += "&quot;",
            _ => escaped.push(character),
        }
    }
    escaped
}

/// The numbers and `ETag`s of the parts in the body of a completion; `None` if it is none.
pub(super) fn parts(body: &str) -> Option<Vec<(u32, String)>> {
    let list = between(
        body,
        "<CompleteMultipartUpload>",
        "</CompleteMultipartUpload>",
    )?;
    let mut parts = Vec::new();
    let mut rest = list;
    while let Some(part) = between(rest, "<Part>", "</Part>") {
        let number = between(part, "<PartNumber>", "</PartNumber>")?.trim();
        let etag = between(part, "<ETag>", "</ETag>")?.trim();
        let etag = etag.replace("&quot;", "\"");
        parts.push((number.parse().ok()?, etag.trim_matches('"').to_owned()));
        rest = rest.split_once("</Part>")?.1;
    }
    Some(parts)
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(start)?;
    rest.split_once(end).map(|(inner, _)| inner)
}

//! Which values of headers may be printed.

/// Headers of HTTP and of the service whose values are known not to be secrets. What a caller or a gateway adds
/// may be anything.
const HARMLESS: [&str; 21] = [
    "accept",
    "accept-encoding",
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "date",
    "host",
    "retry-after",
    "server",
    "traceparent",
    "transfer-encoding",
    "user-agent",
    "x-tc-action",
    "x-tc-content-sha256",
    "x-tc-language",
    "x-tc-region",
    "x-tc-requestclient",
    "x-tc-timestamp",
    "x-tc-traceid",
    "x-tc-version",
];

/// The value of a header as it may be printed.
pub(crate) fn shown<'a>(name: &str, value: &'a str) -> &'a str {
    let is_harmless = HARMLESS
        .iter()
        .any(|known| known.eq_ignore_ascii_case(name));
    match is_harmless {
        true => value,
        false => "[redacted]",
    }
}

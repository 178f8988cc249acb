//! How bytes are written in signatures.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};

const UPPER: &[u8; 16] = b"0123456789ABCDEF";
const LOWER: &[u8; 16] = b"0123456789abcdef";

/// Base64 of the standard alphabet, with padding.
pub(super) fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// The bytes of [`base64`]; `None` if it is none.
pub(super) fn from_base64(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text).ok()
}

/// Base64 of the alphabet for URLs, without padding.
pub(super) fn base64_url(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Hexadecimal digits in lower case.
pub(super) fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        push_byte(&mut text, *byte, LOWER);
    }
    text
}

/// The bytes of exactly as many hexadecimal digits as fit, in either case; `None` if it has others.
pub(super) fn from_hex<const N: usize>(text: &[u8]) -> Option<[u8; N]> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    if text.len() != 2 * N {
        return None;
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(text.chunks_exact(2)) {
        *byte = u8::try_from(16 * digit(pair[0])? + digit(pair[1])?).ok()?;
    }
    Some(bytes)
}

/// Appends a text in which all but letters, digits, `-`, `_`, `.` and `~` are percent-encoded.
pub(super) fn push_percent_encoded(text: &mut String, value: &str) {
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            text.push('%');
            push_byte(text, byte, UPPER);
        }
    }
}

fn push_byte(text: &mut String, byte: u8, digits: &[u8; 16]) {
    for half in [byte >> 4, byte & 15] {
        text.push(char::from(digits[usize::from(half)]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_but_unreserved_characters_is_percent_encoded() {
        for (value, encoded) in [
            ("aZ09-_.~", "aZ09-_.~"),
            ("a b+c", "a%20b%2Bc"),
            ("{\"ü\":&=/}", "%7B%22%C3%BC%22%3A%26%3D%2F%7D"),
            ("🎬\0", "%F0%9F%8E%AC%00"),
        ] {
            let mut text = String::new();
            push_percent_encoded(&mut text, value);
            assert_eq!(text, encoded);
        }
    }

    #[test]
    fn hexadecimal_digits_are_read_as_they_are_written() {
        let bytes: Vec<u8> = (0..=255).collect();
        let text = hex(&bytes);
        assert_eq!(from_hex::<256>(text.as_bytes()).unwrap()[..], bytes);
        assert_eq!(from_hex(b"0aFf"), Some([10, 255]));
        for other in ["", "0", "000", "0g", "+1", " 1", "é"] {
            assert_eq!(from_hex::<1>(other.as_bytes()), None, "{other}");
        }
    }
}

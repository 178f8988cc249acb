//! How bytes are written in text: base64, hexadecimal digits, percent-encoding.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
#[cfg(feature = "signatures")]
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

const UPPER: &[u8; 16] = b"0123456789ABCDEF";
const LOWER: &[u8; 16] = b"0123456789abcdef";

/// Base64 of the standard alphabet, with padding.
pub(crate) fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// The bytes of [`base64`]; `None` if it is none.
#[cfg(feature = "signatures")]
pub(crate) fn from_base64(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text).ok()
}

/// Base64 of the alphabet for URLs, without padding.
#[cfg(feature = "signatures")]
pub(crate) fn base64_url(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Hexadecimal digits in lower case.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        push_byte(&mut text, *byte, LOWER);
    }
    text
}

/// The bytes of exactly as many hexadecimal digits as fit, in either case; `None` if it has others.
#[cfg(feature = "signatures")]
pub(crate) fn from_hex<const N: usize>(text: &[u8]) -> Option<[u8; N]> {
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

/// A text in which all bytes but letters, digits, `-_.~` and those of `kept` are percent-encoded.
pub(crate) fn percent_encoded(text: &str, kept: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        let is_unreserved = byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
        if is_unreserved || kept.as_bytes().contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            push_byte(&mut encoded, byte, UPPER);
        }
    }
    encoded
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
            assert_eq!(percent_encoded(value, ""), encoded);
        }
    }

    #[test]
    fn what_is_kept_is_not_encoded() {
        assert_eq!(percent_encoded("/a b/c?", "/"), "/a%20b/c%3F");
    }

    #[cfg(feature = "signatures")]
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

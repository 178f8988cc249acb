//! A place in a long list.

use std::error::Error as StdError;
use std::fmt;
use std::str::FromStr;

/// A place in a long list, from which another call goes on: see [`Items::start_at`](super::Items::start_at).
///
/// It can be written as a text and read from it, so that a program goes on where it ended before:
///
/// ```
/// use vod_sdk::paging::Position;
///
/// let position: Position = "300".parse()?;
/// assert_eq!(position.to_string(), "300");
/// # Ok::<(), vod_sdk::paging::InvalidPosition>(())
/// ```
///
/// A position of an action whose pages are chosen by a token holds good for as long as the service knows the token.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Position(pub(super) Place);

/// Where an item is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Place {
    /// After so many items.
    Offset(u64),
    /// On the page of a token, which is empty for the first page, after so many of its items.
    Token(String, u64),
}

impl Position {
    /// After so many items of a list whose pages are chosen by the number of items to skip.
    pub fn offset(items: u64) -> Self {
        Self(Place::Offset(items))
    }

    /// At a token that came with a page.
    pub fn token(token: impl Into<String>) -> Self {
        Self(Place::Token(token.into(), 0))
    }
}

/// `300`, `token:abc`, `token+7:abc`.
impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Place::Offset(items) => write!(f, "{items}"),
            Place::Token(token, 0) => write!(f, "token:{token}"),
            Place::Token(token, skip) => write!(f, "token+{skip}:{token}"),
        }
    }
}

impl FromStr for Position {
    type Err = InvalidPosition;

    fn from_str(text: &str) -> Result<Self, InvalidPosition> {
        parse(text)
            .map(Self)
            .ok_or_else(|| InvalidPosition(text.chars().take(40).collect()))
    }
}

fn parse(text: &str) -> Option<Place> {
    let Some(rest) = text.strip_prefix("token") else {
        return number(text).map(Place::Offset);
    };
    let (skip, token) = rest.split_once(':')?;
    let skip = match skip.strip_prefix('+') {
        Some(skip) => number(skip)?,
        None if skip.is_empty() => 0,
        None => return None,
    };
    Some(Place::Token(token.to_owned(), skip))
}

/// A number of digits alone: Rust also reads `+1`.
fn number(text: &str) -> Option<u64> {
    let is_digits = text.bytes().all(|byte| byte.is_ascii_digit());
    is_digits.then(|| text.parse().ok()).flatten()
}

/// The error of a text that is no [`Position`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidPosition(String);

impl fmt::Display for InvalidPosition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = &self.0;
        write!(
            f,
            "{text:?} is not a position: expected one as `Position` writes it, such as 300"
        )
    }
}

impl StdError for InvalidPosition {}

#[cfg(test)]
mod tests {
    use super::{Place, Position};

    #[test]
    fn positions_are_read_as_they_are_written() {
        for (text, place) in [
            ("0", Place::Offset(0)),
            ("300", Place::Offset(300)),
            ("token:", Place::Token(String::new(), 0)),
            ("token:a+b:c", Place::Token("a+b:c".to_owned(), 0)),
            ("token+7:a", Place::Token("a".to_owned(), 7)),
        ] {
            let position = Position(place);
            assert_eq!(position.to_string(), text);
            assert_eq!(text.parse(), Ok(position));
        }
    }

    #[test]
    fn what_is_no_position_is_refused() {
        for text in [
            "",
            "-1",
            "+1",
            "1+7",
            "token",
            "token7:a",
            "token+:a",
            "a",
            "99999999999999999999",
        ] {
            let error = text.parse::<Position>().expect_err(text).to_string();
            assert!(error.starts_with(&format!("{text:?} is not")), "{error}");
        }
    }
}

//! Why a signature cannot be made.

use std::error::Error as StdError;
use std::fmt;

use crate::error::{NAME_BYTES, one_line};

/// Why a signature cannot be made: a parameter breaks a rule of the service.
///
/// The message names the parameter, says the rule, and what to do. It repeats no key, and of other texts no more than a
/// name in a list:
///
/// ```
/// use vod_sdk::signatures::HotlinkKey;
///
/// let error = HotlinkKey::new("too short").unwrap_err();
/// assert_eq!(error.parameter(), "key");
/// assert_eq!(
///     error.to_string(),
///     "`key` has white space, or a character that is not of ASCII: copy the key from the console again",
/// );
/// ```
///
/// It is always a mistake in the program or its configuration, or in the values that it was given, and comes again with
/// the same values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureError {
    parameter: &'static str,
    message: String,
}

impl SignatureError {
    /// A parameter, and what is wrong with it: `is empty: leave it out`.
    pub(super) fn new(parameter: &'static str, fault: impl fmt::Display) -> Self {
        Self {
            parameter,
            message: format!("`{parameter}` {fault}"),
        }
    }

    /// An item of a list, and what is wrong with it.
    pub(super) fn of_item(parameter: &'static str, item: &str, fault: &str) -> Self {
        let item = one_line(item, NAME_BYTES);
        Self::new(parameter, format_args!("has {item:?}, {fault}"))
    }

    /// The parameter that breaks a rule: the name of the method or argument that takes it.
    pub fn parameter(&self) -> &'static str {
        self.parameter
    }
}

impl fmt::Display for SignatureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl StdError for SignatureError {}

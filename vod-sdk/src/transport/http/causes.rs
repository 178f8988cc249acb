//! The causes of an error.

use std::error::Error as StdError;

/// An error and its causes in one line; each names the next one's reason only in general terms.
pub(super) fn chain(error: &dyn StdError) -> String {
    let mut text = error.to_string();
    for cause in causes(error) {
        let next = cause.to_string();
        if !text.ends_with(&next) {
            text = format!("{text}: {next}");
        }
    }
    text
}

/// The causes of an error, the nearest first.
pub(super) fn causes(error: &dyn StdError) -> impl Iterator<Item = &(dyn StdError + 'static)> {
    std::iter::successors(error.source(), |&error| error.source())
}

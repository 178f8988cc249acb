//! Rules that several signatures share.

use super::error::SignatureError;

/// The first second of the year 1971. What is before it comes of a clock that was never set.
const FIRST_SECOND: u64 = 31_536_000;
/// The last second of the year 9999. What is beyond it was counted in milliseconds.
const LAST_SECOND: u64 = 253_402_300_799;

/// Refuses a key that has another length than keys of its kind have.
pub(super) fn key_length(
    parameter: &'static str,
    key: &str,
    most: usize,
) -> Result<(), SignatureError> {
    match key.len() {
        length if (8..=most).contains(&length) => Ok(()),
        length => Err(SignatureError::new(
            parameter,
            format_args!(
                "has {length} characters, and a key has 8 to {most}: copy the key from the console again"
            ),
        )),
    }
}

/// Refuses a key that has something invisible in it, such as the end of the line that it was copied with.
pub(super) fn visible(parameter: &'static str, key: &str) -> Result<(), SignatureError> {
    if key.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Ok(());
    }
    Err(SignatureError::new(
        parameter,
        "has white space, or a character that is not of ASCII: copy the key from the console again",
    ))
}

/// Refuses a key that is not of letters and digits, without repeating it.
pub(super) fn letters_and_digits(parameter: &'static str, key: &str) -> Result<(), SignatureError> {
    if key.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Ok(());
    }
    Err(SignatureError::new(
        parameter,
        "has a character that is neither a letter of ASCII nor a digit: copy the key from the console again",
    ))
}

/// Refuses a time that cannot be now.
pub(super) fn now(parameter: &'static str, time: u64) -> Result<(), SignatureError> {
    if time >= FIRST_SECOND {
        return seconds(parameter, time);
    }
    Err(SignatureError::new(
        parameter,
        format_args!("is {time}, which is before the year 1971: is the clock right?"),
    ))
}

/// Refuses a time that cannot be one in seconds.
pub(super) fn seconds(parameter: &'static str, time: u64) -> Result<(), SignatureError> {
    if time <= LAST_SECOND {
        return Ok(());
    }
    Err(SignatureError::new(
        parameter,
        format_args!("is {time}, which is after the year 9999: give seconds, not milliseconds"),
    ))
}

/// Refuses the end of a period that is over before it begins.
pub(super) fn later(parameter: &'static str, time: u64, now: u64) -> Result<(), SignatureError> {
    seconds(parameter, time)?;
    if time > now {
        return Ok(());
    }
    Err(SignatureError::new(
        parameter,
        format_args!("is {time}, which is not after the time of signing, {now}"),
    ))
}

/// Refuses a text without characters, or with nothing but white space, where there must be one.
pub(super) fn required(parameter: &'static str, text: &str) -> Result<(), SignatureError> {
    match text.trim().is_empty() {
        true => Err(SignatureError::new(parameter, "is empty: give it a value")),
        false => Ok(()),
    }
}

/// Refuses a text without characters: absent and empty are not the same to the service.
pub(super) fn not_empty(parameter: &'static str, text: &str) -> Result<(), SignatureError> {
    if !text.is_empty() {
        return Ok(());
    }
    Err(SignatureError::new(
        parameter,
        "is empty: give it a value, or leave it out",
    ))
}

/// Refuses a text with more characters than the service takes. Bytes do not count.
pub(super) fn max_chars(
    parameter: &'static str,
    text: &str,
    most: usize,
) -> Result<(), SignatureError> {
    let length = text.chars().count();
    if length <= most {
        return Ok(());
    }
    Err(SignatureError::new(
        parameter,
        format_args!("has {length} characters, and the service takes at most {most}: shorten it"),
    ))
}

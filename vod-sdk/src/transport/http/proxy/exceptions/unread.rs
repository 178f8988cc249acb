//! Entries that neither curl nor Python's requests would heed.

use std::net::IpAddr;

use super::bare;
use crate::endpoint::shown;

/// An entry that cannot be read.
pub(super) struct Unread {
    text: String,
    why: &'static str,
}

impl Unread {
    pub(super) fn new(text: &str, why: &'static str) -> Self {
        let text = text.to_owned();
        Self { text, why }
    }

    /// Whether it may be meant for a host, read as generously as can be. One that is not is overlooked, as
    /// everyone does: `192.168.*` is often there, and says nothing of the service.
    pub(super) fn may_mean(&self, host: &str) -> bool {
        let is_address =
            host.contains(':') || host.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        self.text.split([';', '|']).any(|part| match &*name(part) {
            "" => false,
            "<local>" => !is_address && !host.contains('.'),
            name if name.contains('*') => matches(name, host),
            name if is_address => is_part(name, host) || is_near(name, host),
            name => host == name || host.ends_with(&format!(".{name}")),
        })
    }

    pub(super) fn refusal(&self) -> String {
        let Self { text, why } = self;
        format!("its entry {:?} is refused: {why}", shown(text))
    }
}

/// Whether an address begins or ends with a part of one.
fn is_part(part: &str, address: &str) -> bool {
    address == part
        || address.starts_with(&format!("{part}."))
        || address.ends_with(&format!(".{part}"))
}

/// Whether an address may be within a network or a range of which only the first address can be read: it begins
/// with the same number, or all are meant.
fn is_near(network: &str, address: &str) -> bool {
    let first = network.split('-').next().unwrap_or_default();
    let number = |address: &str| address.split(['.', ':']).next().map(str::to_owned);
    first
        .parse()
        .is_ok_and(|first: IpAddr| first.is_unspecified() || number(network) == number(address))
}

/// The possible host in an entry.
fn name(part: &str) -> String {
    let quotes = ['"', '\''];
    let part = part.trim_matches(quotes);
    let part = part.split_once("://").map_or(part, |(_, rest)| rest);
    let part = part
        .trim_start_matches('/')
        .split('/')
        .next()
        .unwrap_or_default();
    let part = part.rsplit('@').next().unwrap_or_default();
    let part = part.split_once("]:").map_or(part, |(address, _)| address);
    let part = match part.split_once(':') {
        Some((host, port)) if !port.contains(':') => host,
        _ => part,
    };
    let part = bare(part).trim_matches(['[', ']', '.']);
    part.trim_matches(quotes).to_lowercase()
}

/// Whether a text matches a pattern in which each `*` matches anything.
fn matches(pattern: &str, text: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else {
        return pattern == text;
    };
    text.strip_prefix(start)
        .is_some_and(|text| matches_from(rest, text))
}

/// As [`matches`], with anything before the pattern.
fn matches_from(pattern: &str, text: &str) -> bool {
    match pattern.split_once('*') {
        None => text.ends_with(pattern),
        Some((piece, rest)) => text
            .split_once(piece)
            .is_some_and(|(_, text)| matches_from(rest, text)),
    }
}

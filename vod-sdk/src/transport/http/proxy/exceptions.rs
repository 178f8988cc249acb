//! The list in `NO_PROXY`: what is reached without a proxy.

mod unread;

use std::net::IpAddr;

use reqwest::Url;

use self::unread::Unread;

/// The entries of a list, each of them as it is meant or with the reason why it cannot be read.
pub(super) struct Exceptions(Vec<Result<Entry, Unread>>);

#[derive(Debug, PartialEq)]
enum Entry {
    /// `*`, alone in its list.
    Everything,
    /// A domain with all that is below it, and the port that it is for.
    Domain(String, Option<u16>),
    Address(IpAddr, Option<u16>),
    /// The addresses that begin with so many bits of this one.
    Network(IpAddr, u32),
}

impl Exceptions {
    /// Reads a list, of which commas and white space part the entries.
    pub(super) fn read(list: &str) -> Self {
        if list.trim() == "*" {
            return Self(vec![Ok(Entry::Everything)]);
        }
        let entries = list.split(|c: char| c == ',' || c.is_whitespace());
        let entries = entries.filter(|entry| !entry.is_empty());
        Self(
            entries
                .map(|text| Entry::read(text).map_err(|why| Unread::new(text, why)))
                .collect(),
        )
    }

    /// Whether a host, as a URL has it, is reached without a proxy. What cannot be read matters only where
    /// it may be meant for the host, and nothing else covers that.
    pub(super) fn cover(&self, host: &str, port: u16) -> Result<bool, String> {
        let address = bare(host)
            .parse()
            .ok()
            .map(|address: IpAddr| address.to_canonical());
        let host = bare(host).trim_end_matches('.');
        let covers = |entry: &Entry| match address {
            Some(address) => entry.covers_address(address, port),
            None => entry.covers_name(host, port),
        };
        if self.0.iter().flatten().any(covers) {
            return Ok(true);
        }
        let mut unread = self.0.iter().filter_map(|entry| entry.as_ref().err());
        match unread.find(|entry| entry.may_mean(host)) {
            Some(entry) => Err(entry.refusal()),
            None => Ok(false),
        }
    }
}

impl Entry {
    fn read(text: &str) -> Result<Self, &'static str> {
        if text.contains("://") {
            return Err("it is a URL, and only hosts are allowed");
        }
        if text.contains(['"', '\'']) {
            return Err("there is a quote in it, which is taken as it is written here");
        }
        if text.contains(';') {
            return Err("entries are separated by commas, not by semicolons");
        }
        if let Some((network, bits)) = text.split_once('/') {
            return Self::network(network, bits);
        }
        if let Ok(address) = address(text) {
            return Ok(Self::Address(address, None));
        }
        let (host, port) = match text.rsplit_once(':') {
            Some((host, port)) => (
                host,
                Some(port.parse().map_err(|_| "its port is not valid")?),
            ),
            None => (text, None),
        };
        if let Ok(address) = address(host) {
            return Ok(Self::Address(address, port));
        }
        let domain = domain(host)?;
        match domain.parse() {
            Ok(address) => Ok(Self::Address(address, port)),
            Err(_) if is_numeric(&domain) => Err("it is a part of an address, or a range of them"),
            Err(_) => Ok(Self::Domain(domain, port)),
        }
    }

    fn network(text: &str, bits: &str) -> Result<Self, &'static str> {
        const WHY: &str = "it has a slash and is no network like 10.0.0.0/8";
        let address = address(text).map_err(|()| WHY)?;
        let bits: u32 = bits.parse().map_err(|_| WHY)?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        match (1..=most).contains(&bits) {
            true => Ok(Self::Network(address, bits)),
            false => Err(WHY),
        }
    }

    fn covers_address(&self, address: IpAddr, port: u16) -> bool {
        match self {
            Self::Everything => true,
            Self::Domain(..) => false,
            Self::Address(known, of) => *known == address && of.is_none_or(|of| of == port),
            Self::Network(network, bits) => is_within(address, *network, *bits),
        }
    }

    fn covers_name(&self, host: &str, port: u16) -> bool {
        match self {
            Self::Everything => true,
            Self::Domain(domain, of) => {
                let above = host.strip_suffix(&**domain);
                let is_below = above.is_some_and(|above| above.is_empty() || above.ends_with('.'));
                is_below && of.is_none_or(|of| of == port)
            }
            Self::Address(..) | Self::Network(..) => false,
        }
    }
}

/// A domain as URLs have it, from `example.com`, `.example.com`, `*.example.com` or `EXAMPLE.com.`.
fn domain(text: &str) -> Result<String, &'static str> {
    let name = text
        .strip_prefix('*')
        .filter(|rest| rest.starts_with('.'))
        .unwrap_or(text);
    let name = name.trim_matches('.');
    if name.contains('*') {
        return Err(
            "a * matches all hosts if it is alone, and is otherwise allowed only before a dot",
        );
    }
    let is_part = |c: char| c.is_alphanumeric() || c == '-' || c == '_' || c == '.';
    if name.is_empty() || !name.chars().all(is_part) {
        return Err("it is no host");
    }
    // Names in other scripts are written in ASCII where they are compared.
    let url = Url::parse(&format!("http://{name}.invalid/"));
    let host = url.as_ref().ok().and_then(Url::host_str);
    let host = host.and_then(|host| host.strip_suffix(".invalid"));
    host.map(str::to_owned).ok_or("it is no host")
}

/// Whether there are only digits, as in no name of a host: a top-level domain has letters.
fn is_numeric(text: &str) -> bool {
    text.bytes()
        .all(|byte| byte.is_ascii_digit() || b".-".contains(&byte))
}

/// An address, in brackets or not. The zone of one says where it is reached from here and not what it is.
fn address(text: &str) -> Result<IpAddr, ()> {
    let text = bare(text);
    let text = text.split_once('%').map_or(text, |(address, _)| address);
    let address: IpAddr = text.parse().map_err(|_| ())?;
    Ok(address.to_canonical())
}

fn bare(text: &str) -> &str {
    let inner = text
        .strip_prefix('[')
        .and_then(|text| text.strip_suffix(']'));
    inner.unwrap_or(text)
}

fn is_within(address: IpAddr, network: IpAddr, bits: u32) -> bool {
    match (address, network) {
        (IpAddr::V4(a), IpAddr::V4(b)) => (a.to_bits() ^ b.to_bits()).leading_zeros() >= bits,
        (IpAddr::V6(a), IpAddr::V6(b)) => (a.to_bits() ^ b.to_bits()).leading_zeros() >= bits,
        _ => false,
    }
}

#[cfg(test)]
mod tests;

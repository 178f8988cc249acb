//! The URL of a proxy, as people write it.

use std::borrow::Cow;

use reqwest::Url;

const SCHEMES: [&str; 6] = ["http", "https", "socks4", "socks4a", "socks5", "socks5h"];

/// Reads the URL of a proxy; without a scheme, `http` is meant. A path is left out, as there is nothing at
/// a proxy that it could name. No reason repeats the text, which may hold a password.
pub(super) fn parse(text: &str) -> Result<Url, Cow<'static, str>> {
    let text = text.trim();
    if text.starts_with(['"', '\'']) {
        return Err("it is in quotes, which are part of the value here".into());
    }
    if text.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return Err("there is white space in it".into());
    }
    let (scheme, rest) = match text.split_once("://") {
        Some((scheme, rest)) => (scheme.to_ascii_lowercase(), rest),
        None => ("http".to_owned(), text.trim_start_matches("//")),
    };
    check_scheme(&scheme, rest)?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    if path.contains('@') || path.starts_with(['?', '#']) {
        return Err(
            "there is a ?, a # or a path before the host: in a user or a password, such characters \
             are written as %3F, %23 and %2F"
                .into(),
        );
    }
    // The URL library takes a backslash for a slash, and `DOMAIN\user` is a user.
    let authority = authority.replace('\\', "%5C");
    let url = Url::parse(&format!("{scheme}://{authority}/"));
    // Its errors do not repeat what it was given.
    let url = url.map_err(|error| error.to_string())?;
    let url = match url.host_str() {
        None | Some("") => return Err("it has no host".into()),
        Some(_) => url,
    };
    // The HTTP library goes without a proxy whose URL its own parser does not take.
    match url.as_str().parse::<hyper::Uri>() {
        Ok(_) => Ok(url),
        Err(_) => Err("there are characters in it that no host has".into()),
    }
}

fn check_scheme(scheme: &str, rest: &str) -> Result<(), &'static str> {
    if scheme == "socks" {
        return Err("socks:// leaves the version open: write socks5h://, or socks4a://");
    }
    if !SCHEMES.contains(&scheme) {
        return Err("its scheme is neither http, https, socks4, socks4a, socks5 nor socks5h");
    }
    // `http:/proxy:3128` and `http:proxy:3128` would mean a host of the name `http`.
    let is_port = |text: &str| text.trim_end_matches('/').parse::<u16>().is_ok();
    let begins_twice = rest.split_once(':').is_some_and(|(host, port)| {
        SCHEMES.contains(&&*host.to_ascii_lowercase()) && !is_port(port)
    });
    match begins_twice {
        true => Err("after its scheme, // is missing or the scheme is repeated"),
        false => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn proxies_are_read_as_they_are_written() {
        for (text, expected) in [
            ("http://proxy:3128", "http://proxy:3128/"),
            (" http://proxy:3128\n", "http://proxy:3128/"),
            ("HTTP://Proxy:3128/", "http://proxy:3128/"),
            ("http://proxy:3128/path", "http://proxy:3128/"),
            ("http://proxy:3128/?query", "http://proxy:3128/"),
            ("proxy:3128", "http://proxy:3128/"),
            ("//proxy:3128", "http://proxy:3128/"),
            ("proxy", "http://proxy/"),
            ("http:3128", "http://http:3128/"),
            ("192.0.2.1:3128", "http://192.0.2.1:3128/"),
            ("http://[2001:db8::1]:3128", "http://[2001:db8::1]:3128/"),
            ("[::1]:3128", "http://[::1]:3128/"),
            ("https://proxy", "https://proxy/"),
            ("socks5h://proxy:1080", "socks5h://proxy:1080/"),
            ("socks5://user:pass@proxy", "socks5://user:pass@proxy/"),
            ("socks4a://proxy:1080/", "socks4a://proxy:1080/"),
            ("user:pass@proxy:3128", "http://user:pass@proxy:3128/"),
            ("http://user@proxy:3128", "http://user@proxy:3128/"),
            ("http://u:p%40ss@proxy", "http://u:p%40ss@proxy/"),
            ("http://u:p@ss@proxy", "http://u:p%40ss@proxy/"),
            ("http://u:p:ss@proxy", "http://u:p%3Ass@proxy/"),
            (
                r"http://CORP\u:p@proxy:3128",
                "http://CORP%5Cu:p@proxy:3128/",
            ),
        ] {
            let read = parse(text).map(|url| url.to_string());
            assert_eq!(read.as_deref(), Ok(expected), "{text:?}");
        }
    }

    #[test]
    fn what_could_mean_another_host_is_refused() {
        for (text, why) in [
            ("", "empty host"),
            ("http://", "empty host"),
            ("http:///", "empty host"),
            ("\"http://proxy:3128\"", "in quotes"),
            ("'http://proxy:3128'", "in quotes"),
            ("http://pro xy:3128", "white space"),
            ("http://proxy:31\t28", "white space"),
            ("http://user:12#3@proxy", "are written as"),
            ("http://user:12/3@proxy", "are written as"),
            ("http://user:12?3@proxy", "are written as"),
            ("http://proxy:3128?x", "are written as"),
            ("http:/proxy:3128", "// is missing"),
            ("http:proxy:3128", "// is missing"),
            ("http://http://proxy:3128", "// is missing"),
            ("http://proxy:port", "invalid port"),
            ("http://proxy:99999", "invalid port"),
            ("http://2001:db8::1:3128", "invalid port"),
            ("http://[2001:db8::1:3128", "invalid IPv6"),
            ("socks://proxy:1080", "leaves the version open"),
            ("ftp://proxy", "its scheme is neither"),
            ("http://pro\"xy:3128", "characters"),
            ("socks5://pro xy", "white space"),
            ("://proxy", "its scheme is neither"),
        ] {
            let read = parse(text).map(|url| url.to_string());
            let refusal = read.expect_err(text);
            assert!(refusal.contains(why), "{text:?}: {refusal}");
        }
    }
}

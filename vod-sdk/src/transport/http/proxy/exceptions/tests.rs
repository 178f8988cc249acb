//! Compared with curl 7.88 and Python's requests 2.34, which differ from each other in a third of these.

use super::Exceptions;

/// Checks whether a list covers hosts, each with `:port` where it is not 443.
fn check(expected: bool, cases: &[(&str, &str)]) {
    for (list, target) in cases {
        let port = target
            .rsplit_once(':')
            .filter(|(host, _)| !host.ends_with(':') && !target.ends_with(']'));
        let (host, port) =
            port.map_or((*target, 443), |(host, port)| (host, port.parse().unwrap()));
        let is_covered = Exceptions::read(list).cover(host, port);
        assert_eq!(is_covered, Ok(expected), "{target} with {list:?}");
    }
}

#[test]
fn hosts_that_are_reached_directly() {
    check(
        true,
        &[
            ("vod.example", "vod.example"),
            ("VOD.Example", "vod.example"),
            ("vod.example.", "vod.example"),
            ("vod.example", "vod.example."),
            (".vod.example", "vod.example"),
            (".vod.example", "a.vod.example"),
            ("..vod.example", "a.vod.example"),
            ("*.vod.example", "a.vod.example"),
            ("example", "a.vod.example"),
            ("vod_1.example", "vod_1.example"),
            ("b\u{fc}cher.example", "xn--bcher-kva.example"),
            ("*", "vod.example"),
            (" *\n", "vod.example"),
            ("*", "192.0.2.7"),
            ("a.example, vod.example", "vod.example"),
            ("a.example vod.example", "vod.example"),
            ("a.example\tvod.example", "vod.example"),
            ("a.example,\n  vod.example\r\n", "vod.example"),
            (",, ,vod.example,", "vod.example"),
            ("vod.example", "vod.example:8443"),
            ("vod.example:8443", "vod.example:8443"),
            (".example:8443", "vod.example:8443"),
            ("vod.example:443", "vod.example"),
            ("192.0.2.7", "192.0.2.7"),
            ("192.0.2.7:8443", "192.0.2.7:8443"),
            ("192.0.2.0/24", "192.0.2.7"),
            ("192.0.2.99/24", "192.0.2.7:8443"),
            ("::ffff:192.0.2.7", "192.0.2.7"),
            (".192.0.2.7", "192.0.2.7"),
            ("192.0.2.7.", "192.0.2.7"),
            (".192.0.2.7:8443", "192.0.2.7:8443"),
            ("2001:db8::1", "[2001:db8::1]"),
            ("2001:DB8:0::1", "[2001:db8::1]"),
            ("[2001:db8::1]", "[2001:db8::1]"),
            ("[2001:db8::1]:8443", "[2001:db8::1]:8443"),
            ("2001:db8::/32", "[2001:db8::1]"),
            ("[2001:db8::]/32", "[2001:db8::1]"),
            ("fe80::1%eth0", "[fe80::1]"),
            ("[fe80::1%25eth0]:8443", "[fe80::1]:8443"),
            // What covers the host is found whatever else is in the list.
            ("http://a.example;*,vod.example", "vod.example"),
        ],
    );
}

#[test]
fn hosts_that_are_reached_through_the_proxy() {
    check(
        false,
        &[
            ("", "vod.example"),
            (" , ", "vod.example"),
            ("od.example", "vod.example"),
            ("vod", "vod.example"),
            ("a.vod.example", "vod.example"),
            ("vod.example", "vod.example.com"),
            ("vod.example:8443", "vod.example"),
            ("vod.example:8443", "vod.example:9443"),
            ("192.0.2.7", "192.0.2.70"),
            ("192.0.2.7:8443", "192.0.2.7"),
            ("192.0.3.0/24", "192.0.2.7"),
            ("2001:db8::1", "[2001:db8::2]"),
            ("2001:db8::/32", "[2001:db9::1]"),
            ("2001:db8::/32", "192.0.2.7"),
            ("192.0.2.7", "vod.example"),
        ],
    );
}

#[test]
fn entries_that_cannot_be_read_and_may_be_meant_for_the_host() {
    for (list, host, why) in [
        ("http://vod.example", "vod.example", "it is a URL"),
        ("https://example:443/", "vod.example", "it is a URL"),
        ("https://*.example", "vod.example", "it is a URL"),
        ("\"vod.example\"", "vod.example", "a quote"),
        ("\"vod.example", "vod.example", "a quote"),
        ("'.example:443'", "vod.example", "a quote"),
        ("a.example;vod.example", "vod.example", "not by semicolons"),
        ("a.example;http://vod.example", "vod.example", "it is a URL"),
        ("a.example,*", "vod.example", "a * matches"),
        ("*:443", "vod.example", "a * matches"),
        ("*example", "vod.example", "a * matches"),
        ("v*d.*mp*", "vod.example", "a * matches"),
        ("192.0.2.*", "192.0.2.7", "a * matches"),
        ("vod.example/", "vod.example", "it has a slash"),
        ("//vod.example", "vod.example", "it has a slash"),
        ("192.0.2.7/33", "192.0.2.7", "it has a slash"),
        ("192.0.2/24", "192.0.2.7", "it has a slash"),
        ("192.0.2.0/33", "192.0.2.7", "it has a slash"),
        ("192.0.2.0/255.255.255.0", "192.0.2.7", "it has a slash"),
        ("192.0.2.0/24:443", "192.0.2.7", "it has a slash"),
        ("0.0.0.0/0", "192.0.2.7", "it has a slash"),
        ("::/0", "[2001:db8::1]", "it has a slash"),
        ("192.0.2.", "192.0.2.7", "a part of an address"),
        ("192", "192.0.2.7", "a part of an address"),
        ("2.7", "192.0.2.7", "a part of an address"),
        ("192.0.2.1-9", "192.0.2.7", "a part of an address"),
        (
            "192.0.2.1-192.0.2.9:443",
            "192.0.2.7",
            "a part of an address",
        ),
        ("a.example|vod.example", "vod.example", "it is no host"),
        ("2001:db8::1/129", "[2001:db8::1]", "it has a slash"),
        ("vod.example:port", "vod.example", "its port is not valid"),
        ("vod.example:", "vod.example", "its port is not valid"),
        (
            "[2001:db8::1]:99999",
            "[2001:db8::1]",
            "its port is not valid",
        ),
        ("<local>", "gateway", "it is no host"),
        ("user@vod.example", "vod.example", "it is no host"),
    ] {
        let list = format!("a.invalid,{list}");
        let error = Exceptions::read(&list).cover(host, 443).expect_err(&list);
        assert!(error.contains(why), "{list:?}: {error}");
        let list = format!("{list},example,192.0.2.7,2001:db8::1,gateway");
        let is_covered = Exceptions::read(&list).cover(host, 443);
        assert_eq!(is_covered, Ok(true), "{list:?}");
    }
    let error = Exceptions::read("http://user:correct-horse@a.example").cover("a.example", 443);
    assert!(!error.unwrap_err().contains("correct-horse"));
}

#[test]
fn entries_that_cannot_be_read_and_are_for_others() {
    for host in ["vod.example", "192.0.2.7", "[2001:db8::1]"] {
        for list in [
            "http://other.example",
            "\"other.example\"",
            "other.example;<local>;*.local",
            "192.168.*",
            "10.*.*.*",
            "192.0.3/24",
            "10.0.0.0/33",
            "10.0.0.0/255.0.0.0",
            "10.0.0.0-10.0.0.9",
            "10.",
            "other.example|*.local",
            "v*d.other",
            "*vod",
            "<-loopback>",
            "other:port",
            ".",
            ";",
            "\"",
            "://",
        ] {
            let is_covered = Exceptions::read(list).cover(host, 443);
            assert_eq!(is_covered, Ok(false), "{host} with {list:?}");
        }
    }
}

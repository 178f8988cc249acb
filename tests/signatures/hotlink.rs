use vod_sdk::signatures::{HotlinkKey, HotlinkUrl};

use super::refused;

const KEY: &str = "24FEQmTzro4V5u3D5epW";
const URL: &str = "http://example.vod2.myqcloud.com/dir1/dir2/myVideo.mp4";
const EXPIRES_AT: u64 = 1_517_400_000;

fn url(url: &str) -> HotlinkUrl {
    let key = HotlinkKey::new(KEY).unwrap();
    key.url(url).expires_at(EXPIRES_AT)
}

fn with_link_id() -> HotlinkUrl {
    url(URL).link_id("72d4cd1101")
}

/// Expects the address to have a query.
fn signed(url: &HotlinkUrl, query: &str) {
    assert_eq!(url.sign().unwrap(), format!("{URL}?{query}"));
}

#[test]
fn the_published_addresses_are_reproduced() {
    for (url, query) in [
        (
            with_link_id(),
            "t=5a71afc0&us=72d4cd1101&sign=3d8488faeb37d52d6bf63b63c1b171c3",
        ),
        (
            with_link_id().max_addresses(3),
            "t=5a71afc0&rlimit=3&us=72d4cd1101&sign=c5214f0d5961b13acd558b4957c4dfc5",
        ),
        (
            with_link_id().preview(300),
            "t=5a71afc0&exper=300&us=72d4cd1101&sign=547d98c4b91e81b5ea55c95cef63223f",
        ),
    ] {
        signed(&url, query);
    }
}

#[test]
fn our_own_values_are_those_of_python() {
    for (url, query) in [
        (url(URL), "t=5a71afc0&sign=6efd1f11e01562083dfdab3010957c6e"),
        (
            with_link_id().preview(300).max_addresses(3),
            "t=5a71afc0&exper=300&rlimit=3&us=72d4cd1101&sign=eb55b390b9a63c3cfa1526a5945a15fd",
        ),
        (
            with_link_id().allow_referers(["a.com", "b.com"]),
            "t=5a71afc0&us=72d4cd1101&whref=a.com,b.com&sign=4b0c6eacc30833df429be125ad1580fc",
        ),
        (
            with_link_id().block_referers(["c.com"]),
            "t=5a71afc0&us=72d4cd1101&bkref=c.com&sign=ae68b1adaa72c2c6b1f13bd36e1931f7",
        ),
        // The hash has the domains before the regions, and the address after them.
        (
            with_link_id()
                .allow_referers(["a.com"])
                .block_referers(["*.c.com"])
                .allow_regions(["SGP", "CHN"])
                .block_regions(["FRA"]),
            "t=5a71afc0&us=72d4cd1101&whreg=SGP,CHN&bkreg=FRA&whref=a.com&bkref=*.c.com\
             &sign=8d0fd955aeea2708abba26feeb8fba63",
        ),
    ] {
        signed(&url, query);
    }
}

#[test]
fn a_preview_of_0_is_none() {
    signed(
        &with_link_id().preview(0),
        "t=5a71afc0&us=72d4cd1101&sign=3d8488faeb37d52d6bf63b63c1b171c3",
    );
}

#[test]
fn files_of_a_folder_have_the_same_signature() {
    let sign = |name: &str| {
        let signed = url(&format!("https://cdn.example.com:8443/dir1/dir2/{name}")).sign();
        signed.unwrap().rsplit_once("sign=").unwrap().1.to_owned()
    };
    for name in ["a.m3u8", "%E7%89%87%20(1).ts", "a:b@c'd"] {
        assert_eq!(sign(name), "6efd1f11e01562083dfdab3010957c6e", "{name}");
    }
    assert_ne!(sign("more/a.ts"), sign("a.ts"));
}

#[test]
fn urls_that_cannot_be_signed_are_refused() {
    for (url_, text) in [
        ("", "http://"),
        ("/dir/a.mp4", "http://"),
        ("ftp://example.com/a.mp4", "http://"),
        ("http://example.com", "names no file"),
        ("http://example.com/", "names no file"),
        ("http://example.com/dir/", "names no file"),
        ("http:///dir/a.mp4", "no host"),
        ("http://example.com/a.mp4?t=1", "query"),
        ("http://example.com/a.mp4?", "query"),
        ("http://example.com/a.mp4#t=1", "as %23"),
        ("http://example.com/片.mp4", "percent-encode"),
        ("http://example.com/a b.mp4", "as %20"),
        ("http://example.com/a\n.mp4", "percent-encode"),
        ("http://example.com/dir\\a.mp4", "percent-encode"),
        ("http://example.com/a/../b.mp4", ". or .."),
        ("http://example.com/./b.mp4", ". or .."),
    ] {
        refused(url(url_).sign(), "url", text);
    }
}

#[test]
fn limits_are_those_of_the_documentation() {
    let ten: Vec<String> = (0..10).map(|number| format!("a{number}.com")).collect();
    let eleven = ten.iter().cloned().chain(["b.com".to_owned()]);
    for url in [
        url(URL).max_addresses(1),
        url(URL).max_addresses(9),
        url(URL).preview(1),
        url(URL)
            .allow_referers(ten.clone())
            .block_referers(["localhost"]),
        url(URL).expires_at(253_402_300_799),
    ] {
        url.sign().unwrap();
    }
    let nothing: [&str; 0] = [];
    for (url, parameter, text) in [
        (url(URL).max_addresses(0), "max_addresses", "leave it out"),
        (
            url(URL).max_addresses(10),
            "max_addresses",
            "is 10, and it is 1 to 9",
        ),
        (url(URL).link_id(""), "link_id", "is empty"),
        (url(URL).link_id("a&t=0"), "link_id", "would be encoded"),
        (url(URL).link_id("é"), "link_id", "would be encoded"),
        (
            url(URL).expires_at(1_517_400_000_000),
            "expires_at",
            "not milliseconds",
        ),
        (
            url(URL).allow_referers(nothing),
            "allow_referers",
            "has 0 entries",
        ),
        (
            url(URL).block_referers(eleven),
            "block_referers",
            "has 11 entries",
        ),
        (
            url(URL).allow_referers(["a.com", "https://b.com"]),
            "allow_referers",
            "\"https://b.com\", which is more than a domain",
        ),
        (
            url(URL).block_referers(["a.com/b"]),
            "block_referers",
            "more than a domain",
        ),
        (
            url(URL).allow_referers(["a.com,b.com"]),
            "allow_referers",
            "no domain",
        ),
        (url(URL).allow_referers([""]), "allow_referers", "no domain"),
        (
            url(URL).allow_referers(["腾讯.com"]),
            "allow_referers",
            "Punycode",
        ),
        (
            url(URL).allow_regions(nothing),
            "allow_regions",
            "has 0 entries",
        ),
        (
            url(URL).allow_regions(["CN"]),
            "allow_regions",
            "\"CN\", which is no code",
        ),
        (
            url(URL).block_regions(["chn"]),
            "block_regions",
            "capital letters",
        ),
    ] {
        refused(url.sign(), parameter, text);
    }
    let key = HotlinkKey::new(KEY).unwrap();
    refused(key.url(URL).sign(), "expires_at", "is missing");
}

#[test]
fn a_key_is_of_8_to_40_visible_characters() {
    let longest = "24FEQmTzro4V5u3D5epW24FEQmTzro4V5u3D5epW";
    for key in ["abcdefg8", "abc-efgh", longest] {
        HotlinkKey::new(key).unwrap();
    }
    for (key, text) in [
        ("", "has 0 characters"),
        ("abcdefg", "has 7 characters, and a key has 8 to 40"),
        (&format!("{longest}1"), "has 41 characters"),
        ("abcdefgh\n", "has white space"),
        ("abcdefgü", "not of ASCII"),
        ("abc efgh", "has white space"),
    ] {
        let error = HotlinkKey::new(key);
        if !key.is_empty() {
            assert!(
                !error.clone().unwrap_err().to_string().contains(key),
                "{error:?}"
            );
        }
        refused(error, "key", text);
    }
}

#[test]
fn debug_shows_no_key() {
    let key = HotlinkKey::new(KEY).unwrap();
    for debug in [format!("{key:?}"), format!("{:?}", key.url(URL))] {
        assert!(
            debug.contains("[redacted]") && !debug.contains(KEY),
            "{debug}"
        );
    }
}

//! The vectors that Tencent Cloud has published, and headers that must not pass.

use std::time::Instant;

use bytes::Bytes;

use super::super::record::Received;
use super::*;

const TIMESTAMP: i64 = 1_551_113_065;
/// The backslashes are part of the bytes that are signed.
const ESCAPED: &str =
    r#"{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}"#;
const UNNAMED: &str =
    r#"{"Limit": 1, "Filters": [{"Values": ["unnamed"], "Name": "instance-name"}]}"#;
const EXAMPLE_KEY: &str = "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE";
const STARS: &str = "********************************";

struct Vector {
    name: &'static str,
    signed_headers: &'static str,
    body: &'static str,
    secret_key: &'static str,
    canonical_hash: &'static str,
    signature: &'static str,
}

const VECTORS: [Vector; 4] = [
    Vector {
        name: "A1",
        signed_headers: "content-type;host",
        body: ESCAPED,
        secret_key: EXAMPLE_KEY,
        canonical_hash: "5ffe6a04c0664d6b969fab9a13bdab201d63ee709638e2749d62a09ca18d7031",
        signature: "72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168",
    },
    Vector {
        name: "A2",
        signed_headers: "content-type;host",
        body: ESCAPED,
        secret_key: "Gu5t9xGARNpq86cd98joQYCN3*******",
        canonical_hash: "5ffe6a04c0664d6b969fab9a13bdab201d63ee709638e2749d62a09ca18d7031",
        signature: "2230eefd229f582d8b1b891af7107b91597240707d778ab3738f756258d7652c",
    },
    Vector {
        name: "B",
        signed_headers: "content-type;host;x-tc-action",
        body: ESCAPED,
        secret_key: STARS,
        canonical_hash: "7019a55be8395899b900fb5564e4200d984910f34794a27cb3fb7d10ff6a1e84",
        signature: "10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f",
    },
    Vector {
        name: "C",
        signed_headers: "content-type;host",
        body: UNNAMED,
        secret_key: STARS,
        canonical_hash: "2815843035062fffda5fd6f2a44ea8a34818b0dc46f024b8b3786976a3adda7a",
        signature: "a7b8551448762bd123d6f79e81815e31a92013640a6cef36a08ad4b292a4d2f2",
    },
];

fn request(body: &'static str) -> Received {
    let headers = [
        ("host", "cvm.tencentcloudapi.com"),
        ("content-type", " application/json; Charset=UTF-8 "),
        ("x-tc-action", "DescribeInstances"),
    ];
    Received {
        method: "POST".to_owned(),
        path: "/".to_owned(),
        query: String::new(),
        headers: headers
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into(),
        body: Bytes::from_static(body.as_bytes()),
        is_oversized: false,
        at: Instant::now(),
    }
}

fn header(signed_headers: &str, signature: &str) -> String {
    format!(
        "TC3-HMAC-SHA256 Credential=AKIDEXAMPLE/2019-02-25/cvm/tc3_request, \
         SignedHeaders={signed_headers}, Signature={signature}"
    )
}

#[test]
fn the_published_vectors_verify() {
    for vector in VECTORS {
        let name = vector.name;
        let header = header(vector.signed_headers, vector.signature);
        let authorization = Authorization::parse(&header).expect(name);
        assert_eq!(authorization.secret_id, "AKIDEXAMPLE");
        assert_eq!(authorization.date, "2019-02-25");
        assert_eq!(authorization.service, "cvm");

        let request = request(vector.body);
        let canonical_request = authorization.canonical_request(&request).expect(name);
        let hash = hex(&Sha256::digest(&canonical_request));
        assert_eq!(hash, vector.canonical_hash, "{name}");
        let string_to_sign = authorization.string_to_sign(TIMESTAMP, &canonical_request);
        assert!(
            authorization.is_signed_by(vector.secret_key, &string_to_sign),
            "{name}"
        );

        assert!(
            !authorization.is_signed_by("another key", &string_to_sign),
            "{name}"
        );
        let later = authorization.string_to_sign(TIMESTAMP + 1, &canonical_request);
        assert!(
            !authorization.is_signed_by(vector.secret_key, &later),
            "{name}"
        );
    }
}

#[test]
fn every_signed_byte_counts() {
    let vector = &VECTORS[0];
    let header = header(vector.signed_headers, vector.signature);
    let authorization = Authorization::parse(&header).expect("a header");
    let mut changed = [(); 5].map(|()| request(vector.body));
    changed[0].path.push('x');
    changed[1].query.push_str("a=b");
    changed[2].method = "PUT".to_owned();
    changed[3].body = Bytes::from_static(b"{}");
    changed[4].headers[0].1.push_str(":8080");
    for request in changed {
        let canonical_request = authorization
            .canonical_request(&request)
            .expect("a request");
        let string_to_sign = authorization.string_to_sign(TIMESTAMP, &canonical_request);
        assert!(!authorization.is_signed_by(vector.secret_key, &string_to_sign));
    }
}

#[test]
fn an_unsigned_payload_is_replaced_by_its_name() {
    let header = header(VECTORS[0].signed_headers, VECTORS[0].signature);
    let authorization = Authorization::parse(&header).expect("a header");
    let mut request = request(ESCAPED);
    request.headers.push((
        "x-tc-content-sha256".to_owned(),
        "UNSIGNED-PAYLOAD".to_owned(),
    ));
    let canonical_request = authorization
        .canonical_request(&request)
        .expect("a request");
    let hash = "438d4109ef0d676b8c2c7ed13cdfcb418e494d53b843d4634ce3b1085f07bb96";
    assert!(canonical_request.ends_with(hash), "{canonical_request}");
}

#[test]
fn a_signed_header_must_be_there_once() {
    let header = header(VECTORS[2].signed_headers, VECTORS[2].signature);
    let authorization = Authorization::parse(&header).expect("a header");
    let mut request = request(ESCAPED);
    request
        .headers
        .push(("x-tc-action".to_owned(), "Another".to_owned()));
    let twice = authorization
        .canonical_request(&request)
        .expect_err("a problem");
    assert_eq!(twice, "the signed header x-tc-action is repeated");
    request.headers.truncate(2);
    let missing = authorization
        .canonical_request(&request)
        .expect_err("a problem");
    assert_eq!(missing, "the signed header x-tc-action is missing");
}

#[test]
fn spaces_after_commas_are_free_and_ids_may_have_slashes() {
    let digits = "0123456789abcdef".repeat(4);
    for space in ["", " ", "   "] {
        let value = format!(
            "TC3-HMAC-SHA256 Credential=a/b/2019-02-25/vod/tc3_request,{space}\
             SignedHeaders=content-type;host,{space}Signature={digits}"
        );
        let authorization = Authorization::parse(&value).expect("a header");
        assert_eq!(authorization.secret_id, "a/b");
        assert_eq!(authorization.signed_headers, ["content-type", "host"]);
    }
}

#[test]
fn garbled_headers_are_refused() {
    let good = header("content-type;host", &"a".repeat(64));
    assert!(Authorization::parse(&good).is_ok());
    for (from, to, problem) in [
        ("TC3-HMAC-SHA256 ", "TC3-HMAC-SHA1 ", "does not begin"),
        ("TC3-HMAC-SHA256 ", "TC3-HMAC-SHA256", "does not begin"),
        (", Signature=", " Signature=", "2 fields"),
        (", Signature=", ", Extra=1, Signature=", "4 fields"),
        ("Credential=", "credential=", "Credential="),
        ("SignedHeaders=", "Signedheaders=", "SignedHeaders="),
        ("AKIDEXAMPLE/", "/", "form ID/"),
        ("AKIDEXAMPLE/", "", "form ID/"),
        ("/cvm/", "//", "form ID/"),
        ("2019-02-25", "20190225", "form ID/"),
        ("2019-02-25", "2019-02-2x", "form ID/"),
        ("tc3_request", "tc3", "form ID/"),
        ("content-type;host", "", "lower case"),
        ("content-type;host", "host;content-type", "not sorted"),
        ("content-type;host", "content-type;host;host", "not sorted"),
        (
            "content-type;host",
            "X-TC-Action;content-type;host",
            "lower case",
        ),
        ("content-type;host", "content-type;host;", "lower case"),
        ("aaaa", "aaa", "64 hexadecimal"),
        ("aaaa", "aaaaa", "64 hexadecimal"),
        ("aaaa", "AAAA", "64 hexadecimal"),
        ("aaaa", "aaag", "64 hexadecimal"),
    ] {
        let garbled = good.replacen(from, to, 1);
        let error = Authorization::parse(&garbled).expect_err(&garbled);
        assert!(error.contains(problem), "{garbled}: {error}");
    }
}

#[test]
fn what_must_be_signed_is_signed() {
    for (signed_headers, strict, lenient) in [
        ("content-type;host;x-tc-action", "", ""),
        ("content-type;host;x-tc-action;x-tc-version", "", ""),
        ("content-type;host", "x-tc-action", ""),
        ("content-type;host;x-tc-region", "x-tc-action", ""),
        ("content-type;x-tc-action", "host", "host"),
        ("host;x-tc-action", "content-type", "content-type"),
        ("x-tc-action", "content-type", "content-type"),
    ] {
        let header = header(signed_headers, &"a".repeat(64));
        let authorization = Authorization::parse(&header).expect("a header");
        for (requires_action, missing) in [(true, strict), (false, lenient)] {
            let expected = match missing {
                "" => Ok(()),
                _ => Err(format!("its SignedHeaders lack {missing}")),
            };
            assert_eq!(authorization.check_coverage(requires_action), expected);
        }
    }
}

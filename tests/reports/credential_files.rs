//! A line of another section spoils a profile file (smithy-lang/smithy-rs#1488): what the official Python SDK
//! reads, and what it does not, beside a section that is right. The parser's own cases stand beside it.

use vod_sdk::credentials::{CredentialProvider, ProfileFile};

/// Id, or what is wrong, for the text of a file.
async fn read(text: &[u8]) -> String {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("credentials");
    std::fs::write(&path, text).unwrap();
    match ProfileFile::new().path(&path).provide().await {
        Ok(credential) => credential.secret_id().to_owned(),
        Err(error) => {
            let shown = format!("{error} {error:?}");
            assert!(!shown.contains("kEy"), "{shown}");
            error.to_string().replace(path.to_str().unwrap(), "FILE")
        }
    }
}

#[tokio::test]
async fn what_does_not_concern_the_profile_is_not_looked_at() {
    let ours = "[default]\nsecret_id = AKID\nsecret_key = kEy\n";
    for other in [
        &b"[other] /* note */\nsecret_id = no\n"[..],
        b"[other]\nno equals sign\n",
        b"[other]\nsecret_id = \"no\nsecret_id = no\n",
        b"[other\nsecret_id = no\n",
        b"[caf\xe9]\n# caf\xe9 \xff\xfe\nnote = \xe9t\xe9\n",
        b"[other]\n\x00\x01\x02\n",
    ] {
        for text in [
            [ours.as_bytes(), other].concat(),
            [other, ours.as_bytes()].concat(),
        ] {
            assert_eq!(
                read(&text).await,
                "AKID",
                "{:?}",
                String::from_utf8_lossy(&text)
            );
        }
    }
}

/// As `configparser` does, which the official Python SDK reads the file by.
#[tokio::test]
async fn a_value_of_several_lines_does_not_spoil_the_section() {
    for text in [
        "[default]\nabout = one\n  two\n\n  three = 3\nsecret_id = AKID\nsecret_key = kEy",
        "[default]\nsecret_id =\n  AKID\nsecret_key =\n  kEy",
        "[default]\r\nsecret_id = AKID\rsecret_key = kEy",
    ] {
        assert_eq!(read(text.as_bytes()).await, "AKID", "{text:?}");
    }
}

#[tokio::test]
async fn what_concerns_it_and_is_wrong_is_said_with_its_line() {
    for (text, expected) in [
        (
            &b"[default]\nsecret_id AKID\nsecret_key = kEy"[..],
            "FILE: line 2 is neither a [section] nor `key = value` nor a comment",
        ),
        (
            b"[default]\nsecret_id = AKID\n\nsecret_key = \"kEy",
            "FILE [default]: line 4: the secret key begins or ends with a quotation mark, which is no part \
             of it: remove the quotes",
        ),
        (
            b"[default]\nsecret_id = AKID\nsecret_key = kEy\xe9",
            "FILE [default]: line 3: the secret key has a character that is not visible ASCII",
        ),
        (
            b"[default]\nsecret_id = AKID\nsecret_key = kEy\n[default]\nsecret_id = kEy",
            "FILE: line 4 begins section [default] a second time",
        ),
        (
            b"[default]\nsecret_id = AKID\nsecret_key = k\n  Ey",
            "FILE: line 4 continues the value of secret_key, which must be on one line",
        ),
        (
            b"\xff\xfe[\0d\0e\0f\0a\0u\0l\0t\0]\0",
            "FILE is UTF-16 text: save it as UTF-8",
        ),
        (
            b"secret_id = AKID\nsecret_key = kEy",
            "FILE: line 1 sets secret_id before any [section]",
        ),
    ] {
        assert_eq!(
            read(text).await,
            expected,
            "{:?}",
            String::from_utf8_lossy(text)
        );
    }
}

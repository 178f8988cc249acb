use std::path::Path;

use super::{Environ, KEY, answer};
use crate::credentials::{CredentialProvider, Environment};

const ID: (&str, &str) = ("TENCENTCLOUD_SECRET_ID", "AKID");
const SECRET: (&str, &str) = ("TENCENTCLOUD_SECRET_KEY", "key");

fn environment(variables: &[(&str, &str)]) -> Environment {
    Environment {
        variables: Environ::of(variables).variables(),
    }
}

#[tokio::test]
async fn variables_make_a_credential_or_say_what_is_wrong() {
    let absent = "absent: TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY are not set";
    let no_key = "broken: TENCENTCLOUD_SECRET_ID is set, but TENCENTCLOUD_SECRET_KEY is not";
    let no_id = "broken: TENCENTCLOUD_SECRET_KEY is set, but TENCENTCLOUD_SECRET_ID is not";
    for (variables, expected) in [
        (&[ID, SECRET][..], "AKID key -"),
        (
            &[ID, SECRET, ("TENCENTCLOUD_SESSION_TOKEN", "a")],
            "AKID key a",
        ),
        (&[ID, SECRET, ("TENCENTCLOUD_TOKEN", "b")], "AKID key b"),
        (
            &[
                ID,
                SECRET,
                ("TENCENTCLOUD_TOKEN", "b"),
                ("TENCENTCLOUD_SESSION_TOKEN", "a"),
            ],
            "AKID key a",
        ),
        (&[ID, SECRET, ("TENCENTCLOUD_TOKEN", " ")], "AKID key -"),
        (
            &[
                ("TENCENTCLOUD_SECRET_ID", " AKID\r\n"),
                ("TENCENTCLOUD_SECRET_KEY", "\tkey\n"),
            ],
            "AKID key -",
        ),
        (&[], absent),
        (&[("TENCENTCLOUD_TOKEN", "b")], absent),
        (
            &[
                ("TENCENTCLOUD_SECRET_ID", ""),
                ("TENCENTCLOUD_SECRET_KEY", " "),
            ],
            absent,
        ),
        (&[ID], no_key),
        (&[ID, ("TENCENTCLOUD_SECRET_KEY", "\n")], no_key),
        (&[("TENCENTCLOUD_SECRET_KEY", KEY)], no_id),
        (
            &[
                ID,
                ("TENCENTCLOUD_SECRET_KEY", "kEy-tHaT-mUsT-nOt-ShOw \u{fc}"),
            ],
            "broken: TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY or the token cannot be used: \
             the secret key has a character that is not visible ASCII",
        ),
    ] {
        let environment = environment(variables);
        assert_eq!(answer(&environment, Path::new("/none")).await, expected);
        let check = environment
            .check()
            .map_err(|error| format!("broken: {error}"));
        assert_eq!(check.is_err(), expected.starts_with("broken"), "{check:?}");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_variable_that_is_not_text_is_named() {
    use std::ffi::OsString;
    use std::os::unix::ffi::OsStringExt;

    let environ = Environ::of(&[ID]);
    environ.set(
        "TENCENTCLOUD_SECRET_KEY",
        OsString::from_vec(vec![0xff, 0xfe]),
    );
    let environment = Environment {
        variables: environ.variables(),
    };
    assert_eq!(
        answer(&environment, Path::new("/none")).await,
        "broken: the value of TENCENTCLOUD_SECRET_KEY is not UTF-8 text"
    );
}

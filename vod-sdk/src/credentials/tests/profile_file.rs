use std::fs;
use std::path::Path;

use serde_json::json;

use super::{Environ, Memory, answer, home};
use crate::credentials::ProfileFile;

const OWN: &str = ".tencentcloud/credentials";
const SYSTEM: &str = "etc/credentials";
const OTHER: &str = "other";

/// The provider as it is in a home directory, with a system-wide file beside it.
fn provider(home: &Path) -> ProfileFile {
    let environ = Environ::default();
    environ.set("HOME", home);
    environ.set("USERPROFILE", home);
    let mut provider = ProfileFile::new();
    provider.variables = environ.variables();
    provider.system_file = home.join(SYSTEM);
    provider
}

#[tokio::test]
async fn files_make_a_credential_or_say_what_is_wrong() {
    let neither =
        "absent: there is no profile file ~/.tencentcloud/credentials or ~/etc/credentials";
    for (files, expected) in [
        (
            &[(OWN, "[default]\nsecret_id = A\nsecret_key = k")][..],
            "A k -",
        ),
        (
            &[(
                OWN,
                "\u{feff}[default]\r\nsecret_id=A\r\nsecret_key=k\r\ntoken=t\r\n",
            )],
            "A k t",
        ),
        (
            &[(SYSTEM, "[default]\nsecret_id = B\nsecret_key = k")],
            "B k -",
        ),
        (
            &[
                (OWN, "[default]\nsecret_id = A\nsecret_key = k"),
                (SYSTEM, "[default]\nsecret_id = B\nsecret_key = k"),
            ],
            "A k -",
        ),
        (&[], neither),
        (
            &[(OWN, "")],
            "absent: ~/.tencentcloud/credentials has no section [default]",
        ),
        (
            &[(OWN, "[default]\nsecret_id = A")],
            "broken: ~/.tencentcloud/credentials [default]: secret_key is not set",
        ),
        (
            &[(
                OWN,
                "[default]\nsecret_id =\nsecret_key = kEy-tHaT-mUsT-nOt-ShOw",
            )],
            "broken: ~/.tencentcloud/credentials [default]: secret_id is not set",
        ),
        (
            &[(
                OWN,
                "[default]\nsecret_id = A\nsecret_key = kEy-tHaT-mUsT-nOt-ShOw too",
            )],
            "broken: ~/.tencentcloud/credentials [default]: line 3: \
             the secret key has a character that is not visible ASCII",
        ),
        (
            &[(OWN, "[default]\nkEy-tHaT-mUsT-nOt-ShOw")],
            "broken: ~/.tencentcloud/credentials: \
             line 2 is neither a [section] nor `key = value` nor a comment",
        ),
        (
            &[(
                OWN,
                "[default]\nsecret_id = A\nsecret_key = k\nrole_arn = r\nrole_session_name = /",
            )],
            "broken: ~/.tencentcloud/credentials [default]: the session name \"/\" is not made of \
             2 to 128 letters, digits and +=,.@_-",
        ),
    ] {
        let home = home(files);
        let outcome = answer(&provider(home.path()), home.path()).await;
        assert_eq!(outcome, expected, "{files:?}");
    }
}

#[tokio::test]
async fn what_is_asked_for_must_be_there() {
    let home = home(&[
        (
            OWN,
            "[default]\nsecret_id = A\nsecret_key = k\n[media]\nsecret_id = M\nsecret_key = k",
        ),
        (OTHER, "[default]\nsecret_id = O\nsecret_key = k"),
    ]);
    let usual = || provider(home.path());
    let by_variable = |path: &str| {
        let environ = Environ::default();
        environ.set("TENCENTCLOUD_CREDENTIALS_FILE", home.path().join(path));
        let mut provider = usual();
        provider.variables = environ.variables();
        provider
    };
    for (provider, expected) in [
        (usual().profile("media"), "M k -"),
        (
            usual().profile("audio"),
            "broken: ~/.tencentcloud/credentials has no section [audio]",
        ),
        (usual().path(home.path().join(OTHER)), "O k -"),
        (
            usual().path(home.path().join("none")),
            "broken: ~/none does not exist",
        ),
        (by_variable(OTHER), "O k -"),
        (
            by_variable("none"),
            "broken: TENCENTCLOUD_CREDENTIALS_FILE: ~/none does not exist",
        ),
    ] {
        let outcome = answer(&provider, home.path()).await;
        assert_eq!(outcome, expected, "{provider:?}");
    }
}

#[tokio::test]
async fn a_file_that_cannot_be_read_is_no_absent_one() {
    let home = home(&[(SYSTEM, "[default]\nsecret_id = B\nsecret_key = k")]);
    let own = home.path().join(OWN);
    fs::create_dir_all(&own).unwrap();
    let outcome = answer(&provider(home.path()), home.path()).await;
    let expected = "broken: ~/.tencentcloud/credentials is a directory, and not a regular file";
    assert_eq!(outcome, expected);

    fs::remove_dir(&own).unwrap();
    for (bytes, expected) in [
        (
            b"[default]\nsecret_id = \xe9\nsecret_key = k".to_vec(),
            "broken: ~/.tencentcloud/credentials [default]: line 2: \
             the secret id has a character that is not visible ASCII",
        ),
        (
            vec![b'#'; 1_048_577],
            "broken: ~/.tencentcloud/credentials is larger than 1048576 bytes",
        ),
    ] {
        fs::write(&own, bytes).unwrap();
        assert_eq!(answer(&provider(home.path()), home.path()).await, expected);
    }
}

#[tokio::test]
async fn a_role_beside_the_keys_is_assumed_in_their_name() {
    let home = home(&[(
        OWN,
        "[default]\nsecret_id = A\nsecret_key = k\nrole_arn = qcs::cam::uin/1:roleName/r\n\
         role_session_name = night",
    )]);
    let sts = Memory::sts();
    let provider = provider(home.path()).sts_transport(sts.clone());
    assert_eq!(answer(&provider, home.path()).await, "AKTMP k t");
    let request = &sts.requests()[0];
    assert_eq!(request.url, "https://sts.tencentcloudapi.com/");
    assert_eq!(
        request.body,
        json!({
            "RoleArn": "qcs::cam::uin/1:roleName/r",
            "RoleSessionName": "night",
            "DurationSeconds": 7200,
        })
    );
    let authorization = &request.headers["authorization"];
    assert!(authorization.contains("Credential=A/"), "{authorization}");
    assert!(
        authorization.contains("/sts/tc3_request"),
        "{authorization}"
    );
}

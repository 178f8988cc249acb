use std::fs;
use std::path::Path;

use super::{Environ, answer, home};
use crate::credential::Credential;
use crate::credentials::{Chain, CredentialProvider, Environment, ProfileFile, TccliProfile};

const FILE: &str = ".tencentcloud/credentials";
const TCCLI: &str = ".tccli/default.credential";

fn chain(environ: &Environ, home: &Path) -> Chain {
    environ.set("HOME", home);
    environ.set("USERPROFILE", home);
    let variables = || environ.variables();
    let mut profile_file = ProfileFile::new();
    profile_file.variables = variables();
    profile_file.system_file = home.join("none");
    let mut tccli = TccliProfile::new();
    tccli.variables = variables();
    Chain::new(Environment {
        variables: variables(),
    })
    .or(profile_file)
    .or(tccli)
}

#[tokio::test]
async fn the_first_source_that_is_there_answers() {
    let file = (FILE, "[default]\nsecret_id = F\nsecret_key = k");
    let tccli = (TCCLI, r#"{"secretId": "T", "secretKey": "k"}"#);
    let id = ("TENCENTCLOUD_SECRET_ID", "E");
    let key = ("TENCENTCLOUD_SECRET_KEY", "k");
    for (variables, files, expected) in [
        (&[id, key][..], &[file, tccli][..], "E k -"),
        (&[], &[file, tccli], "F k -"),
        (&[], &[tccli], "T k -"),
        (
            &[],
            &[],
            "absent: there is no credential: set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY, or use another \
             source; looked at: \
             TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY are not set; \
             there is no profile file ~/.tencentcloud/credentials or ~/none; \
             ~/.tccli/default.credential does not exist",
        ),
        (
            &[id],
            &[file, tccli],
            "broken: TENCENTCLOUD_SECRET_ID is set, but TENCENTCLOUD_SECRET_KEY is not",
        ),
        (
            &[],
            &[(FILE, "[default]\nsecret_id = F"), tccli],
            "broken: ~/.tencentcloud/credentials [default]: secret_key is not set (before that: \
             TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY are not set)",
        ),
    ] {
        let home = home(files);
        let chain = chain(&Environ::of(variables), home.path());
        assert_eq!(answer(&chain, home.path()).await, expected);
    }
}

#[tokio::test]
async fn the_chain_stays_with_the_source_that_has_answered() {
    let home = home(&[
        (FILE, "[default]\nsecret_id = F\nsecret_key = k"),
        (TCCLI, r#"{"secretId": "T", "secretKey": "k"}"#),
    ]);
    let environ = Environ::default();
    let chain = chain(&environ, home.path());
    assert_eq!(answer(&chain, home.path()).await, "F k -");
    fs::write(
        home.path().join(FILE),
        "[default]\nsecret_id = F2\nsecret_key = k",
    )
    .unwrap();
    environ.set("TENCENTCLOUD_SECRET_ID", "E");
    environ.set("TENCENTCLOUD_SECRET_KEY", "k");
    assert_eq!(answer(&chain, home.path()).await, "F2 k -");
    fs::remove_file(home.path().join(FILE)).unwrap();
    assert_eq!(
        answer(&chain, home.path()).await,
        "broken: there is no profile file ~/.tencentcloud/credentials or ~/none"
    );
}

#[test]
fn a_chain_is_checked_by_its_first_source() {
    let half = || Environment {
        variables: Environ::of(&[("TENCENTCLOUD_SECRET_ID", "E")]).variables(),
    };
    let usable = || Credential::new("A", "k");
    assert!(Chain::new(half()).or(usable()).check().is_err());
    assert!(Chain::new(usable()).or(half()).check().is_ok());
}

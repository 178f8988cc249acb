//! Sources with the shortest and the longest timeouts: one that has no time says so, and one that has all waits.

use std::path::Path;
use std::time::Duration;

use super::{Memory, home, tke_oidc};
use crate::credential::Credential;
use crate::credentials::{
    AssumeRole, CredentialProvider, CvmRole, ProfileFile, TccliProfile, TkeOidc,
};

const PROFILE: &str = "[default]\nsecret_id = A\nsecret_key = k\nrole_arn = arn";
const TCCLI: &str = r#"{"secretId": "A", "secretKey": "k", "role-arn": "arn"}"#;

fn tke(home: &Path) -> TkeOidc {
    tke_oidc::provider(&tke_oidc::environ(home))
}

#[tokio::test(start_paused = true)]
async fn any_timeout_can_be_given() {
    let home = home(&[
        ("profile", PROFILE),
        (".tccli/default.credential", TCCLI),
        ("token", "t"),
    ]);
    for (span, is_enough) in [(Duration::ZERO, false), (Duration::MAX, true)] {
        let tke = tke(home.path()).timeout(span).transport(Memory::sts());
        let role = AssumeRole::new(Credential::new("A", "k"), "arn");
        let sources: [Box<dyn CredentialProvider>; 4] = [
            Box::new(role.timeout(span).transport(Memory::sts())),
            Box::new(tke),
            Box::new(
                ProfileFile::new()
                    .path(home.path().join("profile"))
                    .sts_timeout(span)
                    .sts_transport(Memory::sts()),
            ),
            Box::new(
                TccliProfile::new()
                    .directory(home.path().join(".tccli"))
                    .sts_timeout(span)
                    .sts_transport(Memory::sts()),
            ),
        ];
        for source in sources {
            let provided = source.provide().await;
            assert_eq!(provided.is_ok(), is_enough, "{span:?}: {provided:?}");
        }
    }
}

#[tokio::test]
async fn a_session_of_an_impossible_length_is_refused() {
    let home = home(&[("token", "t")]);
    for span in [Duration::ZERO, Duration::MAX] {
        let tke = tke(home.path()).duration(span).transport(Memory::sts());
        let role = AssumeRole::new(Credential::new("A", "k"), "arn").duration(span);
        let role = role.transport(Memory::sts());
        for refused in [tke.provide().await, role.provide().await] {
            let error = refused.unwrap_err();
            assert!(error.to_string().contains("43200 seconds"), "{error}");
        }
    }
}

#[tokio::test]
async fn a_metadata_service_that_is_not_there_is_none() {
    for span in [Duration::ZERO, Duration::MAX] {
        let role = CvmRole::new().endpoint("http://127.0.0.1:1").timeout(span);
        role.provide().await.unwrap_err();
    }
}

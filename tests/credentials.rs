//! Credentials from servers that speak the protocols of the metadata service and of STS.

mod assume_role;
mod child;
mod cvm_role;
mod http;
mod log;
mod rotation;
mod sts;

use vod_sdk::Credential;
use vod_sdk::credentials::{CredentialError, CredentialProvider};

/// What no message may show.
const KEY: &str = "kEy-tHaT-mUsT-nOt-ShOw";

/// The error of a provider, in words, with whether it is absent and may pass.
async fn error(provider: &impl CredentialProvider) -> String {
    let error = provider.provide().await.unwrap_err();
    let shown = format!("{error} {error:?} {provider:?}");
    assert!(!shown.contains(KEY), "{shown}");
    describe(&error)
}

fn describe(error: &CredentialError) -> String {
    let absent = if error.is_not_configured() {
        "absent"
    } else {
        "broken"
    };
    let passing = if error.is_transient() {
        ", may pass"
    } else {
        ""
    };
    format!("{absent}{passing}: {error}")
}

async fn secret_id(provider: &impl CredentialProvider) -> String {
    credential(provider).await.secret_id().to_owned()
}

async fn credential(provider: &impl CredentialProvider) -> Credential {
    provider.provide().await.unwrap()
}

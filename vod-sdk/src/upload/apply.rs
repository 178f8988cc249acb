//! Asks the service where to put media.

use std::time::{Duration, SystemTime};

use zeroize::Zeroizing;

use super::checkpoint::Session;
use super::failure;
use crate::client::Client;
use crate::credential::Credential;
use crate::endpoint::Endpoint;
use crate::error::{Error, ErrorKind};
use crate::generated::v2018_07_17::{ApplyUploadRequest, ApplyUploadResponse};

/// How often it is asked in all. What was assigned to a response that was lost is used by nobody.
const MAX_ATTEMPTS: u32 = 3;

/// Asks for a place, and for keys to it.
pub(super) async fn apply(client: &Client, request: &ApplyUploadRequest) -> Result<Session, Error> {
    let mut attempt = 1;
    loop {
        match client.apply_upload(request).await {
            Ok(response) => return session(response, request),
            Err(error) if attempt < MAX_ATTEMPTS && may_pass(&error) => {
                let pause = Duration::from_secs(1 << (attempt - 1));
                client.core().time_source().sleep(pause).await;
                attempt += 1;
            }
            Err(error) => return Err(error.at_step("apply")),
        }
    }
}

/// Where the storage of a session is.
pub(super) fn endpoint(session: &Session, given: Option<&str>) -> Result<Endpoint, Error> {
    if let Some(given) = given {
        return Endpoint::parse(given, false);
    }
    for name in [&session.bucket, &session.region] {
        let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"-.".contains(&byte);
        if name.is_empty() || !name.bytes().all(is_part) {
            return Err(unusable(&format!("{name:?} is no part of a host's name")));
        }
    }
    let Session { bucket, region, .. } = session;
    Endpoint::parse(
        &format!("https://{bucket}.cos.{region}.myqcloud.com"),
        false,
    )
}

fn may_pass(error: &Error) -> bool {
    error.is_throttled() || error.may_have_been_executed() || error.is_retryable()
}

fn session(response: ApplyUploadResponse, request: &ApplyUploadRequest) -> Result<Session, Error> {
    let keys = response
        .temp_certificate
        .ok_or_else(|| unusable("it has no TempCertificate"))?;
    let expiry = SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(keys.expired_time));
    let credential = Credential::new(keys.secret_id, keys.secret_key).with_token(keys.token);
    let credential = match expiry {
        Some(expiry) if keys.expired_time > 0 => credential.with_expiry(expiry),
        _ => credential,
    };
    credential
        .check_parts()
        .map_err(|error| unusable(&format!("its keys: {error}")))?;
    let key = absolute(&response.media_storage_path)?;
    let cover_key = match request.cover_type {
        Some(_) => Some(absolute(&response.cover_storage_path)?),
        None => None,
    };
    Ok(Session {
        bucket: response.storage_bucket,
        region: response.storage_region,
        key,
        cover_key,
        session_key: Zeroizing::new(response.vod_session_key),
        keys: credential,
        sub_app_id: request.sub_app_id,
        source_context: request.source_context.clone().unwrap_or_default(),
    })
}

/// A path with its leading `/`. One whose folders lead upwards would be sent as another than the signed one.
fn absolute(path: &str) -> Result<String, Error> {
    let name = path.trim_start_matches('/');
    if name.is_empty() || name.split('/').any(|part| part == "." || part == "..") {
        return Err(unusable(&format!("{path:?} is no place in storage")));
    }
    Ok(format!("/{name}"))
}

fn unusable(why: &str) -> Error {
    let error = failure("apply", format!("the response cannot be used: {why}"));
    debug_assert_eq!(error.kind(), ErrorKind::Upload);
    error
}

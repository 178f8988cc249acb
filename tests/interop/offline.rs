//! Signatures that need no client, of the parameters that a line of JSON has.

use std::time::Duration;

use serde_json::{Value, json};
use vod_sdk::Credential;
use vod_sdk::signatures::{
    CallbackKey, Content, DrmLicense, DrmTemplates, HotlinkKey, PlayerSignature, TrackType,
    UploadSignature, UrlAccess,
};

use super::{Outcome, text};

/// The signature that a case asks for, or what came of verifying one.
pub(super) fn made(case: &Value) -> Outcome<Value> {
    match text(case, "kind")? {
        "upload" => Ok(json!({ "signature": upload(case)? })),
        "hotlink" => Ok(json!({ "signature": hotlink(case)? })),
        "player" => Ok(json!({ "signature": player(case)? })),
        "callback" => callback(case),
        kind => Err(format!("an unknown kind: {kind}").into()),
    }
}

fn upload(case: &Value) -> Outcome<String> {
    let credential = Credential::new(text(case, "secret_id")?, text(case, "secret_key")?);
    let valid_for = Duration::from_secs(number(case, "valid_for")?);
    let mut signature = UploadSignature::new(&credential).valid_for(valid_for);
    for (key, value) in parameters(case)? {
        let string = value.as_str().unwrap_or_default();
        let integer = value.as_i64().unwrap_or_default();
        signature = match key.as_str() {
            "class_id" => signature.class_id(integer),
            "procedure" => signature.procedure(string),
            "task_priority" => signature.task_priority(integer.try_into()?),
            "task_notify_mode" => signature.task_notify_mode(string),
            "source_context" => signature.source_context(string),
            "one_time_valid" => signature.one_time_valid(value == &json!(true)),
            "sub_app_id" => signature.sub_app_id(number(case, key)?),
            "session_context" => signature.session_context(string),
            "storage_region" => signature.storage_region(string),
            _ => signature,
        };
    }
    let random = number(case, "random")?.try_into()?;
    Ok(signature.sign_at(number(case, "now")?, random)?)
}

fn hotlink(case: &Value) -> Outcome<String> {
    let key = HotlinkKey::new(text(case, "key")?)?;
    let mut url = key.url(text(case, "url")?);
    for (key, value) in parameters(case)? {
        let strings = || {
            value
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
        };
        url = match key.as_str() {
            "expires_at" => url.expires_at(number(case, key)?),
            "preview" => url.preview(number(case, key)?.try_into()?),
            "max_addresses" => url.max_addresses(number(case, key)?.try_into()?),
            "link_id" => url.link_id(text(case, key)?),
            "allow_referers" => url.allow_referers(strings()),
            "block_referers" => url.block_referers(strings()),
            "allow_regions" => url.allow_regions(strings()),
            "block_regions" => url.block_regions(strings()),
            _ => url,
        };
    }
    Ok(url.sign()?)
}

/// A player signature of the payload that it is to have.
fn player(case: &Value) -> Outcome<String> {
    let payload = &case["payload"];
    let app_id = number(payload, "appId")?;
    let info = &payload["contentInfo"];
    let mut signature = PlayerSignature::new(app_id, text(payload, "fileId")?, content(info)?);
    if let Some(template) = info["imageSpriteDefinition"].as_u64() {
        signature = signature.image_sprite(template);
    }
    for name in info["resolutionNames"].as_array().into_iter().flatten() {
        let side = number(name, "MinEdgeLength")?.try_into()?;
        signature = signature.resolution_name(side, text(name, "Name")?);
    }
    if let Some(time) = payload["expireTimeStamp"].as_u64() {
        signature = signature.expires_at(time);
    }
    if let Value::Object(_) = &payload["urlAccessInfo"] {
        signature = signature.url_access(url_access(&payload["urlAccessInfo"])?);
    }
    if let Value::Object(_) = &payload["drmLicenseInfo"] {
        signature = signature.drm_license(drm_license(&payload["drmLicenseInfo"])?);
    }
    let now = number(payload, "currentTimeStamp")?;
    Ok(signature.sign_at(text(case, "key")?, now)?)
}

fn content(info: &Value) -> Outcome<Content> {
    Ok(match text(info, "audioVideoType")? {
        "RawAdaptive" => Content::RawAdaptive(number(info, "rawAdaptiveDefinition")?),
        "Transcode" => Content::Transcode(number(info, "transcodeDefinition")?),
        "ProtectedAdaptive" => {
            let mut templates = DrmTemplates::new();
            for key in info["drmAdaptiveInfo"]
                .as_object()
                .into_iter()
                .flat_map(|it| it.keys())
            {
                let template = number(&info["drmAdaptiveInfo"], key)?;
                templates = match key.as_str() {
                    "privateEncryptionDefinition" => templates.private_encryption(template),
                    "widevineDefinition" => templates.widevine(template),
                    _ => templates.fair_play(template),
                };
            }
            Content::ProtectedAdaptive(templates)
        }
        _ => Content::Original,
    })
}

fn url_access(info: &Value) -> Outcome<UrlAccess> {
    let mut access = UrlAccess::new();
    for key in parameters(info)?.keys() {
        access = match key.as_str() {
            "t" => access.expires_at(u64::from_str_radix(text(info, key)?, 16)?),
            "exper" => access.preview(number(info, key)?.try_into()?),
            "rlimit" => access.max_addresses(number(info, key)?.try_into()?),
            "us" => access.link_id(text(info, key)?),
            "domain" => access.domain(text(info, key)?),
            _ => access.scheme(text(info, key)?),
        };
    }
    Ok(access)
}

fn drm_license(info: &Value) -> Outcome<DrmLicense> {
    let mut license = match info["rentalDuration"].as_u64() {
        Some(seconds) => DrmLicense::new().persistent_for(Duration::from_secs(seconds)),
        None if info["persistent"] == "ON" => DrmLicense::new().persistent(),
        None => DrmLicense::new(),
    };
    if let Some(tracks) = info["forceL1TrackTypes"].as_array() {
        license = license.l1_tracks(tracks.iter().map(|track| match track.as_str() {
            Some("AUDIO") => TrackType::Audio,
            Some("SD") => TrackType::Sd,
            Some("HD") => TrackType::Hd,
            Some("UHD1") => TrackType::Uhd1,
            _ => TrackType::Uhd2,
        }));
    }
    Ok(license)
}

fn callback(case: &Value) -> Outcome<Value> {
    let body = json!({ "EventType": "NewFileUpload", "Sign": case["sign"], "T": case["t"] });
    let key = CallbackKey::new(text(case, "key")?)?;
    let verified = key.verify(body.to_string().as_bytes(), number(case, "now")?);
    Ok(match verified {
        Ok(event) => json!({ "event": event.kind() }),
        Err(error) => json!({ "error": format!("{:?}", error.kind()) }),
    })
}

fn parameters(case: &Value) -> Outcome<&serde_json::Map<String, Value>> {
    case.as_object().ok_or_else(|| "a case is an object".into())
}

fn number(case: &Value, key: &str) -> Outcome<u64> {
    case[key]
        .as_u64()
        .ok_or_else(|| format!("`{key}` is a number").into())
}

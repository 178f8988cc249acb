use std::time::Duration;

use serde_json::{Value, json};
use vod_sdk::signatures::{
    Content, DrmLicense, DrmTemplates, PlayerSignature, SignatureError, TrackType, UrlAccess,
};

use super::refused;

const KEY: &str = "TxtyhLlgo7J3iOADIron";
const NOW: u64 = 1_663_064_276;

fn signature(content: Content) -> PlayerSignature {
    PlayerSignature::new(1_255_566_655, "4564972818519602447", content)
}

fn sign(signature: &PlayerSignature) -> Result<String, SignatureError> {
    signature.sign_at(KEY, NOW)
}

#[test]
fn the_example_with_the_right_name_is_the_known_value() {
    let access = UrlAccess::new()
        .expires_at(0x6323_e6b0)
        .max_addresses(3)
        .link_id("72d4cd1101");
    let signature = signature(Content::RawAdaptive(10))
        .image_sprite(10)
        .expires_at(1_663_294_210)
        .url_access(access);
    let token = sign(&signature).unwrap();
    let parts: Vec<_> = token.split('.').collect();
    assert_eq!(
        text_of(parts[0]),
        "{\"alg\":\"HS256\",\"typ\":\"JWT\"}",
        "the header"
    );
    // To the byte, the order of the keys included.
    assert_eq!(
        text_of(parts[1]),
        "{\"appId\":1255566655,\"fileId\":\"4564972818519602447\",\"contentInfo\":{\"audioVideoType\":\"RawAdaptive\",\
         \"rawAdaptiveDefinition\":10,\"imageSpriteDefinition\":10},\"currentTimeStamp\":1663064276,\
         \"expireTimeStamp\":1663294210,\"urlAccessInfo\":{\"t\":\"6323e6b0\",\"rlimit\":3,\"us\":\"72d4cd1101\"}}",
    );
    // Made with hmac and hashlib of Python; the published value is of other bytes.
    assert_eq!(parts[2], "xFEtBxeUuDVmW8Lmt8qYoBOfoICSLCsseUTswViHmk8");
    assert_eq!(parts.len(), 3);
}

#[test]
fn each_kind_of_content_has_the_template_that_it_requires() {
    let drm = DrmTemplates::new();
    for (content, expected) in [
        (
            Content::RawAdaptive(10),
            json!({"audioVideoType": "RawAdaptive", "rawAdaptiveDefinition": 10}),
        ),
        (
            Content::ProtectedAdaptive(drm.clone().private_encryption(12)),
            json!({
                "audioVideoType": "ProtectedAdaptive",
                "drmAdaptiveInfo": {"privateEncryptionDefinition": 12},
            }),
        ),
        (
            Content::ProtectedAdaptive(drm.widevine(11).fair_play(13)),
            json!({
                "audioVideoType": "ProtectedAdaptive",
                "drmAdaptiveInfo": {"widevineDefinition": 11, "fairPlayDefinition": 13},
            }),
        ),
        (
            Content::Transcode(100_230),
            json!({"audioVideoType": "Transcode", "transcodeDefinition": 100_230}),
        ),
        (Content::Original, json!({"audioVideoType": "Original"})),
    ] {
        let payload = payload(&signature(content));
        let expected = json!({
            "appId": 1_255_566_655,
            "fileId": "4564972818519602447",
            "contentInfo": expected,
            "currentTimeStamp": NOW,
        });
        assert_eq!(payload, expected);
    }
}

#[test]
fn every_option_is_in_the_payload() {
    let access = UrlAccess::new()
        .expires_at(NOW + 1)
        .preview(30)
        .max_addresses(9)
        .link_id("a")
        .domain("play.example.com")
        .scheme("HTTPS");
    let license = DrmLicense::new()
        .persistent_for(Duration::from_millis(3_600_999))
        .l1_tracks([
            TrackType::Audio,
            TrackType::Sd,
            TrackType::Hd,
            TrackType::Uhd1,
            TrackType::Uhd2,
        ]);
    let signature = signature(Content::Original)
        .resolution_name(720, "高清 \"HD\"")
        .resolution_name(1_080, "FHD")
        .url_access(access)
        .drm_license(license);
    let payload = payload(&signature);
    assert_eq!(
        payload["contentInfo"]["resolutionNames"],
        json!([{"MinEdgeLength": 720, "Name": "高清 \"HD\""}, {"MinEdgeLength": 1_080, "Name": "FHD"}]),
    );
    assert_eq!(
        payload["urlAccessInfo"],
        json!({
            "t": "632058d5",
            "exper": 30,
            "rlimit": 9,
            "us": "a",
            "domain": "play.example.com",
            "scheme": "HTTPS",
        }),
    );
    assert_eq!(
        payload["drmLicenseInfo"],
        json!({
            "persistent": "ON",
            "rentalDuration": 3_600,
            "forceL1TrackTypes": ["AUDIO", "SD", "HD", "UHD1", "UHD2"],
        }),
    );
}

#[test]
fn what_is_not_set_is_left_out() {
    let signature = signature(Content::Original)
        .url_access(UrlAccess::new().preview(0))
        .drm_license(DrmLicense::new().persistent());
    let payload = payload(&signature);
    assert_eq!(payload["urlAccessInfo"], json!({}));
    assert_eq!(payload["drmLicenseInfo"], json!({"persistent": "ON"}));
    assert_eq!(payload.get("expireTimeStamp"), None);
}

#[test]
fn what_the_service_would_not_take_is_refused() {
    let original = || signature(Content::Original);
    let access = |access: UrlAccess| signature(Content::Original).url_access(access);
    for (signature, parameter, text) in [
        (
            PlayerSignature::new(0, "1", Content::Original),
            "app_id",
            "is 0",
        ),
        (
            PlayerSignature::new(1, "", Content::Original),
            "file_id",
            "is empty",
        ),
        (
            signature(Content::ProtectedAdaptive(DrmTemplates::new())),
            "content",
            "at least one template",
        ),
        (
            original().resolution_name(720, ""),
            "resolution_name",
            "is empty",
        ),
        (
            original().expires_at(NOW),
            "expires_at",
            "not after the time of signing",
        ),
        (
            original().expires_at(1_663_294_210_000),
            "expires_at",
            "not milliseconds",
        ),
        (
            access(UrlAccess::new().expires_at(NOW - 1)),
            "url_access.expires_at",
            "not after the time of signing",
        ),
        (
            access(UrlAccess::new().preview(29)),
            "preview",
            "is 29, and a preview has at least 30 seconds",
        ),
        (
            access(UrlAccess::new().max_addresses(10)),
            "max_addresses",
            "1 to 9",
        ),
        (access(UrlAccess::new().link_id("")), "link_id", "is empty"),
        (access(UrlAccess::new().domain("")), "domain", "is empty"),
        (
            access(UrlAccess::new().scheme("https")),
            "scheme",
            "use HTTP or HTTPS",
        ),
        (
            original().drm_license(DrmLicense::new().persistent_for(Duration::ZERO)),
            "persistent_for",
            "at least a second",
        ),
    ] {
        refused(sign(&signature), parameter, text);
    }
    for (key, text) in [
        ("abcdefg", "has 7 characters"),
        ("a23456789012345678901", "has 21 characters"),
        ("abcdefgh ", "neither a letter"),
    ] {
        let error = original().sign_at(key, NOW);
        assert!(
            !error.clone().unwrap_err().to_string().contains(key),
            "{error:?}"
        );
        refused(error, "play_key", text);
    }
    let never_set = original().sign_at(KEY, 0);
    refused(never_set, "unix_seconds", "is the clock right?");
    let milliseconds = original().sign_at(KEY, 1_663_064_276_000);
    refused(milliseconds, "unix_seconds", "not milliseconds");
}

fn payload(signature: &PlayerSignature) -> Value {
    let token = sign(signature).unwrap();
    serde_json::from_str(&text_of(token.split('.').nth(1).unwrap())).unwrap()
}

/// The text of Base64 for URLs.
fn text_of(part: &str) -> String {
    let padding = "=".repeat((4 - part.len() % 4) % 4);
    let standard = part.replace('-', "+").replace('_', "/") + &padding;
    String::from_utf8(super::decoded(&standard)).unwrap()
}

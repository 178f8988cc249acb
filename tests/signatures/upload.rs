use std::time::Duration;

use vod_sdk::Credential;
use vod_sdk::signatures::{SignatureError, UploadSignature};

use super::{decoded, refused};

const ID: &str = "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE";
const KEY: &str = "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE";
const NOW: u64 = 1_571_215_095;
const RANDOM: u32 = 220_625;

fn signature() -> UploadSignature {
    UploadSignature::new(&Credential::new(ID, KEY))
}

fn sign(signature: &UploadSignature) -> Result<String, SignatureError> {
    signature.sign_at(NOW, RANDOM)
}

#[test]
fn the_least_that_can_be_signed_is_the_known_value() {
    // Made with hmac and hashlib of Python: no complete value is published.
    assert_eq!(
        sign(&signature()).unwrap(),
        "JSZjpk/t00XNgamT0fSeKvToIAhzZWNyZXRJZD1BS0lEejhrcmJzSjV5S0JaUXBuNzRXRmttTFB4M0VYQU1QTEUmY3VycmVudFRpbWVT\
         dGFtcD0xNTcxMjE1MDk1JmV4cGlyZVRpbWU9MTU3MTMwMTQ5NSZyYW5kb209MjIwNjI1",
    );
}

#[test]
fn every_parameter_is_signed_and_encoded() {
    let signature = signature()
        .valid_for(Duration::from_secs(86_400))
        .sub_app_id(1_500_000_001)
        .class_id(0)
        .procedure("LongVideoPreset")
        .task_priority(5)
        .task_notify_mode("Finish")
        .source_context("{\"user\":\"a b/ü&=\"}")
        .session_context("s1")
        .one_time_valid(true)
        .storage_region("ap-chongqing");
    let signed = sign(&signature).unwrap();
    let (mac, original) = parts(&signed);
    assert_eq!(
        original,
        "secretId=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE&currentTimeStamp=1571215095&expireTime=1571301495&\
         random=220625&classId=0&procedure=LongVideoPreset&taskPriority=5&taskNotifyMode=Finish&\
         sourceContext=%7B%22user%22%3A%22a%20b%2F%C3%BC%26%3D%22%7D&oneTimeValid=1&vodSubAppId=1500000001&\
         sessionContext=s1&storageRegion=ap-chongqing",
    );
    assert_eq!(mac, "558d8954433c4635f1eb9ea40a2d4ce1c6b4cf18");
    assert!(signed.starts_with("VY2JVEM8RjXx656kCi1M4ca0zxhzZWNyZXRJZD1B"));
    assert!(signed.ends_with("YXAtY2hvbmdxaW5n"));
}

#[test]
fn what_is_not_set_is_left_out() {
    for signature in [signature(), signature().one_time_valid(false)] {
        let signed = sign(&signature).unwrap();
        let (_, original) = parts(&signed);
        let names: Vec<_> = original
            .split('&')
            .map(|field| field.split_once('=').unwrap().0)
            .collect();
        assert_eq!(
            names,
            ["secretId", "currentTimeStamp", "expireTime", "random"]
        );
    }
}

#[test]
fn limits_are_those_of_the_documentation() {
    let seconds = Duration::from_secs;
    for signature in [
        signature().valid_for(seconds(1)),
        signature().valid_for(Duration::new(7_776_000, 999_999_999)),
        signature().task_priority(-10),
        signature().task_priority(10),
        signature().task_notify_mode("Change"),
        signature().task_notify_mode("None"),
        // Characters, and not bytes.
        signature().source_context("电".repeat(250)),
        signature().session_context("影".repeat(1_000)),
    ] {
        sign(&signature).unwrap();
    }
    assert!(signature().sign_at(253_402_300_799, u32::MAX).is_ok());

    for (signature, parameter, text) in [
        (signature().valid_for(seconds(0)), "valid_for", "is 0ns"),
        (
            signature().valid_for(Duration::from_millis(999)),
            "valid_for",
            "is 999ms",
        ),
        (
            signature().valid_for(seconds(7_776_001)),
            "valid_for",
            "1 second to 90 days",
        ),
        (
            signature().valid_for(Duration::MAX),
            "valid_for",
            "1 second to 90 days",
        ),
        (signature().task_priority(-11), "task_priority", "is -11"),
        (
            signature().task_priority(11),
            "task_priority",
            "from -10 to 10",
        ),
        (
            signature().task_notify_mode("finish"),
            "task_notify_mode",
            "use Finish, Change or None",
        ),
        (
            signature().source_context("电".repeat(251)),
            "source_context",
            "has 251 characters, and the service takes at most 250",
        ),
        (
            signature().session_context("a".repeat(1_001)),
            "session_context",
            "has 1001 characters, and the service takes at most 1000",
        ),
        (signature().source_context(""), "source_context", "is empty"),
        (
            signature().session_context(""),
            "session_context",
            "is empty",
        ),
        (signature().procedure(""), "procedure", "is empty"),
        (signature().storage_region(""), "storage_region", "is empty"),
    ] {
        refused(sign(&signature), parameter, text);
    }
    let never_set = signature().sign_at(0, RANDOM);
    refused(never_set, "unix_seconds", "is the clock right?");
    let milliseconds = signature().sign_at(1_571_215_095_000, RANDOM);
    refused(milliseconds, "unix_seconds", "seconds, not milliseconds");
}

#[test]
fn a_credential_that_cannot_sign_is_refused() {
    for (credential, text) in [
        (
            Credential::new(ID, KEY).with_token("a-token"),
            "use a permanent one",
        ),
        (Credential::new("", KEY), "the secret id is empty"),
        (Credential::new(ID, ""), "the secret key is empty"),
    ] {
        let result = sign(&UploadSignature::new(&credential));
        let message = result.clone().unwrap_err().to_string();
        assert!(
            !message.contains("a-token") && !message.contains(KEY),
            "{message}"
        );
        refused(result, "credential", text);
    }
}

#[test]
fn debug_shows_no_key() {
    let debug = format!("{:?}", signature());
    assert!(debug.contains(ID) && !debug.contains(KEY), "{debug}");
}

/// The digits of the HMAC, and the text that is signed.
fn parts(signed: &str) -> (String, String) {
    let bytes = decoded(signed);
    let (mac, original) = bytes.split_at(20);
    let mac = mac.iter().map(|byte| format!("{byte:02x}")).collect();
    (mac, String::from_utf8(original.to_vec()).unwrap())
}

//! Published signatures, stage by stage: one folder per signature, one file per stage.

use std::fs;
use std::path::Path;

use serde_json::Value;
use vod_sdk::sign::{self, Destination, Signer, SigningRequest};

#[test]
fn every_stage_of_every_vector_is_reproduced() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/signing");
    let mut vectors: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    vectors.sort();
    assert_eq!(vectors.len(), 7, "vectors in {}", folder.display());
    for vector in vectors {
        check_vector(&vector);
    }
}

fn check_vector(folder: &Path) {
    let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
    let check = |stage: &str, ours: &str| {
        assert_eq!(ours, read(stage), "{stage} of {}", folder.display());
    };
    let parameters: Value = serde_json::from_str(&read("request.json")).unwrap();
    let text = |key: &str| parameters[key].as_str().unwrap();
    let headers: Vec<(&str, &str)> = parameters["headers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|header| (header[0].as_str().unwrap(), header[1].as_str().unwrap()))
        .collect();
    let timestamp = parameters["timestamp"].as_u64().unwrap();

    let payload = read("payload.txt");
    let request = SigningRequest {
        method: text("method"),
        path: text("path"),
        query: text("query"),
        headers: &headers,
        payload: payload.as_bytes(),
    };
    let canonical = sign::canonical_request(&request);
    check("canonical-request.txt", &canonical);
    let date = sign::date(timestamp);
    let scope = sign::credential_scope(&date, text("service"));
    let string_to_sign = sign::string_to_sign(timestamp, &scope, &canonical);
    check("string-to-sign.txt", &string_to_sign);
    let key = sign::signing_key(text("secret_key"), &date, text("service"));
    let signature = sign::signature(&key, &string_to_sign);
    check("signature.txt", &signature);
    let signed = sign::signed_headers(&headers);
    let authorization = sign::authorization(text("secret_id"), &scope, &signed, &signature);
    check("authorization.txt", &authorization);

    let (id, secret_key) = (text("secret_id"), text("secret_key"));
    let signer = Signer::new(id, secret_key, timestamp, text("service"));
    let destination = Destination::of(&request);
    for _ in ["a new signer", "one that has signed"] {
        let authorization = signer.authorization(&destination, timestamp, payload.as_bytes());
        check("authorization.txt", &authorization);
    }
}

#[test]
fn a_signer_is_for_one_day() {
    let midnight = 17_953 * 86_400;
    let signer = Signer::new("id", "key", midnight + 1, "vod");
    for (timestamp, expected) in [
        (midnight - 1, false),
        (midnight, true),
        (midnight + 86_399, true),
        (midnight + 86_400, false),
    ] {
        assert_eq!(signer.is_for(timestamp), expected, "{timestamp}");
    }
}

#[test]
fn dates_are_those_of_the_calendar() {
    let day = 86_400;
    for (timestamp, date) in [
        (0, "1970-01-01"),
        (day - 1, "1970-01-01"),
        (day, "1970-01-02"),
        (951_782_399, "2000-02-28"),
        (951_782_400, "2000-02-29"),
        (951_868_800, "2000-03-01"),
        (1_551_113_065, "2019-02-25"),
        (4_107_542_399, "2100-02-28"),
        (4_107_542_400, "2100-03-01"),
        (253_402_300_799, "9999-12-31"),
    ] {
        assert_eq!(sign::date(timestamp), date, "{timestamp}");
    }
    // Every day of 400 years follows the one before it, by the calendar's own rules.
    let (mut year, mut month, mut day_of_month) = (1970, 1, 1);
    for days in 0..146_097 {
        let expected = format!("{year:04}-{month:02}-{day_of_month:02}");
        assert_eq!(sign::date(days * day), expected);
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let length = match month {
            2 => 28 + u32::from(leap),
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        day_of_month += 1;
        if day_of_month > length {
            (month, day_of_month) = (month + 1, 1);
        }
        if month > 12 {
            (year, month) = (year + 1, 1);
        }
    }
}

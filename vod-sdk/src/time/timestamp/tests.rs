use std::time::{Duration, SystemTime};

use super::Timestamp;

#[test]
fn each_form_of_the_service_has_its_instant() {
    for (text, seconds) in [
        ("1970-01-01T00:00:00Z", 0),
        ("2018-10-01T10:00:00Z", 1_538_388_000),
        ("2018-10-01T10:00:00+08:00", 1_538_359_200),
        ("2018-10-01T10:00:00+0800", 1_538_359_200),
        ("2018-10-01T10:00:00.250+08:00", 1_538_359_200),
        ("2018-10-01T10:00:00-01:30", 1_538_393_400),
        ("2018-10-01 10:00:00", 1_538_359_200),
        ("2018-10-01T10:00:00", 1_538_359_200),
        ("2018-10-01 10:00:00 +0800", 1_538_359_200),
        (" 2018-10-01 ", 1_538_323_200),
        ("1538359200", 1_538_359_200),
        ("2000-02-29T23:59:60Z", 951_868_799),
        ("9999-12-31T23:59:59Z", 253_402_300_799),
        ("0000-01-01T00:00:00Z", -62_167_219_200),
        ("1969-12-31T23:59:59Z", -1),
        ("2018-10-01T10:00:00+08", 1_538_359_200),
        ("-62167219201", -62_167_219_201),
    ] {
        assert_eq!(
            Timestamp::from(text).unix_seconds(),
            Some(seconds),
            "{text}"
        );
    }
}

#[test]
fn what_is_not_understood_stays_as_it_is() {
    for text in [
        "",
        "never",
        "2018-13-01T00:00:00Z",
        "2018-02-29T00:00:00Z",
        "2018-10-01T24:00:00Z",
        "2018-10-01T10:00",
        "2018-10-01T10:00:00+8",
        "2018-10-01T10:00:00+a\u{e9}b",
        "2018-10-01T10:00:00+\u{e9}",
        "2018-10-01T10:00:00+0\u{e9}0",
        "2018-10-01T10:00:00+08000",
        "2018-10-01T10:00:00\u{e9}08:00",
        "\u{e9}\u{e9}\u{e9}\u{e9}\u{e9}\u{e9}",
        "2018-10-01T10:00:00 CST",
        "18-10-01T10:00:00Z",
        "2018年10月01日",
        "12345",
    ] {
        let time = Timestamp::from(text);
        assert_eq!(time.unix_seconds(), None, "{text}");
        assert_eq!(time.to_system_time(), None, "{text}");
        assert_eq!(time.as_str(), text);
        let json = serde_json::to_string(&time).unwrap();
        assert_eq!(serde_json::from_str::<Timestamp>(&json).unwrap(), time);
    }
}

#[test]
fn times_are_written_and_read_again() {
    for seconds in [
        0,
        -1,
        1_538_359_200,
        951_868_799,
        -62_167_219_200,
        253_402_300_799,
        253_402_300_800,
        -62_167_219_201,
    ] {
        let time = Timestamp::from_unix_seconds(seconds);
        assert_eq!(time.unix_seconds(), Some(seconds), "{time}");
        let again = time.to_system_time().map(Timestamp::from);
        assert_eq!(again, Some(time));
    }
    for seconds in [i64::MIN, i64::MAX] {
        let time = Timestamp::from_unix_seconds(seconds);
        assert_eq!(time.unix_seconds(), Some(seconds), "{time}");
    }
    let half = SystemTime::UNIX_EPOCH - Duration::from_millis(500);
    assert_eq!(Timestamp::from(half).as_str(), "1969-12-31T23:59:59Z");
}

#[test]
fn serde_reads_texts_and_numbers() {
    for (json, text) in [
        ("\"2018-10-01T02:00:00Z\"", "2018-10-01T02:00:00Z"),
        ("1538359200", "1538359200"),
        ("-1", "-1"),
    ] {
        let time: Timestamp = serde_json::from_str(json).unwrap();
        assert_eq!(time.as_str(), text);
    }
    assert!(serde_json::from_str::<Timestamp>("true").is_err());
}

#[test]
fn times_are_ordered_by_their_instant() {
    let mut times: Vec<Timestamp> = [
        "9999-12-31T23:59:59Z",
        "2018-10-01T10:00:00+08:00",
        "2018-10-01T02:00:00.5Z",
        "2018-10-01T01:59:59Z",
        "unknown",
    ]
    .map(Timestamp::from)
    .to_vec();
    times.sort();
    let texts: Vec<&str> = times.iter().map(Timestamp::as_str).collect();
    assert_eq!(
        texts,
        [
            "unknown",
            "2018-10-01T01:59:59Z",
            "2018-10-01T10:00:00+08:00",
            "2018-10-01T02:00:00.5Z",
            "9999-12-31T23:59:59Z",
        ]
    );
}

#[cfg(all(feature = "jiff", feature = "chrono", feature = "time"))]
#[test]
fn other_crates_types_are_made_and_taken() {
    let time = Timestamp::from("2018-10-01T10:00:00.25+08:00");
    let jiff = jiff::Timestamp::try_from(&time).unwrap();
    assert_eq!(
        (jiff.as_second(), jiff.subsec_nanosecond()),
        (1_538_359_200, 250_000_000)
    );
    let chrono = chrono::DateTime::<chrono::Utc>::try_from(&time).unwrap();
    assert_eq!(chrono.timestamp_subsec_millis(), 250);
    let offset = ::time::OffsetDateTime::try_from(&time).unwrap();
    assert_eq!(
        (offset.unix_timestamp(), offset.millisecond()),
        (1_538_359_200, 250)
    );
    let plain = "2018-10-01T02:00:00Z";
    assert_eq!(Timestamp::from(jiff), plain);
    assert_eq!(Timestamp::from(chrono), plain);
    assert_eq!(Timestamp::from(offset), plain);
    assert!(jiff::Timestamp::try_from(Timestamp::from("never")).is_err());
}

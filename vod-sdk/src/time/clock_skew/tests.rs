//! Which offset is tried, and which is kept.

use super::*;

const NOON: u64 = 1_582_632_000; // 2020-02-25T12:00:00Z
const DATE: &str = "Tue, 25 Feb 2020 12:00:00 GMT";

fn trip(sent: u64, seconds: u64) -> RoundTrip {
    RoundTrip {
        sent: SystemTime::UNIX_EPOCH + Duration::from_secs(sent),
        duration: Duration::from_secs(seconds),
    }
}

#[test]
fn the_offset_is_taken_in_the_middle_of_the_round_trip() {
    for (sent, seconds, expected) in [
        (NOON, 0, Some(0)),
        (NOON - 1200, 0, Some(1200)),
        (NOON + 1200, 0, Some(-1200)),
        (NOON - 10, 20, Some(0)),
        (NOON - 30, 60, Some(0)),
        (NOON - 30, 61, None),
        (0, 0, Some(NOON as i64)),
    ] {
        assert_eq!(observed_offset(DATE, trip(sent, seconds)), expected);
    }
}

#[test]
fn no_date_is_believed_that_cannot_be() {
    for (date, is_plausible) in [
        ("", false),
        ("yesterday", false),
        ("1582632000", false),
        ("Mon, 99 Feb 2020 12:00:00 GMT", false),
        ("Thu, 01 Jan 1970 00:00:00 GMT", false),
        ("Sun, 31 Dec 2017 23:59:59 GMT", false),
        ("Mon, 01 Jan 2018 00:00:00 GMT", true),
        ("Thu, 31 Dec 2099 23:59:59 GMT", true),
        ("Fri, 01 Jan 2100 00:00:00 GMT", false),
        ("Fri, 31 Dec 9999 23:59:59 GMT", false),
    ] {
        let offset = observed_offset(date, trip(NOON, 0));
        assert_eq!(offset.is_some(), is_plausible, "{date}");
    }
}

#[test]
fn what_was_refused_is_not_tried_again() {
    // What is kept, what the `Date` says, what was refused, and what is tried.
    for (kept, date, refused, expected) in [
        (0, Some(DATE), 0, Some(1200)),
        (0, None, 0, None),
        (0, Some("Fri, 31 Dec 9999 23:59:59 GMT"), 0, None),
        // Another call has found it in the meantime.
        (1200, None, 0, Some(1200)),
        (1200, Some(DATE), 0, Some(1200)),
        // It was right, and is no more.
        (-90, Some(DATE), -90, Some(1200)),
        (-90, None, -90, Some(0)),
        (1200, Some(DATE), 1200, Some(0)),
        (1201, Some(DATE), 1201, Some(0)),
        (0, Some(DATE), 1200, Some(0)),
    ] {
        let clock = ClockSkew::default();
        clock.confirm(kept);
        let tried = clock.correction(date, trip(NOON - 1200, 0), refused);
        assert_eq!(tried, expected, "{kept} {date:?} {refused}");
    }
}

#[test]
fn only_what_is_confirmed_is_kept_and_it_is_given_up_again() {
    let clock = ClockSkew::default();
    clock.correction(Some(DATE), trip(0, 0), 0).unwrap();
    assert_eq!(clock.offset(), 0);
    clock.confirm(1200);
    clock.confirm(1201);
    assert_eq!(clock.offset(), 1200, "a second is no difference");
    clock.give_up(90);
    assert_eq!(clock.offset(), 1200, "another one was refused");
    clock.give_up(1200);
    assert_eq!(clock.offset(), 0);

    let sent = trip(NOON, 0).sent;
    assert_eq!(unix_seconds(shifted(sent, 1200)).unwrap(), NOON + 1200);
    assert_eq!(shifted(shifted(sent, -1200), 1200), sent);
}

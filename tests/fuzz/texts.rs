//! Texts of responses that are read only when a program looks at them: times and positions of lists.

use vod_sdk::Timestamp;
use vod_sdk::paging::Position;

use crate::engine::feed;
use crate::input::{Input, Material};

const TIMES: &[&str] = &[
    "2018-10-01T10:00:00Z",
    "2018-10-01T10:00:00.250+08:00",
    "2018-10-01 10:00:00 +0800",
    "2018-10-01",
    "1538359200",
    "9999-12-31T23:59:59Z",
    "-62167219201",
];
const POSITIONS: &[&str] = &["300", "token:abc", "token+7:abc"];
const PIECES: &[&str] = &[
    "+",
    "-",
    ":",
    "T",
    "Z",
    ".",
    "0",
    "9",
    "\u{e9}",
    "\u{1f3ac}",
    "\u{661}",
    "08:00",
    "token:",
    "token+",
];

#[test]
fn texts() {
    let samples: Vec<&str> = [TIMES, POSITIONS].concat();
    let material = Material::new(&samples, PIECES);
    let make = |input: &mut Input| String::from_utf8_lossy(&input.bytes(&material)).into_owned();
    feed("texts::texts", make, || {
        let other = Timestamp::from(TIMES[0]);
        move |text: String| {
            let position = text.parse::<Position>();
            let time = Timestamp::from(text.as_str());
            let _ = (time.to_system_time(), time.cmp(&other), position.is_ok());
            let Some(seconds) = time.unix_seconds() else {
                return position.is_ok();
            };
            let again = Timestamp::from_unix_seconds(seconds);
            assert_eq!(again.unix_seconds(), Some(seconds), "{text}");
            true
        }
    });
}

//! Bodies of callbacks, their signatures, and what browsers say that they have uploaded.

use vod_sdk::events::Event;
use vod_sdk::signatures::{CallbackKey, CommitKey};

use crate::engine::feed;
use crate::input::{Input, Material};

/// When the samples are good.
const NOW: u64 = 1_546_315_000;
const TOKENS: &[&str] = &[
    "\"EventType\":",
    "\"eventType\":",
    "\"data\":{",
    "\"T\":",
    "\"Sign\":",
    "\"EventHandle\":",
    "{",
    "}",
    "[",
    "]",
    ",",
    "\"",
    "null",
    "9aeee23536d8a08c7dad4ddef7c34e99",
    "NewFileUpload",
    "ProcedureStateChanged",
    "{\"a\":",
    "[[[[[[[[",
];
const BODIES: &[&str] = &[
    r#"{"EventType":"NewFileUpload","FileUploadEvent":{"FileId":"5285485487985271487","ProcedureTaskId":""},"T":1546315200,"Sign":"9aeee23536d8a08c7dad4ddef7c34e99"}"#,
    r#"{"EventType":"ProcedureStateChanged","EventHandle":"h","ProcedureStateChangeEvent":{"TaskId":"t","Status":"FINISH","FileId":"f","MediaProcessResultSet":[{"Type":"Transcode","TranscodeTask":{"Status":"SUCCESS","Output":{"Url":"u","Size":1}}}]},"T":"1546315200","Sign":"9AEEE23536D8A08C7DAD4DDEF7C34E99"}"#,
    r#"{"version":"4.0","eventType":"NewFileUpload","data":{"fileId":"1"}}"#,
    r#"{"EventType":"FileDeleted","EventHandle":7,"FileDeleteEvent":{"FileIdSet":["1","2"],"FileDeleteResultInfo":[{"FileId":"1","DeleteParts":[]}]}}"#,
];
/// A `verify_content` with a right signature, made with hmac of Python, and one with a wrong one.
const CONTENTS: &[&str] = &[
    "cZrE/l4sfO+1aRYJF/1cOKnyTYVFeHBUaW1lPTE1NDYzMTUyMDAmRmlsZUlkPTUyODU0ODU0ODc5ODUyNzE0ODc=",
    "AAAAAAAAAAAAAAAAAAAAAAAAAABFeHBUaW1lPTE1NDYzMTUyMDAmRmlsZUlkPTE=",
];

#[test]
fn bodies_and_signatures() {
    let material = Material::new(BODIES, TOKENS);
    let make = |input: &mut Input| {
        (
            input.bytes(&material),
            *input.pick(&[NOW, NOW, 0, u64::MAX]),
        )
    };
    feed("callbacks::bodies_and_signatures", make, || {
        let key = CallbackKey::new("mysignkey").unwrap();
        move |(body, now): (Vec<u8>, u64)| {
            if let Err(error) = key.verify(&body, now) {
                assert!(error.to_string().len() < 4_096, "{error}");
            }
            let event = Event::from_callback(&body);
            event.is_ok_and(|event| look_at(&event))
        }
    });
}

fn look_at(event: &Event) -> bool {
    let _ = format!("{event:?} {:?} {:?}", event.handle(), event.field());
    let _ = (
        event.kind().len(),
        event.task_id(),
        event.file_id(),
        event.time_left(),
    );
    let _ = (event.dedup_key(), event.payload().is_null());
    let _ = event.content();
    event.confirm_later();
    true
}

#[test]
fn commit_contents() {
    let material = Material::new(
        CONTENTS,
        &["=", "==", "A", "RXhwVGltZT0", "\u{e9}", "-", "_"],
    );
    let make = |input: &mut Input| String::from_utf8_lossy(&input.bytes(&material)).into_owned();
    feed("callbacks::commit_contents", make, || {
        let key = CommitKey::new("key").unwrap();
        move |text: String| {
            let verified = key.verify(&text, NOW);
            verified.is_ok_and(|id| !id.is_empty())
        }
    });
}

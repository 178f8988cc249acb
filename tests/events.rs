//! Events: whatever the form in which they come, none is lost, and none is confirmed that was not handled.

mod confirming;
mod ending;
mod pulling;
pub(crate) mod queue;
mod reading;
mod running;

use vod_sdk::events::{Event, Events};

/// The next event, which must be one.
async fn next(events: &mut Events) -> Event {
    let event = events.next().await.expect("not over yet");
    event.expect("an event")
}

/// The file of an event.
fn file(event: &Event) -> String {
    event.file_id().expect("a file").to_owned()
}

/// The files 0, 1, 2 and so on.
fn files(count: usize) -> Vec<String> {
    (0..count).map(|id| id.to_string()).collect()
}

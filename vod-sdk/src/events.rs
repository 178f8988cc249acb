//! What has happened in VOD: uploads that are complete, tasks that have ended, files that were deleted.
//!
//! [`Client::events`] gives the events of a VOD application whose events go into a queue:
//!
//! ```no_run
//! # async fn example(client: vod_sdk::Client) -> Result<(), vod_sdk::Error> {
//! let mut events = client.events();
//! while let Some(event) = events.next().await {
//!     let event = event?;
//!     println!("{} {:?} {:?}", event.kind(), event.task_id(), event.file_id());
//!     event.confirm().await?;
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # At least once
//!
//! The service delivers an event again and again, every 30 seconds, until it is confirmed, and keeps it for 4 days. So an
//! event that a program loses comes again, and one may come twice: [`Event::dedup_key`] recognizes it. Confirm an event when
//! it is handled, by [`Event::confirm`], or by [`Event::confirm_later`] to save calls; where handling takes longer than
//! 25 seconds, store the event and confirm it before. No order is promised, and several programs may share a queue.
//!
//! An event is handed out only while there are at least 10 seconds left to confirm it: those that wait behind a slow one
//! come again. One that is delivered again while its [`Event`] exists is not handed out a second time by the same
//! [`Events`]; if these are polled meanwhile, it gets the time of the new delivery.
//!
//! # Running
//!
//! `PullEvents` waits for an event for up to 5 seconds, and is called again at once, whatever form an empty queue is told in.
//! Its timeout is at least 15 seconds, whatever the client's is. After a failure that may pass, it is called again
//! after 0.5 seconds, and then after pauses that double up to 30 seconds; [`Events::next`] says when a failure is an error.
//!
//! [`Events::run`] handles many events at once until a shutdown. Otherwise, [`Events::close`] ends the stream. Dropping
//! it ends it too: what was not confirmed by then comes again. A task of the SDK runs only while there are confirmations
//! to send, and ends at once when the stream and its events are dropped.
//!
//! # Events from anywhere
//!
//! An [`Event`] is the same whether it was pulled from the queue or posted to an address of yours:
//!
//! ```
//! use vod_sdk::events::Event;
//! use vod_sdk::v2018_07_17::FileUploadTask;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let body = br#"{
//!     "EventType": "NewFileUpload",
//!     "FileUploadEvent": { "FileId": "5285485487985271487", "ProcedureTaskId": "" }
//! }"#;
//! let event = Event::from_callback(body)?;
//! assert_eq!(event.kind(), "NewFileUpload");
//! assert_eq!(event.file_id(), Some("5285485487985271487"));
//! let upload: FileUploadTask = event.payload_as()?;
//! assert_eq!(upload.procedure_task_id, "");
//! # Ok(())
//! # }
//! ```
//!
//! The service knows more kinds of events than its documentation, so a kind is a text, and everything that an event
//! has is there as JSON. Its types are decoded, and compiled, only where a program asks for them.

// Every function of this room is `#[inline]`: see `tasks.rs`.

mod callback;
mod confirm;
mod dedup;
mod delivery;
mod event;
mod pull;
mod run;
mod stream;

pub use callback::CallbackError;
pub use delivery::Confirmation;
pub use event::Event;
pub use run::{Run, RunFailure};
pub use stream::Events;

use crate::client::Client;

impl Client {
    /// The events of the queue, for VOD applications whose events are pulled: see [`events`](crate::events).
    ///
    /// ```no_run
    /// # async fn example(client: vod_sdk::Client) -> Result<(), vod_sdk::Error> {
    /// let mut events = client.events();
    /// while let Some(event) = events.next().await {
    ///     let event = event?;
    ///     println!("{} {:?}", event.kind(), event.task_id());
    ///     event.confirm().await?;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub fn events(&self) -> Events {
        Events::new(self.core(), None)
    }
}

//! What has happened in VOD: uploads that are complete, tasks that have ended, files that were deleted.
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
mod dedup;
mod event;

pub use callback::CallbackError;
pub use event::Event;

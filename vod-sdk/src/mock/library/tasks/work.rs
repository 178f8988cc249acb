//! What a task works on, and what it will have made.

use serde_json::Value;

/// The work of a task.
#[derive(Default)]
pub(super) struct Work {
    /// What the task says from its start on: `FileId`, `Input`.
    pub(super) said: Value,
    /// What it says once it has succeeded: `Output`.
    pub(super) made: Value,
    pub(super) steps: Vec<Step>,
    /// The media file that it makes.
    pub(super) file: Option<NewFile>,
}

/// A part of a task that succeeds or fails by itself.
pub(super) struct Step {
    /// The list of the task that it is in.
    pub(super) list: &'static str,
    /// What the item of the list says besides.
    pub(super) holder: Value,
    /// The member of the item that is the step; empty if the item itself is.
    pub(super) member: String,
    pub(super) input: Value,
    pub(super) output: Value,
    pub(super) effect: Effect,
}

/// What a step that has succeeded changes.
pub(super) enum Effect {
    Nothing,
    /// The file of the task has an output of this kind.
    Output(&'static str),
    /// The file of the task has a cover.
    Cover,
    NewFile(NewFile),
}

/// A media file that a task makes.
pub(super) struct NewFile {
    /// The file, which has an id already.
    pub(super) file: Value,
    /// The task flow that is started on it.
    pub(super) procedure: Option<String>,
}

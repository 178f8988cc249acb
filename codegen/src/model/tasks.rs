//! The ids of the tasks that a call starts.

/// A field of the response with the id of a task, or with several.
#[derive(Clone, Debug)]
pub struct TaskIds {
    /// Name of the field in Rust.
    pub field: String,
    /// Whether it is a list.
    pub is_list: bool,
    /// Whether it is an `Option`.
    pub is_optional: bool,
}

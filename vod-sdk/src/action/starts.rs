//! What the SDK knows of the tasks that an action starts.

use super::Action;

/// An action that starts a task: [`Call::task`](crate::Call::task) starts it and gives what waits for it.
///
/// Every generated request of such an action implements it.
pub trait StartsTasks: Action {
    /// The ids of the tasks that a call has started, the main one first. One that is empty stands for no task.
    fn task_ids(response: &Self::Response) -> Vec<String>;
}

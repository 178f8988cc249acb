//! The answers that a test has prepared.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use super::answer::Answer;
use super::record::RecordedRequest;

/// In place of an action's name: every action.
pub const ANY_ACTION: &str = "*";

type Closure = Arc<dyn Fn(&RecordedRequest) -> Answer + Send + Sync>;

/// The prepared answers, by action.
#[derive(Default)]
pub(super) struct PreparedAnswers {
    actions: HashMap<String, Prepared>,
}

#[derive(Default)]
struct Prepared {
    once: VecDeque<Answer>,
    standing: Option<Standing>,
}

enum Standing {
    Answer(Answer),
    Closure(Closure),
}

/// What the script has for a request.
pub(super) enum Scripted {
    Answer(Answer),
    /// To be called when the script is no longer locked: it may itself add to the script.
    Closure(Closure),
}

impl PreparedAnswers {
    pub(super) fn set(&mut self, action: String, answer: Answer) {
        self.actions.entry(action).or_default().standing = Some(Standing::Answer(answer));
    }

    pub(super) fn set_closure(&mut self, action: String, closure: Closure) {
        self.actions.entry(action).or_default().standing = Some(Standing::Closure(closure));
    }

    pub(super) fn push(&mut self, action: String, answer: Answer) {
        self.actions
            .entry(action)
            .or_default()
            .once
            .push_back(answer);
    }

    /// Whether there is or was an answer for the action by name.
    pub(super) fn names(&self, action: &str) -> bool {
        self.actions.contains_key(action)
    }

    /// The answer for a request: one-time answers before standing ones, and answers for the action
    /// before those for every action. A request that is refused gets only unverified answers.
    pub(super) fn next(&mut self, action: &str, is_refused: bool) -> Option<Scripted> {
        let suits = |answer: &Answer| !is_refused || answer.is_unverified;
        let once = [action, ANY_ACTION].into_iter().find_map(|name| {
            let queue = &mut self.actions.get_mut(name)?.once;
            if suits(queue.front()?) {
                queue.pop_front()
            } else {
                None
            }
        });
        if let Some(answer) = once {
            return Some(Scripted::Answer(answer));
        }
        [action, ANY_ACTION].into_iter().find_map(|name| {
            match self.actions.get(name)?.standing.as_ref()? {
                Standing::Answer(answer) => suits(answer).then(|| Scripted::Answer(answer.clone())),
                Standing::Closure(closure) => {
                    (!is_refused).then(|| Scripted::Closure(Arc::clone(closure)))
                }
            }
        })
    }
}

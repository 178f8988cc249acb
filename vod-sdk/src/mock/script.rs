//! The responses that a test has prepared.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;

use super::actions::Actions;
use super::record::RecordedRequest;
use super::response::Response;
use crate::nearest::nearest;

/// In place of an action's name: every action.
pub const ANY_ACTION: &str = "*";

type Closure = Arc<dyn Fn(&RecordedRequest) -> Response + Send + Sync>;

/// The prepared responses, by action.
pub(super) struct PreparedAnswers {
    known: Actions,
    actions: HashMap<String, Prepared>,
    /// Actions that the SDK does not know, and that are meant all the same.
    new_actions: HashSet<String>,
}

#[derive(Default)]
struct Prepared {
    once: VecDeque<Response>,
    standing: Option<Standing>,
}

enum Standing {
    Response(Response),
    Closure(Closure),
}

/// What the script has for a request.
pub(super) enum Scripted {
    Response(Response),
    /// To be called when the script is no longer locked: it may itself add to the script.
    Closure(Closure),
}

impl PreparedAnswers {
    /// None, for a service with these actions.
    pub(super) fn new(known: Actions) -> Self {
        Self {
            known,
            actions: HashMap::new(),
            new_actions: HashSet::new(),
        }
    }

    #[track_caller]
    pub(super) fn set(&mut self, action: String, response: Response) {
        self.prepared(action).standing = Some(Standing::Response(response));
    }

    #[track_caller]
    pub(super) fn set_closure(&mut self, action: String, closure: Closure) {
        self.prepared(action).standing = Some(Standing::Closure(closure));
    }

    #[track_caller]
    pub(super) fn push(&mut self, action: String, response: Response) {
        self.prepared(action).once.push_back(response);
    }

    /// Takes the name of an action for what is meant, however like the name of another it is.
    pub(super) fn add_action(&mut self, action: String) {
        self.new_actions.insert(action);
    }

    /// The actions of the one-time responses that no request has had, as often as there are such responses.
    pub(super) fn unused(&self) -> Vec<String> {
        let mut unused: Vec<String> = self
            .actions
            .iter()
            .flat_map(|(action, prepared)| prepared.once.iter().map(|_| action.clone()))
            .collect();
        unused.sort();
        unused
    }

    /// Checks that no one-time response is left.
    #[track_caller]
    pub(super) fn assert_used(&self) {
        let unused = self.unused();
        assert!(
            unused.is_empty(),
            "one-time responses were prepared, and no request has had them: {}",
            unused.join(", "),
        );
    }

    /// What is prepared for an action, whose name must not be a misspelling.
    #[track_caller]
    fn prepared(&mut self, action: String) -> &mut Prepared {
        if !self.new_actions.contains(&action)
            && let Some(meant) = misspelled(&action, self.known)
        {
            panic!(
                "the response for {action:?} would never be used: did you mean {meant:?}? If it is a new \
                 action, name it with `add_action` before"
            );
        }
        self.actions.entry(action).or_default()
    }

    /// Whether there is or was a response for the action by name.
    pub(super) fn names(&self, action: &str) -> bool {
        self.actions.contains_key(action)
    }

    /// The response for a request: one-time responses before standing ones, and responses for the action
    /// before those for every action. A request that is refused gets only unverified responses.
    pub(super) fn next(&mut self, action: &str, is_refused: bool) -> Option<Scripted> {
        let suits = |response: &Response| !is_refused || response.is_unverified;
        let once = [action, ANY_ACTION].into_iter().find_map(|name| {
            let queue = &mut self.actions.get_mut(name)?.once;
            if suits(queue.front()?) {
                queue.pop_front()
            } else {
                None
            }
        });
        if let Some(response) = once {
            return Some(Scripted::Response(response));
        }
        [action, ANY_ACTION].into_iter().find_map(|name| {
            match self.actions.get(name)?.standing.as_ref()? {
                Standing::Response(response) => {
                    suits(response).then(|| Scripted::Response(response.clone()))
                }
                Standing::Closure(closure) => {
                    (!is_refused).then(|| Scripted::Closure(Arc::clone(closure)))
                }
            }
        })
    }
}

/// The action that was meant by a name, unless the name is one or is unlike any.
fn misspelled(action: &str, known: Actions) -> Option<&'static str> {
    const MOST_SLIPS: usize = 2;
    let names = || known.all().map(|schema| schema.info.name);
    if action == ANY_ACTION || names().any(|name| name == action) {
        return None;
    }
    nearest(action, names(), MOST_SLIPS)
}

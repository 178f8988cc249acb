//! Names that several actions have, and that the file of all lacks: the mistake is probably there, and is told there,
//! once.

use std::collections::{BTreeMap, BTreeSet};

use crate::nearest::nearest;
use crate::problem::{Place, code};

use super::problems::Problems;

/// How many actions have a name that is not their own mistake.
const SEVERAL: usize = 3;

/// How many of them are named.
const NAMED: usize = 3;

/// The names of one kind in a file that all actions share.
pub(super) struct Shared<'a> {
    /// What is named: `error code`.
    pub(super) what: &'static str,
    /// The list where a new one is added.
    pub(super) list: Place,
    /// Those that are there.
    pub(super) known: BTreeSet<&'a str>,
    /// Those that are there because some action has them, each with its place.
    pub(super) of_actions: Vec<(Place, &'a str)>,
    /// Whether a name is refused, and so has been told.
    pub(super) is_refused: fn(&str) -> bool,
}

impl<'a> Shared<'a> {
    /// Reports what several actions have and the file lacks, and returns those names; `used` has each action with a name
    /// that it has.
    pub(super) fn report(
        &self,
        used: impl IntoIterator<Item = (&'a str, &'a str)>,
        problems: &mut Problems,
    ) -> BTreeSet<&'a str> {
        let mut users: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (action, name) in used {
            users.entry(name).or_default().insert(action);
        }
        let of_actions = self.of_actions.iter();
        let unused = of_actions.filter(|(_, name)| !users.contains_key(name));
        let unused: BTreeMap<&str, &Place> = unused.map(|(place, name)| (*name, place)).collect();
        let mut missing = BTreeSet::new();
        for (name, actions) in &users {
            if actions.len() < SEVERAL || self.known.contains(name) {
                continue;
            }
            missing.insert(*name);
            let (refused, right): (Vec<&str>, Vec<&str>) =
                unused.keys().partition(|other| (self.is_refused)(other));
            let right = right.into_iter().filter(|other| !is_longer(name, other));
            match (nearest(name, refused), nearest(name, right)) {
                (Some(_), _) => {}
                (None, Some(near)) => {
                    self.misspelt(near, name, actions.len(), unused[near], problems);
                }
                (None, None) => self.absent(name, actions, problems),
            }
        }
        missing
    }

    /// What no action has is probably what they all mean.
    fn misspelt(
        &self,
        near: &str,
        name: &str,
        count: usize,
        place: &Place,
        problems: &mut Problems,
    ) {
        let message = format!(
            "no action has the {} {}, and {count} have {}",
            self.what,
            code(near),
            code(name)
        );
        problems.add(place.clone(), message, format!("did you mean `{name}`?"));
    }

    fn absent(&self, name: &str, actions: &BTreeSet<&str>, problems: &mut Problems) {
        let count = actions.len();
        let message = format!(
            "the {} {} is missing, and {count} actions have it",
            self.what,
            code(name)
        );
        let mut named: Vec<String> = actions.iter().take(NAMED).map(|it| code(it)).collect();
        if count > NAMED {
            named.push(format!("{} more", count - NAMED));
        }
        let last = named.pop().unwrap_or_default();
        let hint = format!("add it here, or correct {} and {last}", named.join(", "));
        problems.add(self.list.clone().itself(), message, hint);
    }
}

/// Whether one of two names is the other with something besides, which nobody leaves out by mistake.
fn is_longer(a: &str, b: &str) -> bool {
    a.len().abs_diff(b.len()) > 3 && (a.starts_with(b) || b.starts_with(a))
}

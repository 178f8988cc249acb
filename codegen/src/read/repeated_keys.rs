//! Keys that occur twice in one object.

use std::collections::HashSet;

use super::MOST;
use crate::json::{Entry, Kind, Node};
use crate::problem::{Place, Problem, code};

/// Reports repeated keys: JSON allows them, and readers would see only one of them. They
/// are wrong in examples and default values too, where any JSON is allowed.
pub(super) fn report(file: usize, node: &Node<'_>, problems: &mut Vec<Problem>) {
    match &node.kind {
        Kind::List(items) => items.iter().for_each(|item| report(file, item, problems)),
        Kind::Object(entries) => {
            let mut keys = Keys::new(entries);
            for (index, entry) in entries.iter().enumerate() {
                if keys.is_repeated(index) && problems.len() < MOST {
                    let place = Place::bytes(file, entry.key_range.clone());
                    let message = format!("the key {} is repeated", code(&entry.key));
                    problems.push(Problem::new(place, message, "keep one of them"));
                }
                report(file, &entry.value, problems);
            }
        }
        _ => {}
    }
}

/// The keys of an object, of which each is asked for in order. Few keys are compared one by one, which
/// is several times faster than hashing them.
enum Keys<'n, 'a> {
    Few(&'n [Entry<'a>]),
    Many(&'n [Entry<'a>], HashSet<&'n str>),
}

impl<'n, 'a> Keys<'n, 'a> {
    fn new(entries: &'n [Entry<'a>]) -> Self {
        match entries.len() {
            0..=16 => Self::Few(entries),
            count => Self::Many(entries, HashSet::with_capacity(count)),
        }
    }

    fn is_repeated(&mut self, index: usize) -> bool {
        match self {
            Self::Few(entries) => entries[..index]
                .iter()
                .any(|entry| entry.key == entries[index].key),
            Self::Many(entries, seen) => !seen.insert(&entries[index].key),
        }
    }
}

//! The documented limits and conditions of a request, checked before it is sent.

use super::conditions;
use crate::error::{Error, ErrorKind};
use crate::wire::{Index, JsonPath, Limit, ObjectView, Reading, View};

/// What a request breaks, in words.
#[derive(Default)]
struct Broken {
    /// The paths of what is required and absent.
    missing: Vec<String>,
    limits: Vec<String>,
    conditions: Vec<String>,
}

/// Refuses a request that lacks what is required, or breaks a documented limit; the error names each field, limit and
/// length. Warns of the conditions that one breaks which is sent.
pub(crate) fn check(action: &str, request: View<'_>) -> Result<(), Error> {
    let mut broken = Broken::default();
    check_inside(request, &JsonPath::root(&Reading::strict()), &mut broken);
    let refusals = broken.refusals();
    if !refusals.is_empty() {
        return Err(Error::new(ErrorKind::Request, refusals.join("; ")));
    }
    for condition in broken.conditions {
        warning!("{action}: {condition}; the request is sent all the same");
    }
    Ok(())
}

impl Broken {
    /// What the service would refuse too.
    fn refusals(&mut self) -> Vec<String> {
        let missing = match self.missing.as_slice() {
            [] => None,
            [path] => Some(format!("{path} is required, and absent")),
            paths => Some(format!("{} are required, and absent", paths.join(", "))),
        };
        missing.into_iter().chain(self.limits.drain(..)).collect()
    }
}

/// Looks for objects, which have limits and conditions of their own.
fn check_inside(view: View<'_>, path: &JsonPath<'_>, broken: &mut Broken) {
    match view {
        View::Object(object) => check_object(object, path, broken),
        View::List(list) => {
            for index in 0..list.length() {
                check_inside(list.item(index), &path.item(&Index::at(index)), broken);
            }
        }
        _ => {}
    }
}

fn check_object(object: &dyn ObjectView, path: &JsonPath<'_>, broken: &mut Broken) {
    let limits = object.limits();
    object.fields(&mut |name, view| {
        let mut limits = limits.iter().filter(|(limited, _)| *limited == name);
        let path = &path.field(name);
        if matches!(view, View::Absent) {
            let is_required = limits.any(|(_, limit)| *limit == Limit::Required);
            broken.missing.extend(is_required.then(|| path.path()));
            return;
        }
        for (_, limit) in limits {
            check_limit(view, *limit, path, &mut broken.limits);
        }
        check_inside(view, path, broken);
    });
    conditions::check(object, path, &mut broken.conditions);
}

fn check_limit(view: View<'_>, limit: Limit, path: &JsonPath<'_>, excesses: &mut Vec<String>) {
    match (limit, view) {
        (Limit::MaxChars(max), View::Str(text)) => {
            // A text has at most as many characters as bytes, so that most need no counting.
            let chars = if text.len() > max {
                text.chars().count()
            } else {
                0
            };
            if chars > max {
                let path = path.path();
                let excess = format!("{path} has {chars} characters, at most {max} are allowed");
                excesses.push(excess);
            }
        }
        (Limit::MaxChars(_), View::List(list)) => {
            for index in 0..list.length() {
                let place = Index::at(index);
                let path = &path.item(&place);
                check_limit(list.item(index), limit, path, excesses);
            }
        }
        (Limit::MaxItems(max), View::List(list)) if list.length() > max => {
            let (path, items) = (path.path(), list.length());
            excesses.push(format!(
                "{path} has {items} items, at most {max} are allowed"
            ));
        }
        _ => {}
    }
}

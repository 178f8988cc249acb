//! The documented limits of a request, checked before it is sent.

use crate::error::{Error, ErrorKind};
use crate::wire::{Limit, Scalar, View, Wire};

/// Refuses a request that breaks a documented limit; the error names each field, limit and length.
pub(crate) fn check(request: &dyn Wire) -> Result<(), Error> {
    let mut excesses = Vec::new();
    check_object(request, "", &mut excesses);
    match excesses.is_empty() {
        true => Ok(()),
        false => Err(Error::new(ErrorKind::Request, excesses.join("; "))),
    }
}

fn check_object(object: &dyn Wire, path: &str, excesses: &mut Vec<String>) {
    let limits = object.limits();
    object.fields(&mut |name, value| {
        let path = if path.is_empty() {
            name.to_owned()
        } else {
            format!("{path}.{name}")
        };
        for (_, limit) in limits.iter().filter(|(limited, _)| *limited == name) {
            check_limit(value, *limit, &path, excesses);
        }
        check_inside(value, &path, excesses);
    });
}

/// Looks for objects with limits of their own.
fn check_inside(value: &dyn Wire, path: &str, excesses: &mut Vec<String>) {
    match value.view() {
        View::Object => check_object(value, path, excesses),
        View::List(_) => {
            let mut index = 0;
            value.items(&mut |item| {
                check_inside(item, &format!("{path}[{index}]"), excesses);
                index += 1;
            });
        }
        View::Absent | View::Scalar(_) => {}
    }
}

fn check_limit(value: &dyn Wire, limit: Limit, path: &str, excesses: &mut Vec<String>) {
    match (limit, value.view()) {
        (Limit::MaxChars(max), View::Scalar(Scalar::Str(text))) => {
            // A text has at most as many characters as bytes, so that most need no counting.
            let chars = if text.len() > max {
                text.chars().count()
            } else {
                0
            };
            if chars > max {
                excesses.push(format!(
                    "{path} has {chars} characters, at most {max} are allowed"
                ));
            }
        }
        (Limit::MaxChars(_), View::List(_)) => {
            let mut index = 0;
            value.items(&mut |item| {
                check_limit(item, limit, &format!("{path}[{index}]"), excesses);
                index += 1;
            });
        }
        (Limit::MaxItems(max), View::List(items)) if items > max => {
            excesses.push(format!(
                "{path} has {items} items, at most {max} are allowed"
            ));
        }
        _ => {}
    }
}

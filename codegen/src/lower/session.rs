//! The id by which the service knows a request that is repeated.

use crate::model::{Item, ValueType};
use crate::problem::Place;
use crate::spec::{ActionFile, RetryClass};

use super::problems::Problems;
use super::types::Types;

/// Checks that what `retry` promises of a `SessionId` can be kept.
pub(super) fn check(
    action: &ActionFile,
    place: &Place,
    types: &Types<'_>,
    problems: &mut Problems,
) {
    let uses_it = action.retry == Some(RetryClass::SessionId);
    let days = place.key("session_id_days");
    if uses_it && lacks_session_id(action, types) {
        let message =
            "`retry` is `session_id`, and there is no parameter `SessionId` of type `string`";
        problems.add(
            place.key("retry"),
            message,
            "add the parameter, or choose another `retry`",
        );
    }
    match action.session_id_days {
        None if uses_it => {
            let message = "`retry` is `session_id`, and `session_id_days` is missing";
            let hint = "say for how many days the service remembers an id";
            problems.add(place.key("retry"), message, hint);
        }
        Some(_) if action.retry.is_none() => {
            let message = "`session_id_days` is there, and `retry` is missing";
            let hint = "add \"retry\": \"session_id\", or remove it";
            problems.add(days.itself(), message, hint);
        }
        Some(_) if !uses_it => {
            let message = "`session_id_days` is for actions whose `retry` is `session_id`";
            let hint = "remove it, or correct `retry`";
            problems.add(days.itself(), message, hint);
        }
        Some(0) => {
            let message = "an id that is remembered for 0 days protects nothing";
            problems.add(days, message, "correct it, or `retry`");
        }
        _ => {}
    }
}

fn lacks_session_id(action: &ActionFile, types: &Types<'_>) -> bool {
    let text = ValueType {
        item: Item::String,
        is_list: false,
    };
    let mut parameters = action.parameters.iter();
    let parameter = parameters.find(|parameter| parameter.name == "SessionId");
    parameter.is_none_or(|parameter| types.resolve(&parameter.type_) != Ok(text))
}

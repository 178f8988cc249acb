//! The tasks that an action starts.

use crate::docs::code;
use crate::model::{Item, Struct, TaskIds};
use crate::problem::Place;
use crate::spec::{ActionFile, Field};

use super::naming;
use super::paging::report_no_field;
use super::problems::Problems;
use super::types::Types;

/// The fields of the response with the ids of tasks, in the order in which the spec names them.
pub(super) fn lower(action: &ActionFile, response: &Struct) -> Vec<TaskIds> {
    let fields = action.task_ids.iter().filter_map(|name| {
        let mut fields = response.fields.iter();
        fields.find(|field| field.wire_name == *name)
    });
    let ids = fields.map(|field| TaskIds {
        field: field.name.clone(),
        is_list: field.value.is_list,
        is_optional: field.is_optional,
    });
    ids.collect()
}

/// The fields with ids of tasks, if every call starts a task: the ids are then all that is answered. An action that
/// answers with results as well starts one only if it is asked to.
pub(super) fn always_started(action: &ActionFile) -> Vec<String> {
    let is_id = |field: &Field| action.task_ids.contains(&field.name);
    match action.response.iter().all(is_id) {
        true => action.task_ids.clone(),
        false => Vec::new(),
    }
}

/// Checks that the ids are texts in the response itself.
pub(super) fn check(
    action: &ActionFile,
    place: &Place,
    types: &Types<'_>,
    problems: &mut Problems,
) {
    let list = place.key("task_ids");
    naming::check_repeated(&action.task_ids, &list, problems);
    for (index, name) in action.task_ids.iter().enumerate() {
        let place = list.index(index);
        let Some(field) = action.response.iter().find(|field| field.name == *name) else {
            report_no_field(
                name,
                &action.response,
                "name a field of the response",
                place,
                problems,
            );
            continue;
        };
        let value = types.resolve(&field.type_);
        if value.is_ok_and(|value| value.item != Item::String) {
            let type_ = code(&field.type_.to_string());
            let message = format!("the ids of tasks are texts, and {} is {type_}", code(name));
            problems.add(
                place,
                message,
                "name the field that has them, or correct its type",
            );
        }
    }
}

/// The fact for the documentation.
pub(super) fn fact(action: &ActionFile, core: &str) -> Option<String> {
    let ids: Vec<String> = action.task_ids.iter().map(|id| code(id)).collect();
    (!ids.is_empty()).then(|| {
        format!(
            "It starts a task and returns at once: {} in the response names it. \
             [`Call::task`]({core}::Call::task) starts it and gives what waits for its end.",
            ids.join(", ")
        )
    })
}

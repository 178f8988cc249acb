//! Which kind of task an action starts: by its name, against what `DescribeTaskDetail` can show.

use crate::action::ActionInfo;
use crate::generated::v2018_07_17::{DescribeTaskDetailResponse, TaskType};
use crate::wire::{Empty, ObjectSlot};

/// The fields that no rule finds.
const EXCEPTIONS: [(&str, &str); 6] = [
    ("EnhanceMediaByTemplate", "RebuildMediaTask"),
    ("EnhanceMediaQuality", "QualityEnhanceTask"),
    ("InspectMediaQuality", "QualityInspectTask"),
    ("ProcessMedia", "ProcedureTask"),
    ("ProcessMediaByProcedure", "ProcedureTask"),
    ("ProcessMediaByUrl", "ProcedureTask"),
];

/// The field of the response of `DescribeTaskDetail` for tasks of an action: its name with `Task` or as it is, without
/// `Create` or `ByTemplate`.
pub(super) fn field(action: &ActionInfo) -> Option<String> {
    let name = action.name;
    let mut exceptions = EXCEPTIONS.iter();
    if let Some((_, field)) = exceptions.find(|(exception, _)| *exception == name) {
        return Some((*field).to_owned());
    }
    let created = name.strip_prefix("Create").unwrap_or(name);
    let bare = name.strip_suffix("ByTemplate").unwrap_or(name);
    let candidates = [
        format!("{name}Task"),
        name.to_owned(),
        created.to_owned(),
        format!("{bare}Task"),
    ];
    let mut response = DescribeTaskDetailResponse::empty();
    let mut known = candidates.into_iter();
    known.find(|field| response.field(field).is_some())
}

/// The kind of the task of a field: its name if that is one, or else without `Task`.
pub(super) fn kind(field: &str) -> &str {
    match TaskType::from(field).is_known() {
        true => field,
        false => field.strip_suffix("Task").unwrap_or(field),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mock::actions::Actions;

    #[test]
    fn every_action_that_starts_tasks_has_a_field_and_a_kind() {
        let starters = Actions::of_vod()
            .all()
            .filter(|schema| !schema.info.task_ids.is_empty());
        let starters: Vec<&ActionInfo> = starters.map(|schema| schema.info).collect();
        assert!(starters.len() >= 37, "{}", starters.len());
        for action in starters {
            let field = field(action);
            let field = field.unwrap_or_else(|| panic!("{} starts no known task", action.name));
            assert!(
                TaskType::from(kind(&field)).is_known(),
                "{}: {field}",
                action.name
            );
        }
    }
}

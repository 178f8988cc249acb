//! Where the parts of a task are.

use serde_json::Value;

/// A part of a task.
#[derive(Clone, PartialEq)]
pub(super) struct Found<'a> {
    pub(super) path: String,
    pub(super) part: &'a Value,
    /// What tells its kind: the item of the list that it is in, and the name of its field.
    holder: &'a Value,
    name: &'a str,
}

impl<'a> Found<'a> {
    /// The task as a whole.
    #[inline]
    pub(super) fn whole(field: &str, task: &'a Value, kind: &'a str) -> Self {
        Self {
            path: field.to_owned(),
            part: task,
            holder: &Value::Null,
            name: kind,
        }
    }

    /// What kind of work it is, as the service says, or else by the name of its field.
    #[inline]
    pub(super) fn kind(&self) -> &'a str {
        let stated = text(self.holder, "Type").or_else(|| text(self.holder, "TaskType"));
        stated.unwrap_or_else(|| {
            let suffixes = ["ResultSet", "InfoSet", "Set", "Info"];
            let mut shorter = suffixes.iter().filter_map(|it| self.name.strip_suffix(it));
            shorter.next().unwrap_or(self.name)
        })
    }
}

/// The field of a response that has the task itself. There is one object for each kind of task, of which one is not
/// `null`.
#[inline]
pub(in crate::tasks) fn task_field(response: &Value) -> Option<&str> {
    let fields = response.as_object()?;
    let objects = fields
        .iter()
        .filter(|(_, value)| value.as_object().is_some_and(|it| !it.is_empty()))
        .map(|(name, _)| name.as_str());
    let kind = text(response, "TaskType").unwrap_or_default();
    let is_named = |name: &&str| name.strip_suffix("Task").unwrap_or(name) == kind;
    objects.min_by_key(|name| !is_named(name))
}

/// Whether a task consists of parts, also while it has none yet.
#[inline]
pub(super) fn is_container(task: &Value) -> bool {
    let is_list = |name: &String| name.ends_with("ResultSet") || name == "SubTaskSet";
    task.as_object()
        .is_some_and(|fields| fields.keys().any(is_list))
}

/// The parts of a task: in its lists, either an item or one member of an item; else a member of the task.
#[inline]
pub(super) fn parts<'a>(field: &str, task: &'a Value) -> Vec<Found<'a>> {
    let mut found = Vec::new();
    members(task, &mut |name, value| {
        let path = format!("{field}.{name}");
        if is_part(value) {
            found.push(Found {
                path,
                part: value,
                holder: value,
                name,
            });
        } else if let Value::Array(items) = value {
            for (index, item) in items.iter().enumerate() {
                if item.is_object() {
                    in_item(format!("{path}[{index}]"), name, item, &mut found);
                }
            }
        }
    });
    found
}

/// Adds the parts in an item of a list. One without any state is a part all the same: it stands as the task does.
#[inline]
fn in_item<'a>(path: String, name: &'a str, item: &'a Value, found: &mut Vec<Found<'a>>) {
    let before = found.len();
    if !is_part(item) {
        members(item, &mut |member, part| {
            if is_part(part) {
                found.push(Found {
                    path: format!("{path}.{member}"),
                    part,
                    holder: item,
                    name: member.strip_suffix("Task").unwrap_or(member),
                });
            }
        });
    }
    if found.len() == before {
        found.push(Found {
            path,
            part: item,
            holder: item,
            name,
        });
    }
}

/// Shows the members of an object that can have parts.
#[inline]
fn members<'a>(value: &'a Value, visit: &mut dyn FnMut(&'a str, &'a Value)) {
    let Value::Object(fields) = value else { return };
    for (name, value) in fields {
        // What a task was given, and what it says of the media, is no part of the work.
        if !matches!(
            name.as_str(),
            "Input" | "InputInfo" | "MetaData" | "MediaBasicInfo"
        ) {
            visit(name, value);
        }
    }
}

/// Whether a value says how a part of the work stands.
#[inline]
fn is_part(value: &Value) -> bool {
    value.is_object()
        && (!value["ErrCode"].is_null()
            || !value["ErrCodeExt"].is_null()
            || text(value, "Status").is_some_and(is_status_of_part))
}

#[inline]
pub(super) fn is_status_of_part(status: &str) -> bool {
    matches!(status, "WAITING" | "PROCESSING" | "SUCCESS" | "FAIL")
}

/// The text of a field, unless it is empty.
#[inline]
pub(super) fn text<'a>(value: &'a Value, name: &str) -> Option<&'a str> {
    value[name].as_str().filter(|text| !text.is_empty())
}

/// Adds the addresses in a value that are not there yet.
#[inline]
pub(super) fn urls<'a>(value: &'a Value, urls: &mut Vec<&'a str>) {
    let mut add = |value: &'a Value| {
        let text = value.as_str().unwrap_or_default();
        let is_url = text.starts_with("http://") || text.starts_with("https://");
        if is_url && !urls.contains(&text) {
            urls.push(text);
        }
    };
    walk(value, &mut |_, value| match value {
        Value::Array(items) => items.iter().for_each(&mut add),
        value => add(value),
    });
}

/// Shows every field of a value and of the objects in it, apart from what a task was given.
#[inline]
pub(super) fn walk<'a>(value: &'a Value, visit: &mut dyn FnMut(&'a str, &'a Value)) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| walk(item, visit)),
        Value::Object(fields) => {
            for (name, value) in fields {
                if !matches!(name.as_str(), "Input" | "InputInfo") {
                    visit(name, value);
                    walk(value, visit);
                }
            }
        }
        _ => {}
    }
}

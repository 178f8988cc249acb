//! The categories of media.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::given::Given;
use crate::mock::part::Call;
use crate::mock::refusal::Refusal;

/// The category of media that are in none.
const OTHER: i64 = 0;
/// What a category of the top level has above it.
const TOP: i64 = -1;
const MOST_LEVELS: usize = 4;
const MOST_CHILDREN: usize = 500;
const MOST_CLASSES: usize = 10_000;

/// The categories of an application, by id.
#[derive(Default)]
pub(super) struct Classes {
    classes: BTreeMap<i64, Class>,
    /// The id of the newest.
    last: i64,
}

struct Class {
    parent: i64,
    name: String,
}

impl Classes {
    pub(super) fn is_empty(&self) -> bool {
        self.classes.is_empty()
    }

    pub(super) fn has(&self, id: i64) -> bool {
        id == OTHER || self.classes.contains_key(&id)
    }

    /// The names from the top level down to a category.
    pub(super) fn path(&self, id: i64) -> Vec<&str> {
        let mut names = Vec::new();
        let mut next = self.classes.get(&id);
        while let Some(class) = next {
            names.push(class.name.as_str());
            next = self.classes.get(&class.parent);
        }
        names.reverse();
        match names.is_empty() {
            true => vec!["Other"],
            false => names,
        }
    }

    /// Whether a category is another one, or somewhere below it.
    pub(super) fn is_within(&self, id: i64, other: i64) -> bool {
        let parent = || self.classes.get(&id).map(|class| class.parent);
        id == other || parent().is_some_and(|parent| self.is_within(parent, other))
    }

    pub(super) fn create(&mut self, call: &Call<'_>) -> Result<Value, Refusal> {
        let given = Given(call.parameters);
        let parent = given.number("ParentId").unwrap_or(TOP);
        let name = name(given)?;
        if parent != TOP && !self.classes.contains_key(&parent) {
            let message = format!("There is no category {parent}.");
            return Err(Refusal::new("FailedOperation.ParentIdNoFound", message));
        }
        if parent != TOP && self.path(parent).len() >= MOST_LEVELS {
            let message = format!("Categories nest {MOST_LEVELS} levels deep at most.");
            return Err(Refusal::new(
                "FailedOperation.ClassLevelLimitExceeded",
                message,
            ));
        }
        self.check_name(name, parent, None)?;
        if self.children(parent).count() >= MOST_CHILDREN || self.classes.len() >= MOST_CLASSES {
            let message = format!(
                "A category has at most {MOST_CHILDREN} children, all together {MOST_CLASSES}."
            );
            return Err(Refusal::new(
                "FailedOperation.SubclassLimitExceeded",
                message,
            ));
        }
        self.last += 1;
        let name = name.to_owned();
        self.classes.insert(self.last, Class { parent, name });
        Ok(json!({ "ClassId": self.last }))
    }

    pub(super) fn modify(&mut self, call: &Call<'_>) -> Result<Value, Refusal> {
        let given = Given(call.parameters);
        let id = given.number("ClassId").unwrap_or(OTHER);
        let name = name(given)?;
        let Some(class) = self.classes.get(&id) else {
            let message = format!("There is no category {id}.");
            return Err(Refusal::new("FailedOperation.ClassNoFound", message));
        };
        self.check_name(name, class.parent, Some(id))?;
        if let Some(class) = self.classes.get_mut(&id) {
            class.name = name.to_owned();
        }
        Ok(json!({}))
    }

    /// Deletes a category, unless it has some in it or, as the caller knows, media.
    pub(super) fn delete(
        &mut self,
        call: &Call<'_>,
        has_media: impl Fn(i64) -> bool,
    ) -> Result<Value, Refusal> {
        let id = Given(call.parameters).number("ClassId").unwrap_or(OTHER);
        if !self.classes.contains_key(&id) {
            let message = format!("There is no category {id} that can be deleted.");
            return Err(Refusal::new("InvalidParameterValue.ClassId", message));
        }
        if self.children(id).next().is_some() || has_media(id) {
            let message = format!("The category {id} has categories or media in it.");
            return Err(Refusal::new("UnsupportedOperation.ClassNotEmpty", message));
        }
        self.classes.remove(&id);
        Ok(json!({}))
    }

    pub(super) fn describe(&self) -> Value {
        let other = json!({
            "ClassId": OTHER, "ParentId": TOP, "Name": "Other", "ClassName": "Other", "Level": 0, "SubClassIdSet": [],
        });
        let own = self.classes.iter().map(|(id, class)| {
            let children: Vec<i64> = self.children(*id).collect();
            json!({
                "ClassId": id,
                "ParentId": class.parent,
                "Name": class.name,
                "ClassName": class.name,
                "Level": self.path(*id).len() - 1,
                "SubClassIdSet": children,
            })
        });
        let all: Vec<Value> = std::iter::once(other).chain(own).collect();
        json!({ "ClassInfoSet": all })
    }

    fn children(&self, id: i64) -> impl Iterator<Item = i64> {
        let children = self
            .classes
            .iter()
            .filter(move |(_, class)| class.parent == id);
        children.map(|(id, _)| *id)
    }

    /// Refuses the name of a sibling.
    fn check_name(&self, name: &str, parent: i64, own: Option<i64>) -> Result<(), Refusal> {
        let mut siblings = self.children(parent).filter(|id| Some(*id) != own);
        if siblings.any(|id| self.classes[&id].name == name) {
            let message = format!("There is a category {name:?} at this place already.");
            return Err(Refusal::new("FailedOperation.ClassNameDuplicate", message));
        }
        Ok(())
    }
}

fn name(given: Given<'_>) -> Result<&str, Refusal> {
    let empty = || Refusal::new("InvalidParameterValue.ClassName", "The name is empty.");
    given.text("ClassName").ok_or_else(empty)
}

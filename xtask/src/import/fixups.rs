//! Corrections of mistakes in upstream's description.

use vod_codegen::read::{Loaded, Version};
use vod_codegen::spec::TypeFile;

use super::raw::{Description, Member};
use super::refusal::{Input, Refusal};

/// A repair of one description: a member of an object that has the wrong type.
struct Fixup {
    name: &'static str,
    service: &'static str,
    version: &'static str,
    /// The mistake, and the evidence for it.
    reason: &'static str,
    object: &'static str,
    member: &'static str,
    wrong_type: &'static str,
    right_type: &'static str,
}

const FIXUPS: &[Fixup] = &[Fixup {
    name: "type_of_process_image_async_complete_event",
    service: "vod",
    version: "2018-07-17",
    reason: "`EventContent.ProcessImageAsyncCompleteEvent` is typed as the template of a task; \
             services send the task itself, as `DescribeTaskDetail` has it",
    object: "EventContent",
    member: "ProcessImageAsyncCompleteEvent",
    wrong_type: "ProcessImageAsyncTask",
    right_type: "ProcessImageAsync",
}];

/// Repairs a description; says which repairs no longer apply.
pub(super) fn apply(description: &mut Description) -> Result<(), Vec<Refusal>> {
    let mut refusals = Vec::new();
    for fixup in FIXUPS {
        let is_meant = description.metadata.service_short_name == fixup.service
            && description.metadata.api_version == fixup.version;
        if is_meant && !fixup.repair(description) {
            refusals.push(Refusal {
                input: Input::Api,
                place: format!("fixup `{}`", fixup.name),
                message: format!("it no longer applies: {}", fixup.reason),
                hint: "look at the description, and correct or remove the fixup in \
                       `xtask/src/import/fixups.rs`"
                    .to_owned(),
            });
        }
    }
    if refusals.is_empty() {
        Ok(())
    } else {
        Err(refusals)
    }
}

impl Fixup {
    /// Repairs the member, if there is one; false if it is not wrong in the way that it was.
    fn repair(&self, description: &mut Description) -> bool {
        match member(description, self.object, self.member) {
            None => true,
            Some(member) if member.member == self.wrong_type => {
                self.right_type.clone_into(&mut member.member);
                true
            }
            Some(_) => false,
        }
    }
}

fn member<'a>(
    description: &'a mut Description,
    object: &str,
    member: &str,
) -> Option<&'a mut Member> {
    let objects = &mut description.objects.0;
    let (_, object) = objects.iter_mut().find(|(name, _)| name == object)?;
    let members = object.members.as_mut()?;
    members.iter_mut().find(|found| found.name == member)
}

/// What a spec has of a repair. Files are indices among those of the spec, and fields among those of
/// their type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FixupState {
    /// The field has the type that the repair gives it.
    Applied,
    /// The type has no such field.
    NotThere {
        /// The file of the type.
        file: usize,
    },
    /// The field has the type that the repair takes from it.
    Missing {
        /// The file of the type.
        file: usize,
        /// The field.
        index: usize,
    },
    /// The field has a type of which the repair knows nothing.
    Other {
        /// The file of the type.
        file: usize,
        /// The field.
        index: usize,
    },
}

/// What a version has of each repair that is meant for it and whose type it has, by the repair's name.
pub(crate) fn fixup_states(version: &Version) -> Vec<(&'static str, FixupState)> {
    let fixups = FIXUPS.iter().filter(|fixup| {
        version.service.value.service == fixup.service && version.folder == fixup.version
    });
    fixups
        .filter_map(|fixup| Some((fixup.name, fixup.state(&version.types)?)))
        .collect()
}

impl Fixup {
    /// The state of the repair; `None` if there is no such type.
    fn state(&self, types: &[Loaded<TypeFile>]) -> Option<FixupState> {
        let Loaded { file, value } = types.iter().find(|it| it.value.name == self.object)?;
        let file = *file;
        let mut fields = value.fields.iter();
        let Some(index) = fields.position(|field| field.name == self.member) else {
            return Some(FixupState::NotThere { file });
        };
        let type_ = &value.fields[index].type_.name;
        Some(if type_ == self.right_type {
            FixupState::Applied
        } else if type_ == self.wrong_type {
            FixupState::Missing { file, index }
        } else {
            FixupState::Other { file, index }
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{FIXUPS, apply};
    use crate::import::raw::Description;

    fn description(version: &str, object: &str, type_: &str) -> Description {
        let json = json!({
            "metadata": { "apiVersion": version, "serviceShortName": "vod" },
            "objects": { object: { "members": [
                { "name": "ProcessImageAsyncCompleteEvent", "type": "object", "member": type_ },
            ] } },
        });
        serde_json::from_value(json).expect("a description")
    }

    fn type_of_event(description: &Description) -> &str {
        let members = description.objects.0[0].1.members.as_ref();
        &members.expect("members")[0].member
    }

    #[test]
    fn the_wrong_type_is_repaired() {
        let mut wrong = description("2018-07-17", "EventContent", "ProcessImageAsyncTask");
        apply(&mut wrong).expect("it applies");
        assert_eq!(type_of_event(&wrong), "ProcessImageAsync");
    }

    #[test]
    fn a_repair_of_what_is_right_is_stale() {
        let mut right = description("2018-07-17", "EventContent", "ProcessImageAsync");
        let refusals = apply(&mut right).expect_err("it is stale");
        let shown = refusals[0].to_string();
        assert!(shown.contains(FIXUPS[0].name), "{shown}");
        assert!(shown.contains("no longer applies"), "{shown}");
    }

    #[test]
    fn other_descriptions_are_left_alone() {
        let mut other = description("2024-07-18", "EventContent", "ProcessImageAsyncTask");
        apply(&mut other).expect("another version");
        assert_eq!(type_of_event(&other), "ProcessImageAsyncTask");
        let mut other = description("2018-07-17", "TaskContent", "ProcessImageAsyncTask");
        apply(&mut other).expect("another object");
        assert_eq!(type_of_event(&other), "ProcessImageAsyncTask");
    }
}

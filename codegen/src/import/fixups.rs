//! What upstream has wrong, and what it means.

use super::raw::{Description, Member};
use super::refusal::{Input, Refusal};

/// A repair of one description.
struct Fixup {
    name: &'static str,
    service: &'static str,
    version: &'static str,
    /// What is wrong, and how we know.
    reason: &'static str,
    repair: fn(&mut Description) -> Outcome,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Repaired,
    /// The description does not have what the repair is about.
    NotThere,
    /// It has, and is not wrong in the way that it was.
    Stale,
}

const FIXUPS: &[Fixup] = &[Fixup {
    name: "type_of_process_image_async_complete_event",
    service: "vod",
    version: "2018-07-17",
    reason: "`EventContent.ProcessImageAsyncCompleteEvent` is typed as the template of a task; \
             services send the task itself, as `DescribeTaskDetail` has it",
    repair: |description| {
        let member = member(
            description,
            "EventContent",
            "ProcessImageAsyncCompleteEvent",
        );
        retype(member, "ProcessImageAsyncTask", "ProcessImageAsync")
    },
}];

/// Repairs a description; says which repairs no longer apply.
pub(super) fn apply(description: &mut Description) -> Result<(), Vec<Refusal>> {
    apply_these(FIXUPS, description)
}

fn apply_these(fixups: &[Fixup], description: &mut Description) -> Result<(), Vec<Refusal>> {
    let mut refusals = Vec::new();
    for fixup in fixups {
        let is_meant = description.metadata.service_short_name == fixup.service
            && description.metadata.api_version == fixup.version;
        if is_meant && (fixup.repair)(description) == Outcome::Stale {
            refusals.push(Refusal {
                input: Input::Api,
                place: format!("fixup `{}`", fixup.name),
                message: format!("it no longer applies: {}", fixup.reason),
                hint: "look at the description, and correct or remove the fixup in \
                       `codegen/src/import/fixups.rs`"
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

fn retype(member: Option<&mut Member>, wrong: &str, right: &str) -> Outcome {
    match member {
        None => Outcome::NotThere,
        Some(member) if member.member == wrong => {
            right.clone_into(&mut member.member);
            Outcome::Repaired
        }
        Some(_) => Outcome::Stale,
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

//! Parameters and fields: merges upstream's facts into ours.

use std::collections::{HashMap, HashSet};

use vod_codegen::names;
use vod_codegen::spec::Field;
use vod_codegen::usage::Usage;

use super::described::Member;
use super::member_type::is_scalar;
use super::report::Report;
use super::retype::retype;

/// The note on a field that upstream has disabled.
const DISABLED: &str = "No longer used by the service.";

/// The note on what upstream no longer has.
pub(super) const GONE: &str = "No longer in the service's description.";

/// A list of fields, and whose it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Owner<'a> {
    /// The noun for its fields: `parameter`.
    pub(super) what: &'a str,
    /// Name of the action or the type.
    pub(super) name: &'a str,
    pub(super) usage: Usage,
    /// Whether there was no such list before, so that its fields are not news.
    pub(super) is_new: bool,
    /// Whether requests had it before, so that programs build it with `new()` already.
    pub(super) is_built: bool,
    /// Whether only responses had it before.
    pub(super) was_returned_only: bool,
    /// The types with values, which are no objects.
    pub(super) open_sets: &'a HashSet<&'a str>,
}

impl Owner<'_> {
    /// Whether a field is an `Option` in the programs of today.
    fn was_option(self, field: &Field) -> bool {
        field.is_option(self.is_object(field), !self.was_returned_only)
    }

    /// Leaves the type of a field in Rust what it was, whatever is said of it now.
    fn keep_type(self, field: &mut Field, was_option: bool) {
        field.optional = None;
        let is_option = field.is_option(self.is_object(field), self.usage.in_requests);
        field.optional = (is_option != was_option).then_some(was_option);
    }

    fn is_object(self, field: &Field) -> bool {
        let type_ = field.type_.name.as_str();
        !is_scalar(type_) && !self.open_sets.contains(type_)
    }

    /// A field of this list, for a report.
    pub(super) fn field(&self, name: &str) -> String {
        format!("{} `{}.{name}`", self.what, self.name)
    }
}

/// Brings a list of fields and the arguments of `new()` to what upstream describes.
///
/// Fields stay in their order, new ones come last, and none goes away.
pub(super) fn merge(
    owner: Owner<'_>,
    fields: &mut Vec<Field>,
    new: &mut Vec<String>,
    members: &[Member],
    report: &mut Report,
) {
    let by_name: HashMap<&str, &Member> = members
        .iter()
        .map(|member| (member.name.as_str(), member))
        .collect();
    let known: HashSet<String> = fields.iter().map(|field| field.name.clone()).collect();
    for field in fields.iter_mut() {
        match by_name.get(field.name.as_str()) {
            Some(member) => update(owner, field, member, new, report),
            None => keep(owner, field, report),
        }
    }
    for member in members {
        if !known.contains(&member.name) {
            let field = added(owner, member);
            if !owner.is_new {
                let required = match field.is_required() {
                    true => ", required",
                    false => "",
                };
                let appeared = format!("{}{required}", owner.field(&field.name));
                report.appeared.push(appeared);
            }
            fields.push(field);
        }
    }
    append_required(owner, fields, new, report);
    tell_apart(owner, fields, report);
}

/// Gives fields names of their own that would have the same in Rust: `InstanceID` and `InstanceId`. The generator does
/// it for deprecated ones.
fn tell_apart(owner: Owner<'_>, fields: &mut [Field], report: &mut Report) {
    let mut taken: HashSet<String> = HashSet::new();
    for field in fields.iter_mut().filter(|field| field.deprecated.is_none()) {
        let name = names::field(field.rust_name.as_deref().unwrap_or(&field.name));
        if taken.insert(name.clone()) {
            continue;
        }
        let plain = names::file(&name);
        let mut others = (2..).map(|number| format!("{plain}_{number}"));
        let other = others.find(|other| !taken.contains(other));
        let other = other.expect("there are more numbers than names");
        let shown = owner.field(&field.name);
        report.changed.push(format!(
            "{shown} is called `{other}` in Rust, where `{plain}` is another field's"
        ));
        taken.insert(other.clone());
        field.rust_name = Some(other);
    }
}

fn added(owner: Owner<'_>, member: &Member) -> Field {
    let json = serde_json::json!({ "name": member.name, "type": member.type_ });
    let mut field: Field = serde_json::from_value(json).expect("a name and a type make a field");
    let Usage {
        in_requests,
        in_responses,
    } = owner.usage;
    if in_requests && member.is_required {
        require(owner, &mut field, &[]);
    }
    if member.is_disabled && !field.is_required() {
        field.deprecated = Some(DISABLED.to_owned());
    }
    field.nullable = in_responses && member.may_be_null;
    field.always_returned = in_responses && is_always_returned(owner, member, &field);
    field
}

/// Makes a field required: by an argument of `new()`, unless programs have been compiled without it.
fn require(owner: Owner<'_>, field: &mut Field, new: &[String]) {
    field.required = !owner.is_built || new.contains(&field.name);
    field.required_later = !field.required;
}

/// Whether a response always has the field and never null in its place.
///
/// Of a type that only responses hold, older descriptions say it with the flag for requests.
fn is_always_returned(owner: Owner<'_>, member: &Member, field: &Field) -> bool {
    let is_old_form = member.is_required && !owner.usage.in_requests;
    let is_said = member.is_always_returned;
    let is_said = is_said.unwrap_or(field.always_returned || is_old_form);
    is_said && !member.is_disabled && !field.nullable
}

fn update(
    owner: Owner<'_>,
    field: &mut Field,
    member: &Member,
    new: &[String],
    report: &mut Report,
) {
    let name = owner.field(&field.name);
    if field.type_ != member.type_ {
        let change = retype(field, &member.type_);
        report.changed.push(format!("{name} {change}"));
    }
    let was_option = owner.was_option(field);
    update_required(owner, field, member, new, report);
    update_returned(owner, field, member, was_option, report);
    owner.keep_type(field, was_option);
    update_deprecated(owner, field, member, report);
}

/// Marks what upstream has disabled, and takes the mark away when the field is in use again. Words of ours stay.
fn update_deprecated(owner: Owner<'_>, field: &mut Field, member: &Member, report: &mut Report) {
    let name = owner.field(&field.name);
    let is_from_import = |note: &str| note == DISABLED || note == GONE;
    match (field.deprecated.as_deref(), member.is_disabled) {
        (None, true) if field.is_required() => report.changed.push(format!(
            "{name} is disabled and required at once: it is not marked as deprecated"
        )),
        (None, true) => {
            field.deprecated = Some(DISABLED.to_owned());
            report.changed.push(format!("{name} is deprecated now"));
        }
        (Some(note), is_disabled)
            if is_from_import(note) && (field.is_required() || !is_disabled) =>
        {
            field.deprecated = None;
            report
                .changed
                .push(format!("{name} is in use again, and no longer deprecated"));
        }
        _ => {}
    }
}

fn update_required(
    owner: Owner<'_>,
    field: &mut Field,
    member: &Member,
    new: &[String],
    report: &mut Report,
) {
    let is_required_now = owner.usage.in_requests && member.is_required;
    if field.is_required() == is_required_now {
        return;
    }
    let name = owner.field(&field.name);
    let is_argument = new.contains(&field.name);
    (field.required, field.required_later) = (false, false);
    if is_required_now {
        require(owner, field, new);
    }
    report.changed.push(match (is_required_now, is_argument) {
        (true, true) => format!("{name} is required again, and is in `new` already"),
        (true, false) if field.required => format!("{name} is required now"),
        (true, false) => format!(
            "{name} is required now: a request without it is sent, with a warning, and `new` stays as it is"
        ),
        (false, true) => format!("{name} is optional now, and keeps its place in `new`"),
        (false, false) => format!("{name} is optional now"),
    });
}

fn update_returned(
    owner: Owner<'_>,
    field: &mut Field,
    member: &Member,
    was_option: bool,
    report: &mut Report,
) {
    if !owner.usage.in_responses {
        return;
    }
    let name = owner.field(&field.name);
    if member.may_be_null && !field.nullable {
        field.nullable = true;
        report.changed.push(format!("{name} may be null now"));
    }
    let is_always_returned = is_always_returned(owner, member, field);
    if field.always_returned != is_always_returned {
        field.always_returned = is_always_returned;
        owner.keep_type(field, was_option);
        let now = if is_always_returned {
            "now"
        } else {
            "no longer"
        };
        let type_ = match field.optional {
            Some(true) => ": it stays an `Option` by `optional`",
            Some(false) => {
                ": it stays what it is in Rust, and is empty where it is absent, by `optional`"
            }
            None => "",
        };
        let change = format!("{name} is {now} always returned{type_}");
        report.changed.push(change);
    }
}

/// Keeps a field that upstream no longer has: callers may have its name in their code.
fn keep(owner: Owner<'_>, field: &mut Field, report: &mut Report) {
    let was_option = owner.was_option(field);
    (field.required, field.required_later) = (false, false);
    field.always_returned = false;
    owner.keep_type(field, was_option);
    field.deprecated.get_or_insert_with(|| GONE.to_owned());
    report.disappeared.push(owner.field(&field.name));
}

/// Appends what is required to the arguments of `new()`.
///
/// Arguments must be in the order of their fields: a field that comes late to `new()` moves behind
/// those that were there before.
fn append_required(
    owner: Owner<'_>,
    fields: &mut Vec<Field>,
    new: &mut Vec<String>,
    report: &mut Report,
) {
    let arguments: HashSet<String> = new.iter().cloned().collect();
    let is_argument = |field: &Field| arguments.contains(&field.name);
    let Some(last) = fields.iter().rposition(is_argument) else {
        new.extend(
            fields
                .iter()
                .filter(|field| field.required)
                .map(|field| field.name.clone()),
        );
        return;
    };
    let after = fields.split_off(last + 1);
    let is_late = |field: &Field| field.required && !is_argument(field);
    let (late, before): (Vec<Field>, Vec<Field>) =
        std::mem::take(fields).into_iter().partition(is_late);
    for field in &late {
        let name = owner.field(&field.name);
        report
            .changed
            .push(format!("{name} moved behind what was in `new` before it"));
    }
    let appended = late
        .iter()
        .chain(after.iter().filter(|field| is_late(field)));
    new.extend(appended.map(|field| field.name.clone()));
    fields.extend(before.into_iter().chain(late).chain(after));
}

//! The templates of an application, of all kinds that have actions to create and to list them.

mod family;
mod filter;
mod mps;

use std::collections::BTreeMap;

use serde_json::{Value, json};

pub(super) use self::family::Family;
use self::family::Verb;
use super::codes::{no_template, refusal};
use super::fit::{check_size, fit_into, merge};
use super::given::{Given, is_same, number};
use crate::mock::part::Call;
use crate::mock::refusal::Refusal;

/// How many templates of one kind an application has.
const MOST_TEMPLATES: usize = 1_000;
/// The largest page of a list of templates.
const LARGEST_PAGE: usize = 100;

/// The templates by their families (`TranscodeTemplate`), the oldest first, as the actions that list them show them.
#[derive(Default)]
pub(super) struct Templates(BTreeMap<&'static str, Vec<Value>>);

impl Templates {
    pub(super) fn is_empty(&self) -> bool {
        self.0.values().all(Vec::is_empty)
    }

    /// Executes a call, with a fresh id for what is new; `None` if the action is none of templates.
    pub(super) fn respond(
        &mut self,
        call: &Call<'_>,
        new_id: impl FnOnce() -> u64,
        now: &str,
    ) -> Option<Result<Value, Refusal>> {
        let (verb, family) = Family::of_action(call.schema)?;
        let templates = self.0.entry(family.name).or_default();
        if family.name == mps::FAMILY {
            return Some(mps::respond(templates, verb, call, new_id, now));
        }
        Some(match verb {
            Verb::Create => create(templates, &family, call, new_id, now),
            Verb::Modify => modify(templates, &family, call, now),
            Verb::Reset => reset(templates, &family, call, now),
            Verb::Delete => delete(templates, &family, call),
            Verb::Describe => describe(templates, &family, call),
        })
    }

    /// Adds a template that a test has made, or replaces that of the same id. Gives the `Definition`, if it has one.
    pub(super) fn insert(&mut self, family: &Family, template: Value) -> u64 {
        let templates = self.0.entry(family.name).or_default();
        templates.retain(|other| !is_same(&other[family.key], &template[family.key]));
        let definition = number(&template[family::DEFINITION]).map(|number| number as u64);
        templates.push(template);
        definition.unwrap_or(0)
    }

    /// The template of a number.
    pub(super) fn find(&self, family: &str, definition: i64) -> Option<&Value> {
        let mut templates = self.of(family).iter();
        let id = Value::from(definition);
        templates.find(|template| is_same(&template[family::DEFINITION], &id))
    }

    pub(super) fn of(&self, family: &str) -> &[Value] {
        self.0.get(family).map_or(&[], Vec::as_slice)
    }
}

/// A template as lists show it, of what is said of it, with an id and times.
pub(super) fn complete(
    family: &Family,
    said: &Value,
    new_id: impl FnOnce() -> u64,
    now: &str,
) -> Value {
    let mut template = json!({ "Type": "Custom", "CreateTime": now, "UpdateTime": now });
    merge(&mut template, said);
    if said[family.key].is_null() && family.key == family::DEFINITION {
        template[family.key] = new_id().into();
    }
    shown(template, family)
}

/// A template as lists show it, with what follows from the rest of it.
fn shown(mut template: Value, family: &Family) -> Value {
    let container = template["Container"].as_str().unwrap_or_default();
    let is_audio = ["mp3", "flac", "ogg", "m4a", "wav"].contains(&container);
    template["ContainerType"] = if is_audio { "PureAudio" } else { "Video" }.into();
    let id = &template[family.key];
    let url = format!("http://vod.example.com/watermark/{id}.png");
    let image = &template["ImageTemplate"];
    if image.is_object() && image["ImageUrl"].is_null() {
        template["ImageTemplate"]["ImageUrl"] = url.into();
    }
    family.shown(&template)
}

fn create(
    templates: &mut Vec<Value>,
    family: &Family,
    call: &Call<'_>,
    new_id: impl FnOnce() -> u64,
    now: &str,
) -> Result<Value, Refusal> {
    let info = call.schema.info;
    if let Some(name) = Given(call.parameters).text(family.key)
        && templates.iter().any(|other| other[family.key] == name)
    {
        let code = info.done_codes.first().unwrap_or(&"InvalidParameterValue");
        return Err(Refusal::new(
            code,
            format!("There is a template {name} already."),
        ));
    }
    if templates.len() >= MOST_TEMPLATES {
        let message = format!("There are {MOST_TEMPLATES} templates of the kind.");
        let codes = ["LimitExceeded.TooMuchTemplate", "LimitExceeded"];
        return Err(refusal(info, &codes, message));
    }
    let template = complete(family, call.parameters, new_id, now);
    check_size(&template)?;
    let response = response(call, family, &template);
    templates.push(template);
    Ok(response)
}

/// What a call that makes or changes a template returns of it.
fn response(call: &Call<'_>, family: &Family, template: &Value) -> Value {
    let url = template["ImageTemplate"]["ImageUrl"]
        .as_str()
        .unwrap_or_default();
    let all = json!({ family.key: template[family.key], "ImageUrl": url });
    fit_into((call.schema.empty)().response, &all)
}

fn modify(
    templates: &mut [Value],
    family: &Family,
    call: &Call<'_>,
    now: &str,
) -> Result<Value, Refusal> {
    let template = find(templates, family, call)?;
    let mut changed = template.clone();
    merge(&mut changed, call.parameters);
    changed["UpdateTime"] = now.into();
    let changed = shown(changed, family);
    check_size(&changed)?;
    *template = changed;
    Ok(response(call, family, template))
}

/// Gives a template new content as a whole.
fn reset(
    templates: &mut [Value],
    family: &Family,
    call: &Call<'_>,
    now: &str,
) -> Result<Value, Refusal> {
    let template = find(templates, family, call)?;
    let mut new = complete(family, call.parameters, || 0, now);
    new["CreateTime"] = template["CreateTime"].clone();
    check_size(&new)?;
    *template = new;
    Ok(response(call, family, template))
}

fn delete(templates: &mut Vec<Value>, family: &Family, call: &Call<'_>) -> Result<Value, Refusal> {
    find(templates, family, call)?;
    templates.retain(|other| !is_same(&other[family.key], &call.parameters[family.key]));
    Ok(json!({}))
}

fn find<'a>(
    templates: &'a mut [Value],
    family: &Family,
    call: &Call<'_>,
) -> Result<&'a mut Value, Refusal> {
    let id = &call.parameters[family.key];
    let unknown = || no_template(call.schema.info, family.key, &id.to_string());
    let mut templates = templates.iter_mut();
    templates
        .find(|template| is_same(&template[family.key], id))
        .ok_or_else(unknown)
}

fn describe(templates: &[Value], family: &Family, call: &Call<'_>) -> Result<Value, Refusal> {
    let given = Given(call.parameters);
    let (size, offset) = given.page();
    if size > LARGEST_PAGE {
        let message = format!("`Limit` is at most {LARGEST_PAGE}.");
        let codes = [
            "InvalidParameterValue.Limit",
            "InvalidParameterValue",
            "InvalidParameter",
            "FailedOperation",
            "InternalError",
        ];
        return Err(refusal(call.schema.info, &codes, message));
    }
    let mut found: Vec<&Value> = templates
        .iter()
        .filter(|template| filter::matches(template, family, call))
        .collect();
    let sort = given
        .list("SortBy")
        .iter()
        .rev()
        .chain([given.value("Sort")]);
    for by in sort {
        Given(by).sort(&mut found, |template, field| template[field].clone());
    }
    let page: Vec<&Value> = found.iter().copied().skip(offset).take(size).collect();
    Ok(json!({ "TotalCount": found.len(), family.list(): page }))
}

//! Templates of MPS: their content is JSON in a text, or in a parameter that is named by their kind.

use serde_json::{Value, json};

use super::family::{DEFINITION, Verb};
use super::{LARGEST_PAGE, MOST_TEMPLATES};
use crate::mock::library::codes::{no_template, refusal};
use crate::mock::library::fit::{check_size, merge};
use crate::mock::library::given::Given;
use crate::mock::part::Call;
use crate::mock::refusal::Refusal;

pub(super) const FAMILY: &str = "MPSTemplate";

/// Executes a call on the templates, which are kept as an object of kind and content each.
pub(super) fn respond(
    templates: &mut Vec<Value>,
    verb: Verb,
    call: &Call<'_>,
    new_id: impl FnOnce() -> u64,
    now: &str,
) -> Result<Value, Refusal> {
    let given = Given(call.parameters);
    let kind = given.text("TemplateType").unwrap_or_default();
    match verb {
        Verb::Create => create(templates, call, (kind, new_id()), now),
        Verb::Modify | Verb::Reset => modify(templates, call, kind, now),
        Verb::Delete => {
            let index = find(templates, call, kind, given.value(DEFINITION))?;
            templates.remove(index);
            Ok(json!({}))
        }
        Verb::Describe => describe(templates, call, kind),
    }
}

fn create(
    templates: &mut Vec<Value>,
    call: &Call<'_>,
    (kind, id): (&str, u64),
    now: &str,
) -> Result<Value, Refusal> {
    if templates.len() >= MOST_TEMPLATES {
        let message = format!("There are {MOST_TEMPLATES} templates of MPS.");
        return Err(refusal(
            call.schema.info,
            &["LimitExceeded.TooMuchTemplate"],
            message,
        ));
    }
    let mut content = json!({ "Type": "Custom", "CreateTime": now });
    merge(&mut content, &said(call, "MPSCreateTemplateParams", kind)?);
    content[DEFINITION] = id.into();
    content["UpdateTime"] = now.into();
    check_size(&content)?;
    templates.push(json!({ "Kind": kind, "Content": content }));
    Ok(json!({ DEFINITION: id }))
}

fn modify(
    templates: &mut [Value],
    call: &Call<'_>,
    kind: &str,
    now: &str,
) -> Result<Value, Refusal> {
    let said = said(call, "MPSModifyTemplateParams", kind)?;
    let index = find(templates, call, kind, &said[DEFINITION])?;
    let mut content = templates[index]["Content"].clone();
    merge(&mut content, &said);
    content["UpdateTime"] = now.into();
    check_size(&content)?;
    templates[index]["Content"] = content;
    Ok(json!({}))
}

fn describe(templates: &[Value], call: &Call<'_>, kind: &str) -> Result<Value, Refusal> {
    let said = said(call, "MPSDescribeTemplateParams", kind)?;
    let filters = Given(&said);
    let (size, offset) = filters.page();
    let ids = filters.list("Definitions");
    let matches = |content: &Value| {
        let has = |name| {
            filters
                .text(name)
                .is_none_or(|wanted| content[name] == wanted)
        };
        (ids.is_empty() || ids.contains(&content[DEFINITION])) && has("Type") && has("Name")
    };
    let found = templates.iter().filter(|template| template["Kind"] == kind);
    let found: Vec<&Value> = found
        .map(|template| &template["Content"])
        .filter(|it| matches(it))
        .collect();
    let page = found.iter().skip(offset).take(size.min(LARGEST_PAGE));
    let page =
        page.map(|content| json!({ "TaskType": kind, "MPSTemplateInfo": content.to_string() }));
    Ok(json!({ "TotalCount": found.len(), "MPSTemplateSet": page.collect::<Vec<Value>>() }))
}

/// What a request says of a template: the JSON of a parameter, or else the parameter that the kind names.
fn said(call: &Call<'_>, text: &str, kind: &str) -> Result<Value, Refusal> {
    let given = Given(call.parameters);
    let json = given.text(text).unwrap_or("{}");
    let mut said: Value = match serde_json::from_str(json) {
        Ok(said @ Value::Object(_)) => said,
        _ => {
            let message = format!("The parameter `{text}` is not a JSON object.");
            return Err(Refusal::new("InvalidParameterValue", message));
        }
    };
    let beside = given.value(&format!("{kind}Template"));
    if given.text(text).is_none() && beside.is_object() {
        merge(&mut said, beside);
    }
    Ok(said)
}

fn find(templates: &[Value], call: &Call<'_>, kind: &str, id: &Value) -> Result<usize, Refusal> {
    let is_it =
        |template: &Value| template["Kind"] == kind && template["Content"][DEFINITION] == *id;
    let unknown = || no_template(call.schema.info, DEFINITION, &id.to_string());
    templates.iter().position(is_it).ok_or_else(unknown)
}

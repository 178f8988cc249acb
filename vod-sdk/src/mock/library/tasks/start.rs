//! Starting tasks.

use serde_json::{Value, json};

use super::begin::{Origin, begin};
use super::site::Site;
use super::{kind, plan, procedure};
use crate::mock::library::codes;
use crate::mock::library::fit::{check_size, fit_into};
use crate::mock::library::given::Given;
use crate::mock::library::media::{by_path, missing};
use crate::mock::library::state::{App, Common, MOST_MEDIA};
use crate::mock::part::Call;
use crate::mock::refusal::Refusal;

/// Starts what a call asks for, and makes its response.
pub(in crate::mock::library) fn start(
    app: &mut App,
    common: &mut Common,
    call: &Call<'_>,
) -> Result<Value, Refusal> {
    let info = call.schema.info;
    let given = Given(call.parameters);
    if let Some(id) = missing(&app.media, call.parameters) {
        return Err(codes::no_file(info, id));
    }
    let path = given
        .text("MediaStoragePath")
        .filter(|_| info.name != "PullUpload");
    let file_id = match path {
        Some(path) => by_path(&app.media, path).ok_or_else(|| codes::no_file(info, path))?,
        None => given.text("FileId").unwrap_or_default(),
    }
    .to_owned();
    if app.media.len() >= MOST_MEDIA || !app.tasks.make_room() {
        let message = "The mock's library is full: delete media, or let tasks end.";
        return Err(Refusal::new("LimitExceeded", message));
    }
    let origin = Origin::of(given);
    let is_flow = info.name == "ProcessMediaByProcedure";
    let ids = match given.text("ProcedureName").filter(|_| is_flow) {
        Some(name) => {
            let ids = procedure::start(app, common, (name, &file_id), &origin, call.now);
            ids.ok_or_else(|| no_flow(call, name))?
        }
        None => one(app, common, call, (&file_id, &origin))?,
    };
    Ok(fit_into((call.schema.empty)().response, &ids))
}

/// Starts the one task of a call.
fn one(
    app: &mut App,
    common: &mut Common,
    call: &Call<'_>,
    (file_id, origin): (&str, &Origin),
) -> Result<Value, Refusal> {
    let given = Given(call.parameters);
    let info = call.schema.info;
    for name in plan::procedures(given) {
        if procedure::find(&app.templates, name).is_none() {
            return Err(no_flow(call, name));
        }
    }
    let field = kind::field(info).unwrap_or_default();
    let site = Site::of(app, file_id);
    let work = plan::work(&field, given, site, common);
    check_size(&work.said)?;
    let id = begin(app, common, (&field, work), (file_id, origin), call.now);
    let place = info.task_ids.first().copied().unwrap_or("TaskId");
    Ok(json!({ place: id }))
}

fn no_flow(call: &Call<'_>, name: &str) -> Refusal {
    let codes = [
        "InvalidParameterValue.ProcedureName",
        "InvalidParameterValue.Procedure",
        "InvalidParameterValue",
        "InvalidParameter",
        "FailedOperation",
    ];
    let message =
        format!("There is no task flow {name}: a test makes it with `CreateProcedureTemplate`.");
    codes::refusal(call.schema.info, &codes, message)
}

//! The calls that the library executes.

use serde_json::{Value, json};

use super::given::Given;
use super::moment::moment;
use super::state::{App, Common, State};
use super::{media, pass_time, tasks};
use crate::mock::part::Call;
use crate::mock::refusal::Refusal;

/// The version whose actions they are.
pub(super) const VERSION: &str = "2018-07-17";

/// Executes a call; `None` if it is none of the library's.
pub(super) fn execute(state: &mut State, call: &Call<'_>) -> Option<Result<Value, Refusal>> {
    if call.schema.info.version != VERSION {
        return None;
    }
    let number = Given(call.parameters).sub_app_id();
    let result = state.with_app(number, |app, common| {
        pass_time(app, common, call.now);
        execute_in(app, common, call)
    });
    result.unwrap_or_else(|| {
        let message = "The mock's library has no room for another application.";
        Some(Err(Refusal::new("InvalidParameterValue.SubAppId", message)))
    })
}

fn execute_in(
    app: &mut App,
    common: &mut Common,
    call: &Call<'_>,
) -> Option<Result<Value, Refusal>> {
    let now = moment(call.now);
    Some(match call.schema.info.name {
        "SearchMedia" => media::search(&app.media, &app.classes, call),
        "DescribeMediaInfos" => media::describe(&app.media, &app.classes, call),
        "ModifyMediaInfo" => {
            let place = (app.number, common.new_id(), now.as_str());
            media::modify(&mut app.media, &app.classes, call, place)
        }
        "DeleteMedia" => media::delete(&mut app.media, call, &now).map(|deleted| {
            common
                .events
                .push("FileDeleted", "FileDeleteEvent", &deleted);
            json!({})
        }),
        "CreateClass" => app.classes.create(call),
        "ModifyClass" => app.classes.modify(call),
        "DeleteClass" => {
            let media = &app.media;
            let is_in = |file: &Value, class: i64| file["BasicInfo"]["ClassId"] == class;
            let has_media = |class| media.all().any(|file| is_in(file, class));
            app.classes.delete(call, has_media)
        }
        "DescribeAllClass" => Ok(app.classes.describe()),
        "DescribeTaskDetail" => tasks::look(app, common, call),
        "DescribeTasks" => tasks::list(app, common, call),
        "ManageTask" => tasks::manage(app, common, call),
        _ if !call.schema.info.task_ids.is_empty() => tasks::start(app, common, call),
        _ => {
            let new_id = || common.new_definition();
            return app.templates.respond(call, new_id, &now);
        }
    })
}

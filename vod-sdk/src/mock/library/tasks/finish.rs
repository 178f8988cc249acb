//! The end of a task: what it has made comes into the library, and an event tells of it.

use std::time::Duration;

use serde_json::{Value, json};

use super::begin::Origin;
use super::body::{Shown, body};
use super::work::{Effect, NewFile, Work};
use super::{Phase, Task, procedure};
use crate::mock::library::ending::Ending;
use crate::mock::library::fit::merge;
use crate::mock::library::media::add_output;
use crate::mock::library::moment::moment;
use crate::mock::library::state::{App, Common};

/// Ends the tasks whose time is over, in the order in which it was, with those that they start; forgets those of more than
/// three days ago.
pub(in crate::mock::library) fn settle(app: &mut App, common: &mut Common, now: Duration) {
    loop {
        let over = app.tasks.running();
        let over = over.filter(|task| task.phase(now) == Phase::Ended);
        let first = over.min_by_key(|task| (task.end(now), task.number));
        let Some(number) = first.map(|task| task.number) else {
            break;
        };
        finish(app, common, number, now);
    }
    app.tasks.forget(now);
    begin_processing(app, common, now);
}

/// Notes since when tasks run that have waited, and tells of it where that was asked for.
fn begin_processing(app: &mut App, common: &mut Common, now: Duration) {
    let runs = |task: &&Task| matches!(task.phase(now), Phase::Processing(_));
    let waited = app.tasks.running().filter(|task| task.begun.is_none());
    let begun: Vec<u64> = waited.filter(runs).map(|task| task.number).collect();
    for number in begun {
        let Some(mut task) = app.tasks.remove(number) else {
            continue;
        };
        task.begun = Some(now);
        if task.work.said["TasksNotifyMode"] == "Change" {
            common.events.push_task(&task.field, &task.running(now));
        }
        app.tasks.insert(task);
    }
}

/// Ends a task, as it is to end.
fn finish(app: &mut App, common: &mut Common, number: u64, now: Duration) {
    let Some(mut task) = app.tasks.remove(number) else {
        return;
    };
    let end = task.end(now);
    task.ended = Some(end);
    task.begun = task.begun.or(Some(task.created));
    let ending = match task.is_aborted {
        true => Ending::Aborted,
        false => std::mem::take(&mut task.ending),
    };
    task.is_aborted = ending == Ending::Aborted;
    let shown = shown(&ending, task.work.steps.len());
    if shown.is_made {
        make(app, common, &mut task, &shown, end);
    }
    task.body = body(&task, &shown);
    if let Ending::Json(fields) = &ending {
        merge(&mut task.body, fields);
    }
    task.work = Work::default();
    if !task.is_aborted && task.body["TasksNotifyMode"] != "None" {
        common.events.push_task(&task.field, &task.body);
    }
    app.tasks.insert(task);
}

/// What a task shows that ends in a way.
fn shown(ending: &Ending, steps: usize) -> Shown<'_> {
    let success = Shown {
        status: "FINISH",
        progress: 100,
        failed: (0, ("", "")),
        is_failed: false,
        is_made: true,
    };
    match ending {
        Ending::Succeeded | Ending::Json(_) => success,
        Ending::Failed { code, message } => Shown {
            failed: (steps, (code, message)),
            is_failed: true,
            ..success
        },
        Ending::FailedInPart { code, message } => Shown {
            failed: (1, (code, message)),
            is_failed: steps == 0,
            ..success
        },
        Ending::Aborted => Shown {
            status: "ABORTED",
            progress: 0,
            is_made: false,
            ..success
        },
    }
}

/// Brings what the task and its steps have made into the library.
fn make(app: &mut App, common: &mut Common, task: &mut Task, shown: &Shown<'_>, now: Duration) {
    let time = moment(now);
    for step in task.work.steps.iter_mut().skip(shown.failed.0) {
        let output = &step.output;
        match &mut step.effect {
            Effect::Nothing => {}
            Effect::Output(kind) => {
                app.media
                    .change(&task.file_id, &time, |file| add_output(file, kind, output));
            }
            Effect::Cover => app.media.change(&task.file_id, &time, |file| {
                file["BasicInfo"]["CoverUrl"] = output["CoverUrl"].clone();
            }),
            Effect::NewFile(file) => {
                let ids = add_file(app, common, file, now);
                merge(&mut step.holder, &ids);
            }
        }
    }
    if let Some(file) = task.work.file.as_mut().filter(|_| !shown.is_failed) {
        let ids = add_file(app, common, file, now);
        task.file_id = file.file["FileId"].as_str().unwrap_or_default().to_owned();
        merge(&mut task.work.made, &ids);
    }
}

/// Adds a media file, and starts the task flow on it. Gives the fields of the task that tell of both.
fn add_file(app: &mut App, common: &mut Common, new: &NewFile, now: Duration) -> Value {
    let mut file = new.file.clone();
    let time = moment(now);
    file["BasicInfo"]["CreateTime"] = time.as_str().into();
    file["BasicInfo"]["UpdateTime"] = time.into();
    let id = file["FileId"].as_str().unwrap_or_default().to_owned();
    app.media.insert(file);
    let mut fields = start_flow(app, common, new.procedure.as_deref(), &id, now);
    let basics = app.media.basics(&id, &app.classes);
    merge(
        &mut fields,
        &json!({ "MediaBasicInfo": basics, "Output": { "MediaBasicInfo": basics } }),
    );
    fields
}

/// Starts a task flow on a new file, if one is named. Gives the fields that say which tasks those are.
pub(in crate::mock::library) fn start_flow(
    app: &mut App,
    common: &mut Common,
    procedure: Option<&str>,
    file_id: &str,
    now: Duration,
) -> Value {
    let flow = procedure.map(|name| (name, file_id));
    let ids = flow.and_then(|flow| procedure::start(app, common, flow, &Origin::default(), now));
    let Some(ids) = ids else {
        return json!({});
    };
    let id = &ids["TaskId"];
    json!({
        "ProcedureTaskId": id,
        "ReviewAudioVideoTaskId": ids["ReviewAudioVideoTaskId"],
        "Output": { "ProcedureTaskIds": [id] },
    })
}

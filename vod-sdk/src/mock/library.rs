//! An in-memory VOD: media, categories, templates and tasks that hang together.

mod calls;
mod classes;
mod codes;
mod ending;
mod events;
mod fit;
mod given;
mod media;
mod moment;
mod said;
mod state;
mod tasks;
mod templates;

use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde::Serialize;
use serde_json::Value;

pub use self::ending::TaskEnding;
use self::moment::{moment, seconds};
use self::said::{media_info, object};
use self::state::{App, Common, MOST_MEDIA, State};
use self::tasks::Pace;
use self::templates::Family;
use super::clock::Clock;
use super::part::{Call, Part};
use super::response::Response;
use crate::lock::lock;

/// What a mock has of an application: its media, categories, templates and tasks.
///
/// A mock that is made [with a library](super::MockServerBuilder::with_library) executes calls, in place of responding with
/// examples: what a call creates, the next one finds. The test fills and inspects it here:
///
/// ```
/// use serde_json::json;
/// use vod_sdk::mock::{Script, TaskEnding};
/// use vod_sdk::tasks::Verdict;
/// use vod_sdk::v2018_07_17::ProcessMediaByProcedureRequest;
/// use vod_sdk::Client;
///
/// # #[tokio::main(flavor = "current_thread", start_paused = true)]
/// # async fn main() -> Result<(), vod_sdk::Error> {
/// let script = Script::with_library();
/// let client = Client::builder()
///     .credential(script.credential())
///     .transport(script.clone())
///     .build()?;
///
/// let library = script.library();
/// let file_id = library.add_media(json!({ "BasicInfo": { "Name": "A film" } }));
/// let request = ProcessMediaByProcedureRequest::new("LongVideoPreset").file_id(&file_id);
///
/// library.next_task_ends(TaskEnding::failed("SourceFileError", "The file is damaged."));
/// let task = client.process_media_by_procedure(&request).task().await?;
/// assert_eq!(task.wait().await?.verdict(), Verdict::Failed);
///
/// let task = client.process_media_by_procedure(&request).task().await?;
/// assert_eq!(task.wait().await?.verdict(), Verdict::Succeeded);
/// let media = library.media(&file_id).expect("it is there");
/// assert!(media["AdaptiveDynamicStreamingInfo"]["AdaptiveDynamicStreamingSet"][0]["Url"].is_string());
/// # Ok(())
/// # }
/// ```
///
/// # What it executes
///
/// | actions of 2018-07-17 | what they do |
/// | --- | --- |
/// | `SearchMedia`, `DescribeMediaInfos`, `ModifyMediaInfo`, `DeleteMedia` | all of their parameters; fuzzy matching looks for the text anywhere, upper case or not |
/// | `CreateClass`, `ModifyClass`, `DeleteClass`, `DescribeAllClass` | categories, four levels deep |
/// | `Create…Template`, `Modify…Template`, `ResetProcedureTemplate`, `Delete…Template`, `Describe…Templates` | templates of all kinds, also with their filters; there are none in the beginning |
/// | every action that always starts a task | starts one |
/// | `DescribeTaskDetail`, `DescribeTasks`, `ManageTask` | show and abort tasks of the last three days |
///
/// Other actions respond with their examples. What the test has prepared comes before the library;
/// [`Response::example`] is what the library makes, so that `Response::example().lost()` is a call that is executed and
/// whose response is lost. Errors have the codes that are documented for the action. A file or a task flow that a request
/// names must be there, apart from the task flow `LongVideoPreset`, which every application has. Templates that a request
/// names by their number need not be there.
///
/// # Tasks
///
/// A task is `WAITING` when it is started, and has ended with the second look at it, unless the test
/// [says otherwise](Self::tasks_take). A look is a call of `DescribeTaskDetail` for it, the first page of a `DescribeTasks`, or
/// [`take_events`](Self::take_events). It succeeds, unless the test [says otherwise](Self::next_task_ends). Then the file has
/// what was made of it; tasks that make files, such as those of `PullUpload` and `EditMedia`, have added them, and
/// started the task flow that was to run on them. Sizes, durations and what is recognized are made up.
///
/// # Limits
///
/// The library has 100 applications with 50,000 media files, 10,000 categories, 10,000 tasks and 1,000 templates of each kind
/// at most. It keeps 64 KiB of a template or of what a task was given, the latest 100 outputs of a kind that a file has, and
/// the latest 10,000 events. Where something is too much, the call is refused with `LimitExceeded` or a code that refines it;
/// tasks that have ended make room.
///
/// Clones share everything.
#[derive(Clone)]
pub struct Library {
    state: Arc<Mutex<State>>,
    clock: Arc<Clock>,
    app: u64,
}

impl Library {
    pub(super) fn new(clock: Arc<Clock>) -> Self {
        Self {
            state: Arc::new(Mutex::new(State::new())),
            clock,
            app: 0,
        }
    }

    /// What another application has: that of requests with this `SubAppId`. At first, it is that of requests without one.
    pub fn sub_app(&self, id: u64) -> Self {
        Self {
            app: id,
            ..self.clone()
        }
    }

    /// Adds a media file, or replaces that of the same `FileId`, and gives its `FileId`. It is said as a
    /// [`MediaInfo`], whole or in part; what it leaves out or has empty, the library makes up.
    ///
    /// # Panics
    ///
    /// Panics if it is not a JSON object with fields of a `MediaInfo`, or if there are 50,000 files.
    #[track_caller]
    pub fn add_media(&self, media: impl Serialize) -> String {
        let said = media_info(media);
        self.with_app(|app, common, now| add_media(app, common, &said, now))
            .unwrap_or_else(|problem| panic!("{problem}"))
    }

    /// Adds a media file as [`add_media`](Self::add_media) does, as one that a user has uploaded just now: with the event
    /// `NewFileUpload`, and with a task flow that is started on it, if one is named.
    ///
    /// # Panics
    ///
    /// Panics as `add_media` does.
    #[track_caller]
    pub fn upload_media(&self, media: impl Serialize, procedure: Option<&str>) -> String {
        let said = media_info(media);
        let id = self.with_app(|app, common, now| {
            let id = add_media(app, common, &said, now)?;
            let mut task = tasks::start_flow(app, common, procedure, &id, now);
            task["FileId"] = id.as_str().into();
            task["MediaBasicInfo"] = app.media.basics(&id, &app.classes);
            task["MetaData"] = app.media.metadata(&id);
            common
                .events
                .push("NewFileUpload", "FileUploadEvent", &task);
            Ok(id)
        });
        id.unwrap_or_else(|problem: String| panic!("{problem}"))
    }

    /// A media file, as a `MediaInfo` with all of its sections.
    pub fn media(&self, file_id: &str) -> Option<Value> {
        self.with_app(|app, _, _| {
            let file = app.media.get(file_id)?;
            Some(media::shown(file, &app.classes, given::Given(&Value::Null)))
        })
    }

    /// The ids of all media files, the oldest first.
    pub fn file_ids(&self) -> Vec<String> {
        self.with_app(|app, _, _| {
            let ids = app.media.all().filter_map(|file| file["FileId"].as_str());
            ids.map(str::to_owned).collect()
        })
    }

    /// Adds a template, or replaces that of the same id, and gives its `Definition`, or 0 for one that is known by its name.
    /// It is of a kind such as `TranscodeTemplate`, and said as lists show it or as it is created, whole or in part;
    /// `"Type": "Preset"` makes a preset template.
    ///
    /// # Panics
    ///
    /// Panics if it is not a JSON object, or if there is no such kind.
    #[track_caller]
    pub fn add_template(&self, kind: &str, template: impl Serialize) -> u64 {
        let said = object(template, "a template");
        let Some(family) = Family::of_name(kind, calls::VERSION) else {
            panic!(
                "there are no templates of the kind {kind:?}, as there are of TranscodeTemplate"
            );
        };
        self.with_app(|app, common, now| {
            let now = moment(now);
            let template = templates::complete(&family, &said, || common.new_definition(), &now);
            app.templates.insert(&family, template)
        })
    }

    /// The templates of a kind such as `TranscodeTemplate`, as lists show them, the oldest first.
    pub fn templates(&self, kind: &str) -> Vec<Value> {
        self.with_app(|app, _, _| app.templates.of(kind).to_vec())
    }

    /// The tasks of the last three days, the oldest first, as items of `DescribeTasks`. This is no look at them.
    pub fn tasks(&self) -> Vec<Value> {
        self.with_app(|app, _, now| app.tasks.all().map(|task| task.in_brief(now)).collect())
    }

    /// A task as the response of `DescribeTaskDetail`. This is no look at it.
    pub fn task(&self, id: &str) -> Option<Value> {
        self.with_app(|app, _, now| Some(app.tasks.get(id)?.detail(now)))
    }

    /// Makes the tasks that are started from now on take so much time: that of the mock's clock, which goes with tokio's
    /// where a test has paused it. For the first tenth of it they wait.
    pub fn tasks_take(&self, time: Duration) {
        lock(&self.state).common.pace = Pace::Time(time);
    }

    /// Makes the tasks that are started from now on end with so many looks at them; the default is 2. With at least 3, the
    /// first look shows that they wait.
    pub fn tasks_take_looks(&self, looks: u32) {
        lock(&self.state).common.pace = Pace::Looks(looks);
    }

    /// Sets how the tasks end that are started from now on.
    pub fn tasks_end(&self, ending: TaskEnding) {
        lock(&self.state).common.ending = ending.0;
    }

    /// Sets how the next task ends that is started, or the one after those that were set before. It comes before
    /// [`tasks_end`](Self::tasks_end).
    pub fn next_task_ends(&self, ending: TaskEnding) {
        lock(&self.state).common.next_endings.push_back(ending.0);
    }

    /// Takes the events of all applications that have come since, oldest first: each is an `EventContent`, such as
    /// `NewFileUpload`, `ProcedureStateChanged` and `FileDeleted`, without an `EventHandle`. It is a look at every task.
    pub fn take_events(&self) -> Vec<Value> {
        let now = self.clock.since_1970();
        let mut state = lock(&self.state);
        let State { apps, common } = &mut *state;
        for app in apps.values_mut() {
            app.tasks.look(|_| true);
            pass_time(app, common, now);
        }
        common.events.take()
    }

    /// Works on the application, as it is now.
    #[track_caller]
    fn with_app<T>(&self, work: impl FnOnce(&mut App, &mut Common, Duration) -> T) -> T {
        let now = self.clock.since_1970();
        let result = lock(&self.state).with_app(self.app, |app, common| {
            pass_time(app, common, now);
            work(app, common, now)
        });
        result.expect("the library has no room for another application")
    }
}

impl Part for Library {
    fn respond(&self, call: &Call<'_>) -> Option<Response> {
        let result = calls::execute(&mut lock(&self.state), call)?;
        Some(match result {
            Ok(fields) => Response::json(fields),
            Err(refusal) => Response::error(refusal.code, refusal.message),
        })
    }
}

impl fmt::Debug for Library {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Library")
            .field("sub_app_id", &self.app)
            .finish_non_exhaustive()
    }
}

fn add_media(
    app: &mut App,
    common: &mut Common,
    said: &Value,
    now: Duration,
) -> Result<String, String> {
    if app.media.len() >= MOST_MEDIA {
        return Err(format!(
            "the application has {MOST_MEDIA} media files already"
        ));
    }
    let said_id = said["FileId"].as_str().filter(|id| !id.is_empty());
    let id = said_id.map_or_else(|| common.new_file_id(), str::to_owned);
    let file = media::complete(said, app.number, &id, &moment(now));
    app.media.insert(file);
    Ok(id)
}

/// Lets happen in an application what happens by itself until a time.
fn pass_time(app: &mut App, common: &mut Common, now: Duration) {
    app.media.expire(seconds(now));
    tasks::settle(app, common, now);
}

//! A VOD in memory: media, categories, templates and tasks, on which the mock executes calls.

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

/// The media, categories, templates and tasks of a mock: what a call creates, the next one finds.
///
/// A mock that is made [with a library](super::MockServerBuilder::with_library) executes calls on it, in place of responding
/// with examples. Through this handle, the test fills and inspects it:
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
/// | `SearchMedia`, `DescribeMediaInfos`, `ModifyMediaInfo`, `DeleteMedia` | heed all of their parameters; fuzzy matching looks for the text anywhere, in upper and lower case |
/// | `CreateClass`, `ModifyClass`, `DeleteClass`, `DescribeAllClass` | keep a tree of categories |
/// | `Create…Template`, `Modify…Template`, `ResetProcedureTemplate`, `Delete…Template`, `Describe…Templates` | keep templates of all kinds, and filter them; at first there are none |
/// | every action that always starts a task | starts one |
/// | `DescribeTaskDetail`, `DescribeTasks`, `ManageTask` | show and abort the tasks of the last three days |
///
/// Each `SubAppId` has media, categories, templates and tasks of its own. Errors have the codes that are documented for the
/// action. A media file or a task flow that a request names must exist, apart from the task flow `LongVideoPreset`, which every
/// application has; templates that a request names by their `Definition` need not. Other actions respond with their
/// examples.
///
/// What the test has prepared comes before the library. [`Response::example`] is then what the library makes of the request,
/// so that `Response::example().lost()` is a call that is executed, and whose response is lost.
///
/// # Tasks
///
/// A task waits when it is started, and the second look at it shows that it has ended, unless the test
/// [says otherwise](Self::tasks_take). A look is a `DescribeTaskDetail` for the task, a `DescribeTasks` without a `ScrollToken`,
/// a `PullEvents`, or [`take_events`](Self::take_events). It succeeds, unless the test [says otherwise](Self::next_task_ends). The media file
/// then has what was made of it: addresses for each template, and a cover. Tasks that make files, such as those of
/// `PullUpload` and `EditMedia`, have added them, and have started the task flow that was to run on them. Sizes,
/// durations and what is recognized are made up.
///
/// # Limits
///
/// A library has at most 100 applications, each with 50,000 media files, 10,000 categories, 10,000 tasks and 1,000 templates of
/// a kind. It keeps at most 64 KiB of a template and of what a task was given, the latest 100 outputs of a kind of a file, and
/// the latest 10,000 events. A call that would exceed that is refused, by most actions with `LimitExceeded` or a code that
/// refines it. Tasks that have ended make room for others.
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

    /// The library as another application has it: that of requests with this `SubAppId`. The mock's own handle is for requests
    /// without one.
    pub fn sub_app(&self, id: u64) -> Self {
        Self {
            app: id,
            ..self.clone()
        }
    }

    /// Adds a media file, or replaces that of the same `FileId`, and returns its `FileId`. It is given as a
    /// [`MediaInfo`](crate::generated::v2018_07_17::MediaInfo), whole or in part; what is left out or empty, the library makes up.
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

    /// Adds a media file as [`add_media`](Self::add_media) does, as if a user had uploaded it now: with the event
    /// `NewFileUpload`, and with the task flow that is started on it, if one is named and exists. An upload to the mock's
    /// object storage (feature `upload`) does the same.
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

    /// The ids of all media files, sorted.
    pub fn file_ids(&self) -> Vec<String> {
        self.with_app(|app, _, _| {
            let ids = app.media.all().filter_map(|file| file["FileId"].as_str());
            ids.map(str::to_owned).collect()
        })
    }

    /// Adds a template of a kind such as `TranscodeTemplate`, or replaces that of the same id. It is given as it is created or
    /// listed, whole or in part; `"Type": "Preset"` makes it a preset template. Returns its `Definition`, or 0 if templates of
    /// the kind have none, but a name.
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
    /// [`tasks_end`](Self::tasks_end). A task flow that is started on what another task has made is a task, too.
    pub fn next_task_ends(&self, ending: TaskEnding) {
        lock(&self.state).common.next_endings.push_back(ending.0);
    }

    /// The events of all applications since they were last taken, the oldest first: `NewFileUpload`, `PullComplete`,
    /// `ProcedureStateChanged`, `FileDeleted` and others. Each is an `EventContent` without an `EventHandle`. This is a look at
    /// every task, since a program that waits for events does not look itself. `PullEvents` takes them too, into the
    /// [queue](super::MockEvents) that delivers them.
    pub fn take_events(&self) -> Vec<Value> {
        let now = self.clock.since_1970();
        let mut state = lock(&self.state);
        let State { apps, common } = &mut *state;
        for app in apps.values_mut() {
            app.tasks.look_at_all();
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

//! Lists and tasks through the faults: no item is lost or seen twice, no task is started twice, and every wait ends.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::task::JoinSet;
use tokio::time::Instant;
use vod_sdk::v2018_07_17::{DescribeTasksRequest, ProcessMediaRequest, SearchMediaRequest};
use vod_sdk::{Client, Credential, Error, ErrorKind, RetryPolicy};

use crate::ALONE;
use crate::fault::Mix;
use crate::run::seed;
use crate::server::FaultServer;
use crate::service::Service;
use crate::signature::{SECRET_ID, SECRET_KEY};

const ATTEMPT_TIMEOUT: Duration = Duration::from_millis(250);
/// How many media there are.
const MEDIA: usize = 1_000;
/// How many items a page has at most, whatever is asked for.
const PAGE: usize = 13;
/// How many tasks are started.
const TASKS: usize = 120;
/// How many looks a task takes.
const LOOKS: usize = 4;
/// How often what has failed is tried again, by its position or its `SessionId`.
const TRIES: usize = 50;

/// A service with media and tasks.
#[derive(Default)]
struct Vod(Mutex<HashMap<String, Task>>);

struct Task {
    starts: usize,
    looks: usize,
}

impl Service for Vod {
    fn execute(&self, action: &str, parameters: &Value) -> Result<Value, &'static str> {
        let mut tasks = self.0.lock().expect("no test has panicked");
        match action {
            "SearchMedia" => {
                let first = parameters["Offset"].as_u64().unwrap_or(0) as usize;
                let page = (first..MEDIA).take(PAGE);
                let page = page.map(|id| json!({ "FileId": id.to_string() }));
                let page: Vec<Value> = page.collect();
                Ok(json!({ "TotalCount": MEDIA, "MediaInfoSet": page }))
            }
            "ProcessMedia" => {
                let session = parameters["SessionId"].as_str().expect("an id");
                let task = tasks.entry(session.to_owned()).or_insert(Task {
                    starts: 0,
                    looks: 0,
                });
                if task.starts > 0 {
                    return Err("InvalidParameterValue.SessionId");
                }
                task.starts += 1;
                Ok(json!({ "TaskId": format!("task-of-{session}") }))
            }
            "DescribeTaskDetail" => {
                let id = parameters["TaskId"].as_str().expect("an id");
                let session = id.strip_prefix("task-of-").expect("an id of this service");
                let task = tasks.get_mut(session).ok_or("ResourceNotFound")?;
                task.looks += 1;
                let status = if task.looks < LOOKS {
                    "PROCESSING"
                } else {
                    "FINISH"
                };
                Ok(json!({ "Status": status, "EditMediaTask": { "TaskId": id, "Status": status } }))
            }
            "DescribeTasks" => {
                let mut sessions: Vec<&String> = tasks.keys().collect();
                sessions.sort();
                let first = parameters["ScrollToken"].as_str().unwrap_or("0");
                let first: usize = first.parse().expect("a token of this service");
                let page = sessions.iter().skip(first).take(PAGE);
                let page = page.map(|session| {
                    json!({ "TaskId": format!("task-of-{session}"), "SessionId": session })
                });
                let page: Vec<Value> = page.collect();
                let next = first + page.len();
                let next = if next < sessions.len() {
                    next.to_string()
                } else {
                    String::new()
                };
                Ok(json!({ "TaskSet": page, "ScrollToken": next }))
            }
            other => panic!("no call of this run is {other:?}"),
        }
    }
}

async fn start(mix: Mix) -> (Arc<Vod>, FaultServer, Client) {
    let seed = seed();
    println!("{mix:?}, FAULT_SEED={seed}");
    let vod = Arc::new(Vod::default());
    let service: Arc<dyn Service> = vod.clone();
    let server = FaultServer::with(Some(service), mix, seed, ATTEMPT_TIMEOUT).await;
    let policy = RetryPolicy::default().without_budget();
    let builder = Client::builder()
        .credential(Credential::new(SECRET_ID, SECRET_KEY))
        .endpoint(&server.endpoint)
        .attempt_timeout(ATTEMPT_TIMEOUT)
        .timeout(Duration::from_secs(2))
        .without_rate_limit()
        .retry(policy.max_pause(Duration::from_millis(20)));
    let client = builder.build().expect("a client");
    (vod, server, client)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_item_is_lost_or_seen_twice() {
    let _alone = ALONE.lock().await;
    for mix in [Mix::Single, Mix::Pairs] {
        let (_, _server, client) = start(mix).await;
        let request = SearchMediaRequest::new();
        let mut items = client.search_media(&request).items();
        let (mut seen, mut failures) = (Vec::new(), 0);
        while seen.len() < MEDIA {
            match items.next().await {
                Some(Ok(item)) => seen.push(item.file_id),
                Some(Err(error)) => {
                    assert!(error.is_retryable(), "{error}");
                    failures += 1;
                    assert!(failures < TRIES, "{error}");
                    let position = items.position().to_string().parse().expect("a position");
                    items = client.search_media(&request).items().start_at(position);
                }
                None => break,
            }
        }
        println!(
            "{failures} of the calls for {} pages failed",
            MEDIA.div_ceil(PAGE)
        );
        let expected: Vec<String> = (0..MEDIA).map(|id| id.to_string()).collect();
        assert_eq!(seen, expected, "{mix:?}");
        assert!(items.next().await.is_none());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_task_is_started_twice_and_every_wait_ends() {
    let _alone = ALONE.lock().await;
    for mix in [Mix::Single, Mix::Pairs] {
        let (vod, _server, client) = start(mix).await;
        let mut work = JoinSet::new();
        for number in 0..TASKS {
            work.spawn(process(client.clone(), number));
        }
        let mut recovered = 0;
        while let Some(found) = work.join_next().await {
            recovered += usize::from(found.expect("no panic"));
        }
        let tasks = vod.0.lock().expect("no test has panicked");
        assert_eq!(tasks.len(), TASKS, "{mix:?}");
        assert!(tasks.values().all(|task| task.starts == 1), "{mix:?}");
        println!("{recovered} of {TASKS} tasks were found again");
        assert!(recovered > 0, "no response of a start was lost");
    }
}

/// Starts a task, waits for its end, and says whether it was found again.
async fn process(client: Client, number: usize) -> bool {
    let request = ProcessMediaRequest::new()
        .file_id("528")
        .session_id(format!("session-{number}"));
    let mut tries = 0;
    let task = loop {
        match client.process_media(&request).task().await {
            Ok(task) => break task,
            Err(error) => assert_failed(&error, &mut tries),
        }
    };
    assert_eq!(task.id(), format!("task-of-session-{number}"));
    let limit = Duration::from_secs(20);
    let started = Instant::now();
    let outcome = loop {
        let wait = task
            .wait()
            .poll_every(Duration::from_millis(20))
            .timeout(limit);
        match wait.await {
            Ok(outcome) => break outcome,
            Err(error) => assert_failed(&error, &mut tries),
        }
    };
    assert!(started.elapsed() < 2 * limit, "{:?}", started.elapsed());
    assert!(outcome.is_success());
    task.response().is_none()
}

/// Checks that an error may be passed over by another try, and that there are not too many.
fn assert_failed(error: &Error, tries: &mut usize) {
    let is_lost = matches!(error.kind(), ErrorKind::AnswerLost | ErrorKind::Service);
    assert!(error.is_retryable() || is_lost, "{error:?}");
    *tries += 1;
    assert!(*tries < TRIES, "{error:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_by_tokens_is_whole_too() {
    let _alone = ALONE.lock().await;
    let (vod, _server, client) = start(Mix::Single).await;
    for number in 0..300 {
        let parameters = json!({ "SessionId": format!("{number:03}") });
        vod.execute("ProcessMedia", &parameters).expect("a task");
    }
    let request = DescribeTasksRequest::new();
    let mut items = client.describe_tasks(&request).items();
    let (mut seen, mut tries) = (Vec::new(), 0);
    while seen.len() < 300 {
        match items.next().await {
            Some(Ok(task)) => seen.push(task.session_id),
            Some(Err(error)) => {
                assert_failed(&error, &mut tries);
                let position = items.position();
                items = client.describe_tasks(&request).items().start_at(position);
            }
            None => break,
        }
    }
    let expected: Vec<String> = (0..300).map(|number| format!("{number:03}")).collect();
    assert_eq!(seen, expected);
}

//! The service, which fails in many ways and remembers what it has done.

use std::collections::{HashMap, HashSet};
use std::io::{self, BufRead, Write};
use std::sync::Mutex;
use std::time::Duration;

use fastrand::Rng;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tokio::time::sleep;
use vod_sdk::Credential;
use vod_sdk::mock::{CosFault, CosOperation, MockServer, Response};

use crate::Outcome;

/// How many of a hundred calls something goes wrong with.
const PERCENT: u8 = 12;
/// The media of the list, by this tag.
pub(crate) const TAG: &str = "listed";
pub(crate) const LISTED: usize = 750;
/// The kind of the events that are counted.
pub(crate) const COUNTED: &str = "Counted";

/// Where the service is.
#[derive(Deserialize, Serialize)]
pub(crate) struct Address {
    pub(crate) endpoint: String,
    pub(crate) secret_id: String,
    pub(crate) secret_key: String,
}

/// What the service has seen.
#[derive(Deserialize, Serialize)]
pub(crate) struct Report {
    /// How many tasks were asked for, by their `SessionContext`, and how many there are.
    pub(crate) asked: u64,
    pub(crate) tasks: u64,
    /// How many uploads were committed, how many objects there are, and which of them are not as they were.
    pub(crate) commits: u64,
    pub(crate) objects: u64,
    pub(crate) damaged: Vec<String>,
    /// How many events are not confirmed.
    pub(crate) unconfirmed: u64,
    /// How many requests of calls there were.
    pub(crate) requests: u64,
}

/// Serves until a line of input, says how many events there were, and serves what is left until the end of the input.
pub(crate) async fn run(seed: u64) -> Outcome<()> {
    let (secret_id, secret_key) = ("AKID-soak", "soak-secret-key");
    let builder = MockServer::builder().with_library();
    let builder = builder.credential(Credential::new(secret_id, secret_key));
    let server = builder.start().await;
    server.library().tasks_take_looks(2);
    for index in 0..LISTED {
        let basics = json!({ "Name": format!("clip {index}"), "TagSet": [TAG] });
        let media = json!({ "FileId": file_id(index), "BasicInfo": basics });
        server.library().add_media(media);
    }
    fail_calls(&server, seed);
    print_line(&Address {
        endpoint: server.endpoint().to_owned(),
        secret_id: secret_id.to_owned(),
        secret_key: secret_key.to_owned(),
    })?;
    let stop = tokio::task::spawn_blocking(|| io::stdin().lock().read_line(&mut String::new()));
    let mut seen = Seen::default();
    let mut random = Rng::with_seed(seed ^ 1);
    while !stop.is_finished() {
        for _ in 0..5 {
            fail_storage(&server, &mut random);
            seen.push_event(&server);
            sleep(Duration::from_millis(200)).await;
        }
        seen.look(&server);
    }
    print_line(&json!({ "events": seen.events }))?;
    let end = tokio::task::spawn_blocking(|| io::copy(&mut io::stdin().lock(), &mut io::sink()));
    end.await??;
    seen.look(&server);
    print_line(&seen.report(&server))
}

/// Makes some of the calls fail, of all kinds.
fn fail_calls(server: &MockServer, seed: u64) {
    for action in [
        "ApplyUpload",
        "CommitUpload",
        "ConfirmEvents",
        "DescribeMediaInfos",
        "DescribeTaskDetail",
        "DescribeTasks",
        "ProcessMedia",
        "PullEvents",
        "SearchMedia",
    ] {
        let random = Mutex::new(Rng::with_seed(seed ^ u64::from(action.as_bytes()[0])));
        server.respond_with(action, move |_| {
            let mut random = random.lock().expect("no closure has panicked");
            match random.u8(..100) < PERCENT {
                true => fault(&mut random),
                false => Response::example(),
            }
        });
    }
}

fn fault(random: &mut Rng) -> Response {
    match random.u8(..8) {
        0 => Response::error("RequestLimitExceeded", "Slow down."),
        1 => Response::error("InternalError", "Something broke."),
        2 => Response::http(503, "<html>Under repair.</html>"),
        3 => Response::close(),
        4 => Response::example().lost(),
        5 => Response::example().cut_after(random.u64(..80)),
        6 => Response::example().delay(Duration::from_millis(random.u64(..1_500))),
        _ => Response::http(200, "{\"Response\": "),
    }
}

/// Makes a request to the storage fail now and then.
fn fail_storage(server: &MockServer, random: &mut Rng) {
    if random.u8(..4) > 0 {
        return;
    }
    let operations = [
        CosOperation::PutObject,
        CosOperation::InitiateMultipartUpload,
        CosOperation::UploadPart,
        CosOperation::ListParts,
        CosOperation::CompleteMultipartUpload,
        CosOperation::HeadObject,
    ];
    let operation = operations[random.usize(..operations.len())];
    let fault = match random.u8(..5) {
        0 => CosFault::cut(operation),
        1 => CosFault::lost(operation),
        2 => CosFault::error(operation, 503, "SlowDown"),
        3 => CosFault::error(operation, 500, "InternalError"),
        _ => CosFault::gateway(operation, 502, "<html>Bad gateway.</html>"),
    };
    server.cos().fail(fault);
}

/// What the service has seen until now.
#[derive(Default)]
struct Seen {
    tasks: HashMap<String, HashSet<String>>,
    events: u64,
    requests: u64,
}

impl Seen {
    fn look(&mut self, server: &MockServer) {
        for task in server.library().tasks() {
            let text = |name: &str| task[name].as_str().unwrap_or_default().to_owned();
            let context = text("SessionContext");
            if !context.is_empty() {
                self.tasks
                    .entry(context)
                    .or_default()
                    .insert(text("TaskId"));
            }
        }
        self.requests += server.take_requests().len() as u64;
    }

    fn push_event(&mut self, server: &MockServer) {
        let content = json!({ "Number": self.events });
        server
            .events()
            .push(json!({ "EventType": COUNTED, "CountedEvent": content }));
        self.events += 1;
    }

    fn report(&self, server: &MockServer) -> Report {
        let objects = server.cos().objects();
        let damaged = objects.iter().filter(|path| !is_whole(server, path));
        Report {
            asked: self.tasks.len() as u64,
            tasks: self.tasks.values().map(|ids| ids.len() as u64).sum(),
            commits: server.cos().commits() as u64,
            damaged: damaged.cloned().collect(),
            objects: objects.len() as u64,
            unconfirmed: server.events().waiting() as u64,
            requests: self.requests,
        }
    }
}

/// Whether an object has its digest at its end.
fn is_whole(server: &MockServer, path: &str) -> bool {
    let object = server.cos().object(path).unwrap_or_default();
    let Some(length) = object.len().checked_sub(DIGEST) else {
        return false;
    };
    object[length..] == *digest(&object[..length])
}

const DIGEST: usize = 32;

/// What stands at the end of an object.
pub(crate) fn digest(bytes: &[u8]) -> Vec<u8> {
    Sha256::digest(bytes).to_vec()
}

fn print_line(value: &impl Serialize) -> Outcome<()> {
    let mut line = serde_json::to_vec(value)?;
    line.push(b'\n');
    io::stdout().lock().write_all(&line)?;
    io::stdout().lock().flush()?;
    Ok(())
}

/// The id of a media file of the list.
pub(crate) fn file_id(index: usize) -> String {
    format!("5285{index}")
}

/// The number of a counted event.
pub(crate) fn number(payload: &Value) -> Option<u64> {
    payload["Number"].as_u64()
}

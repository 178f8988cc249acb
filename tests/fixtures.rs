//! Every example of the spec, read and written again as the types do it: nothing is lost on the way.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use vod_sdk::mock::{self, MockServer, Response};
use vod_sdk::{ACTIONS, Client};

struct Fixture {
    action: String,
    version: String,
    title: String,
    request: Value,
    response: Option<Value>,
}

#[test]
fn requests_are_written_as_the_examples_have_them() {
    for fixture in fixtures() {
        let Fixture {
            action,
            version,
            request,
            ..
        } = &fixture;
        let written = mock::reread_request(action, version, request).expect(action);
        let written = written.unwrap_or_else(|error| panic!("{}: {error}", fixture.name()));
        assert_same(request, &written, &fixture.name());
    }
}

#[test]
fn responses_are_read_without_losing_a_value() {
    let mut responses = 0;
    for fixture in fixtures() {
        let Fixture {
            action, version, ..
        } = &fixture;
        let Some(response) = &fixture.response else {
            continue;
        };
        let written = mock::reread_response(action, version, response)
            .expect(action)
            .unwrap();
        assert_same(response, &written, &fixture.name());
        responses += 1;
    }
    assert!(responses >= 200, "{responses}");
}

#[test]
fn a_value_that_no_type_has_is_noticed() {
    // What the tests above rely on: a field that is not read is missing in what is written.
    let response = serde_json::json!({ "Result": "r", "Unheard": 1, "RequestId": "id" });
    let written = mock::reread_response("ExecuteFunction", "2018-07-17", &response);
    assert!(difference(&response, &written.unwrap().unwrap(), "").is_some());
}

#[test]
fn every_action_of_the_spec_is_known() {
    let known: Vec<_> = ACTIONS
        .iter()
        .map(|action| (action.version, action.name))
        .collect();
    let files: Vec<_> = action_files();
    assert_eq!(known.len(), files.len());
    for (version, path) in &files {
        let name = path.file_stem().unwrap().to_str().unwrap();
        assert!(
            known.contains(&(version.as_str(), name)),
            "{version} {name}"
        );
    }
    assert!(known.is_sorted());
}

#[tokio::test]
async fn the_mock_server_answers_every_action_that_has_an_example() {
    let server = MockServer::start().await;
    let builder = Client::builder()
        .credential(server.credential())
        .endpoint(server.endpoint());
    let client = builder.without_rate_limit().build().unwrap();
    let mut asked: Vec<(String, String)> = Vec::new();
    for fixture in fixtures() {
        let Fixture {
            action,
            version,
            request,
            ..
        } = &fixture;
        let key = (action.clone(), version.clone());
        if asked.contains(&key) {
            continue;
        }
        asked.push(key);
        // The parameters are checked by the server; its answer is the action's first response.
        let response = client.call(action, version, request).await;
        let response = response.unwrap_or_else(|error| panic!("{}: {error}", fixture.name()));
        assert!(response["RequestId"].is_string(), "{}", fixture.name());
    }
    server.respond("ExecuteFunction", Response::example());
}

impl Fixture {
    fn name(&self) -> String {
        format!("{} {} ({})", self.version, self.action, self.title)
    }
}

/// The action files, by version.
fn action_files() -> Vec<(String, PathBuf)> {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/vod");
    let mut files = Vec::new();
    for version in fs::read_dir(spec)
        .unwrap()
        .map(|entry| entry.unwrap().path())
    {
        let name = version.file_name().unwrap().to_str().unwrap().to_owned();
        for file in fs::read_dir(version.join("actions")).unwrap() {
            files.push((name.clone(), file.unwrap().path()));
        }
    }
    files
}

fn fixtures() -> Vec<Fixture> {
    let mut fixtures = Vec::new();
    for (version, path) in action_files() {
        let file: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
        for example in file["examples"].as_array().into_iter().flatten() {
            fixtures.push(Fixture {
                action: file["name"].as_str().unwrap().to_owned(),
                version: version.clone(),
                title: example["title"].as_str().unwrap().to_owned(),
                request: example["request"].clone(),
                response: example.get("response").cloned(),
            });
        }
    }
    fixtures
}

pub(crate) fn assert_same(example: &Value, written: &Value, name: &str) {
    if let Some(difference) = difference(example, written, "") {
        panic!("{name}: {difference}");
    }
}

/// Where two values differ, apart from nulls, `3` for `3.0`, and empty lists in the place of nothing.
fn difference(example: &Value, written: &Value, path: &str) -> Option<String> {
    match (example, written) {
        (Value::Object(a), Value::Object(b)) => {
            let mut keys: Vec<&String> = a.keys().chain(b.keys()).collect();
            keys.dedup();
            let value = |object: &serde_json::Map<_, _>, key| -> Value {
                object.get(key).cloned().unwrap_or_default()
            };
            keys.into_iter().find_map(|key| {
                difference(&value(a, key), &value(b, key), &format!("{path}.{key}"))
            })
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            let mut items = a.iter().zip(b).enumerate();
            items.find_map(|(index, (a, b))| difference(a, b, &format!("{path}[{index}]")))
        }
        (Value::Null, Value::Array(items)) if items.is_empty() => None,
        (Value::Number(a), Value::Number(b)) if a.as_f64() == b.as_f64() => None,
        (a, b) if a == b => None,
        (a, b) => Some(format!("{path} is {a}, and was written as {b}")),
    }
}

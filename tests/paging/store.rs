//! A list that a service hands out in pages, as the spec says how.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use vod_sdk::Client;
use vod_sdk::action::{ActionInfo, Paged};
use vod_sdk::mock::{RecordedRequest, Response, Script};

/// How the service hands out its list.
#[derive(Clone)]
pub(crate) struct Store {
    /// The items; each is on one page.
    pub(crate) items: Vec<Value>,
    /// How many items a page has at most, whatever is asked for.
    pub(crate) largest_page: usize,
    /// The requests that fail, counted from 0.
    pub(crate) failing: Vec<usize>,
}

impl Store {
    pub(crate) fn new(items: Vec<Value>) -> Self {
        Self {
            items,
            largest_page: usize::MAX,
            failing: Vec::new(),
        }
    }

    /// A client of a service that hands out the list as the response of an action.
    pub(crate) fn client(self, action: &'static ActionInfo) -> (Script, Client) {
        let script = Script::new();
        let client = Client::builder()
            .credential(script.credential())
            .sub_app_id(1u64);
        let client = client.transport(script.clone()).build().expect("a client");
        let pagination = pagination(action);
        let requests = Arc::new(AtomicUsize::new(0));
        script.respond_with(action.name, move |request| {
            let number = requests.fetch_add(1, Ordering::Relaxed);
            match self.failing.contains(&number) {
                true => Response::error("InternalError", "not now"),
                false => self.page(&pagination, request),
            }
        });
        (script, client)
    }

    fn page(&self, pagination: &Value, request: &RecordedRequest) -> Response {
        let request = request.json();
        let number = |key: &str| {
            let value = &request[pagination[key].as_str()?];
            let text = value.as_str().and_then(|text| text.parse().ok());
            value.as_u64().or(text)
        };
        let first = number("position").unwrap_or(0) as usize;
        let default = pagination["default_size"].as_u64().unwrap_or(10);
        let size = number("size").unwrap_or(default) as usize;
        let end = first
            .saturating_add(size.min(self.largest_page))
            .min(self.items.len());
        let items = self.items.get(first..end).unwrap_or_default();
        let mut response = Map::new();
        let lists = pagination["items"].as_array().expect("a list of lists");
        for (index, path) in lists.iter().enumerate() {
            let of_list = items.iter().skip(index).step_by(lists.len());
            put(&mut response, path, of_list.cloned().collect());
        }
        put(&mut response, &pagination["total"], self.items.len().into());
        let next = if end < self.items.len() {
            end.to_string()
        } else {
            String::new()
        };
        put(&mut response, &pagination["next"], next.into());
        put(
            &mut response,
            &pagination["more"],
            (end < self.items.len()).into(),
        );
        Response::json(response)
    }
}

/// What the spec says of the pages of an action.
pub(crate) fn pagination(action: &ActionInfo) -> Value {
    file(action)["pagination"].take()
}

/// The request of an example call, without a position and a size.
pub(crate) fn request<A: Paged + DeserializeOwned>() -> A {
    let mut file = file(&A::INFO);
    let mut request = file["examples"][0]["request"].take();
    let fields = request.as_object_mut().expect("the action has an example");
    for parameter in [Some(A::PAGING.position), A::PAGING.size] {
        fields.remove(parameter.unwrap_or_default());
    }
    serde_json::from_value(request).expect("the example is a request")
}

pub(crate) fn file(action: &ActionInfo) -> Value {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../spec/vod");
    let path = format!("{folder}/{}/actions/{}.json", action.version, action.name);
    let text = fs::read_to_string(path).expect("the action has a file");
    serde_json::from_str(&text).expect("JSON")
}

/// Puts a value where a path of the spec leads.
fn put(response: &mut Map<String, Value>, path: &Value, value: Value) {
    let Some(path) = path.as_str() else {
        return;
    };
    let mut object = response;
    let (objects, field) = path.rsplit_once('.').map_or(("", path), |parts| parts);
    for name in objects.split('.').filter(|name| !name.is_empty()) {
        let inner = object.entry(name).or_insert_with(|| json!({}));
        object = inner.as_object_mut().expect("an object");
    }
    object.insert(field.to_owned(), value);
}

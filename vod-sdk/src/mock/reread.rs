//! Recorded JSON, read as the SDK's types read it: what of it an application would see.

use serde_json::Value;

use super::actions::Actions;
use crate::schema::Object;
use crate::wire;

/// Reads a request of an action and writes it again; `None` if the action is unknown.
///
/// ```
/// use serde_json::json;
/// use vod_sdk::mock;
///
/// let recorded = json!({ "FunctionName": "f", "FunctionArg": "", "SubAppId": "7" });
/// let seen = mock::reread_request("ExecuteFunction", "2018-07-17", &recorded);
/// assert_eq!(seen.unwrap().unwrap()["SubAppId"], 7);
/// ```
///
/// # Errors
///
/// If a value does not fit its parameter.
#[doc(hidden)]
pub fn reread_request(
    action: &str,
    version: &str,
    json: &Value,
) -> Option<Result<Value, serde_json::Error>> {
    let empty = Actions::of_vod().find(action, version)?.empty;
    Some(reread(empty().request, json))
}

/// Reads a response of an action, without its envelope, and writes it again; `None` if the action is
/// unknown. A field that the types do not have is missing in what is written.
///
/// # Errors
///
/// If it is not an object.
#[doc(hidden)]
pub fn reread_response(
    action: &str,
    version: &str,
    json: &Value,
) -> Option<Result<Value, serde_json::Error>> {
    let empty = Actions::of_vod().find(action, version)?.empty;
    Some(reread(empty().response, json))
}

/// What an empty object reads of some JSON.
pub(super) fn reread(
    mut object: Box<dyn Object>,
    json: &Value,
) -> Result<Value, serde_json::Error> {
    wire::read_into(&mut *object, json)?;
    wire::serialize(&*object, serde_json::value::Serializer)
}

/// How `Debug` shows a request of an action and a response, both read from JSON; `None` if the action is
/// unknown.
///
/// # Errors
///
/// If one of them cannot be read.
#[doc(hidden)]
pub fn shown(
    action: &str,
    version: &str,
    request: &Value,
    response: &Value,
) -> Option<Result<[String; 2], serde_json::Error>> {
    let mut blank = (Actions::of_vod().find(action, version)?.empty)();
    let read = wire::read_into(&mut *blank.request, request)
        .and_then(|()| wire::read_into(&mut *blank.response, response));
    Some(read.map(|()| {
        [
            format!("{:?}", blank.request),
            format!("{:?}", blank.response),
        ]
    }))
}

//! A service with a state of its own, behind the same faults.

use fastrand::Rng;
use serde_json::{Value, json};

use crate::fault::{Fault, Mix};
use crate::http::{Request, Response};
use crate::journal::{Said, answer_of};

/// Executes requests.
pub(crate) trait Service: Send + Sync {
    /// The response of an action, or an error code.
    fn execute(&self, action: &str, parameters: &Value) -> Result<Value, &'static str>;
}

/// Executes a request unless a fault keeps it from that, and makes the answer.
pub(crate) fn answer(
    service: &dyn Service,
    request: &Request,
    faults: &[Fault],
    mix: Mix,
    random: &mut Rng,
) -> Response {
    let has = |fault| faults.contains(&fault);
    let said = match () {
        () if has(Fault::Throttle) => Said::Throttled,
        () if has(Fault::Page) => Said::Page,
        () if has(Fault::Internal) => Said::Internal,
        () => Said::Result,
    };
    let is_begun = match said {
        Said::Result => true,
        Said::Throttled => false,
        _ => mix.executes_first(random),
    };
    let parameters = serde_json::from_slice(&request.body).expect("JSON");
    let result = is_begun.then(|| service.execute(request.header("x-tc-action"), &parameters));
    let Some(result) = result.filter(|_| said == Said::Result) else {
        return answer_of(said, false, "request", random);
    };
    let mut response = match result {
        Ok(response) => response,
        Err(code) => json!({ "Error": { "Code": code, "Message": "So it is." } }),
    };
    response["RequestId"] = json!("request");
    Response {
        status: 200,
        body: json!({ "Response": response }).to_string().into_bytes(),
    }
}

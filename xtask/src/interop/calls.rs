//! The official SDK calls our mock server.

use serde_json::{Value, json};

use super::process::{Peer, Peers, text};
use crate::failure::Failure;
use crate::output::{count, say};

/// Lets the official SDK call, and says how many calls went as they must.
pub(super) fn check(peers: &Peers) -> Result<String, Failure> {
    let mut server = peers.ours("serve")?;
    let calls = calls(&server.read()?)?;
    let mut client = peers.official("call")?;
    let (mut answered, mut refused) = (0, 0);
    for call in &calls {
        let outcome = call.make(&mut client)?;
        say(format_args!("  {}: {outcome}", call.name));
        match &call.expected {
            Expected::Answer(_) => answered += 1,
            Expected::Refusal(_) => refused += 1,
        }
    }
    let calls = count(calls.len(), "call");
    Ok(format!(
        "{calls} of the official SDK: {answered} answered, {refused} refused, as it must be"
    ))
}

struct Call {
    name: &'static str,
    question: Value,
    expected: Expected,
}

enum Expected {
    /// A Result that is this text, and a RequestId.
    Answer(&'static str),
    /// An error with this code, and a RequestId.
    Refusal(&'static str),
}

/// The server answers with the argument of the function, so that texts are seen to go both ways.
const ARGUMENT: &str = "{\"title\": \"电影 🎬 שלום\"}";

fn calls(served: &Value) -> Result<Vec<Call>, Failure> {
    let right = with(
        served,
        json!({
            "endpoint": text(served, "endpoint")?,
            "parameters": { "FunctionName": "ExampleFunc", "FunctionArg": ARGUMENT },
        }),
    );
    let everything = json!({
        "FunctionName": "ExampleFunc", "FunctionArg": "\u{0}\u{1f}\"\\\u{2028}\u{10ffff}",
        "SubAppId": u64::MAX, "SessionContext": "", "SessionId": "interop-1", "ExtInfo": "é",
    });
    let wrong_key = format!("{}x", text(served, "secret_key")?);
    let temporary = with(&right, served["temporary"].clone());
    use Expected::{Answer, Refusal};
    Ok([
        ("right secret key", right.clone(), Answer(ARGUMENT)),
        (
            "every parameter",
            with(&right, json!({ "parameters": everything })),
            Answer("\u{0}\u{1f}\"\\\u{2028}\u{10ffff}"),
        ),
        (
            "wrong secret key",
            with(&right, json!({ "secret_key": wrong_key })),
            Refusal("AuthFailure.SignatureFailure"),
        ),
        (
            "unknown secret id",
            with(&right, json!({ "secret_id": "AKID-unknown" })),
            Refusal("AuthFailure.SecretIdNotFound"),
        ),
        ("temporary credential", temporary.clone(), Answer(ARGUMENT)),
        (
            "temporary credential, wrong token",
            with(&temporary, json!({ "token": "another" })),
            Refusal("AuthFailure.TokenFailure"),
        ),
    ]
    .into_iter()
    .map(|(name, question, expected)| Call {
        name,
        question,
        expected,
    })
    .collect())
}

/// An object with some keys set.
fn with(object: &Value, keys: Value) -> Value {
    let mut object = object.clone();
    for (key, value) in keys.as_object().into_iter().flatten() {
        object[key] = value.clone();
    }
    object
}

impl Call {
    /// Makes the call; says what came back if it is what must come back.
    fn make(&self, client: &mut Peer) -> Result<String, Failure> {
        let answer = client.ask(&self.question)?;
        let has_request_id = answer["request_id"]
            .as_str()
            .is_some_and(|id| !id.is_empty());
        let outcome = match self.expected {
            Expected::Answer(result) if answer["result"] == result => "answered".to_owned(),
            Expected::Refusal(code) if answer["code"] == code => format!("refused, {code}"),
            _ => return Err(self.unexpected(&answer)),
        };
        if has_request_id {
            Ok(outcome)
        } else {
            Err(self.unexpected(&answer))
        }
    }

    fn unexpected(&self, answer: &Value) -> Failure {
        let expected = match self.expected {
            Expected::Answer(result) => format!("the Result {result:?}"),
            Expected::Refusal(code) => format!("the error {code}"),
        };
        let name = self.name;
        format!("{name}: expected {expected} and a RequestId, the official SDK got {answer}").into()
    }
}

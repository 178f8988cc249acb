//! What the server has seen and done, call by call.

use std::collections::{HashMap, HashSet};

use fastrand::Rng;
use serde_json::{Value, json};

use crate::fault::{Fault, Mix};
use crate::http::{Request, Response};
use crate::signature;

/// The header with which the client's hook numbers the attempts of a call.
pub(crate) const ATTEMPT: &str = "x-attempt";

/// Midnight between the two days of a run, 2019-02-26T00:00:00Z.
pub(crate) const MIDNIGHT: u64 = 1_551_139_200;

/// What happened to one attempt of a call.
#[derive(Clone, Debug)]
pub(crate) struct Visit {
    pub(crate) number: u32,
    pub(crate) faults: Vec<Fault>,
    pub(crate) is_executed: bool,
    /// What the server has to say to it, whether or not it gets to say it.
    pub(crate) said: Said,
    body: Vec<u8>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Said {
    Nothing,
    Result,
    Throttled,
    Internal,
    Page,
    Duplicate,
}

/// The attempts of all calls, by the calls' ids.
#[derive(Default)]
pub(crate) struct Journal {
    calls: HashMap<String, Vec<Visit>>,
    sessions: HashSet<String>,
    signatures: HashSet<String>,
    timestamps: HashSet<String>,
    /// What no client may do.
    pub(crate) complaints: Vec<String>,
}

/// Where the visit of an attempt is in the journal.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    id: String,
    index: usize,
}

impl Journal {
    /// The attempts of a call, as they came.
    pub(crate) fn visits(&self, id: &str) -> &[Visit] {
        self.calls.get(id).map_or(&[], Vec::as_slice)
    }

    /// Notes an attempt, and whatever is wrong with it.
    pub(crate) fn arrive(&mut self, request: &Request, faults: &[Fault]) -> Place {
        let body: Value = serde_json::from_slice(&request.body).unwrap();
        let id = call_id(request.header("x-tc-action"), &body);
        self.check_signature(request, &id);
        let number = request.header(ATTEMPT).parse().unwrap();
        let visits = self.calls.entry(id.clone()).or_default();
        if visits.iter().any(|visit| visit.number == number) {
            let complaint = format!("{id}: attempt {number} was repeated below the client");
            self.complaints.push(complaint);
        }
        if visits.iter().any(|visit| visit.body != request.body) {
            let complaint = format!("{id}: attempt {number} has another body or SessionId");
            self.complaints.push(complaint);
        }
        visits.push(Visit {
            number,
            faults: faults.to_vec(),
            is_executed: false,
            said: Said::Nothing,
            body: request.body.clone(),
        });
        let index = visits.len() - 1;
        Place { id, index }
    }

    fn check_signature(&mut self, request: &Request, id: &str) {
        let timestamp = request.header("x-tc-timestamp");
        let day = match timestamp.parse::<u64>().unwrap() < MIDNIGHT {
            true => "2019-02-25",
            false => "2019-02-26",
        };
        if !self.timestamps.insert(timestamp.to_owned()) {
            let complaint = format!("{id}: the time {timestamp} is an earlier attempt's");
            self.complaints.push(complaint);
        }
        match signature::verified(request, day) {
            Ok(signature) if self.signatures.insert(signature.clone()) => {}
            Ok(_) => self
                .complaints
                .push(format!("{id}: a signature is used twice")),
            Err(wrong) => self
                .complaints
                .push(format!("{id}: wrong signature: {wrong}")),
        }
    }

    /// Executes a request unless something keeps it from that, and makes the answer.
    pub(crate) fn answer(&mut self, place: &Place, mix: Mix, random: &mut Rng) -> Response {
        let visit = &mut self.calls.get_mut(&place.id).unwrap()[place.index];
        let has = |fault| visit.faults.contains(&fault);
        visit.said = match () {
            () if has(Fault::Throttle) => Said::Throttled,
            () if has(Fault::Page) => Said::Page,
            () if has(Fault::Internal) => Said::Internal,
            () => Said::Result,
        };
        let is_begun = match visit.said {
            Said::Result => true,
            Said::Page | Said::Internal => mix.executes_first(random),
            _ => false,
        };
        if is_begun {
            match key(&visit.body) {
                Some(id) if !self.sessions.insert(id.clone()) => visit.said = Said::Duplicate,
                _ => visit.is_executed = true,
            }
        }
        let request_id = format!("{}.{}", place.id, visit.number);
        let is_keyed = visit.said == Said::Duplicate && has_class_name(&visit.body);
        answer_of(visit.said, is_keyed, &request_id, random)
    }
}

/// The call's id, which each action has in a parameter of its own.
fn call_id(action: &str, body: &Value) -> String {
    let id = match action {
        "ExecuteFunction" => &body["FunctionArg"],
        "DescribeMediaInfos" => &body["FileIds"][0],
        "ModifyRoundPlay" => &body["RoundPlayId"],
        "CreateClass" => &body["ClassName"],
        "CreateVodDomain" => &body["Domain"],
        other => panic!("no call of this run is {other:?}"),
    };
    let id = id.as_str().unwrap();
    id.split(' ').next().unwrap_or_default().to_owned()
}

/// By what the service recognizes a repetition: the session, or the name of a class.
fn key(body: &[u8]) -> Option<String> {
    let body: Value = serde_json::from_slice(body).unwrap();
    let mut keys = ["SessionId", "ClassName"].iter();
    let key = keys.find_map(|name| body[name].as_str().filter(|key| !key.is_empty()));
    key.map(str::to_owned)
}

fn has_class_name(body: &[u8]) -> bool {
    let body: Value = serde_json::from_slice(body).unwrap();
    body["ClassName"].is_string()
}

pub(crate) fn answer_of(
    said: Said,
    is_keyed: bool,
    request_id: &str,
    random: &mut Rng,
) -> Response {
    const THROTTLED: [&str; 4] = [
        "RequestLimitExceeded",
        "RequestLimitExceeded.UinLimitExceeded",
        "RequestLimitExceeded.IPLimitExceeded",
        "RequestLimitExceeded.GlobalRegionUinLimitExceeded",
    ];
    const INTERNAL: [&str; 3] = [
        "InternalError",
        "InternalError.DBError",
        "InternalError.New",
    ];
    let code = match said {
        Said::Page => {
            let body = b"<html><h1>Bad Gateway</h1></html>".to_vec();
            let status = random.choice([500, 502, 503]).unwrap();
            return Response { status, body };
        }
        Said::Throttled => random.choice(THROTTLED).unwrap(),
        Said::Internal => random.choice(INTERNAL).unwrap(),
        Said::Duplicate if is_keyed => "FailedOperation.ClassNameDuplicate",
        Said::Duplicate => "InvalidParameterValue.SessionId",
        Said::Result | Said::Nothing => "",
    };
    let response = match code {
        "" => json!({ "Result": "r".repeat(random.usize(..4096)), "RequestId": request_id }),
        code => json!({
            "Error": { "Code": code, "Message": "Because of a fault." },
            "RequestId": request_id,
        }),
    };
    Response {
        status: 200,
        body: json!({ "Response": response }).to_string().into_bytes(),
    }
}

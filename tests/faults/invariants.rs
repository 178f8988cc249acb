//! What holds for every call, whatever befalls it.

use std::time::Duration;

use vod_sdk::ErrorKind;

use crate::calls::{MAX_ATTEMPTS, Outcome};
use crate::fault::Fault;
use crate::journal::{Said, Visit};
use crate::run::CALL_TIMEOUT;

/// How much later than its deadline a call may be seen to end on a busy machine.
const SLACK: Duration = Duration::from_millis(1500);

/// Everything that is wrong with a call.
pub(crate) fn violations(outcome: &Outcome, visits: &[Visit]) -> Vec<String> {
    let executed = visits.iter().filter(|visit| visit.is_executed).count();
    let mut wrong = Vec::new();
    let mut check = |holds: bool, what: &str| {
        if !holds {
            wrong.push(format!("{what}: {outcome:?}, {visits:#?}"));
        }
    };
    let kind = outcome.kind;
    let in_time = outcome.elapsed <= CALL_TIMEOUT + SLACK;
    check(in_time, "a call ends by its deadline");
    check(
        executed <= 1 || kind.may_be_executed_twice(),
        "no call is executed twice unless that does no harm",
    );
    let is_within = visits.iter().all(|visit| visit.number <= MAX_ATTEMPTS);
    check(
        is_within,
        "no call has more attempts than the policy allows",
    );
    check(
        kind.is_safe_to_repeat() || visits.iter().rev().skip(1).all(is_throttled),
        "what is not safe is repeated only after a refusal",
    );
    match &outcome.result {
        Ok(request_id) => {
            check(executed > 0, "what succeeds was executed");
            let id = request_id.split('.').next();
            check(id == Some(&outcome.id), "an answer is that of its call");
        }
        Err(error) => {
            check(
                executed == 0 || error.may_have_been_executed(),
                "what was executed is never said not to have been",
            );
            check(error.attempts() <= MAX_ATTEMPTS, "attempts are counted");
            check(is_typed(error.kind()), "a failure is typed");
            check(error.action().is_some(), "a failure names its action");
            check(
                error.kind() != ErrorKind::AnswerLost || (executed == 1 && kind.is_recognized()),
                "an answer is lost only of what was executed",
            );
        }
    }
    if let Some(expected) = certain(visits.last())
        && !is_late(outcome)
    {
        let actual = outcome.result.as_ref().map_err(|error| error.kind());
        let holds = match expected {
            Said::Result => actual.is_ok(),
            _ => actual == Err(ErrorKind::AnswerLost),
        };
        check(holds, "an answer that arrives whole is what is reported");
    }
    wrong
}

/// What the latest attempt was answered, if nothing kept the answer from arriving.
fn certain(latest: Option<&Visit>) -> Option<Said> {
    let visit = latest?;
    let is_whole = visit.faults.iter().all(|fault| *fault == Fault::CloseIdle);
    let is_final = matches!(visit.said, Said::Result | Said::Duplicate);
    (is_whole && is_final).then_some(visit.said)
}

/// Whether the machine was too busy to bring an answer in time, or the call to a connection that the
/// server had closed.
fn is_late(outcome: &Outcome) -> bool {
    let kind = outcome.result.as_ref().err().map(|error| error.kind());
    matches!(kind, Some(ErrorKind::Timeout | ErrorKind::Network))
}

fn is_throttled(visit: &Visit) -> bool {
    visit.said == Said::Throttled
}

fn is_typed(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::Timeout
            | ErrorKind::Network
            | ErrorKind::Service
            | ErrorKind::Response
            | ErrorKind::AnswerLost
            | ErrorKind::Connect
    )
}

//! What one fault leads to, for calls of each sort.

use std::time::Duration;

use tokio::task::JoinSet;
use vod_sdk::{ErrorKind, RetryPolicy};

use crate::ALONE;
use crate::calls::{Caller, Kind};
use crate::fault::{Fault, Mix};
use crate::server::FaultServer;

/// How a call ends, after how many attempts and executions. Where it fails, how may be up to chance.
type End = (&'static str, usize, usize);

/// The ends of calls that may be executed twice, of those whose repetition the service recognizes by a SessionId or by a
/// name, and of those that cannot be repeated.
type Ends = [End; 3];

const fn never_executed(error: &'static str) -> Ends {
    [("Ok", 2, 1), ("Ok", 2, 1), (error, 1, 0)]
}

const fn answer_lost(error: &'static str) -> Ends {
    [("Ok", 2, 2), ("AnswerLost", 2, 1), (error, 1, 1)]
}

const ENDS: [(Fault, Ends); 14] = [
    (Fault::CutBefore, never_executed("Network")),
    (Fault::CutReading, never_executed("Network")),
    (
        Fault::SlowExecution,
        // The repetition comes first; the service then drops the one that was late.
        [("Ok", 2, 2), ("Ok", 2, 1), ("Timeout", 1, 1)],
    ),
    (Fault::Throttle, [("Ok", 2, 1); 3]),
    (Fault::Internal, answer_lost("Service")),
    (Fault::Page, answer_lost("Response")),
    (Fault::CutAfter, answer_lost("Network")),
    (Fault::SlowAnswer, answer_lost("Timeout")),
    (Fault::GarbledJson, answer_lost("Response")),
    (Fault::WrongLength, answer_lost("Network or Response")),
    (Fault::WrongChunks, answer_lost("Network or Response")),
    (Fault::Garbage, answer_lost("Network")),
    (Fault::CutAnswer, answer_lost("Network or Response")),
    (Fault::CloseIdle, [("Ok", 1, 1); 3]),
];

/// Long enough for a busy machine.
const ATTEMPT_TIMEOUT: Duration = Duration::from_secs(2);
const CALL_TIMEOUT: Duration = Duration::from_secs(60);

#[tokio::test]
async fn one_fault_has_a_certain_end() {
    let _alone = ALONE.lock().await;
    let kinds = [
        (Kind::Idempotent, 0),
        (Kind::SessionId, 1),
        (Kind::Keyed, 1),
        (Kind::Never, 2),
    ];
    let mut checks = JoinSet::new();
    for (fault, ends) in ENDS {
        for (kind, end) in kinds {
            checks.spawn(check(fault, kind, ends[end]));
        }
    }
    while let Some(check) = checks.join_next().await {
        check.unwrap();
    }
}

async fn check(fault: Fault, kind: Kind, (expected, attempts, executions): End) {
    let mix = Mix::Once(fault);
    let server = FaultServer::start(mix, fastrand::u64(..), ATTEMPT_TIMEOUT).await;
    let caller = Caller::new(&server, CALL_TIMEOUT, RetryPolicy::default());
    let outcome = caller.call("the-call".into(), kind, 0).await;
    if fault == Fault::SlowExecution {
        tokio::time::sleep(2 * ATTEMPT_TIMEOUT).await;
    }
    let end = match &outcome.result {
        Ok(_) => "Ok".to_owned(),
        Err(error) => format!("{:?}", error.kind()),
    };
    let journal = server.journal();
    let visits = journal.visits("the-call");
    let executed = visits.iter().filter(|visit| visit.is_executed).count();
    assert!(expected.contains(&end), "{fault:?}: {outcome:?}");
    assert_eq!(visits.len(), attempts, "{fault:?}: {outcome:?}");
    assert_eq!(executed, executions, "{fault:?}: {outcome:?}");
    if let Err(error) = outcome.result {
        assert!(error.may_have_been_executed(), "{fault:?}: {error}");
    }
}

/// A request that does not fit into the buffers of the connection is still being written when it
/// breaks.
#[tokio::test]
async fn a_large_request_that_is_cut_off_may_have_been_executed() {
    const BYTES: usize = 16 * 1024 * 1024;
    let _alone = ALONE.lock().await;
    for fault in [Fault::CutBefore, Fault::CutReading] {
        let server = FaultServer::start(Mix::Always(fault), 1, CALL_TIMEOUT).await;
        let caller = Caller::new(&server, CALL_TIMEOUT, RetryPolicy::default());
        for (kind, attempts) in [(Kind::SessionId, 3), (Kind::NoSessionId, 1)] {
            let outcome = caller.call("the-call".into(), kind, BYTES).await;
            let error = outcome.result.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Network, "{fault:?}: {error}");
            assert!(error.may_have_been_executed(), "{fault:?}: {error}");
            assert_eq!(error.attempts(), attempts, "{fault:?}: {error}");
        }
    }
}

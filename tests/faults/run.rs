//! The runs of thousands of calls, and what is asked of them.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::task::JoinSet;
use vod_sdk::RetryPolicy;

use crate::ALONE;
use crate::calls::{Caller, Kind, Outcome};
use crate::fault::Mix;
use crate::invariants::violations;
use crate::memory::resident_kib;
use crate::server::FaultServer;
use crate::table::Table;

pub(crate) const CALL_TIMEOUT: Duration = Duration::from_secs(2);
const ATTEMPT_TIMEOUT: Duration = Duration::from_millis(250);
const CONCURRENCY: usize = 64;
const CALLS: usize = 6_000;
/// The run with a retry budget, where little happens once it is used up.
const BUDGETED_CALLS: usize = 3_000;
/// How much the memory may grow from the first thousand calls to the last, with the journal.
const GROWTH_KIB: u64 = 16 * 1024;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_call_ends_with_a_sure_answer() {
    let table = run(Mix::Single, CALLS, RetryPolicy::default().without_budget()).await;
    assert!(table.has_every_fault());
    // Without retries it would be as many as of those that are not safe to repeat.
    let (safe, unsafe_) = (table.answered_percent(true), table.answered_percent(false));
    assert!(
        unsafe_ > 20,
        "{unsafe_} % of calls that are not safe to repeat"
    );
    assert!(
        safe > unsafe_ + 10,
        "{safe} % of calls that are, {unsafe_} % of others"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_budget_bounds_what_retries_add() {
    let table = run(Mix::Single, BUDGETED_CALLS, RetryPolicy::default()).await;
    let answered = table.answered_percent(true);
    assert!(answered > 20, "{answered} %");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_faults_at_once_are_no_worse_than_each() {
    run(Mix::Pairs, CALLS, RetryPolicy::default().without_budget()).await;
}

/// Makes thousands of calls of every kind, some at a time, and checks each of them.
async fn run(mix: Mix, calls: usize, policy: RetryPolicy) -> Table {
    let _alone = ALONE.lock().await;
    let seed = seed();
    println!("{mix:?}, {policy:?}, FAULT_SEED={seed}");
    let server = FaultServer::start(mix, seed, ATTEMPT_TIMEOUT).await;
    let (outcomes, memory) = make_calls(calls, Caller::new(&server, CALL_TIMEOUT, policy)).await;
    assert_eq!(outcomes.len(), calls);
    // What was slow to be executed is executed by now.
    tokio::time::sleep(3 * ATTEMPT_TIMEOUT).await;

    let journal = server.journal();
    let mut table = Table::default();
    let mut wrong = journal.complaints.clone();
    for outcome in &outcomes {
        let visits = journal.visits(&outcome.id);
        table.add(outcome, visits);
        wrong.extend(violations(outcome, visits));
    }
    println!("{table}resident after 1,000 calls and after all: {memory:?} KiB\n");
    let shown = wrong.iter().take(5).map(String::as_str);
    let shown = shown.collect::<Vec<_>>().join("\n");
    assert!(
        wrong.is_empty(),
        "{}, with FAULT_SEED={seed}: {shown}",
        wrong.len()
    );
    if let [Some(early), Some(late)] = memory {
        assert!(late < early + GROWTH_KIB, "{early} KiB grew to {late} KiB");
    }
    table
}

/// The outcomes, and the memory after the first thousand calls and after all.
async fn make_calls(calls: usize, caller: Caller) -> (Vec<Outcome>, [Option<u64>; 2]) {
    let next = Arc::new(AtomicUsize::new(0));
    let mut workers = JoinSet::new();
    for _ in 0..CONCURRENCY {
        workers.spawn(work(calls, caller.clone(), Arc::clone(&next)));
    }
    let mut outcomes = Vec::new();
    let mut early = None;
    while let Some(worker) = workers.join_next().await {
        let (more, memory) = worker.unwrap();
        outcomes.extend(more);
        early = early.or(memory);
    }
    (outcomes, [early, resident_kib()])
}

/// Makes calls as long as there are any; whoever makes the thousandth looks at the memory.
async fn work(calls: usize, caller: Caller, next: Arc<AtomicUsize>) -> (Vec<Outcome>, Option<u64>) {
    let mut outcomes = Vec::new();
    let mut memory = None;
    loop {
        let index = next.fetch_add(1, Ordering::Relaxed);
        if index >= calls {
            return (outcomes, memory);
        }
        if index == 1_000 {
            memory = resident_kib();
        }
        let kind = Kind::ALL[index % Kind::ALL.len()];
        outcomes.push(caller.call(format!("call-{index}"), kind, 0).await);
    }
}

pub(crate) fn seed() -> u64 {
    match std::env::var("FAULT_SEED") {
        Ok(seed) => seed.parse().expect("FAULT_SEED is a number"),
        Err(_) => fastrand::u64(..),
    }
}

//! What is done all the time.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use fastrand::Rng;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, timeout};
use vod_sdk::tasks::Task;
use vod_sdk::v2018_07_17::{
    AiAnalysisTaskInput, DescribeMediaInfosRequest, ProcessMediaRequest, ProcessMediaResponse,
    SearchMediaRequest,
};
use vod_sdk::{Client, Error};

use crate::Outcome;
use crate::serve::{COUNTED, LISTED, Report, TAG, file_id, number};
use crate::service::Service;
use crate::{resources, uploads};

/// How often something is tried before it counts as lost.
pub(crate) const MOST_TRIES: u32 = 60;
/// An event that was not confirmed comes again within this time.
const COMES_AGAIN: Duration = Duration::from_secs(35);

/// What all work has.
pub(crate) struct Work {
    pub(crate) client: Client,
    pub(crate) endpoint: String,
    pub(crate) until: Instant,
    pub(crate) done: Done,
    seed: u64,
}

/// What was done.
#[derive(Default)]
pub(crate) struct Done {
    calls: Count,
    items: Count,
    waits: Count,
    pub(crate) uploads: Count,
    events: Count,
    repeated_events: Count,
    /// What has failed and was tried again.
    failures: Count,
    /// Futures that were dropped in the middle.
    pub(crate) interrupted: Count,
}

#[derive(Default)]
pub(crate) struct Count(AtomicU64);

impl Count {
    pub(crate) fn add(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

impl Work {
    /// Chance for a kind of work.
    pub(crate) fn random(&self, kind: u64) -> Rng {
        Rng::with_seed(self.seed.wrapping_mul(31).wrapping_add(kind))
    }

    /// Takes a failure that may pass.
    pub(crate) fn put_up_with(&self, error: Error) -> Outcome<()> {
        self.done.failures.add();
        match error.is_retryable() || error.may_have_been_executed() {
            true => Ok(()),
            false => Err(Box::new(error)),
        }
    }
}

/// Does everything for some time.
pub(crate) async fn run(duration: Duration, seed: u64) -> Outcome<()> {
    let mut service = Service::start(seed).await?;
    let work = Arc::new(Work {
        client: service.client()?,
        endpoint: service.address.endpoint.clone(),
        until: Instant::now() + duration,
        done: Done::default(),
        seed,
    });
    let (pushed, known) = watch::channel(None);
    let mut all = JoinSet::new();
    all.spawn(calls(Arc::clone(&work)));
    all.spawn(lists(Arc::clone(&work)));
    all.spawn(waits(Arc::clone(&work), 0));
    all.spawn(waits(Arc::clone(&work), 1));
    let second = Duration::from_secs(1);
    all.spawn(uploads::run(Arc::clone(&work), uploads::SMALL, second));
    all.spawn(uploads::run(
        Arc::clone(&work),
        uploads::LARGE,
        duration / 40,
    ));
    let events = tokio::spawn(events(Arc::clone(&work), known));
    let seen = resources::watch(work.until).await?;
    while let Some(ended) = all.join_next().await {
        ended??;
    }
    pushed.send_replace(Some(service.stop().await?));
    events.await??;
    let report = service.end().await?;
    tell(&work.done, &report);
    resources::compare(&seen)?;
    check(&work.done, &report)
}

fn tell(done: &Done, report: &Report) {
    println!("\n|  | number |\n| --- | ---: |");
    for (name, number) in [
        ("requests of calls", report.requests),
        ("calls", done.calls.get()),
        ("items of lists", done.items.get()),
        ("tasks that were waited for", done.waits.get()),
        ("uploads", done.uploads.get()),
        ("events", done.events.get()),
        ("of these more than once", done.repeated_events.get()),
        (
            "failures after all retries, tried again",
            done.failures.get(),
        ),
        ("futures dropped in the middle", done.interrupted.get()),
    ] {
        println!("| {name} | {number} |");
    }
}

/// Compares what was done with what the service has seen.
fn check(done: &Done, report: &Report) -> Outcome<()> {
    let waits = done.waits.get();
    let uploads = done.uploads.get();
    let mut wrong = Vec::new();
    for (what, number, expected) in [
        ("calls that started a task", report.asked, waits),
        ("tasks", report.tasks, waits),
        ("commits of uploads", report.commits, uploads),
        ("objects", report.objects, uploads),
        ("damaged objects", report.damaged.len() as u64, 0),
        ("unconfirmed events", report.unconfirmed, 0),
    ] {
        if number != expected {
            wrong.push(format!("{what}: {number} in place of {expected}"));
        }
    }
    match wrong.is_empty() {
        true => Ok(()),
        false => Err(wrong.join("; ").into()),
    }
}

/// Asks for media and compares what comes. Some calls are dropped in the middle.
async fn calls(work: Arc<Work>) -> Outcome<()> {
    let mut random = work.random(1);
    while Instant::now() < work.until {
        let known = file_id(random.usize(..LISTED));
        let request = DescribeMediaInfosRequest::new([&*known]);
        let call = work.client.describe_media_infos(&request).into_future();
        let patience = match random.u8(..10) {
            0 => Duration::from_millis(random.u64(..20)),
            _ => Duration::from_secs(60),
        };
        match timeout(patience, call).await {
            Ok(Ok(response)) => {
                let ids = response.media_info_set.iter().map(|it| it.file_id.as_str());
                if !ids.eq([&*known]) {
                    return Err(format!("asked for {known}, got {response:?}").into());
                }
                work.done.calls.add();
            }
            Ok(Err(error)) => work.put_up_with(error)?,
            Err(_) => work.done.interrupted.add(),
        }
        sleep(Duration::from_millis(20)).await;
    }
    Ok(())
}

fn listed() -> SearchMediaRequest {
    SearchMediaRequest::new().tags([TAG]).limit(50)
}

/// Goes through a list, on from where a failure left it.
async fn lists(work: Arc<Work>) -> Outcome<()> {
    let request = listed();
    while Instant::now() < work.until {
        let mut seen = HashSet::new();
        let mut items = work.client.search_media(&request).items();
        loop {
            match items.next().await {
                Some(Ok(item)) if seen.insert(item.file_id.clone()) => work.done.items.add(),
                Some(Ok(item)) => return Err(format!("{} comes twice", item.file_id).into()),
                Some(Err(error)) => {
                    work.put_up_with(error)?;
                    let position = items.position();
                    items = work
                        .client
                        .search_media(&request)
                        .items()
                        .start_at(position);
                }
                None => break,
            }
        }
        if seen.len() != LISTED {
            return Err(format!("{} items in place of {LISTED}", seen.len()).into());
        }
        sleep(Duration::from_millis(100)).await;
    }
    Ok(())
}

/// Starts tasks, each once whatever happens, and waits for them.
async fn waits(work: Arc<Work>, worker: u64) -> Outcome<()> {
    let mut random = work.random(10 + worker);
    let mut number = 0;
    while Instant::now() < work.until {
        let id = format!("task-{worker}-{number}");
        let request = ProcessMediaRequest::new()
            .file_id(file_id(random.usize(..LISTED)))
            .ai_analysis_task(AiAnalysisTaskInput::new(10))
            .session_id(&*id)
            .session_context(&*id);
        let task = start(&work, &request, &mut random).await?;
        let outcome = loop {
            let wait = task.wait().poll_every(Duration::from_millis(50));
            match wait.timeout(Duration::from_secs(60)).await {
                Ok(outcome) => break outcome,
                Err(error) => work.put_up_with(error)?,
            }
        };
        if !outcome.is_success() {
            return Err(format!("{id}: {outcome:?}").into());
        }
        work.done.waits.add();
        number += 1;
        sleep(Duration::from_millis(300)).await;
    }
    Ok(())
}

/// Starts a task, by the same request again where that has failed or was dropped in the middle.
async fn start(
    work: &Work,
    request: &ProcessMediaRequest,
    random: &mut Rng,
) -> Outcome<Task<ProcessMediaResponse>> {
    for attempt in 0..MOST_TRIES {
        let patience = match attempt == 0 && random.u8(..5) == 0 {
            true => Duration::from_millis(random.u64(..20)),
            false => Duration::from_secs(60),
        };
        match timeout(patience, work.client.process_media(request).task()).await {
            Ok(Ok(task)) => return Ok(task),
            Ok(Err(error)) => work.put_up_with(error)?,
            Err(_) => work.done.interrupted.add(),
        }
    }
    Err(format!("a task could not be started {MOST_TRIES} times").into())
}

/// Takes every event until all are known to have come, and then until none comes any more.
async fn events(work: Arc<Work>, mut known: watch::Receiver<Option<u64>>) -> Outcome<()> {
    let mut events = work.client.events();
    let mut seen = Vec::new();
    loop {
        let all = *known.borrow_and_update();
        let pause = match all {
            Some(_) => COMES_AGAIN,
            None => Duration::from_secs(1),
        };
        let event = match timeout(pause, events.next()).await {
            Ok(Some(Ok(event))) => event,
            Ok(Some(Err(error))) => {
                work.put_up_with(error)?;
                continue;
            }
            Ok(None) => return Err("the events have ended".into()),
            Err(_) if all.is_some() => break,
            Err(_) => continue,
        };
        if event.kind() == COUNTED {
            let number = number(event.payload()).ok_or("an event without a number")?;
            note(&work.done, &mut seen, usize::try_from(number)?);
        }
        event.confirm_later();
    }
    if let Err(error) = events.close().await {
        work.put_up_with(error)?;
    }
    let all = known.borrow().unwrap_or_default();
    match work.done.events.get() == all && !seen.contains(&false) {
        true => Ok(()),
        false => Err(format!("{} of {all} events have come", work.done.events.get()).into()),
    }
}

fn note(done: &Done, seen: &mut Vec<bool>, number: usize) {
    if seen.len() <= number {
        seen.resize(number + 1, false);
    }
    match seen[number] {
        true => done.repeated_events.add(),
        false => done.events.add(),
    }
    seen[number] = true;
}

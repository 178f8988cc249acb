//! Many tasks at once, by one poller.

use std::collections::BTreeSet;
use std::time::Duration;

use serde_json::Value;
use vod_sdk::ErrorKind;

use super::service::{Fault, Service};
use super::{done, running};

/// A task that is running for so many looks and lists, with a time of creation.
fn looks(count: usize) -> Vec<Value> {
    let mut looks = vec![running(50); count];
    looks.push(done());
    for look in &mut looks {
        look["CreateTime"] = "2026-01-01T00:00:00Z".into();
    }
    looks
}

#[tokio::test(start_paused = true)]
async fn every_task_is_given_once_when_it_has_ended() {
    for count in [0, 1, 19, 20, 350] {
        let service = Service::default();
        let mut ids = Vec::new();
        for number in 0..count {
            let id = format!("task-{number}");
            service.add(&id, looks(number % 3));
            ids.push(id.clone());
            ids.push(id);
        }
        let client = service.client();
        let mut tasks = client.tasks(&ids);
        let mut seen = BTreeSet::new();
        while let Some(outcome) = tasks.next().await {
            let outcome = outcome.expect("an outcome");
            assert!(outcome.is_success());
            assert!(seen.insert(outcome.id().to_owned()), "{}", outcome.id());
        }
        assert_eq!(seen.len(), count);
        assert!(tasks.next().await.is_none());
    }
}

#[tokio::test(start_paused = true)]
async fn a_round_over_many_tasks_makes_few_calls() {
    let service = Service::default();
    for number in 0..300 {
        let mut script = looks(1);
        if number != 7 {
            script.truncate(1);
        }
        service.add(&format!("task-{number}"), script);
    }
    let ids = (0..300).map(|number| format!("task-{number}"));
    let client = service.client();
    let minute = Duration::from_secs(60);
    let mut tasks = client.tasks(ids).poll_every(minute).timeout(10 * minute);
    let first = tasks
        .next()
        .await
        .expect("one has ended")
        .expect("an outcome");
    assert_eq!(first.id(), "task-7");
    let mut late = 0;
    while let Some(outcome) = tasks.next().await {
        let error = outcome.expect_err("no end");
        assert_eq!(error.kind(), ErrorKind::Timeout);
        assert!(error.task_id().is_some_and(|id| id.starts_with("task-")));
        late += 1;
    }
    assert_eq!(late, 299);
    // All of them once, and then by the list: three pages in each of about nine rounds.
    let (looks, lists) = (
        service.calls("DescribeTaskDetail"),
        service.calls("DescribeTasks"),
    );
    assert!(looks <= 300 + 1, "{looks} looks");
    assert!((21..=36).contains(&lists), "{lists} lists");
}

#[tokio::test(start_paused = true)]
async fn a_task_that_cannot_be_looked_at_does_not_stop_the_others() {
    let service = Service::default();
    for number in 0..5 {
        service.add(&format!("task-{number}"), looks(number));
    }
    service.add("gone", [serde_json::json!("unknown")]);
    service.fail("DescribeTaskDetail", Fault::Lost, 2);
    let ids = ["task-0", "gone", "task-1", "task-2", "task-3", "task-4"];
    let mut tasks = service.client().tasks(ids);
    let (mut ended, mut failed) = (Vec::new(), Vec::new());
    while let Some(outcome) = tasks.next().await {
        match outcome {
            Ok(outcome) => ended.push(outcome.id().to_owned()),
            Err(error) => failed.push(error.task_id().map(str::to_owned)),
        }
    }
    assert_eq!(ended.len(), 5);
    assert_eq!(failed, [Some("gone".to_owned())]);
}

#[tokio::test(start_paused = true)]
async fn without_a_list_each_task_is_looked_at() {
    let service = Service::default();
    for number in 0..30 {
        service.add(&format!("task-{number}"), looks(2));
    }
    service.fail(
        "DescribeTasks",
        Fault::Code("UnauthorizedOperation"),
        usize::from(u8::MAX),
    );
    let mut tasks = service
        .client()
        .tasks((0..30).map(|number| format!("task-{number}")));
    let mut seen = 0;
    while let Some(outcome) = tasks.next().await {
        outcome.expect("an outcome");
        seen += 1;
    }
    assert_eq!(seen, 30);
    assert_eq!(service.calls("DescribeTaskDetail"), 90);
}

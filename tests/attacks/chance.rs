//! Ids that nobody else has: parent and child of a fork sent the same `SessionId`s, and 100,000 cold starts had 5 of
//! them twice. They came from a generator whose state a fork copies, as a program that seeds it does here.

use std::collections::HashSet;

use vod_sdk::time::{SystemTimeSource, TimeSource};
use vod_sdk::v2018_07_17::ExecuteFunctionRequest;

use crate::fake::{Fake, Fate};

#[tokio::test]
async fn session_ids_do_not_come_from_a_state_of_the_process() {
    let fake = Fake::new(|_| Fate::answered());
    let mut ids = HashSet::new();
    for _ in 0..100 {
        fastrand::seed(7);
        let client = fake.builder().auto_session_id().build().unwrap();
        let request = ExecuteFunctionRequest::new("f", "");
        client.execute_function(&request).await.unwrap();
        let id = fake.seen()[0].body["SessionId"]
            .as_str()
            .unwrap()
            .to_owned();
        assert_eq!(id.len(), 32);
        assert!(ids.insert(id), "each has another");
    }
}

#[test]
fn pauses_differ_after_the_same_seed() {
    let numbers: HashSet<u64> = (0..100)
        .map(|_| {
            fastrand::seed(7);
            SystemTimeSource.random()
        })
        .collect();
    assert_eq!(numbers.len(), 100);
}

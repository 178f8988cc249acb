//! Lists in pages: every item once, whatever the pages are like, and an end.

mod every_action;
pub(crate) mod store;

use std::time::Duration;

use serde_json::{Value, json};
use vod_sdk::action::Action;
use vod_sdk::mock::Response;
use vod_sdk::paging::Position;
use vod_sdk::v2018_07_17::{
    DescribeAigcAdvancedCustomElementsRequest, DescribeTasksRequest, ListFilesItem,
    ListFilesRequest, SearchMediaRequest,
};
use vod_sdk::{Error, ErrorKind};

use store::Store;

fn media(count: usize) -> Vec<Value> {
    let ids = (0..count).map(|id| json!({ "FileId": id.to_string() }));
    ids.collect()
}

fn ids(count: usize) -> Vec<String> {
    (0..count).map(|id| id.to_string()).collect()
}

/// The parameter of every request, or `null`.
fn asked(script: &vod_sdk::mock::Script, parameter: &str) -> Vec<Value> {
    let requests = script.requests();
    requests
        .iter()
        .map(|it| it.json()[parameter].clone())
        .collect()
}

#[tokio::test]
async fn every_item_is_seen_once_through_failures_and_pages_of_any_size() {
    let store = Store {
        largest_page: 37,
        failing: vec![0, 1, 5, 6, 20],
        ..Store::new(media(1_000))
    };
    let (_, client) = store.client(&SearchMediaRequest::INFO);
    let request = SearchMediaRequest::new();
    let mut items = client.search_media(&request).items();
    let mut seen = Vec::new();
    while let Some(item) = items.next().await {
        seen.push(item.expect("an item").file_id);
        assert_eq!(items.total(), Some(1_000));
        assert_eq!(items.position(), Position::offset(seen.len() as u64));
    }
    assert_eq!(seen, ids(1_000));
    assert!(items.next().await.is_none());
}

#[tokio::test]
async fn the_largest_page_is_asked_for_unless_the_request_sets_a_size() {
    for (request, sizes) in [
        (DescribeTasksRequest::new(), json!([100, 100, 100])),
        (DescribeTasksRequest::new().limit(90), json!([90, 90, 90])),
    ] {
        let tasks = (0..250).map(|id| json!({ "TaskId": id.to_string() }));
        let (script, client) = Store::new(tasks.collect()).client(&DescribeTasksRequest::INFO);
        let items = client.describe_tasks(&request).items();
        assert_eq!(items.collect().await.expect("all items").len(), 250);
        assert_eq!(json!(asked(&script, "Limit")), sizes);
    }
}

#[tokio::test]
async fn a_list_goes_on_where_it_was_left_also_within_a_page() {
    let (script, client) = Store::new(media(250)).client(&SearchMediaRequest::INFO);
    let request = SearchMediaRequest::new().limit(100);
    for left_at in [0, 1, 99, 100, 101, 249, 250] {
        let mut items = client.search_media(&request).items();
        for _ in 0..left_at {
            items.next().await.expect("an item").expect("no error");
        }
        let position: Position = items.position().to_string().parse().expect("a position");
        let rest = client.search_media(&request).items().start_at(position);
        let rest = rest.collect().await.expect("the rest");
        let rest: Vec<String> = rest.into_iter().map(|it| it.file_id).collect();
        assert_eq!(rest, ids(250)[left_at..], "{left_at}");
    }
    drop(script);
}

#[tokio::test]
async fn a_list_by_tokens_goes_on_within_a_page() {
    let tasks = (0..25).map(|id| json!({ "TaskId": id.to_string() }));
    let (_, client) = Store::new(tasks.collect()).client(&DescribeTasksRequest::INFO);
    let request = DescribeTasksRequest::new().limit(10);
    let mut items = client.describe_tasks(&request).items();
    for _ in 0..13 {
        items.next().await.expect("an item").expect("no error");
    }
    assert_eq!(items.position().to_string(), "token+3:10");
    let rest = client
        .describe_tasks(&request)
        .items()
        .start_at(items.position());
    let rest: Vec<String> = rest
        .collect()
        .await
        .expect("the rest")
        .into_iter()
        .map(|it| it.task_id)
        .collect();
    assert_eq!(rest, ids(25)[13..]);
}

#[tokio::test]
async fn an_error_ends_the_list_once_and_its_position_goes_on() {
    let store = Store {
        failing: (2..100).collect(),
        ..Store::new(media(300))
    };
    let (_, client) = store.client(&SearchMediaRequest::INFO);
    let request = SearchMediaRequest::new().limit(100);
    let mut items = client.search_media(&request).items();
    let mut seen = 0;
    let error = loop {
        match items.next().await.expect("not over yet") {
            Ok(_) => seen += 1,
            Err(error) => break error,
        }
    };
    assert_eq!((seen, error.kind()), (200, ErrorKind::Service));
    assert!(items.next().await.is_none());
    assert_eq!(items.position(), Position::offset(200));
}

#[tokio::test]
async fn a_list_goes_to_another_place_at_any_moment() {
    let store = Store {
        failing: (3..6).collect(),
        ..Store::new(media(300))
    };
    let (script, client) = store.client(&SearchMediaRequest::INFO);
    let late = Response::json(json!({})).delay(Duration::from_secs(60));
    script.respond_once("SearchMedia", late);
    let request = SearchMediaRequest::new().limit(100);
    let mut pages = client.search_media(&request).pages();
    let now = tokio::time::timeout(Duration::from_millis(1), pages.next()).await;
    assert!(now.is_err(), "the call for a page is under way");
    let mut pages = pages.start_at(Position::offset(100));
    let page = pages.next().await.unwrap().unwrap();
    assert_eq!(page.media_info_set[0].file_id, ids(101)[100]);
    assert_eq!(pages.position(), Position::offset(200));
    let mut items = client.search_media(&request).items();
    items.next().await.unwrap().unwrap();
    let mut items = items.start_at(Position::offset(150));
    assert_eq!(items.next().await.unwrap().unwrap().file_id, ids(151)[150]);
    let mut outcomes = Vec::new();
    while let Some(item) = items.next().await {
        outcomes.push(item.is_ok());
    }
    assert_eq!((outcomes.len(), outcomes.last()), (100, Some(&false)));
    let position = items.position();
    let rest = items.start_at(position).collect().await.unwrap();
    assert_eq!(rest[0].file_id, ids(251)[250]);
}

#[tokio::test]
async fn the_end_of_what_is_shown_is_an_error_unless_it_is_the_end_of_the_list() {
    for (count, is_cut) in [(4_999, false), (5_000, true), (6_000, true)] {
        let mut all = media(count);
        all.truncate(5_000);
        let (script, client) = Store::new(all).client(&SearchMediaRequest::INFO);
        let request = SearchMediaRequest::new().limit(999);
        let mut items = client.search_media(&request).items();
        let mut seen = 0;
        let mut error = None;
        while let Some(item) = items.next().await {
            match item {
                Ok(_) => seen += 1,
                Err(end) => error = Some(end),
            }
        }
        assert_eq!(seen, count.min(5_000));
        let kind = error.as_ref().map(Error::kind);
        assert_eq!(kind, is_cut.then_some(ErrorKind::ListLimit), "{count}");
        let message = error.as_ref().map(Error::to_string).unwrap_or_default();
        assert_eq!(
            message.contains("the first 5000 items"),
            is_cut,
            "{message}"
        );
        let windows = script.requests().into_iter().map(|it| {
            let request = it.json();
            request["Offset"].as_u64().unwrap_or(0) + request["Limit"].as_u64().expect("a size")
        });
        assert!(windows.max() <= Some(5_000));
    }
}

#[tokio::test]
async fn a_token_that_comes_again_is_an_error() {
    let (script, client) = Store::new(Vec::new()).client(&DescribeTasksRequest::INFO);
    script.respond_with("DescribeTasks", |_| {
        Response::json(json!({ "TaskSet": [{ "TaskId": "a" }], "ScrollToken": "again" }))
    });
    let request = DescribeTasksRequest::new();
    let mut pages = client.describe_tasks(&request).pages();
    pages.next().await.expect("a page").expect("the first");
    let error = pages
        .next()
        .await
        .expect("an error")
        .expect_err("the token is that of the page");
    assert_eq!(error.kind(), ErrorKind::Response);
    assert!(error.to_string().contains("never end"), "{error}");
    assert!(pages.next().await.is_none());
}

#[tokio::test]
async fn tokens_that_go_in_a_circle_are_an_error() {
    for (before, length) in [(0, 2), (1, 2), (5, 3), (0, 7), (40, 30)] {
        let (script, client) = Store::new(Vec::new()).client(&DescribeTasksRequest::INFO);
        script.respond_with("DescribeTasks", move |request| {
            let request = request.json();
            let token = request["ScrollToken"].as_str().unwrap_or("0");
            let page: usize = token.parse().expect("a number");
            let next = if page + 1 == before + length {
                before
            } else {
                page + 1
            };
            // The first page has no token, and is in no circle.
            let next = next.max(1).to_string();
            Response::json(json!({ "TaskSet": [{ "TaskId": token }], "ScrollToken": next }))
        });
        let request = DescribeTasksRequest::new();
        let mut pages = client.describe_tasks(&request).pages();
        let mut seen = 0;
        let error = loop {
            match pages.next().await.expect("no end") {
                Ok(_) => seen += 1,
                Err(error) => break error,
            }
        };
        assert!(error.to_string().contains("never end"), "{error}");
        let most = 4 * (before + length);
        assert!(seen <= most, "{seen} pages of {before} and {length}");
    }
}

#[tokio::test]
async fn a_shrinking_total_ends_the_list_earlier() {
    let (script, client) = Store::new(Vec::new()).client(&SearchMediaRequest::INFO);
    script.respond_with("SearchMedia", |request| {
        let first = request.json()["Offset"].as_u64().unwrap_or(0);
        let (items, total) = if first == 0 { (100, 300) } else { (50, 150) };
        Response::json(json!({ "MediaInfoSet": media(items), "TotalCount": total }))
    });
    let request = SearchMediaRequest::new();
    let mut pages = client.search_media(&request).pages();
    let mut seen = 0;
    while let Some(page) = pages.next().await {
        seen += page.expect("a page").media_info_set.len();
    }
    assert_eq!((seen, pages.total()), (150, Some(150)));
    assert_eq!(script.requests().len(), 2);
}

#[tokio::test]
async fn a_total_that_is_smaller_than_what_has_come_ends_nothing() {
    for total in [json!(null), json!(0), json!(-1), json!(7), json!("many")] {
        let (script, client) = Store::new(Vec::new()).client(&SearchMediaRequest::INFO);
        let said = total.clone();
        script.respond_with("SearchMedia", move |request| {
            let first = request.json()["Offset"].as_u64().unwrap_or(0);
            let items = [100, 100, 30, 0][first.div_ceil(100).min(3) as usize];
            Response::json(json!({ "MediaInfoSet": media(items), "TotalCount": said }))
        });
        let request = SearchMediaRequest::new();
        let mut items = client.search_media(&request).items();
        let mut seen = 0;
        while let Some(item) = items.next().await {
            item.expect("an item");
            seen += 1;
        }
        assert_eq!((seen, items.total()), (230, None), "{total}");
    }
}

#[tokio::test]
async fn two_lists_are_items_of_one_enum() {
    let files = ["a", "b", "c", "d", "e"].map(|name| json!(name));
    let (_, client) = Store::new(files.to_vec()).client(&ListFilesRequest::INFO);
    let request = store::request::<ListFilesRequest>().max_keys(2);
    let items = client.list_files(&request).items();
    let items = items.collect().await.expect("all items");
    let folders = items
        .iter()
        .filter(|it| matches!(it, ListFilesItem::CommonPrefixes(_)));
    assert_eq!(folders.count(), 2);
}

#[tokio::test]
async fn where_pages_begin_at_multiples_of_their_size_they_are_asked_for_so() {
    let store = Store {
        largest_page: 7,
        ..Store::new((0..30).map(|id| json!({ "Id": id.to_string() })).collect())
    };
    let (script, client) = store.client(&DescribeAigcAdvancedCustomElementsRequest::INFO);
    let request = store::request::<DescribeAigcAdvancedCustomElementsRequest>().limit(10);
    let call = client.describe_aigc_advanced_custom_elements(&request);
    let mut items = call.items();
    for _ in 0..9 {
        items.next().await.expect("an item").expect("no error");
    }
    let position = items.position();
    assert_eq!(position, Position::offset(9));
    while items.next().await.is_some() {}
    // The service gives seven: those are its pages.
    assert_eq!(
        json!(asked(&script, "Offset")),
        json!([null, 7, 14, 21, 28])
    );

    script.take_requests();
    let call = client.describe_aigc_advanced_custom_elements(&request);
    let rest = call.items().start_at(Position::offset(25));
    assert_eq!(rest.collect().await.expect("the rest").len(), 5);
    assert_eq!(json!(asked(&script, "Offset")), json!([20, 21, 28]));
}

#[tokio::test]
async fn a_position_of_another_kind_of_pages_is_refused_and_nothing_is_sent() {
    let (script, client) = Store::new(media(1)).client(&SearchMediaRequest::INFO);
    let request = SearchMediaRequest::new();
    let mut items = client
        .search_media(&request)
        .items()
        .start_at(Position::token("a"));
    let error = items.next().await.expect("an error").expect_err("a token");
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(script.requests().is_empty());
}

#[tokio::test]
async fn a_page_that_is_dropped_while_it_comes_is_not_lost() {
    let (script, client) = Store::new(media(20)).client(&SearchMediaRequest::INFO);
    let request = SearchMediaRequest::new().limit(10);
    let mut items = client.search_media(&request).items();
    let mut seen = 0;
    for _ in 0..200 {
        let next = tokio::time::timeout(Duration::ZERO, items.next()).await;
        seen += usize::from(matches!(next, Ok(Some(Ok(_)))));
    }
    assert_eq!((seen, script.requests().len()), (20, 2));
}

#[test]
fn an_iterator_waits_for_the_pages() {
    let (_, client) = Store::new(media(25)).client(&SearchMediaRequest::INFO);
    let request = SearchMediaRequest::new().limit(10);
    let items = client.search_media(&request).items().blocking();
    let items: Result<Vec<_>, Error> = items.collect();
    assert_eq!(items.expect("all items").len(), 25);
}

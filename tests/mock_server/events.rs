//! The mock's queue of events, and the callbacks that it makes.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::time::{Instant, sleep, timeout};
use vod_sdk::Client;
use vod_sdk::events::{Confirmation, Event, Events};
use vod_sdk::mock::{Callback, MockServer, Response, Script};
use vod_sdk::v2018_07_17::{
    ConfirmEventsRequest, DeleteMediaRequest, ProcessMediaByProcedureRequest, PullEventsRequest,
};

fn upload(id: &str) -> Value {
    json!({ "EventType": "NewFileUpload", "FileUploadEvent": { "FileId": id } })
}

fn client(script: &Script) -> Client {
    let builder = Client::builder().credential(script.credential());
    builder.transport(script.clone()).build().expect("a client")
}

async fn next(events: &mut Events) -> Event {
    events.next().await.expect("not over").expect("an event")
}

#[tokio::test]
async fn what_is_pushed_is_delivered_until_it_is_confirmed() {
    let server = MockServer::start().await;
    let builder = Client::builder().credential(server.credential());
    let client = builder
        .endpoint(server.endpoint())
        .build()
        .expect("a client");
    for id in 0..20 {
        server.events().push(upload(&id.to_string()));
    }
    let mut events = client.events();
    let lost = next(&mut events).await;
    assert_eq!((lost.file_id(), server.events().waiting()), (Some("0"), 20));
    for id in 1..20 {
        let event = next(&mut events).await;
        assert_eq!(event.file_id(), Some(&*id.to_string()));
        event.confirm_later();
    }
    events.close().await.expect("all was sent");
    assert_eq!(server.events().waiting(), 1);
    let late = server.events().clone();
    late.expire();
    let outcome = lost.confirm().await.expect("an outcome");
    assert_eq!(outcome, Confirmation::ComesAgain);
    let again = next(&mut client.events()).await;
    assert_eq!(again.dedup_key(), lost.dedup_key());
    let outcome = again.confirm().await.expect("an outcome");
    assert_eq!((outcome, late.waiting()), (Confirmation::Confirmed, 0));
    assert_eq!(late.confirmed().len(), 20);
    assert_eq!(late.confirmed()[19], upload("0"));
}

#[tokio::test(start_paused = true)]
async fn an_event_comes_again_after_thirty_seconds_of_paused_time() {
    let script = Script::new();
    let client = client(&script);
    script.events().push(upload("1"));
    let started = Instant::now();
    let mut events = client.events();
    drop(next(&mut events).await);
    let again = next(&mut events).await;
    let waited = started.elapsed();
    assert!((30..33).contains(&waited.as_secs()), "{waited:?}");
    again.confirm().await.expect("an outcome");
    let more = timeout(Duration::from_secs(60), events.next()).await;
    assert!(more.is_err());
    // A queue that responds after a second is asked again at once.
    assert!(script.requests().len() < 100);
}

#[tokio::test(start_paused = true)]
async fn handles_are_good_once_and_in_time_and_all_or_none() {
    let script = Script::new();
    let client = client(&script);
    script.events().push(upload("1"));
    script.events().push(upload("2"));
    let pulled = client
        .pull_events(&PullEventsRequest::new())
        .await
        .expect("events");
    let handles: Vec<&str> = pulled
        .event_set
        .iter()
        .map(|it| &*it.event_handle)
        .collect();
    let code = |handles: Vec<&str>| {
        let request = ConfirmEventsRequest::new(handles);
        let call = client.confirm_events(&request).into_future();
        async move {
            call.await
                .err()
                .map(|error| error.code().map(str::to_owned))
        }
    };
    let bad = Some(Some("InvalidParameterValue".to_owned()));
    assert_eq!(code(vec![handles[0], "unknown"]).await, bad);
    assert_eq!(script.events().waiting(), 2);
    assert_eq!(code(vec![handles[0]]).await, None);
    assert_eq!(
        code(vec![handles[0]]).await,
        None,
        "it is confirmed already"
    );
    sleep(Duration::from_secs(31)).await;
    assert_eq!(code(vec![handles[1]]).await, bad);
    assert_eq!(script.events().waiting(), 1);
}

#[tokio::test]
async fn examples_and_prepared_responses_come_first_where_there_is_no_queue() {
    let script = Script::new();
    let client = client(&script);
    let request = PullEventsRequest::new();
    let pulled = client.pull_events(&request).await.expect("the example");
    assert_eq!(pulled.event_set[0].event_handle, "EventHandle1");
    script.events().push(upload("1"));
    script.respond_once("PullEvents", Response::error("ResourceNotFound", "None."));
    script.respond_once("PullEvents", Response::example().lost());
    assert!(client.pull_events(&request).await.is_err());
    // The response is lost, and the event with it, which the repetition does not find.
    let pulled = client.pull_events(&request).await.expect("an empty queue");
    assert_eq!((pulled.event_set.len(), script.events().waiting()), (0, 1));
}

#[tokio::test(start_paused = true)]
async fn the_library_tells_what_happens_in_it() {
    let script = Script::with_library();
    let client = client(&script);
    let file_id = script.library().upload_media(json!({}), None);
    let request = ProcessMediaByProcedureRequest::new("LongVideoPreset").file_id(&file_id);
    let task = client
        .process_media_by_procedure(&request)
        .await
        .expect("a task");
    let mut events = client.events();
    let uploaded = next(&mut events).await;
    assert_eq!(uploaded.kind(), "NewFileUpload");
    assert_eq!(uploaded.file_id(), Some(&*file_id));
    uploaded.confirm().await.expect("an outcome");
    let ended = next(&mut events).await;
    assert_eq!(ended.kind(), "ProcedureStateChanged");
    assert_eq!(ended.task_id(), Some(&*task.task_id));
    ended.confirm().await.expect("an outcome");
    let request = DeleteMediaRequest::new(&file_id);
    client.delete_media(&request).await.expect("it is there");
    let deleted = next(&mut events).await;
    assert_eq!(
        (deleted.kind(), deleted.file_id()),
        ("FileDeleted", Some(&*file_id))
    );
    assert_eq!(script.events().confirmed().len(), 2);
}

#[tokio::test]
async fn a_callback_is_posted_as_the_service_does() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!(
        "http://{}/vod?from=1",
        listener.local_addr().expect("an address")
    );
    let receiver = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.expect("a connection");
        let mut received = Vec::new();
        while !received.ends_with(b"}") {
            stream.read_buf(&mut received).await.expect("a request");
        }
        let response = b"HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n";
        stream.write_all(response).await.expect("a response");
        String::from_utf8(received).expect("text")
    });
    let mut event = upload("528");
    event["EventHandle"] = json!("a-handle");
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .expect("after 1970");
    let callback = Callback::new(&event).signed("mysignkey", now.as_secs() + 600);
    assert_eq!(callback.post(&url).await, 204);
    let received = receiver.await.expect("no panic");
    let (head, body) = received.split_once("\r\n\r\n").expect("a head");
    assert!(head.starts_with("POST /vod?from=1 HTTP/1.1\r\n"), "{head}");
    assert!(head.contains("content-type: application/json"), "{head}");
    assert_eq!(body.as_bytes(), callback.body());
    let event = Event::from_callback(body.as_bytes()).expect("an event");
    assert_eq!((event.file_id(), event.handle()), (Some("528"), None));
    let key = vod_sdk::signatures::CallbackKey::new("mysignkey").expect("a key");
    assert!(key.verify(body.as_bytes(), now.as_secs()).is_ok());
    assert!(key.verify(body.as_bytes(), now.as_secs() + 700).is_err());
    assert!(!format!("{callback:?}").contains("Sign"));
}

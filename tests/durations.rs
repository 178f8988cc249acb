//! Options of the shortest and the longest duration: none makes anything panic, and an endless one is endless.

use std::time::Duration;

use tokio::time::timeout;
use vod_sdk::mock::{CosFault, CosOperation, Library, MockServer, Response, Script};
use vod_sdk::signatures::{Content, DrmLicense, PlayerSignature, UploadSignature};
use vod_sdk::upload::Source;
use vod_sdk::v2018_07_17::{DescribeMediaInfosRequest, ProcessMediaRequest, SearchMediaRequest};
use vod_sdk::{BreakerPolicy, Client, ClientBuilder, Credential, Error, ErrorKind, RetryPolicy};

use crate::events::queue::Queue;

const EXTREMES: [Duration; 2] = [Duration::ZERO, Duration::MAX];

/// A client of a script, which fails at first.
fn builder() -> ClientBuilder {
    let script = Script::new();
    let failure = Response::error("InternalError", "Once more.");
    script.respond_once("SearchMedia", failure);
    Client::builder()
        .credential(script.credential())
        .transport(script)
}

async fn call(client: &Client) -> Result<(), Error> {
    let request = SearchMediaRequest::new();
    client.search_media(&request).await.map(drop)
}

#[track_caller]
fn assert_kind(outcome: Result<(), Error>, expected: Option<ErrorKind>) {
    let kind = outcome.as_ref().err().map(Error::kind);
    assert_eq!(kind, expected, "{outcome:?}");
}

#[tokio::test(start_paused = true)]
async fn a_client_takes_any_duration() {
    for span in EXTREMES {
        let no_time = span.is_zero().then_some(ErrorKind::Timeout);
        let endless = (!span.is_zero()).then_some(ErrorKind::Service);
        let retry = RetryPolicy::default;
        for (set, expected) in [
            (builder().timeout(span), no_time),
            (builder().attempt_timeout(span), no_time),
            (builder().connect_timeout(span), None),
            (builder().retry(retry().first_pause(span)), None),
            (builder().retry(retry().max_pause(span)), None),
            // No pause is begun that would outlast the call.
            (
                builder().retry(retry().first_pause(span).max_pause(span)),
                endless,
            ),
            (
                builder()
                    .timeout(Duration::MAX)
                    .retry(retry().first_pause(span).max_pause(span)),
                None,
            ),
        ] {
            let client = set.build().expect("a client");
            assert_kind(call(&client).await, expected);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_takes_any_timeout() {
    let client = builder().build().expect("a client");
    let request = SearchMediaRequest::new();
    for span in EXTREMES {
        let expected = span.is_zero().then_some(ErrorKind::Timeout);
        let outcome = client.search_media(&request).timeout(span).await;
        assert_kind(outcome.map(drop), expected);
        let outcome = client.search_media(&request).attempt_timeout(span).await;
        assert_kind(outcome.map(drop), expected);
    }
}

#[tokio::test]
async fn a_breaker_and_a_connection_take_any_duration() {
    let server = MockServer::start().await;
    let builder = || {
        Client::builder()
            .credential(server.credential())
            .endpoint("http://127.0.0.1:1")
            .backup_endpoint(server.endpoint())
    };
    for span in EXTREMES {
        let policy = BreakerPolicy::default().failures_in_a_row(1);
        for client in [
            builder().breaker(policy.clone().open_time(span)),
            builder().breaker(policy.window(span)),
        ] {
            let client = client.build().expect("a client");
            for _ in 0..3 {
                call(&client).await.expect("the backup responds");
            }
        }
        let client = Client::builder()
            .credential(server.credential())
            .endpoint(server.endpoint())
            .retry(RetryPolicy::none())
            .connect_timeout(span)
            .build()
            .expect("a client");
        // Without time, a connection to this machine may be there at once.
        let outcome = call(&client).await;
        assert!(outcome.is_ok() || span.is_zero(), "{outcome:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn events_are_pulled_with_any_timeout() {
    for span in EXTREMES {
        for builder in [
            Queue::with(1).builder().attempt_timeout(span),
            Queue::with(1).builder().timeout(span),
        ] {
            let mut events = builder.build().expect("a client").events();
            events.next().await.expect("one").expect("an event");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_response_that_never_comes_is_given_up() {
    for (delay, is_late) in [(Duration::ZERO, false), (Duration::MAX, true)] {
        let script = Script::new();
        script.respond("SearchMedia", Response::example().delay(delay));
        let client = Client::builder().credential(script.credential());
        let client = client.transport(script).build().expect("a client");
        assert_eq!(call(&client).await.is_err(), is_late);
    }
}

#[tokio::test]
async fn a_server_reads_for_any_time() {
    for span in EXTREMES {
        let server = MockServer::builder().read_timeout(span).start().await;
        let client = Client::builder()
            .credential(server.credential())
            .endpoint(server.endpoint())
            .retry(RetryPolicy::none())
            .build()
            .expect("a client");
        // Without time, what is there at once may be read all the same.
        let outcome = call(&client).await;
        assert!(outcome.is_ok() || span.is_zero(), "{outcome:?}");
    }
}

fn library() -> (Script, Client) {
    let script = Script::with_library();
    let client = Client::builder()
        .credential(script.credential())
        .transport(script.clone())
        .build()
        .expect("a client");
    (script, client)
}

#[tokio::test(start_paused = true)]
async fn a_task_takes_any_time() {
    for (span, has_ended) in [(Duration::ZERO, true), (Duration::MAX, false)] {
        let (script, client) = library();
        let library: &Library = script.library();
        library.tasks_take(span);
        let id = library.add_media(serde_json::json!({}));
        let request = ProcessMediaRequest::new().file_id(&id);
        let task = client.process_media(&request).task().await.expect("a task");
        let state = task.state().await.expect("a state");
        assert_eq!(state.is_over(), has_ended, "{state:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_keys_of_an_upload_last_any_time() {
    for (span, expected) in [(Duration::ZERO, Some("keys")), (Duration::MAX, None)] {
        let (script, client) = library();
        script.cos().set_key_lifetime(span);
        let uploaded = client.upload(Source::bytes("media", "mp4")).await;
        let step = uploaded.as_ref().err().and_then(Error::step);
        assert_eq!(step, expected, "{uploaded:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn storage_that_never_responds_is_asked_again() {
    for span in EXTREMES {
        let (script, client) = library();
        let fault = CosFault::late(CosOperation::PutObject, span);
        script.cos().fail(fault);
        let upload = client.upload(Source::bytes("media", "mp4")).into_future();
        let uploaded = timeout(Duration::from_secs(3_600), upload).await;
        let uploaded = uploaded.expect("it ends").expect("the second time");
        let request = DescribeMediaInfosRequest::new([uploaded.file_id]);
        client.describe_media_infos(&request).await.expect("media");
    }
}

#[test]
fn signatures_say_what_is_too_short_or_too_long() {
    let credential = Credential::new("AKIDEXAMPLE", "the-secret-key");
    for span in EXTREMES {
        let signature = UploadSignature::new(&credential).valid_for(span);
        let error = signature.sign_at(1_700_000_000, 1).expect_err("no time");
        assert_eq!(error.parameter(), "valid_for");
        let license = DrmLicense::new().persistent_for(span);
        let signature = PlayerSignature::new(1, "528", Content::RawAdaptive(10));
        let signed = signature
            .drm_license(license)
            .sign_at("12345678", 1_700_000_000);
        // A license may last for ever.
        assert_eq!(signed.is_err(), span.is_zero(), "{signed:?}");
    }
}

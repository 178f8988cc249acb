//! The mock with a library: what a call creates, the next one finds.

mod classes;
mod endings;
mod media;
mod stage;
mod starts;
mod templates;
mod time;

use serde_json::json;
use vod_sdk::mock::{MockServer, Response, Script};
use vod_sdk::tasks::Verdict;
use vod_sdk::upload::Source;
use vod_sdk::v2018_07_17::{
    DescribeMediaInfosRequest, ProcessMediaByProcedureRequest, PullUploadRequest,
    SearchMediaRequest,
};
use vod_sdk::{Client, ErrorKind};

use stage::Stage;

/// The story of a program: it brings a video in, finds it, waits for what is made of it, and plays that.
async fn story(client: &Client) {
    let request = PullUploadRequest::new("https://example.com/films/a.mp4?token=1")
        .media_name("A film")
        .procedure("LongVideoPreset");
    let pull = client.pull_upload(&request).task().await.expect("a task");
    let pull = pull.wait().await.expect("an outcome");
    assert_eq!(pull.verdict(), Verdict::Succeeded);
    let [flow] = pull.follow_ups()[..] else {
        panic!("{:?}", pull.follow_ups());
    };
    let flow = client.task(flow).wait().await.expect("an outcome");
    assert_eq!(flow.verdict(), Verdict::Succeeded);
    assert_eq!(flow.results().len(), 3);

    let request = SearchMediaRequest::new().name_prefixes(["A fi"]);
    let found = client.search_media(&request).await.expect("a response");
    let [file] = &found.media_info_set[..] else {
        panic!("{found:?}");
    };
    let request = DescribeMediaInfosRequest::new([&file.file_id, "none"]);
    let response = client.describe_media_infos(&request).await;
    let response = response.expect("a response");
    assert_eq!(response.not_exist_file_id_set, ["none"]);
    let [file] = &response.media_info_set[..] else {
        panic!("{response:?}");
    };
    let streams = file
        .adaptive_dynamic_streaming_info
        .as_ref()
        .expect("streams");
    let stream = &streams.adaptive_dynamic_streaming_set[0];
    assert!(stream.url.ends_with(".m3u8"), "{}", stream.url);
    let basics = file.basic_info.as_ref().expect("basics");
    assert!(basics.cover_url.ends_with(".jpg"), "{}", basics.cover_url);
    assert_eq!((&*basics.name, &*basics.r#type), ("A film", "mp4"));
}

#[tokio::test(start_paused = true)]
async fn a_program_runs_its_whole_story_from_memory() {
    let stage = Stage::new();
    story(&stage.client).await;
    let kinds = stage.library.take_events();
    let kinds: Vec<&str> = kinds
        .iter()
        .filter_map(|event| event["EventType"].as_str())
        .collect();
    assert_eq!(kinds, ["PullComplete", "ProcedureStateChanged"]);
}

#[tokio::test]
async fn a_program_runs_its_whole_story_over_http() {
    let server = MockServer::builder().with_library().start().await;
    let client = Client::builder()
        .credential(server.credential())
        .endpoint(server.endpoint())
        .build()
        .expect("a client");
    server.library().tasks_take_looks(1);
    story(&client).await;
    assert_eq!(server.library().file_ids().len(), 1);
}

#[tokio::test]
async fn an_upload_is_found_and_processed() {
    let server = MockServer::builder().with_library().start().await;
    let client = Client::builder()
        .credential(server.credential())
        .endpoint(server.endpoint())
        .build()
        .expect("a client");
    let library = server.library().sub_app(7);
    library.tasks_take_looks(1);
    let upload = client
        .upload(Source::bytes("a film", "mp4"))
        .media_name("A film")
        .procedure("LongVideoPreset")
        .sub_app_id(7)
        .cos_endpoint(server.endpoint());
    let uploaded = upload.await.expect("it is uploaded");
    let events = library.take_events();
    let kinds: Vec<&str> = events
        .iter()
        .filter_map(|event| event["EventType"].as_str())
        .collect();
    assert_eq!(kinds, ["NewFileUpload", "ProcedureStateChanged"]);
    let request = SearchMediaRequest::new().names(["film"]).sub_app_id(7u64);
    let found = client.search_media(&request).await.expect("a response");
    let [file] = &found.media_info_set[..] else {
        panic!("{found:?}");
    };
    assert_eq!(file.file_id, uploaded.file_id);
    let basics = file.basic_info.as_ref().expect("basics");
    assert_eq!(basics.media_url, uploaded.media_url);
    assert!(file.image_sprite_info.is_some(), "{file:?}");
}

#[tokio::test(start_paused = true)]
async fn what_is_prepared_comes_before_the_library() {
    let stage = Stage::new();
    let id = stage
        .library
        .add_media(json!({ "BasicInfo": { "Name": "a" } }));
    let request = DescribeMediaInfosRequest::new([&id]);
    let script = &stage.script;
    let own = json!({ "MediaInfoSet": [], "NotExistFileIdSet": ["prepared"] });
    script.respond_once("DescribeMediaInfos", Response::json(own));
    script.respond_once(
        "DescribeMediaInfos",
        Response::error("UnauthorizedOperation", "no"),
    );
    let response = stage.client.describe_media_infos(&request).await;
    assert_eq!(
        response.expect("a response").not_exist_file_id_set,
        ["prepared"]
    );
    let error = stage
        .client
        .describe_media_infos(&request)
        .await
        .expect_err("no");
    assert_eq!(error.code(), Some("UnauthorizedOperation"));
    let response = stage.client.describe_media_infos(&request).await;
    assert_eq!(response.expect("a response").media_info_set[0].file_id, id);
}

#[tokio::test(start_paused = true)]
async fn a_call_whose_response_is_lost_is_executed_once() {
    let stage = Stage::new();
    let id = stage.library.add_media(json!({}));
    // The first attempt is executed; its repetition meets the SessionId, and the task is found in the list.
    stage
        .script
        .respond_once("ProcessMediaByProcedure", Response::example().lost());
    let request = ProcessMediaByProcedureRequest::new("LongVideoPreset").file_id(&id);
    let call = stage.client.process_media_by_procedure(&request);
    let task = call.task().await.expect("a task");
    assert!(task.response().is_none());
    let tasks = stage.library.tasks();
    assert_eq!(tasks.len(), 1, "{tasks:?}");
    assert_eq!(tasks[0]["TaskId"], task.id());
    assert!(task.wait().await.expect("an outcome").is_success());

    // A call that nothing makes safe to repeat is executed, and its error says that it may have been.
    stage
        .script
        .respond_once("CreateTranscodeTemplate", Response::example().lost());
    let parameters = json!({ "Container": "mp4" });
    let call = stage
        .client
        .call("CreateTranscodeTemplate", "2018-07-17", &parameters);
    let error = call.await.expect_err("it is lost");
    assert_eq!(error.kind(), ErrorKind::Network);
    assert!(error.may_have_been_executed());
    assert_eq!(stage.library.templates("TranscodeTemplate").len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_refused_call_changes_nothing() {
    let stage = Stage::new();
    let unknown = json!({ "ClassName": "a", "ParentId": -1, "Unheard": 1 });
    let call = stage.client.call("CreateClass", "2018-07-17", &unknown);
    let error = call.await.expect_err("an unknown parameter");
    assert_eq!(error.code(), Some("UnknownParameter"));
    let classes = stage.call("DescribeAllClass", json!({})).await;
    assert_eq!(classes["ClassInfoSet"].as_array().map(Vec::len), Some(1));
}

#[tokio::test(start_paused = true)]
async fn other_actions_respond_with_their_examples() {
    let stage = Stage::new();
    let response = stage.call("DescribeSubAppIds", json!({})).await;
    assert!(response["TotalCount"].is_number(), "{response}");
}

#[test]
#[should_panic(expected = "made by `Script::with_library`")]
fn a_script_without_a_library_says_so() {
    Script::new().library();
}

//! Every action that starts a task gives it.

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use vod_sdk::action::{ActionInfo, StartsTasks};
use vod_sdk::mock::{Response, Script};
use vod_sdk::{Client, v2018_07_17};

use crate::paging::store;

/// Starts a task by an action, and reads the ids from where the spec says that they are.
async fn check<A: StartsTasks + DeserializeOwned>(checked: &mut Vec<&'static str>) {
    let name = A::INFO.name;
    let script = Script::new();
    let builder = Client::builder().credential(script.credential());
    let builder = builder.sub_app_id(1u64).transport(script.clone());
    let client = builder.build().expect("a client");
    let file = store::file(&A::INFO);
    let fields = file["task_ids"].as_array().expect("ids").iter();
    let fields: Vec<&str> = fields.filter_map(Value::as_str).collect();
    let is_list = |field: &str| field.ends_with("Set");
    let mut response = json!({});
    for field in &fields {
        let id = json!(format!("id of {field}"));
        response[*field] = if is_list(field) { json!([id]) } else { id };
    }
    script.respond(name, Response::json(response));
    let request = file["examples"][0]["request"].clone();
    let request: A = serde_json::from_value(request).expect("the example is a request");
    let task = client.send(&request).task().await;
    let task = task.unwrap_or_else(|error| panic!("{name}: {error}"));
    let ids = std::iter::once(task.id()).chain(task.more_ids().iter().map(String::as_str));
    let expected = fields.iter().map(|field| format!("id of {field}"));
    assert_eq!(
        ids.collect::<Vec<_>>(),
        expected.collect::<Vec<_>>(),
        "{name}"
    );
    let sent = script.requests()[0].json();
    let has_session = file["session_id_days"].is_u64();
    assert_eq!(sent["SessionId"].is_string(), has_session, "{name}");
    checked.push(name);
}

macro_rules! check {
    ($checked:ident, $version:ident: $($request:ident),* $(,)?) => {
        $(check::<$version::$request>(&mut $checked).await;)*
    };
}

#[tokio::test]
#[allow(deprecated)]
async fn every_action_with_tasks_starts_one() {
    let mut checked = Vec::new();
    check!(
        checked, v2018_07_17:
        CloneVoiceAsyncRequest,
        ComposeMediaRequest,
        CreateAigcAdvancedCustomElementRequest,
        CreateAigcAudioCloneRequest,
        CreateAigcAudioTaskRequest,
        CreateAigcCustomVoiceRequest,
        CreateAigcHunyuan3DTaskRequest,
        CreateAigcImageTaskRequest,
        CreateAigcSubjectRequest,
        CreateAigcVideoRedrawTaskRequest,
        CreateAigcVideoTaskRequest,
        CreateComplexAdaptiveDynamicStreamingTaskRequest,
        CreateSceneAigcImageTaskRequest,
        CreateSceneAigcVideoTaskRequest,
        DescribeAigcFaceInfoAsyncRequest,
        DescribeFileAttributesRequest,
        DesignVoiceAsyncRequest,
        EditMediaRequest,
        EnhanceMediaByTemplateRequest,
        EnhanceMediaQualityRequest,
        ExtractBlindWatermarkRequest,
        ExtractCopyRightWatermarkRequest,
        ExtractTraceWatermarkRequest,
        ImportMediaKnowledgeRequest,
        InspectMediaQualityRequest,
        LiveRealTimeClipRequest,
        ProcessImageAsyncRequest,
        ProcessMediaRequest,
        ProcessMediaByMPSRequest,
        ProcessMediaByProcedureRequest,
        ProcessMediaByUrlRequest,
        PullUploadRequest,
        RebuildMediaRequest,
        RebuildMediaByTemplateRequest,
        RemoveWatermarkRequest,
        ReviewAudioVideoRequest,
        SimpleHlsClipRequest,
        SplitMediaRequest,
        TextToSpeechAsyncRequest,
    );
    checked.sort_unstable();
    let actions = vod_sdk::ACTIONS.iter();
    let starting = actions.filter(|it: &&&ActionInfo| store::file(it)["task_ids"].is_array());
    let mut starting: Vec<&str> = starting.map(|it| it.name).collect();
    starting.sort_unstable();
    assert_eq!(checked, starting);
}

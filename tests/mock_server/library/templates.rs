//! Templates: every kind that has actions, as the schema and the examples of the spec have them.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use vod_sdk::ACTIONS;
use vod_sdk::action::ActionInfo;
use vod_sdk::v2018_07_17::{CreateTranscodeTemplateRequest, DescribeTranscodeTemplatesRequest};

use super::stage::Stage;
use crate::paging::store;

/// An action on templates of one kind.
fn action(name: String) -> Option<&'static ActionInfo> {
    let mut actions = ACTIONS.iter().copied();
    actions.find(|action| action.version == "2018-07-17" && action.name == name)
}

/// The request of the first example of an action, for the application of the client.
fn example(action: &'static ActionInfo) -> Value {
    let mut request = store::file(action)["examples"][0]["request"].clone();
    request
        .as_object_mut()
        .expect("an object")
        .remove("SubAppId");
    request
}

/// The kinds of templates.
fn kinds() -> BTreeSet<&'static str> {
    let names = ACTIONS.iter().map(|action| action.name);
    let kinds = names.filter_map(|name| name.strip_prefix("Create"));
    kinds.filter(|name| name.ends_with("Template")).collect()
}

/// What tells a template of a kind from others: its `Definition`, or else its `Name`.
fn key(kind: &str) -> &'static str {
    let delete = store::file(action(format!("Delete{kind}")).expect("an action"));
    let parameters = delete["parameters"].as_array().expect("parameters");
    match parameters.iter().any(|it| it["name"] == "Definition") {
        true => "Definition",
        false => "Name",
    }
}

/// An id as a text: the lists of one kind have its numbers so.
fn text(id: &Value) -> String {
    match id.as_str() {
        Some(text) => text.to_owned(),
        None => id.to_string(),
    }
}

/// The templates of a kind as they are listed.
async fn list(stage: &Stage, kind: &str, filter: Value) -> Vec<Value> {
    let describe = action(format!("Describe{kind}s")).expect("an action");
    let response = stage.call(describe.name, filter).await;
    let lists = response.as_object().expect("an object").values();
    let mut lists = lists.filter_map(Value::as_array);
    let items = lists.next().expect("a list").clone();
    assert_eq!(response["TotalCount"], items.len(), "{kind}");
    items
}

/// Checks that a template has what a request says, as far as its type has it.
fn assert_has(template: &Value, request: &Value, path: &str) -> usize {
    let fields = request.as_object().into_iter().flatten();
    let shared = fields.filter(|(name, value)| !template[*name].is_null() && !value.is_null());
    let found = shared.map(|(name, value)| {
        let path = format!("{path}.{name}");
        match value {
            Value::Object(_) => assert_has(&template[name], value, &path),
            Value::Number(number) => {
                let shown: f64 = text(&template[name]).parse().expect("a number");
                assert_eq!(Some(shown), number.as_f64(), "{path}");
                1
            }
            Value::Array(_) => 1,
            value => {
                assert_eq!(&template[name], value, "{path}");
                1
            }
        }
    });
    found.sum()
}

#[tokio::test(start_paused = true)]
async fn templates_of_every_kind_are_created_changed_listed_and_deleted() {
    let kinds = kinds();
    assert!(kinds.len() >= 20, "{kinds:?}");
    for kind in kinds.into_iter().filter(|kind| *kind != "MPSTemplate") {
        let stage = Stage::with(7);
        let key = key(kind);
        let create = action(format!("Create{kind}")).expect("an action");
        let mut request = example(create);
        request["Name"] = json!("first");
        let created = stage.call(create.name, request.clone()).await;
        request["Name"] = json!("second");
        let second = stage.call(create.name, request.clone()).await;
        let ids = match key {
            "Name" => [json!("first"), json!("second")],
            _ => [created[key].clone(), second[key].clone()],
        };
        assert_ne!(ids[0], ids[1], "{kind}");
        let filter = |ids: &[Value]| json!({ format!("{key}s"): ids });

        let all = list(&stage, kind, json!({})).await;
        assert_eq!(all.len(), 2, "{kind}");
        let found = list(&stage, kind, filter(&ids[1..])).await;
        assert_eq!(found.len(), 1, "{kind}");
        assert!(
            assert_has(&found[0], &request, kind) >= 2,
            "{kind}: {}",
            found[0]
        );

        let page = list_page(&stage, kind).await;
        assert_eq!(page, [text(&ids[1])], "{kind}");
        change(&stage, kind, key, &ids[1]).await;
        delete(&stage, kind, key, &ids).await;
    }
}

/// The keys of the templates on the second page of one.
async fn list_page(stage: &Stage, kind: &str) -> Vec<String> {
    let parameters = json!({ "Offset": 1, "Limit": 1 });
    let response = stage.call(&format!("Describe{kind}s"), parameters).await;
    assert_eq!(response["TotalCount"], 2, "{kind}");
    let mut lists = response.as_object().expect("an object").values();
    let items = lists.find_map(Value::as_array).expect("a list");
    items.iter().map(|item| text(&item[key(kind)])).collect()
}

/// Changes a template by the example of its action, if there is one.
async fn change(stage: &Stage, kind: &str, key: &str, id: &Value) {
    let Some(modify) = action(format!("Modify{kind}")) else {
        return;
    };
    let mut request = example(modify);
    request[key] = id.clone();
    if key == "Definition" {
        request["Name"] = json!("changed");
    }
    stage.call(modify.name, request.clone()).await;
    let found = list(stage, kind, json!({ format!("{key}s"): [id] })).await;
    assert!(
        assert_has(&found[0], &request, kind) >= 1,
        "{kind}: {}",
        found[0]
    );
}

/// Deletes a template, after which it is not found, and the other one still is.
async fn delete(stage: &Stage, kind: &str, key: &str, ids: &[Value; 2]) {
    let delete = action(format!("Delete{kind}")).expect("an action");
    let request = || json!({ key: ids[1] });
    let elsewhere = stage.in_app(8).code(delete.name, request()).await;
    stage.call(delete.name, request()).await;
    let left = list(stage, kind, json!({})).await;
    assert_eq!(left.len(), 1, "{kind}");
    assert_eq!(text(&left[0][key]), text(&ids[0]), "{kind}");
    let code = stage.code(delete.name, request()).await;
    assert_eq!(code, elsewhere);
    let documented = delete.error_codes.contains(&code.as_str());
    let has_any = delete
        .error_codes
        .iter()
        .any(|code| !code.starts_with("InternalError"));
    assert!(
        documented || !has_any || code == "ResourceNotFound",
        "{kind}: {code}"
    );
    // The client takes it for done if a response was lost: the codes that say so are these.
    let done = delete.done_codes;
    assert!(
        done.is_empty() || done.contains(&code.as_str()),
        "{kind}: {code}"
    );
}

#[tokio::test(start_paused = true)]
async fn templates_of_mps_are_kept_as_json() {
    let stage = Stage::new();
    let mut create = example(action("CreateMPSTemplate".to_owned()).expect("an action"));
    create["SubAppId"] = json!(7);
    let id = stage.call("CreateMPSTemplate", create.clone()).await["Definition"].clone();
    let (app, kind) = (&create["SubAppId"], &create["TemplateType"]);
    let by_text = json!({
        "SubAppId": app, "TemplateType": kind,
        "MPSModifyTemplateParams": json!({ "Definition": id, "Comment": "new" }).to_string(),
    });
    stage.call("ModifyMPSTemplate", by_text).await;
    let list = json!({
        "SubAppId": app, "TemplateType": kind,
        "MPSDescribeTemplateParams": json!({ "Definitions": [id], "Limit": 5 }).to_string(),
    });
    let listed = stage.call("DescribeMPSTemplates", list.clone()).await;
    let text = listed["MPSTemplateSet"][0]["MPSTemplateInfo"]
        .as_str()
        .expect("JSON");
    let template: Value = serde_json::from_str(text).expect("JSON");
    assert_eq!(
        (&template["Definition"], &template["Comment"]),
        (&id, &json!("new"))
    );
    assert_eq!(template["Name"], create["AIAnalysisTemplate"]["Name"]);
    let broken = json!({ "SubAppId": app, "TemplateType": kind, "MPSModifyTemplateParams": "{" });
    assert_eq!(
        stage.code("ModifyMPSTemplate", broken).await,
        "InvalidParameterValue"
    );
    let delete = json!({ "SubAppId": app, "TemplateType": kind, "Definition": id });
    stage.call("DeleteMPSTemplate", delete.clone()).await;
    let code = stage.code("DeleteMPSTemplate", delete).await;
    assert_eq!(code, "ResourceNotFound.TemplateNotExist");
    assert_eq!(
        stage.call("DescribeMPSTemplates", list).await["TotalCount"],
        0
    );
}

#[tokio::test(start_paused = true)]
async fn changes_go_into_the_parts_of_a_template() {
    let stage = Stage::new();
    let id = stage.library.add_template(
        "TranscodeTemplate",
        json!({ "Container": "mp4", "VideoTemplate": { "Codec": "libx264", "Fps": 24, "Bitrate": 512 } }),
    );
    let change = json!({ "Definition": id, "VideoTemplate": { "Fps": 30 }, "Container": "mp3" });
    stage.call("ModifyTranscodeTemplate", change).await;
    let changed = &stage.library.templates("TranscodeTemplate")[0];
    let video = &changed["VideoTemplate"];
    assert_eq!(
        (&video["Fps"], &video["Bitrate"]),
        (&json!(30), &json!(512))
    );
    assert_eq!(
        (&changed["Container"], &changed["ContainerType"]),
        (&json!("mp3"), &json!("PureAudio"))
    );
}

#[tokio::test(start_paused = true)]
async fn lists_show_what_their_filters_ask_for() {
    let stage = Stage::new();
    let add = |template: Value| stage.library.add_template("TranscodeTemplate", template);
    add(json!({ "Definition": 100_030, "Type": "Preset", "Container": "mp4", "Name": "preset" }));
    add(json!({ "Container": "mp3", "Name": "audio" }));
    add(json!({ "Container": "mp4", "Name": "tehd", "TEHDConfig": { "Type": "TEHD-100" } }));
    let enhance = json!({ "VideoEnhance": { "EnhanceScenarioType": "common" } });
    add(json!({ "Container": "mp4", "Name": "enhanced", "EnhanceConfig": enhance }));
    for (filter, names) in [
        (json!({}), vec!["preset", "audio", "tehd", "enhanced"]),
        (json!({ "Type": "Preset" }), vec!["preset"]),
        (json!({ "Definitions": [100_030, 5] }), vec!["preset"]),
        (json!({ "ContainerType": "PureAudio" }), vec!["audio"]),
        (json!({ "TEHDType": "TEHD" }), vec!["tehd"]),
        (
            json!({ "TEHDType": "Common", "Type": "Custom" }),
            vec!["audio", "enhanced"],
        ),
        (json!({ "EnhanceType": "VideoEnhance" }), vec!["enhanced"]),
        (json!({ "EnhanceType": "AudioVideoEnhance" }), vec![]),
        (json!({ "EnhanceScenarioType": "common" }), vec!["enhanced"]),
    ] {
        let response = stage
            .call("DescribeTranscodeTemplates", filter.clone())
            .await;
        let templates = response["TranscodeTemplateSet"].as_array().expect("a list");
        let found: Vec<&str> = templates
            .iter()
            .filter_map(|it| it["Name"].as_str())
            .collect();
        assert_eq!(found, names, "{filter}");
    }
    let too_many = json!({ "Limit": 101 });
    let code = stage.code("DescribeTranscodeTemplates", too_many).await;
    assert_eq!(code, "InvalidParameterValue.Limit");
}

#[tokio::test(start_paused = true)]
async fn the_typed_client_goes_through_all_pages() {
    let stage = Stage::new();
    for index in 0..250 {
        let request = CreateTranscodeTemplateRequest::new("mp4").name(format!("template {index}"));
        let call = stage.client.create_transcode_template(&request);
        call.await.expect("a template");
    }
    let request = DescribeTranscodeTemplatesRequest::new();
    let mut items = stage.client.describe_transcode_templates(&request).items();
    let mut names = BTreeSet::new();
    while let Some(template) = items.next().await {
        names.insert(template.expect("a template").name);
    }
    assert_eq!(names.len(), 250);
}

#[tokio::test(start_paused = true)]
async fn names_that_must_be_unique_are() {
    let stage = Stage::new();
    for kind in ["ProcedureTemplate", "JustInTimeTranscodeTemplate"] {
        let create = action(format!("Create{kind}")).expect("an action");
        let request = example(create);
        stage.call(create.name, request.clone()).await;
        let code = stage.code(create.name, request).await;
        assert!(create.done_codes.contains(&code.as_str()), "{kind}: {code}");
    }
}

#[tokio::test(start_paused = true)]
async fn there_is_an_end_to_templates_and_to_their_size() {
    let stage = Stage::new();
    let template = json!({ "Container": "mp4" });
    for _ in 0..1_000 {
        stage
            .library
            .add_template("TranscodeTemplate", template.clone());
    }
    let code = stage.code("CreateTranscodeTemplate", template).await;
    assert_eq!(code, "LimitExceeded.TooMuchTemplate");
    let names: Vec<String> = (0..2_000).map(|index| format!("{index:040}")).collect();
    let large = json!({ "Name": "large", "HeadCandidateSet": names });
    let code = stage.code("CreateHeadTailTemplate", large).await;
    assert!(
        code.starts_with("LimitExceeded") || code.starts_with("InvalidParameter"),
        "{code}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_task_flow_is_reset_as_a_whole() {
    let stage = Stage::new();
    let steps = json!({ "SampleSnapshotTaskSet": [{ "Definition": 10 }] });
    let create = json!({ "Name": "flow", "Comment": "first", "MediaProcessTask": steps });
    stage.call("CreateProcedureTemplate", create).await;
    stage
        .call("ResetProcedureTemplate", json!({ "Name": "flow" }))
        .await;
    let flow = &stage.library.templates("ProcedureTemplate")[0];
    assert_eq!(
        (&flow["Comment"], &flow["MediaProcessTask"]),
        (&json!(""), &Value::Null)
    );
    let code = stage
        .code("ResetProcedureTemplate", json!({ "Name": "none" }))
        .await;
    assert_eq!(code, "InvalidParameter.ProcedureNameNotExist");
}

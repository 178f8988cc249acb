//! Media: added, found, changed, deleted.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use vod_sdk::v2018_07_17::{MediaBasicInfo, MediaInfo, SearchMediaRequest};
use vod_sdk::{ErrorKind, Timestamp};

use super::stage::Stage;

/// The names of what a search finds, in order.
async fn found(stage: &Stage, parameters: Value) -> Vec<String> {
    let response = stage.call("SearchMedia", parameters).await;
    let files = response["MediaInfoSet"].as_array().expect("a list");
    let names = files
        .iter()
        .map(|file| file["BasicInfo"]["Name"].as_str().expect("a name"));
    names.map(str::to_owned).collect()
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

/// Three files that differ in all that can be searched for.
fn fill(stage: &Stage) -> [String; 3] {
    let file = |basics: Value| stage.library.add_media(json!({ "BasicInfo": basics }));
    [
        file(json!({
            "Name": "Summer in Rome", "Description": "A film", "CreateTime": "2024-01-01T00:00:00Z",
            "TagSet": ["travel", "city"], "StorageRegion": "ap-beijing", "ExpireTime": "2090-01-01T00:00:00Z",
        })),
        file(json!({
            "Name": "rome", "Type": "mp3", "CreateTime": "2024-02-01T00:00:00Z", "StorageClass": "ARCHIVE",
            "SourceInfo": { "SourceType": "Record", "LiveRecordInfo": { "StreamId": "s1", "Domain": "d", "Path": "p" } },
        })),
        file(json!({
            "Name": "Winter", "Description": "Rome again", "Type": "png", "CreateTime": "2024-03-01T00:00:00Z",
            "TagSet": ["city"], "Status": "Forbidden",
            "SourceInfo": { "SourceType": "TrtcRecord", "TrtcRecordInfo": { "SdkAppId": 5, "RoomId": "r" } },
        })),
    ]
}

#[tokio::test(start_paused = true)]
async fn searches_find_what_they_ask_for() {
    let stage = Stage::new();
    let [summer, rome, winter] = ["Summer in Rome", "rome", "Winter"];
    let ids = fill(&stage);
    for (parameters, names) in [
        // The newest first, if nothing else is said.
        (json!({}), vec![winter, rome, summer]),
        (
            json!({ "Sort": { "Field": "CreateTime", "Order": "Asc" } }),
            vec![summer, rome, winter],
        ),
        (
            json!({ "FileIds": [ids[0], ids[2], "none"] }),
            vec![winter, summer],
        ),
        (json!({ "Names": ["rome"] }), vec![rome, summer]),
        (json!({ "Names": ["summer", "wint"] }), vec![winter, summer]),
        (
            json!({ "NamePrefixes": ["Sum", "Win"] }),
            vec![winter, summer],
        ),
        (json!({ "Descriptions": ["rome"] }), vec![winter]),
        (json!({ "Text": "rome" }), vec![rome, winter, summer]),
        (
            json!({ "Names": ["rome"], "Descriptions": ["film"] }),
            vec![summer],
        ),
        (json!({ "Tags": ["travel", "sea"] }), vec![summer]),
        (json!({ "Tags": ["city"] }), vec![winter, summer]),
        (
            json!({ "Categories": ["Audio", "Image"] }),
            vec![winter, rome],
        ),
        (json!({ "MediaTypes": ["mp3"] }), vec![rome]),
        (json!({ "SourceTypes": ["Record"] }), vec![rome]),
        (json!({ "SourceType": "Upload" }), vec![summer]),
        (json!({ "StreamIds": ["s1"] }), vec![rome]),
        (json!({ "StreamId": "s2" }), vec![]),
        (
            json!({ "StreamDomains": ["d"], "StreamPaths": ["p"] }),
            vec![rome],
        ),
        (
            json!({ "TrtcSdkAppIds": [5], "TrtcRoomIds": ["r"] }),
            vec![winter],
        ),
        (json!({ "StorageRegions": ["ap-beijing"] }), vec![summer]),
        (json!({ "StorageClasses": ["ARCHIVE"] }), vec![rome]),
        (json!({ "Status": ["Forbidden"] }), vec![winter]),
        (
            json!({ "CreateTime": { "After": "2024-02-01T00:00:00Z" } }),
            vec![winter, rome],
        ),
        (
            json!({ "CreateTime": { "Before": "2024-02-01T08:00:00+08:00" } }),
            vec![rome, summer],
        ),
        (
            json!({ "StartTime": "2024-01-15T00:00:00Z", "EndTime": "2024-02-15T00:00:00Z" }),
            vec![rome],
        ),
        (
            json!({ "ExpireTime": { "Before": "2100-01-01T00:00:00Z" } }),
            vec![summer],
        ),
        (json!({ "Offset": 1, "Limit": 1 }), vec![rome]),
        (json!({ "SubAppId": 7 }), vec![]),
    ] {
        assert_eq!(
            found(&stage, parameters.clone()).await,
            names,
            "{parameters}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn sections_are_those_that_are_asked_for() {
    let stage = Stage::new();
    let ids = fill(&stage);
    let sections = |response: &Value| -> Vec<String> {
        let file = response["MediaInfoSet"][0].as_object().expect("a file");
        file.keys().cloned().collect()
    };
    let filters = json!({ "FileIds": [ids[0]], "Filters": ["basicInfo", "keyFrameDescInfo"] });
    let response = stage.call("DescribeMediaInfos", filters.clone()).await;
    assert_eq!(sections(&response), ["BasicInfo", "FileId"]);
    let response = stage.call("SearchMedia", filters).await;
    assert_eq!(sections(&response), ["BasicInfo", "FileId"]);
    let all = stage
        .call("DescribeMediaInfos", json!({ "FileIds": [ids[0]] }))
        .await;
    assert!(sections(&all).contains(&"MetaData".to_owned()));
    let none = json!({ "FileIds": [] });
    assert_eq!(
        stage.code("DescribeMediaInfos", none).await,
        "InvalidParameterValue.FileIdsEmpty"
    );
}

#[tokio::test(start_paused = true)]
async fn a_search_shows_its_first_5_000_files() {
    let stage = Stage::new();
    for index in 0..5_001 {
        stage
            .library
            .add_media(json!({ "BasicInfo": { "Name": format!("file {index}") } }));
    }
    let client = &stage.client;
    let request = SearchMediaRequest::new();
    let mut items = client.search_media(&request).items();
    let mut ids = BTreeSet::new();
    let error = loop {
        match items.next().await.expect("it ends with an error") {
            Ok(file) => assert!(ids.insert(file.file_id)),
            Err(error) => break error,
        }
    };
    assert_eq!((ids.len(), error.kind()), (5_000, ErrorKind::ListLimit));
    let response = stage.call("SearchMedia", json!({ "Limit": 1 })).await;
    assert_eq!(response["TotalCount"], 5_000);
    let beyond = json!({ "Offset": 4_999, "Limit": 2 });
    assert_eq!(
        stage.code("SearchMedia", beyond).await,
        "InvalidParameterValue.Offset"
    );

    let request = SearchMediaRequest::new().name_prefixes(["file 1"]);
    let mut items = client.search_media(&request).items();
    let mut count = 0;
    while let Some(file) = items.next().await {
        file.expect("a file");
        count += 1;
    }
    assert_eq!(count, 1 + 10 + 100 + 1_000);
}

#[tokio::test(start_paused = true)]
async fn what_is_said_of_a_file_changes() {
    let stage = Stage::new();
    let [id, ..] = fill(&stage);
    let modify = async |mut parameters: Value| {
        parameters["FileId"] = json!(id);
        stage.call("ModifyMediaInfo", parameters).await
    };
    modify(json!({ "Name": "New", "Description": "", "ExpireTime": "2091-01-01T00:00:00Z" })).await;
    modify(json!({ "AddTags": ["sea"], "DeleteTags": ["city"] })).await;
    let response = modify(json!({ "CoverData": "aGVsbG8=" })).await;
    let file = stage.library.media(&id).expect("a file");
    let basics = &file["BasicInfo"];
    assert_eq!(
        (&basics["Name"], &basics["Description"]),
        (&json!("New"), &json!(""))
    );
    assert_eq!(basics["TagSet"], json!(["travel", "sea"]));
    assert_eq!(
        (&basics["CoverUrl"], &basics["ExpireTime"]),
        (&response["CoverUrl"], &json!("2091-01-01T00:00:00Z"))
    );
    let (created, updated) = (text(&basics["CreateTime"]), text(&basics["UpdateTime"]));
    let [created, updated] = [created, updated].map(|time| Timestamp::from(time).unix_seconds());
    assert!(updated > created, "{basics}");

    let marker = |seconds: f64, content: &str| json!({ "TimeOffset": seconds, "Content": content });
    modify(json!({ "AddKeyFrameDescs": [marker(1.0, "a"), marker(2.5, "b")] })).await;
    modify(json!({ "AddKeyFrameDescs": [marker(1.0, "c")], "DeleteKeyFrameDescs": [2.5] })).await;
    let subtitle =
        json!({ "Name": "English", "Language": "en", "Format": "vtt", "Content": "V0VCVlRU" });
    let added = modify(json!({ "AddSubtitles": [subtitle, subtitle] })).await;
    let subtitle = &added["AddedSubtitleSet"][0];
    modify(json!({ "DeleteSubtitleIds": [subtitle["Id"]], "ClearTags": 1 })).await;
    let file = stage.library.media(&id).expect("a file");
    assert_eq!(
        file["KeyFrameDescInfo"]["KeyFrameDescSet"],
        json!([marker(1.0, "c")])
    );
    assert_eq!(
        file["SubtitleInfo"]["SubtitleSet"],
        json!([added["AddedSubtitleSet"][1]])
    );
    assert_eq!(file["BasicInfo"]["TagSet"], json!([]));
}

#[tokio::test(start_paused = true)]
async fn changes_that_cannot_be_are_refused() {
    let stage = Stage::new();
    let [id, ..] = fill(&stage);
    let tags =
        |range: std::ops::Range<u32>| -> Vec<String> { range.map(|it| it.to_string()).collect() };
    stage
        .call(
            "ModifyMediaInfo",
            json!({ "FileId": id, "AddTags": tags(0..14) }),
        )
        .await;
    let before = stage.library.media(&id);
    for (mut parameters, code) in [
        (
            json!({ "AddTags": ["a"], "ClearTags": 1 }),
            "InvalidParameterValue.AddTagsAndClearTagsConflict",
        ),
        (
            json!({ "AddTags": ["a"], "DeleteTags": ["a"] }),
            "InvalidParameterValue.AddTagsAndDeleteTagsConflict",
        ),
        (
            json!({ "Name": "lost", "AddTags": ["a"] }),
            "LimitExceeded.TagCountReachMax",
        ),
        (
            json!({ "AddKeyFrameDescs": [{ "TimeOffset": 5, "Content": "a" }], "DeleteKeyFrameDescs": [5.0] }),
            "InvalidParameterValue.AddKeyFrameDescsAndDeleteKeyFrameDescsConflict",
        ),
        (json!({ "ClassId": 99 }), "FailedOperation"),
        (json!({ "FileId": "none" }), "ResourceNotFound.FileNotExist"),
    ] {
        if parameters["FileId"].is_null() {
            parameters["FileId"] = json!(id);
        }
        assert_eq!(
            stage.code("ModifyMediaInfo", parameters.clone()).await,
            code,
            "{parameters}"
        );
    }
    assert_eq!(stage.library.media(&id), before);
}

#[tokio::test(start_paused = true)]
async fn files_are_deleted_whole_or_in_part() {
    let stage = Stage::new();
    let outputs = |definitions: &[u64]| -> Value {
        definitions
            .iter()
            .map(|it| json!({ "Definition": it, "Url": "http://example.com" }))
            .collect()
    };
    let id = stage.library.add_media(json!({
        "TranscodeInfo": { "TranscodeSet": outputs(&[10, 20, 30]) },
        "AdaptiveDynamicStreamingInfo": { "AdaptiveDynamicStreamingSet": outputs(&[10, 12]) },
    }));
    let parts = json!([
        { "Type": "TranscodeFiles", "Definition": 20 },
        { "Type": "AdaptiveDynamicStreamingFiles", "Definition": 0 },
        { "Type": "OriginalFiles" },
    ]);
    stage
        .call("DeleteMedia", json!({ "FileId": id, "DeleteParts": parts }))
        .await;
    let file = stage.library.media(&id).expect("a file");
    let left = file["TranscodeInfo"]["TranscodeSet"]
        .as_array()
        .expect("a list");
    let left: Vec<&Value> = left.iter().map(|it| &it["Definition"]).collect();
    assert_eq!(left, [10, 30]);
    let streams = &file["AdaptiveDynamicStreamingInfo"]["AdaptiveDynamicStreamingSet"];
    assert_eq!(
        (streams, &file["BasicInfo"]["MediaUrl"]),
        (&json!([]), &json!(""))
    );
    let unknown = json!({ "FileId": id, "DeleteParts": [{ "Type": "WechatPublishFiles" }] });
    assert_eq!(stage.code("DeleteMedia", unknown).await, "FailedOperation");

    stage.call("DeleteMedia", json!({ "FileId": id })).await;
    assert_eq!(stage.library.media(&id), None);
    assert_eq!(
        stage.code("DeleteMedia", json!({ "FileId": id })).await,
        "ResourceNotFound"
    );
    let events = stage.library.take_events();
    assert_eq!(events.len(), 2);
    assert_eq!(
        events[0]["FileDeleteEvent"]["FileDeleteResultInfo"][0]["DeleteParts"][1]["Definition"],
        0
    );
    assert_eq!(events[1]["EventType"], "FileDeleted");
    assert_eq!(events[1]["FileDeleteEvent"]["FileIdSet"], json!([id]));
}

#[tokio::test(start_paused = true)]
async fn a_test_says_as_much_of_a_file_as_it_likes() {
    let stage = Stage::new();
    let library = &stage.library;
    let mut typed = MediaInfo::default();
    typed.file_id = "528".to_owned();
    let mut basics = MediaBasicInfo::default();
    basics.name = "typed".to_owned();
    typed.basic_info = Some(basics);
    assert_eq!(library.add_media(typed), "528");
    let basics = library.media("528").expect("a file")["BasicInfo"].clone();
    assert_eq!(
        (&basics["Name"], &basics["Type"], &basics["Status"]),
        (&json!("typed"), &json!("mp4"), &json!("Normal"))
    );
    assert!(
        basics["MediaUrl"]
            .as_str()
            .expect("an address")
            .starts_with("http://")
    );
    library.add_media(json!({ "FileId": "528", "BasicInfo": { "Name": "another" } }));
    let other = library.sub_app(7);
    let id = other.add_media(json!({}));
    assert_eq!(
        (library.file_ids(), other.file_ids()),
        (vec!["528".to_owned()], vec![id.clone()])
    );
    assert_eq!(library.media(&id), None);
}

#[test]
#[should_panic(expected = "MediaInfo.BasicInfo.Nmae")]
fn a_misspelt_field_of_a_file_is_noticed() {
    Stage::new()
        .library
        .add_media(json!({ "BasicInfo": { "Nmae": "a" } }));
}

#[test]
#[should_panic(expected = "no templates of the kind \"TranscodingTemplate\"")]
fn a_misspelt_kind_of_template_is_noticed() {
    Stage::new()
        .library
        .add_template("TranscodingTemplate", json!({}));
}

#[tokio::test(start_paused = true)]
async fn an_upload_is_told_and_processed() {
    let stage = Stage::new();
    let library = &stage.library;
    library.tasks_take_looks(1);
    let id = library.upload_media(
        json!({ "BasicInfo": { "Name": "a" } }),
        Some("LongVideoPreset"),
    );
    let events = library.take_events();
    assert_eq!(events.len(), 2, "{events:?}");
    let upload = &events[0]["FileUploadEvent"];
    assert_eq!(
        (&events[0]["EventType"], &upload["FileId"]),
        (&json!("NewFileUpload"), &json!(id))
    );
    assert_eq!(upload["MediaBasicInfo"]["Name"], "a");
    assert_eq!(
        upload["ProcedureTaskId"],
        events[1]["ProcedureStateChangeEvent"]["TaskId"]
    );
}

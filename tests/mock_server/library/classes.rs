//! Categories of media.

use serde_json::{Value, json};

use super::stage::Stage;

async fn create(stage: &Stage, parent: i64, name: &str) -> i64 {
    let parameters = json!({ "ParentId": parent, "ClassName": name });
    let response = stage.call("CreateClass", parameters).await;
    response["ClassId"].as_i64().expect("an id")
}

#[tokio::test(start_paused = true)]
async fn categories_are_a_tree() {
    let stage = Stage::new();
    let sports = create(&stage, -1, "Sports").await;
    let football = create(&stage, sports, "Football").await;
    let league = create(&stage, football, "League").await;
    let finals = create(&stage, league, "Finals").await;
    stage
        .call(
            "ModifyClass",
            json!({ "ClassId": football, "ClassName": "Soccer" }),
        )
        .await;

    let all = stage.call("DescribeAllClass", json!({})).await;
    let classes = all["ClassInfoSet"].as_array().expect("a list");
    let shown: Vec<Value> = classes
        .iter()
        .map(|class| {
            json!([
                class["ClassId"],
                class["ParentId"],
                class["Name"],
                class["Level"],
                class["SubClassIdSet"]
            ])
        })
        .collect();
    let expected = json!([
        [0, -1, "Other", 0, []],
        [sports, -1, "Sports", 0, [football]],
        [football, sports, "Soccer", 1, [league]],
        [league, football, "League", 2, [finals]],
        [finals, league, "Finals", 3, []],
    ]);
    assert_eq!(json!(shown), expected);

    let id = stage
        .library
        .add_media(json!({ "BasicInfo": { "ClassId": league } }));
    let basics = &stage.library.media(&id).expect("a file")["BasicInfo"];
    assert_eq!(basics["ClassName"], "League");
    assert_eq!(basics["ClassPath"], "Sports - Soccer - League");
    let found = stage
        .call("SearchMedia", json!({ "ClassIds": [sports] }))
        .await;
    assert_eq!(found["TotalCount"], 1);
    let found = stage
        .call("SearchMedia", json!({ "ClassIds": [finals, 0] }))
        .await;
    assert_eq!(found["TotalCount"], 0);
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_is_refused() {
    let stage = Stage::new();
    let top = create(&stage, -1, "Top").await;
    let mut lowest = top;
    for name in ["a", "b", "c"] {
        lowest = create(&stage, lowest, name).await;
    }
    stage
        .library
        .add_media(json!({ "BasicInfo": { "ClassId": lowest } }));
    let child = create(&stage, top, "second").await;
    for (action, parameters, code) in [
        (
            "CreateClass",
            json!({ "ParentId": 99, "ClassName": "a" }),
            "FailedOperation.ParentIdNoFound",
        ),
        (
            "CreateClass",
            json!({ "ParentId": -1, "ClassName": "Top" }),
            "FailedOperation.ClassNameDuplicate",
        ),
        (
            "CreateClass",
            json!({ "ParentId": lowest, "ClassName": "d" }),
            "FailedOperation.ClassLevelLimitExceeded",
        ),
        (
            "ModifyClass",
            json!({ "ClassId": 99, "ClassName": "a" }),
            "FailedOperation.ClassNoFound",
        ),
        (
            "ModifyClass",
            json!({ "ClassId": child, "ClassName": "a" }),
            "FailedOperation.ClassNameDuplicate",
        ),
        (
            "ModifyClass",
            json!({ "ClassId": child, "ClassName": "" }),
            "InvalidParameterValue.ClassName",
        ),
        (
            "DeleteClass",
            json!({ "ClassId": 99 }),
            "InvalidParameterValue.ClassId",
        ),
        (
            "DeleteClass",
            json!({ "ClassId": 0 }),
            "InvalidParameterValue.ClassId",
        ),
        (
            "DeleteClass",
            json!({ "ClassId": top }),
            "UnsupportedOperation.ClassNotEmpty",
        ),
        (
            "DeleteClass",
            json!({ "ClassId": lowest }),
            "UnsupportedOperation.ClassNotEmpty",
        ),
    ] {
        assert_eq!(
            stage.code(action, parameters.clone()).await,
            code,
            "{action} {parameters}"
        );
    }
    stage.call("DeleteClass", json!({ "ClassId": child })).await;
    assert_eq!(
        stage.code("DeleteClass", json!({ "ClassId": child })).await,
        "InvalidParameterValue.ClassId"
    );
    // Another application has categories of its own.
    stage
        .call(
            "CreateClass",
            json!({ "SubAppId": 7, "ParentId": -1, "ClassName": "Top" }),
        )
        .await;
    for index in 1..500 {
        create(&stage, -1, &index.to_string()).await;
    }
    let one_more = json!({ "ParentId": -1, "ClassName": "one more" });
    let code = stage.code("CreateClass", one_more).await;
    assert_eq!(code, "FailedOperation.SubclassLimitExceeded");
}

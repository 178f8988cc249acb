//! Error codes: where their words come from, and what becomes of lists.

use serde_json::{Value, json};

use crate::support::{Folder, assert_has, description};

fn api() -> Value {
    description(json!([]), json!([]), json!({}))
}

#[track_caller]
fn code(folder: &Folder, path: &str, code: &str) -> Value {
    let file = folder.json(path);
    let codes = file["codes"].as_array().expect("codes");
    let found = codes.iter().find(|entry| entry["code"] == code);
    found
        .unwrap_or_else(|| panic!("{code} is not in {file}"))
        .clone()
}

fn import(folder: &mut Folder, api: &Value, codes: Value) -> xtask::import::Report {
    let codes = json!({ "Act": codes });
    folder.import(&api.to_string(), Some(&codes.to_string()), None)
}

#[test]
fn a_new_service_knows_the_codes_of_the_platform() {
    let folder = Folder::of(&api());
    let file = folder.json("error_codes.json");
    assert_eq!(file["common"].as_array().map(Vec::len), Some(38));
    let spec = include_str!("../../../spec/vod/2018-07-17/error_codes.json");
    let spec: Value = serde_json::from_str(spec).expect("JSON");
    assert_eq!(
        file["common"], spec["common"],
        "the same codes stand in the spec"
    );
}

#[test]
fn codes_are_retried_as_their_parents() {
    let mut folder = Folder::default();
    let codes = json!([
        "InternalError.Db.Timeout",
        "RequestLimitExceeded.Oven",
        "FailedOperation.X",
        "InternalError",
        "Odd",
    ]);
    import(&mut folder, &api(), codes);
    let retry = |name| code(&folder, "error_codes.json", name)["retry"].clone();
    assert_eq!(retry("InternalError.Db.Timeout"), "transient");
    assert_eq!(retry("RequestLimitExceeded.Oven"), "throttled");
    assert_eq!(retry("FailedOperation.X"), "never");
    assert_eq!(retry("Odd"), "never");
    let file = folder.json("error_codes.json");
    assert_eq!(
        file["codes"].as_array().map(Vec::len),
        Some(4),
        "one is common"
    );
    folder.assert_generates();
}

#[test]
fn lists_follow_upstream_and_codes_are_kept_with_their_words() {
    let mut folder = Folder::default();
    import(&mut folder, &api(), json!(["B.Two", "A.One", "A.One"]));
    assert_eq!(
        folder.json("Act.json")["error_codes"],
        json!(["A.One", "B.Two"])
    );
    folder.edit("error_codes.json", |file| {
        file["codes"][0]["meaning"] = json!("One is not enough.");
    });
    let report = import(&mut folder, &api(), json!(["C.Three", "B.Two"]));
    assert_eq!(
        folder.json("Act.json")["error_codes"],
        json!(["B.Two", "C.Three"])
    );
    assert_eq!(
        code(&folder, "error_codes.json", "A.One")["meaning"],
        "One is not enough."
    );
    assert_eq!(report.appeared, ["error code `C.Three`"]);
    assert_eq!(report.disappeared, ["error code `A.One`"]);
    let changed = [
        "`Act` may return `C.Three` now",
        "`Act` no longer lists `A.One`",
    ];
    assert_eq!(report.changed, changed);
    folder.assert_generates();

    let before = folder.0.clone();
    folder.update(&api());
    assert_eq!(
        folder.0, before,
        "without error codes nothing is known of them"
    );
}

#[test]
fn versions_of_a_service_say_the_same_of_a_code() {
    let mut folder = Folder::default();
    import(&mut folder, &api(), json!(["A.One"]));
    folder.edit("2020-01-01/error_codes.json", |file| {
        file["codes"][0]["meaning"] = json!("One is not enough.");
        file["codes"][0]["retry"] = json!("throttled");
        file["common"] = json!([file["common"][0]]);
    });
    let mut newer = api();
    newer["metadata"]["apiVersion"] = json!("2022-02-02");
    import(&mut folder, &newer, json!(["A.One", "A.Two"]));
    let path = "2022-02-02/error_codes.json";
    assert_eq!(
        code(&folder, path, "A.One")["meaning"],
        "One is not enough."
    );
    assert_eq!(code(&folder, path, "A.One")["retry"], "throttled");
    assert_eq!(
        folder.json(path)["common"].as_array().map(Vec::len),
        Some(1)
    );
    folder.assert_generates();

    folder.edit(path, |file| {
        file["codes"][1]["meaning"] = json!("Two are too many.");
    });
    import(&mut folder, &api(), json!(["A.One", "A.Two"]));
    let meaning = code(&folder, "2020-01-01/error_codes.json", "A.Two")["meaning"].clone();
    assert_eq!(meaning, "Two are too many.");
}

#[test]
fn another_service_lends_only_the_common_codes() {
    let mut folder = Folder::default();
    import(&mut folder, &api(), json!(["A.One"]));
    folder.edit("demo/2020-01-01/error_codes.json", |file| {
        file["common"] = json!([file["common"][1]]);
        file["codes"][0]["meaning"] = json!("One is not enough.");
    });
    let mut other = api();
    other["metadata"]["serviceShortName"] = json!("other");
    import(&mut folder, &other, json!(["A.One"]));
    let path = "other/2020-01-01/error_codes.json";
    assert_eq!(
        folder.json(path)["common"].as_array().map(Vec::len),
        Some(1)
    );
    assert_eq!(
        code(&folder, path, "A.One")["meaning"],
        "Not described yet."
    );
}

#[test]
fn what_is_no_code_is_left_out_and_said() {
    let mut folder = Folder::default();
    let codes = json!(["A.One", "", " B.Two ", "no code", "1.Two", "失败"]);
    let report = import(&mut folder, &api(), codes);
    assert_eq!(
        folder.json("Act.json")["error_codes"],
        json!(["A.One", "B.Two"])
    );
    assert_eq!(report.refused_error_codes.len(), 4);
    assert_has(&report.refused_error_codes, "`no code`");
    folder.assert_generates();
}

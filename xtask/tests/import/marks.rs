//! What disappears, what is deprecated, and what responses promise.

use serde_json::{Value, json};

use crate::documented::{before, documented, parameters, with_parameters};
use crate::support::{Folder, assert_has, field, member, text};

#[test]
fn what_disappears_is_kept_and_marked() {
    let mut folder = documented();
    let mut api = with_parameters(parameters()[..2].to_vec());
    api["objects"]["Other"] = json!({ "members": [] });
    api["objects"]["ActResponse"]["members"] =
        json!([member("Other", "object", "Other", json!({}))]);
    let report = folder.update(&api);
    let act = folder.json("Act.json");
    let third = field(&act["parameters"], "Third");
    assert_eq!(
        third["deprecated"],
        "No longer in the service's description."
    );
    assert_eq!(third["required"], Value::Null);
    assert_eq!(act["new"], json!(["First", "Third"]));
    let result = field(&act["response"], "Result");
    assert_eq!(
        result["deprecated"],
        "No longer in the service's description."
    );
    assert_eq!(result["always_returned"], Value::Null);
    assert_eq!(result["docs"], "The result.");
    let gone = [
        "parameter `Act.Third`",
        "response field `Act.Item`",
        "response field `Act.Result`",
        "type `Item`",
    ];
    assert_eq!(report.disappeared, gone);
    folder.assert_generates();

    let again = folder.clone().update(&api);
    assert_eq!(again.disappeared, gone, "until someone removes it");
    assert_eq!(again.changed, Vec::<String>::new());
}

#[test]
fn what_is_said_of_secrets_is_kept() {
    let mut folder = documented();
    folder.edit("actions/Act.json", |act| {
        act["parameters"][0]["secret"] = json!(true);
        act["parameters"][1]["secret"] = json!(false);
    });
    folder.update(&before());
    let act = folder.json("Act.json");
    let said = |name| field(&act["parameters"], name)["secret"].clone();
    assert_eq!(
        ["First", "Second", "Third"].map(said),
        [json!(true), json!(false), Value::Null]
    );
}

#[test]
fn an_action_that_disappears_is_kept_with_a_mark_until_it_comes_back() {
    let mut folder = documented();
    let mut api = before();
    api["actions"] = json!({ "React": { "input": "ActRequest", "output": "ActResponse" } });
    let report = folder.update(&api);
    assert_eq!(report.disappeared, ["action `Act`"]);
    assert_eq!(report.appeared, ["action `React`"]);
    let act = folder.json("Act.json");
    assert_eq!(act["deprecated"], "No longer in the service's description.");
    assert_eq!(act["summary"], "Acts upon something.");
    folder.assert_generates();

    let report = folder.update(&before());
    assert_has(
        &report.changed,
        "action `Act` is maintained, and no longer deprecated",
    );
    assert_eq!(folder.json("/Act.json")["deprecated"], Value::Null);
}

#[test]
fn deprecations_come_and_go_with_flags_and_words_of_ours_stay() {
    let mut folder = documented();
    folder.edit("Act.json", |act| {
        act["response"][0]["deprecated"] = json!("Ask for the item.")
    });
    let mut api = before();
    api["actions"]["Act"]["status"] = json!("offline");
    api["objects"]["ActRequest"]["members"][1]["disabled"] = json!(true);
    api["objects"]["ActResponse"]["members"][0]["disabled"] = json!(true);
    let report = folder.update(&api);
    let act = folder.json("Act.json");
    assert_eq!(act["deprecated"], "No longer maintained by the service.");
    assert_eq!(
        act["parameters"][1]["deprecated"],
        "No longer used by the service."
    );
    assert_eq!(act["response"][0]["deprecated"], "Ask for the item.");
    let lines = [
        "action `Act` is deprecated now",
        "parameter `Act.Second` is deprecated now",
        "response field `Act.Result` is no longer always returned: it stays what it is in Rust, and is empty where it \
             is absent, by `optional`",
    ];
    assert_eq!(report.changed, lines);
    folder.assert_generates();

    let report = folder.update(&before());
    let act = folder.json("Act.json");
    assert_eq!(act["deprecated"], Value::Null);
    assert_eq!(act["parameters"][1]["deprecated"], Value::Null);
    assert_eq!(act["response"][0]["deprecated"], "Ask for the item.");
    for line in [
        "action `Act` is maintained, and no longer deprecated",
        "parameter `Act.Second` is in use again, and no longer deprecated",
    ] {
        assert_has(&report.changed, line);
    }
}

#[test]
fn deprecations_come_and_go_with_what_the_documentation_says() {
    let mut folder = documented();
    let mut api = before();
    api["actions"]["Act"]["document"] =
        json!("This API is <b>no longer maintained</b>. Use React.");
    let report = folder.update(&api);
    assert_eq!(report.changed, ["action `Act` is deprecated now"]);
    assert_eq!(folder.update(&api).changed, Vec::<String>::new());
    api["actions"]["Act"]["document"] = json!("This API acts. It no longer stops.");
    let report = folder.update(&api);
    let change = "action `Act` is maintained, and no longer deprecated";
    assert_eq!(report.changed, [change]);
}

#[test]
fn a_field_that_comes_back_as_required_is_not_deprecated() {
    let mut folder = documented();
    let mut parameters = parameters();
    parameters[0]["disabled"] = json!(true);
    parameters[0]["required"] = json!(false);
    folder.update(&with_parameters(parameters[..2].to_vec()));
    let note = |folder: &Folder, name: &str| {
        field(&folder.json("Act.json")["parameters"], name)["deprecated"].clone()
    };
    assert_ne!(note(&folder, "First"), Value::Null);
    assert_ne!(note(&folder, "Third"), Value::Null);
    let report = folder.update(&before());
    assert_eq!(note(&folder, "First"), Value::Null);
    assert_eq!(note(&folder, "Third"), Value::Null);
    assert_has(
        &report.changed,
        "parameter `Act.Third` is in use again, and no longer deprecated",
    );
    folder.assert_generates();
}

#[test]
fn what_responses_promise_follows_upstream_unless_we_know_better() {
    let response = |required: Value, may_be_null: Value| {
        let facts = json!({ "output_required": required, "value_allowed_null": may_be_null });
        let mut api = before();
        api["objects"]["ActResponse"]["members"][0] = text("Result", facts);
        api
    };
    let mut folder = documented();
    let result = |folder: &Folder| {
        let result = folder.json("Act.json")["response"][0].clone();
        (
            result["always_returned"] == true,
            result["nullable"] == true,
        )
    };
    let optional = |folder: &Folder| folder.json("Act.json")["response"][0]["optional"].clone();
    assert_eq!(result(&folder), (true, false));
    let report = folder.update(&response(json!(false), json!(false)));
    assert_eq!(result(&folder), (false, false));
    assert_eq!(optional(&folder), false, "its type in Rust stays");
    assert_has(
        &report.changed,
        "response field `Act.Result` is no longer always returned: it stays what it is in Rust, and is empty where it is \
         absent, by `optional`",
    );
    folder.update(&response(json!(true), json!(false)));
    assert_eq!(result(&folder), (true, false));
    folder.update(&response(Value::Null, Value::Null));
    assert_eq!(result(&folder), (true, false), "unknown is no news");
    assert_eq!(optional(&folder), Value::Null, "by nature so again");
    let report = folder.update(&response(json!(true), json!(true)));
    assert_eq!(result(&folder), (false, true));
    assert_has(
        &report.changed,
        "response field `Act.Result` may be null now",
    );
    folder.update(&response(json!(true), json!(false)));
    assert_eq!(result(&folder), (false, true), "we have seen null");
}

/// Of a type that only responses hold, older descriptions say "always returned" as "required".
#[test]
fn the_old_form_of_a_promise_is_understood() {
    let api = |of_item: Value, requests_hold_it: bool| {
        let mut api = before();
        let item = json!({ "members": [text("Text", of_item)] });
        api["objects"]["Item"] = item;
        if requests_hold_it {
            let parameter = member("Item", "object", "Item", json!({}));
            let parameters = &mut api["objects"]["ActRequest"]["members"];
            parameters.as_array_mut().expect("members").push(parameter);
        }
        api
    };
    let promised = |folder: &Folder| {
        let item = folder.json("Item.json");
        field(&item["fields"], "Text")["always_returned"] == true
    };
    let old_form = || json!({ "required": true });
    assert!(promised(&Folder::of(&api(old_form(), false))));
    assert!(!promised(&Folder::of(&api(old_form(), true))));
    let denied = json!({ "required": true, "output_required": false });
    assert!(!promised(&Folder::of(&api(denied, false))));
    assert!(!promised(&Folder::of(&api(json!({}), false))));
}

#[test]
fn a_promise_that_our_example_does_not_keep_completes_the_example() {
    let mut folder = documented();
    let mut api = before();
    let item = json!({ "members": [
        member("Size", "int", "int64", json!({})),
        text("Colour", json!({ "output_required": true, "example": "red" })),
        member("Inner", "object", "Inner", json!({ "output_required": true })),
    ] });
    let inner = json!({ "members": [member("Depth", "float", "float", json!({ "output_required": true }))] });
    api["objects"]["Item"] = item;
    api["objects"]["Inner"] = inner;
    folder.update(&api);
    let example = folder.json("Act.json")["examples"][0]["response"]["Item"].clone();
    let expected = json!({ "Size": 1, "Colour": "red", "Inner": { "Depth": 0 } });
    assert_eq!(example, expected);
    folder.assert_generates();
}

#[test]
fn signatures_are_left_out_where_upstream_says_so() {
    let mut folder = documented();
    let mut api = before();
    api["actions"]["Act"]["skip_sign"] = json!(true);
    let report = folder.update(&api);
    assert_eq!(folder.json("Act.json")["skip_sign"], true);
    assert_eq!(
        report.changed,
        ["action `Act` is called without a signature now"]
    );
    folder.update(&before());
    assert_eq!(
        folder.json("Act.json")["skip_sign"],
        true,
        "unknown is no news"
    );
}

#[test]
fn types_of_ours_for_json_in_text_are_not_missed() {
    let mut folder = documented();
    folder.edit("Act.json", |act| {
        act["parameters"][0]["json"] = json!("Inner")
    });
    let outer = json!({ "name": "Inner", "summary": "Inside.", "fields": [{ "name": "A", "type": "[Innermost]" }] });
    let inner = json!({ "name": "Innermost", "summary": "Further inside.", "fields": [] });
    for (name, json) in [("Inner", outer), ("Innermost", inner)] {
        let path = format!("demo/2020-01-01/types/{name}.json");
        folder.0.insert(path, json.to_string());
    }
    let report = folder.update(&before());
    assert_eq!(report.disappeared, Vec::<String>::new());
    assert_eq!(folder.json("Inner.json")["fields"][0]["name"], "A");

    let mut parameters = parameters();
    parameters[0] = member("First", "list", "string", json!({ "required": true }));
    let report = folder.update(&with_parameters(parameters));
    assert_has(
        &report.changed,
        "parameter `Act.First` is `[string]` now and was `string`, which is breaking; \
         dropped with the old type: `json`",
    );
}

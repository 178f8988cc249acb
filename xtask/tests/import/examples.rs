//! Example calls: converted, without upstream's words, and never twice.

use serde_json::{Value, json};
use xtask::import::Report;

use crate::support::{Folder, description, member, text};

fn api() -> Value {
    let parameters = json!([
        text("Name", json!({ "required": true })),
        text("Token", json!({})),
        member("Sizes", "list", "int64", json!({})),
        member("Items", "list", "Item", json!({})),
    ]);
    let response = json!([
        text("Answer", json!({})),
        member("Error", "object", "Item", json!({})),
        text("RequestId", json!({})),
    ]);
    let item = json!({ "members": [
        text("Text", json!({})),
        member("Ratio", "float", "float", json!({})),
        member("IsSet", "bool", "bool", json!({})),
    ] });
    description(parameters, response, json!({ "Item": item }))
}

fn import(folder: &mut Folder, calls: &[(&str, Value)]) -> Report {
    let calls = calls.iter().map(|(input, response)| {
        json!({ "input": input, "output": json!({ "Response": response }).to_string() })
    });
    let examples = json!({ "Act": calls.collect::<Vec<_>>() });
    folder.import(&api().to_string(), None, Some(&examples.to_string()))
}

/// The examples of the action after an import into an empty folder.
fn imported(calls: &[(&str, Value)]) -> (Vec<Value>, Report) {
    let mut folder = Folder::default();
    let report = import(&mut folder, calls);
    folder.assert_generates();
    let act = folder.json("Act.json");
    (
        act["examples"].as_array().cloned().unwrap_or_default(),
        report,
    )
}

#[test]
fn scalars_become_what_is_declared() {
    let input =
        r#"{ "Name": 7, "Sizes": ["1", 2.0], "Items": [{ "Ratio": "0.5", "IsSet": "True" }] }"#;
    let response = json!({ "Answer": true, "RequestId": "r" });
    let (examples, _) = imported(&[(input, response)]);
    let expected = json!({
        "title": "Example 1",
        "request": { "Name": "7", "Sizes": [1, 2], "Items": [{ "Ratio": 0.5, "IsSet": true }] },
        "response": { "Answer": "true", "RequestId": "r" },
    });
    assert_eq!(examples, [expected]);
}

#[test]
fn prose_is_replaced_in_requests_and_responses_alike() {
    let input = r#"{ "Name": "my very first task", "Token": "{\"say\": \"我们\"}" }"#;
    let response = json!({ "Answer": "my very first task", "Error": { "Text": "你好" } });
    let (examples, _) = imported(&[(input, response)]);
    let request = json!({ "Name": "text 1", "Token": r#"{"say":"text 2"}"# });
    assert_eq!(examples[0]["request"], request);
    let response = json!({ "Answer": "text 1", "Error": { "Text": "text 3" } });
    assert_eq!(examples[0]["response"], response);
}

#[test]
fn common_parameters_are_dropped_unless_they_are_declared() {
    let url = "https://demo.tencentcloudapi.com/?Action=Act&Region=ap-x&Token=t&Name=a\n&<Common>";
    let body = "POST /?x HTTP/1.1\r\nHost: demo\r\n\r\n{\"Action\": \"Act\", \"Name\": \"b\"}";
    let (examples, report) = imported(&[(url, json!({})), (body, json!({}))]);
    assert_eq!(report.refused_examples, Vec::<String>::new());
    assert_eq!(examples[0]["request"], json!({ "Name": "a", "Token": "t" }));
    assert_eq!(examples[1]["request"], json!({ "Name": "b" }));
}

#[test]
fn a_declared_error_is_no_error() {
    let error = json!({ "Error": { "Text": "t" }, "RequestId": "r" });
    let (examples, _) = imported(&[(r#"{ "Name": "a" }"#, error.clone())]);
    assert_eq!(examples[0]["response"], error);
}

#[test]
fn two_of_different_forms_are_kept_and_the_unusable_are_named() {
    let call = |name| (name, json!({}));
    let (examples, report) = imported(&[
        call("please call Act"),
        call(r#"{ "Name": "a" }"#),
        call(r#"{ "Name": "b" }"#),
        call(r#"{ "Name": "c", "Token": "t" }"#),
        call(r#"{ "Name": "d", "Items": [{}, null] }"#),
        call(r#"{ "Name": "e", "Items": [{ "Texts": 1 }] }"#),
    ]);
    let names: Vec<_> = examples
        .iter()
        .map(|example| &example["request"]["Name"])
        .collect();
    assert_eq!(names, ["a", "c"]);
    let refused = [
        "`Act`, example 1: in its request, it is neither JSON nor an HTTP request",
        "`Act`, example 5: in its request, `Items[1]` is null, and not `Item`",
        "`Act`, example 6: in its request, `Items[0]` has `Texts`, which is unknown",
    ];
    assert_eq!(report.refused_examples, refused);
}

#[test]
fn ours_come_first_and_nothing_is_added_twice() {
    let calls = [
        (r#"{ "Name": "a" }"#, json!({})),
        (r#"{ "Name": "b", "Token": "t" }"#, json!({})),
    ];
    let mut folder = Folder::default();
    import(&mut folder, &calls);
    folder.edit("Act.json", |act| {
        let ours = json!({ "title": "Ours", "request": { "Name": "z" } });
        act["examples"]
            .as_array_mut()
            .expect("examples")
            .insert(0, ours);
        act["examples"][1]["title"] = json!("Named by hand");
    });
    import(&mut folder, &calls);
    let titles = |folder: &Folder| {
        let act = folder.json("Act.json");
        let examples = act["examples"].as_array().expect("examples").iter();
        let titles =
            examples.map(|example| example["title"].as_str().unwrap_or_default().to_owned());
        titles.collect::<Vec<_>>()
    };
    assert_eq!(titles(&folder), ["Ours", "Named by hand", "Example 2"]);

    let newer = [
        (r#"{ "Name": "c" }"#, json!({})),
        (r#"{ "Sizes": [1], "Name": "d" }"#, json!({})),
        (r#"{ "Token": "t", "Name": "e" }"#, json!({})),
    ];
    import(&mut folder, &newer);
    import(&mut folder, &calls);
    let expected = ["Ours", "Named by hand", "Example 2", "Example 2"];
    assert_eq!(
        titles(&folder),
        expected,
        "the list does not grow with every import"
    );
}

#[test]
fn an_example_that_cannot_be_adapted_is_dropped_and_said() {
    let mut folder = Folder::default();
    import(
        &mut folder,
        &[(r#"{ "Name": "a", "Sizes": [1] }"#, json!({}))],
    );
    let mut newer = api();
    newer["objects"]["ActRequest"]["members"][2] = member("Sizes", "int", "int64", json!({}));
    let report = folder.update(&newer);
    assert_eq!(folder.json("Act.json")["examples"], Value::Null);
    let dropped =
        "`Act`: its example `Example 1` was dropped, because `Sizes` is a list, and not `int64`";
    assert_eq!(report.changed[0], dropped);
    folder.assert_generates();
}

#[test]
fn a_value_that_contains_itself_is_not_filled_in() {
    let mut folder = Folder::default();
    import(
        &mut folder,
        &[(r#"{ "Name": "a" }"#, json!({ "Error": {} }))],
    );
    let mut newer = api();
    let inner = member(
        "Inner",
        "object",
        "Item",
        json!({ "output_required": true }),
    );
    let members = newer["objects"]["Item"]["members"].as_array_mut();
    members.expect("members").push(inner);
    let report = folder.update(&newer);
    assert_eq!(folder.json("Act.json")["examples"], Value::Null);
    assert!(
        report.changed[0].contains("a value for `Inner` would be too large"),
        "{report:?}"
    );
}

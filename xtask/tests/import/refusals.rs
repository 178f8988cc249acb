//! Descriptions that cannot be imported, and what is said of them.

use serde_json::{Value, json};
use vod_codegen::SpecFile;
use xtask::import::{ImportError, Input, Upstream, import};

use crate::support::{Folder, description, member, refusals, text};

/// Checks that one thing is refused, and how.
#[track_caller]
fn assert_refused(api: &Value, place: &str, message: &str) {
    let refusals = refusals(api);
    assert_eq!(refusals.len(), 1, "{refusals:#?}");
    assert_eq!(refusals[0].input, Input::Api);
    assert_eq!(refusals[0].place, place);
    assert_eq!(refusals[0].message, message);
    assert!(!refusals[0].hint.is_empty());
}

fn api() -> Value {
    description(json!([text("Name", json!({}))]), json!([]), json!({}))
}

#[test]
fn unknown_types_are_named_with_their_place() {
    for (kind, of) in [
        ("map", "string"),
        ("int", "string"),
        ("object", "string"),
        ("string", "Item"),
    ] {
        let api = description(
            json!([member("M", kind, of, json!({}))]),
            json!([]),
            json!({}),
        );
        let message = format!("the type `{kind}` of `{of}` is unknown");
        assert_refused(&api, "object `ActRequest`, member `M`", &message);
    }
}

#[test]
fn missing_objects_are_named_with_who_needs_them() {
    let mut without_wrapper = api();
    without_wrapper["objects"]
        .as_object_mut()
        .expect("objects")
        .remove("ActResponse");
    let message = "its response is the object `ActResponse`, which is missing";
    assert_refused(&without_wrapper, "action `Act`", message);

    let items = json!([member("Items", "list", "Item", json!({}))]);
    let dangling = description(items, json!([]), json!({}));
    let message = "it is of the type `Item`, which is missing";
    assert_refused(&dangling, "object `ActRequest`, member `Items`", message);
}

#[test]
fn names_that_cannot_be_names_are_refused() {
    let uses = |object: &str| {
        let parameters = json!([member("Item", "object", object, json!({}))]);
        description(parameters, json!([]), json!({ object: { "members": [] } }))
    };
    let message = "it cannot be a type of this name in Rust";
    for name in [
        "My Item",
        "../Item",
        "9Lives",
        "",
        "Item.Inner",
        "r#Item",
        "项目",
    ] {
        assert_refused(&uses(name), &format!("object `{name}`"), message);
    }
    let long = "A".repeat(200);
    let refusals = refusals(&uses(&long));
    assert_eq!(refusals[0].message, message);

    let mut spaced = api();
    spaced["actions"] = json!({ "Act Now": { "input": "ActRequest", "output": "ActResponse" } });
    assert_refused(&spaced, "action `Act Now`", message);

    let nameless = description(json!([text("", json!({}))]), json!([]), json!({}));
    let message = "this name cannot be converted to a Rust identifier";
    assert_refused(&nameless, "object `ActRequest`, member ``", message);
}

#[test]
fn names_that_meet_are_refused() {
    let twice = description(
        json!([text("Name", json!({})), text("Name", json!({}))]),
        json!([]),
        json!({}),
    );
    assert_refused(
        &twice,
        "object `ActRequest`, member `Name`",
        "the member is repeated",
    );

    let two = json!([
        member("A", "object", "Item", json!({})),
        member("B", "object", "ITEM", json!({}))
    ]);
    let objects = json!({ "Item": { "members": [] }, "ITEM": { "members": [] } });
    let capitals = description(two, json!([]), objects);
    assert_refused(
        &capitals,
        "object `Item`",
        "it differs from `ITEM` in capitals only",
    );
}

#[test]
fn a_repeated_key_is_refused() {
    let api = api()
        .to_string()
        .replace("\"ActRequest\":", "\"ActRequest\":{},\"ActRequest\":");
    let upstream = Upstream {
        api: &api,
        errors: None,
        examples: None,
        edition: None,
    };
    let Err(ImportError::Upstream(refusals)) = import(&upstream, &[]) else {
        panic!("it was imported");
    };
    assert_eq!(
        refusals[0].to_string().lines().next(),
        Some("`objects`: `ActRequest` is repeated")
    );
}

#[test]
fn folders_cannot_be_left() {
    for name in ["../vod", "", "a/b", ".hidden", "a b"] {
        let mut elsewhere = api();
        elsewhere["metadata"]["serviceShortName"] = json!(name);
        let message = format!("`{name}` cannot be the name of a folder");
        assert_refused(&elsewhere, "`metadata`, `serviceShortName`", &message);
        let mut elsewhere = api();
        elsewhere["metadata"]["apiVersion"] = json!(name);
        assert_refused(&elsewhere, "`metadata`, `apiVersion`", &message);
    }
}

#[test]
fn all_that_is_wrong_is_said_at_once() {
    let mut wrong = description(
        json!([
            member("A", "map", "string", json!({})),
            text("B", json!({}))
        ]),
        json!([member("C", "object", "Missing", json!({}))]),
        json!({}),
    );
    wrong["metadata"]["apiVersion"] = json!("/");
    assert_eq!(refusals(&wrong).len(), 3);
}

#[test]
fn a_description_without_actions_does_not_deprecate_everything() {
    let mut empty = api();
    empty["actions"] = json!({});
    assert_refused(&empty, "`actions`", "the description has no actions");
}

#[test]
fn files_of_another_kind_are_refused_with_their_place() {
    let api = api().to_string();
    let import = |api, errors, examples| {
        let upstream = Upstream {
            api,
            errors,
            examples,
            edition: None,
        };
        match import(&upstream, &[]) {
            Err(ImportError::Upstream(refusals)) => refusals[0].clone(),
            other => panic!("expected a refusal, and got {other:?}"),
        }
    };
    let refusal = import("[\n]", None, None);
    assert_eq!(
        (refusal.input, refusal.place.as_str()),
        (Input::Api, "line 2, column 1")
    );
    let refusal = import("{ \"metadata\": 5,\n", None, None);
    assert_eq!(refusal.input, Input::Api);
    let refusal = import(&api, Some("[1]"), None);
    assert_eq!(refusal.input, Input::Errors);
    assert!(refusal.hint.contains("a list of its codes"), "{refusal}");
    let refusal = import(&api, None, Some("{ \"Act\": 5 }"));
    assert_eq!(
        (refusal.input, refusal.place.as_str()),
        (Input::Examples, "action `Act`")
    );
    let deep = "[".repeat(100_000);
    assert_eq!(import(&deep, None, None).input, Input::Api);
}

#[test]
fn a_spec_that_is_wrong_is_answered_with_its_diagnostics() {
    let mut folder = Folder::of(&api());
    folder.edit("Act.json", |act| act["sumary"] = json!("Acts."));
    let files: Vec<SpecFile> = folder.files();
    let api = api().to_string();
    let upstream = Upstream {
        api: &api,
        errors: None,
        examples: None,
        edition: None,
    };
    let Err(ImportError::Spec(diagnostics)) = import(&upstream, &files) else {
        panic!("it was imported");
    };
    assert_eq!(diagnostics.len(), 1);
    assert_eq!(diagnostics[0].path, "spec/demo/2020-01-01/actions/Act.json");
    assert!(
        diagnostics[0].message.contains("sumary"),
        "{}",
        diagnostics[0]
    );
}

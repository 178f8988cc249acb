//! Two editions of one description, of which the spec follows the first.

use serde_json::{Value, json};

use crate::documented::{before, documented};
use crate::support::{Folder, member, text};

/// The mainland edition: it lacks a parameter and a type, changes another, and has an action of its own.
fn mainland() -> Value {
    let mut api = before();
    api["actions"]["Act"]["document"] = json!("\u{52a8}\u{4f5c}");
    api["actions"]["Publish"] = json!({
        "input": "PublishRequest",
        "output": "PublishResponse",
        "document": "\u{53d1}\u{5e03}",
    });
    let object = member("Place", "object", "Place", json!({}));
    api["objects"]["PublishRequest"] = json!({ "members": [object] });
    api["objects"]["PublishResponse"] = json!({ "members": [text("Id", json!({}))] });
    api["objects"]["Place"] = json!({ "members": [text("Name", json!({}))] });
    let members = api["objects"]["ActRequest"]["members"].as_array_mut();
    let members = members.expect("a list");
    members.truncate(1);
    members.push(text("Other", json!({ "required": true })));
    api
}

fn international() -> Value {
    let mut api = before();
    api["actions"]["Act"]["document"] = json!("Acts.");
    api
}

fn without(folder: &Folder, parts: &[&str]) -> Vec<(String, String)> {
    let files = folder.0.iter();
    let files = files.filter(|(path, _)| !parts.iter().any(|part| path.ends_with(part)));
    files
        .map(|(path, text)| (path.clone(), text.clone()))
        .collect()
}

const NEW: &[&str] = &["/Publish.json", "/Place.json"];

#[test]
fn the_other_edition_adds_what_the_spec_lacks_and_changes_nothing() {
    let mut folder = documented();
    folder.update(&international());
    let before = without(&folder, &[]);
    let report = folder.update(&mainland());
    assert_eq!(report.appeared, ["action `Publish`", "type `Place`"]);
    assert_eq!(report.disappeared, Vec::<String>::new());
    assert_eq!(report.changed, Vec::<String>::new());
    assert_eq!(without(&folder, NEW), before);
    for path in NEW {
        assert_eq!(folder.json(path)["edition"], "mainland");
    }
    folder.assert_generates();
}

#[test]
fn what_only_the_other_edition_has_is_no_removal_and_follows_it() {
    let mut folder = documented();
    folder.update(&international());
    folder.update(&mainland());
    let after = folder.0.clone();
    let report = folder.update(&international());
    assert_eq!(report.disappeared, Vec::<String>::new());
    assert_eq!(report.changed, Vec::<String>::new());
    assert_eq!(folder.0, after);

    let mut newer = mainland();
    newer["objects"]["Place"]["members"] =
        json!([text("Name", json!({})), text("Room", json!({}))]);
    let report = folder.update(&newer);
    assert_eq!(report.appeared, ["field `Place.Room`"]);
    newer["actions"]
        .as_object_mut()
        .expect("actions")
        .remove("Publish");
    let report = folder.update(&newer);
    assert_eq!(report.disappeared, ["action `Publish`", "type `Place`"]);
}

#[test]
fn what_both_editions_have_in_the_end_loses_its_mark() {
    let mut folder = documented();
    folder.update(&international());
    folder.update(&mainland());
    let mut api = mainland();
    for action in ["Act", "Publish"] {
        api["actions"][action]["document"] = json!("In English.");
    }
    api["objects"]["ActRequest"] = before()["objects"]["ActRequest"].clone();
    let report = folder.update(&api);
    assert_eq!(
        report.changed,
        ["action `Publish` is in the followed edition too"]
    );
    for path in NEW {
        assert_eq!(folder.json(path)["edition"], Value::Null);
    }
}

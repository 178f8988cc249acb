//! What an import leaves to a person.

use serde_json::json;
use xtask::import::{Chores, Upstream, import};

use crate::documented::{before, documented};
use crate::support::{Folder, member, text};

#[track_caller]
fn assert_chores(folder: &Folder, api: &serde_json::Value, errors: &str, expected: Chores) {
    let upstream = Upstream {
        api: &api.to_string(),
        errors: Some(errors),
        examples: None,
    };
    let imported = import(&upstream, &folder.files()).expect("it can be imported");
    assert_eq!(imported.chores, expected);
}

#[test]
fn nothing_where_nothing_is_new() {
    assert_chores(&documented(), &before(), "{}", Chores::default());
}

#[test]
fn what_is_new_and_has_no_words() {
    let mut api = before();
    api["actions"]["More"] = json!({ "input": "MoreRequest", "output": "MoreResponse" });
    let part = member("Part", "object", "Part", json!({}));
    api["objects"]["MoreRequest"] = json!({ "members": [part] });
    api["objects"]["MoreResponse"] = json!({ "members": [] });
    api["objects"]["Part"] = json!({ "members": [text("Name", json!({}))] });
    let members = api["objects"]["ActRequest"]["members"].as_array_mut();
    members.expect("a list").push(text("Fourth", json!({})));

    let texts = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let expected = Chores {
        actions: texts(&["More"]),
        types: texts(&["Part"]),
        fields: texts(&["Act.Fourth", "More.Part", "Part.Name"]),
        error_codes: texts(&["Trouble"]),
    };
    assert_chores(&documented(), &api, r#"{ "More": ["Trouble"] }"#, expected);
}

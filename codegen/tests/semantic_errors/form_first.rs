//! Specs whose form is wrong in one place: that is said, and nothing that follows from it only.

use serde_json::{Map, Value};
use vod_codegen::{SpecFile, generate};

use crate::base::spec;

/// Keys under which any JSON may stand.
const ANYTHING: &[&str] = &["request", "response", "default", "example", "value"];

/// Keys that a file, a field or another object of the spec must have.
const REQUIRED: &[&str] = &[
    "name", "summary", "retry", "type", "value", "title", "request", "style", "position", "items",
    "code", "meaning", "service", "version", "endpoint",
];

/// Files with many fields that differ in little: changing each of them would show the same again.
const REPETITIVE: &[&str] = &["actions/PutSettings.json", "types/Everything.json"];

/// A way to an object of a file, by keys and indices.
type Way = Vec<Step>;

#[derive(Clone, Debug)]
enum Step {
    Key(String),
    Index(usize),
}

#[test]
fn a_value_of_the_wrong_type_is_all_that_is_wrong() {
    let wrong = |value: &Value| match value {
        Value::Number(_) | Value::Object(_) => Value::from(true),
        _ => Value::from(7),
    };
    check_each_key(|key, object| {
        if ANYTHING.contains(&key) && !object[key].is_array() {
            return false;
        }
        object[key] = wrong(&object[key]);
        true
    });
}

#[test]
fn a_missing_key_is_all_that_is_wrong() {
    check_each_key(|key, object| {
        // The summary and the code of a type may be missing, the `retry` of an action, and the response of an example.
        let is_type = object.contains_key("fields") || object.contains_key("values");
        let is_optional = (is_type && matches!(key, "summary" | "code"))
            || (object.contains_key("name") && key == "retry");
        REQUIRED.contains(&key) && !is_optional && object.remove(key).is_some()
    });
}

#[test]
fn a_misspelt_key_is_all_that_is_wrong() {
    check_each_key(|key, object| {
        let value = object.remove(key).expect("the key is there");
        object.insert(format!("{key}_"), value);
        true
    });
}

#[test]
fn a_wrong_item_of_a_list_is_all_that_is_wrong() {
    check_each_key(|key, object| match &mut object[key] {
        Value::Array(items) if !items.is_empty() => {
            items[0] = Value::from(7);
            true
        }
        _ => false,
    });
}

#[test]
fn a_broken_file_is_all_that_is_wrong() {
    type Break = fn(&mut SpecFile);
    let breaks: &[Break] = &[
        |file| file.text.clear(),
        |file| file.text.truncate(file.text.len() / 2),
        |file| file.text = "[]".to_owned(),
        |file| file.text = file.text.trim_end().trim_end_matches('}').to_owned() + ",}",
        |file| file.text = file.text.replacen(',', "", 1),
        |file| file.text.insert_str(1, "// a comment\n"),
    ];
    let right = spec();
    for index in 0..right.len() {
        for break_it in breaks {
            let mut files = right.clone();
            break_it(&mut files[index]);
            assert_only_wrong(&files, &right[index].shown, &files[index].text);
        }
    }
}

#[test]
fn a_file_that_is_not_found_is_all_that_is_wrong() {
    let right = spec();
    for (index, file) in right.iter().enumerate() {
        let mut files = right.clone();
        if file.path.contains("/types/") {
            files[index].path = file.path.replace("/types/", "/typs/");
        } else if file.path.contains("/actions/") {
            files[index].path = file.path.replace("/actions/", "/actoins/");
        } else {
            files.remove(index);
        }
        assert_eq!(said(&files).len(), 1, "{}: {:?}", file.path, said(&files));
    }
}

#[test]
fn a_file_with_another_name_is_all_that_is_wrong() {
    for (index, file) in spec().iter().enumerate() {
        let mut files = spec();
        if !file.path.ends_with("s.json") {
            files[index].path = file.path.replace(".json", "s.json");
        }
        let is_named = file.path.contains("/types/") || file.path.contains("/actions/");
        if is_named && files[index].path != file.path {
            assert_only_wrong(&files, &file.shown, "renamed");
        }
    }
}

/// Changes one key at a time, wherever the change says that it did.
fn check_each_key(change: impl Fn(&str, &mut Map<String, Value>) -> bool) {
    let right = spec();
    let mut changed = 0;
    for (index, file) in right.iter().enumerate() {
        if REPETITIVE.iter().any(|path| file.path.ends_with(path)) {
            continue;
        }
        let json: Value = serde_json::from_str(&file.text).expect("JSON");
        for (way, key) in keys(&json, Way::new()) {
            let mut json = json.clone();
            let object = object_at(&mut json, &way);
            if change(&key, object) {
                changed += 1;
                let mut files = right.clone();
                files[index].text = format!("{json:#}");
                assert_only_wrong(&files, &file.shown, &format!("{way:?} {key}"));
            }
        }
    }
    assert!(changed >= 40, "{changed} changes only");
}

/// Every key of every object whose shape is known, with the way to the object.
fn keys(json: &Value, way: Way) -> Vec<(Way, String)> {
    let mut found = Vec::new();
    match json {
        Value::Object(object) => {
            for (key, value) in object {
                found.push((way.clone(), key.clone()));
                let is_list_of_fields = key == "response" && value.is_array();
                if is_list_of_fields || !ANYTHING.contains(&key.as_str()) {
                    let step = Step::Key(key.clone());
                    found.extend(keys(value, [&way[..], &[step]].concat()));
                }
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                found.extend(keys(item, [&way[..], &[Step::Index(index)]].concat()));
            }
        }
        _ => {}
    }
    found
}

fn object_at<'a>(json: &'a mut Value, way: &Way) -> &'a mut Map<String, Value> {
    let found = way.iter().fold(json, |json, step| match step {
        Step::Key(key) => &mut json[key],
        Step::Index(index) => &mut json[index],
    });
    found.as_object_mut().expect("an object")
}

#[track_caller]
fn assert_only_wrong(files: &[SpecFile], file: &str, change: &str) {
    let said = said(files);
    assert_eq!(said.len(), 1, "{file}, {change}: {said:#?}");
    assert!(said[0].starts_with(file), "{file}, {change}: {said:#?}");
}

fn said(files: &[SpecFile]) -> Vec<String> {
    let errors = generate(files).expect_err("the spec is wrong");
    let said = errors
        .iter()
        .map(|error| format!("{}:{}: {}", error.path, error.line, error.message));
    said.collect()
}

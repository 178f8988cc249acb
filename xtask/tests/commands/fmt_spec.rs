//! `cargo xtask fmt-spec`.

use crate::support::{Ran, Workshop, spec_files};

const ACTION: &str = "spec/vod/2018-07-17/actions/ExecuteFunction.json";
const SERVICE: &str = "spec/vod/2018-07-17/service.json";

fn format(workshop: &Workshop, more: &[&str]) -> Ran {
    let arguments = [&["fmt-spec", "--spec", "spec"], more].concat();
    workshop.xtask(&arguments)
}

/// The file's values, its keys the other way round and all on one line.
fn scrambled(text: &str) -> String {
    fn write(value: &serde_json::Value) -> String {
        match value {
            serde_json::Value::Object(object) => {
                let entries = object.iter().rev();
                let entries: Vec<String> = entries
                    .map(|(key, value)| format!("{key:?}:{}", write(value)))
                    .collect();
                format!("{{{}}}", entries.join(","))
            }
            serde_json::Value::Array(items) => {
                let items: Vec<String> = items.iter().map(write).collect();
                format!("[{}]", items.join(","))
            }
            scalar => scalar.to_string(),
        }
    }
    write(&serde_json::from_str(text).expect("JSON"))
}

#[test]
fn brings_every_file_to_one_form_and_keeps_its_values() {
    let workshop = Workshop::new();
    let canonical = workshop.texts("spec");
    format(&workshop, &["--check"])
        .expect(0)
        .says("spec is current: 3 files");
    for path in spec_files() {
        let path = format!("spec/vod/{path}");
        workshop.write(&path, &scrambled(&workshop.read(&path)));
    }
    format(&workshop, &[])
        .expect(0)
        .says("wrote 3 files, 0 unchanged, 0 removed");
    assert_eq!(workshop.texts("spec"), canonical);
    format(&workshop, &[])
        .expect(0)
        .says("wrote 0 files, 3 unchanged");
}

#[test]
fn check_shows_the_difference_and_touches_nothing() {
    let workshop = Workshop::new();
    let name = "  \"name\": \"ExecuteFunction\",\n";
    let text = workshop.read(ACTION);
    let moved = text.replacen(name, "", 1).replacen(
        "  \"retry\"",
        &format!("{name}  \"skip_sign\": false,\n  \"retry\""),
        1,
    );
    workshop.write(ACTION, &moved);
    let before = workshop.tree("spec");
    format(&workshop, &["--check"])
        .expect(1)
        .says(&format!("differs: {ACTION} ("))
        .says(&format!("\n+{name}"))
        .says(&format!("\n-{name}-  \"skip_sign\": false,\n"))
        .complains("Run `cargo xtask fmt-spec --spec spec` and commit what it writes.");
    assert_eq!(workshop.tree("spec"), before);
    format(&workshop, &[]).expect(0);
    assert_eq!(workshop.read(ACTION), text);
}

#[test]
fn errors_of_form_are_all_named_and_nothing_is_written() {
    let workshop = Workshop::new();
    let edit = |path: &str, old: &str, new: &str| {
        let text = workshop.read(path);
        assert!(text.contains(old), "{old} is not in {path}");
        workshop.write(path, &text.replacen(old, new, 1));
    };
    edit(ACTION, "\"summary\"", "\"sumary\"");
    edit(
        ACTION,
        "\"examples\": [",
        "\"examples\": [ 12345678901234567890123,",
    );
    edit(SERVICE, "\"vod\",", "\"vod\"");
    let before = workshop.tree("spec");
    format(&workshop, &[])
        .expect(1)
        .complains(&format!("{ACTION}:4:3: unknown key `sumary`"))
        .complains("expected an object, found a number")
        .complains(&format!("{SERVICE}:3:19: this is not JSON: expected comma"))
        .complains("3 errors in the spec; nothing was written");
    assert_eq!(workshop.tree("spec"), before);
}

#[test]
fn a_number_that_would_be_rounded_is_refused() {
    let workshop = Workshop::new();
    let text = workshop.read(ACTION);
    let request = "\"request\": {";
    assert!(text.contains(request));
    let long = format!("{request} \"Number\": 12345678901234567890123,");
    workshop.write(ACTION, &text.replacen(request, &long, 1));
    format(&workshop, &[])
        .expect(1)
        .complains("`12345678901234567890123` has more than 64 bits")
        .complains("hint: it would be rounded");
}

#[test]
fn errors_of_meaning_are_the_generators_business() {
    let workshop = Workshop::new();
    let text = workshop.read(ACTION);
    let wrong = text.replacen("\"new\": [", "\"new\": [\"Nothing\",   ", 1);
    workshop.write(ACTION, &wrong);
    format(&workshop, &[]).expect(0).says("wrote 1 file");
    assert!(workshop.read(ACTION).contains("\"new\": [\"Nothing\", "));
}

#[test]
fn other_files_and_the_folder_of_one_service_are_no_trouble() {
    let workshop = Workshop::new();
    workshop.write("spec/README.md", "The spec.");
    workshop.write("spec/schema/action.schema.json", "{}");
    let ran = format(&workshop, &["--check"]).expect(0);
    assert!(!ran.stdout.contains("README"), "{}", ran.stdout);

    let text = workshop.read(SERVICE);
    workshop.write(SERVICE, &scrambled(&text));
    workshop
        .xtask(&["fmt-spec", "--spec", "spec/vod"])
        .expect(0)
        .says(&format!("wrote {SERVICE}\n"));
    assert_eq!(workshop.read(SERVICE), text);
}

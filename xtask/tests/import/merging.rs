//! A newer description meets a spec that people have worked on.

use serde_json::{Value, json};

use crate::documented::{before, documented, parameters, with_parameters};
use crate::support::{Folder, assert_has, field, member, names, text};

#[test]
fn words_and_facts_of_ours_are_kept() {
    let mut folder = documented();
    let json = |folder: &Folder| [folder.json("Act.json"), folder.json("Item.json")];
    let written = json(&folder);
    let report = folder.update(&before());
    assert_eq!(json(&folder), written);
    assert_eq!(report.changed, Vec::<String>::new());
    folder.assert_generates();
}

#[test]
fn new_fields_come_last_whatever_their_order_upstream() {
    let mut folder = documented();
    let mut parameters = parameters();
    parameters.reverse();
    parameters.insert(0, text("Zeroth", json!({})));
    let report = folder.update(&with_parameters(parameters));
    let act = folder.json("Act.json");
    assert_eq!(
        names(&act["parameters"]),
        ["First", "Second", "Third", "Zeroth"]
    );
    assert_eq!(report.appeared, ["parameter `Act.Zeroth`"]);
    folder.assert_generates();
}

#[test]
fn fields_that_would_share_a_name_in_rust_are_told_apart() {
    let mut folder = documented();
    let mut parameters = parameters();
    for name in ["InstanceID", "InstanceId"] {
        parameters.push(text(name, json!({})));
    }
    let report = folder.update(&with_parameters(parameters.clone()));
    let act = folder.json("Act.json");
    assert_eq!(
        field(&act["parameters"], "InstanceID")["rust_name"],
        Value::Null
    );
    assert_eq!(
        field(&act["parameters"], "InstanceId")["rust_name"],
        "instance_id_2"
    );
    assert_has(
        &report.changed,
        "parameter `Act.InstanceId` is called `instance_id_2` in Rust, where `instance_id` is another field's",
    );
    folder.assert_generates();

    let again = folder.update(&with_parameters(parameters));
    assert_eq!(again.changed, Vec::<String>::new());
}

#[test]
fn a_new_required_parameter_is_appended_to_our_examples_and_not_to_new() {
    let mut folder = documented();
    let mut parameters = parameters();
    parameters.insert(
        0,
        text("Fourth", json!({ "required": true, "example": "4" })),
    );
    let report = folder.update(&with_parameters(parameters));
    let act = folder.json("Act.json");
    assert_eq!(act["new"], json!(["First", "Third"]));
    let fourth = field(&act["parameters"], "Fourth");
    assert_eq!(
        (&fourth["required"], &fourth["required_later"]),
        (&Value::Null, &json!(true))
    );
    assert_eq!(act["examples"][0]["title"], "Act once");
    assert_eq!(act["examples"][0]["request"]["Fourth"], "4");
    assert_eq!(report.appeared, ["parameter `Act.Fourth`, required"]);
    assert_has(
        &report.changed,
        "`Act`: its example `Act once` was adapted to the changes",
    );
    folder.assert_generates();
}

#[test]
fn a_parameter_that_becomes_required_leaves_new_as_it_is() {
    let mut folder = documented();
    let mut parameters = parameters();
    parameters[1]["required"] = json!(true);
    let report = folder.update(&with_parameters(parameters.clone()));
    let act = folder.json("Act.json");
    assert_eq!(act["new"], json!(["First", "Third"]));
    assert_eq!(names(&act["parameters"]), ["First", "Second", "Third"]);
    assert_has(
        &report.changed,
        "parameter `Act.Second` is required now: a request without it is sent, with a warning, and `new` stays as it is",
    );
    folder.assert_generates();

    let again = folder.update(&with_parameters(parameters.clone()));
    assert_eq!(again.changed, Vec::<String>::new());
    parameters[1]["required"] = json!(false);
    let report = folder.update(&with_parameters(parameters));
    assert_eq!(report.changed, ["parameter `Act.Second` is optional now"]);
}

#[test]
fn a_parameter_that_becomes_optional_keeps_its_place_in_new() {
    let mut folder = documented();
    let mut parameters = parameters();
    parameters[0]["required"] = json!(false);
    let report = folder.update(&with_parameters(parameters.clone()));
    let act = folder.json("Act.json");
    assert_eq!(act["new"], json!(["First", "Third"]));
    assert_eq!(field(&act["parameters"], "First")["required"], Value::Null);
    let line = "parameter `Act.First` is optional now, and keeps its place in `new`";
    assert_eq!(report.changed, [line]);
    folder.assert_generates();

    parameters[0]["required"] = json!(true);
    let report = folder.update(&with_parameters(parameters));
    assert_eq!(folder.json("Act.json")["new"], json!(["First", "Third"]));
    let line = "parameter `Act.First` is required again, and is in `new` already";
    assert_eq!(report.changed, [line]);
}

#[test]
fn a_type_that_changes_takes_what_no_longer_fits_with_it() {
    let mut folder = documented();
    let mut parameters = parameters();
    parameters[1] = member("Second", "int", "int64", json!({ "example": "7" }));
    let report = folder.update(&with_parameters(parameters));
    let act = folder.json("Act.json");
    let expected = json!({
        "name": "Second", "type": "int64", "docs": "The second.", "default": 5,
        "values": [{ "value": 5, "docs": "Five." }], "example": 7,
    });
    assert_eq!(act["parameters"][1], expected);
    assert_eq!(act["examples"][0]["request"]["Second"], 2);
    let lines = [
        "`Act`: its example `Act once` was adapted to the changes",
        "parameter `Act.Second` is `int64` now and was `string`, which is breaking; \
         dropped with the old type: `max_chars`",
        "parameter `Act.Second`: `example` no longer fits and was dropped",
        "parameter `Act.Second`: `values` no longer fits and was dropped",
    ];
    assert_eq!(report.changed, lines);
    folder.assert_generates();
}

#[test]
fn a_text_that_we_know_to_be_a_time_stays_one() {
    let mut folder = documented();
    folder.edit("Act.json", |act| {
        act["parameters"][1] = json!({ "name": "Second", "type": "timestamp" });
    });
    let before = folder.json("Act.json")["parameters"].clone();
    let mut parameters = parameters();
    parameters[1] = text("Second", json!({}));
    let report = folder.update(&with_parameters(parameters.clone()));
    assert_eq!(folder.json("Act.json")["parameters"], before);
    assert_eq!(report.changed, Vec::<String>::new());

    parameters[1] = member("Second", "list", "string", json!({}));
    folder.update(&with_parameters(parameters));
    let second = &folder.json("Act.json")["parameters"][1];
    assert_eq!(second["type"], "[string]");
}

#[test]
fn a_type_that_requests_begin_to_use_keeps_the_types_of_its_fields() {
    let mut api = before();
    api["objects"]["Item"] = json!({ "members": [
        text("Name", json!({ "output_required": true })),
        member("Tags", "list", "string", json!({})),
        text("Note", json!({})),
        member("Inner", "object", "Inner", json!({ "output_required": true })),
    ] });
    api["objects"]["Inner"] = json!({ "members": [text("A", json!({}))] });
    let mut folder = Folder::of(&api);
    let shapes = |folder: &Folder| {
        let fields = folder.json("Item.json")["fields"].clone();
        let fields = fields.as_array().expect("fields").clone();
        fields
            .into_iter()
            .map(|it| it["optional"].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(shapes(&folder), vec![Value::Null; 4]);

    let mut parameters = parameters();
    parameters.push(member("Item", "object", "Item", json!({})));
    api["objects"]["ActRequest"]["members"] = json!(parameters);
    let stay = [json!(false), json!(false), Value::Null, Value::Null];
    folder.update(&api);
    assert_eq!(shapes(&folder), stay);
    folder.assert_generates();
    let again = folder.update(&api);
    assert_eq!((again.changed, shapes(&folder)), (vec![], stay.to_vec()));

    // What the service promises later changes nothing either.
    api["objects"]["Item"]["members"][2] = text("Note", json!({ "output_required": true }));
    folder.update(&api);
    assert_eq!(shapes(&folder), stay);
}

#[test]
fn a_text_whose_values_are_a_type_of_ours_stays_one() {
    let mut folder = documented();
    let state = json!({
        "$schema": "../../../schema/type.schema.json",
        "name": "State", "values": [{ "value": "open" }, { "value": "shut" }],
    });
    folder.add("types/State.json", &state);
    folder.edit("Act.json", |act| {
        act["parameters"][1] = json!({ "name": "Second", "type": "State", "default": "shut" });
        act["parameters"][2]["type"] = json!("[State]");
        act["examples"][0]["request"]["Second"] = json!("new");
        act["examples"][0]["request"]["Third"] = json!(["open"]);
    });
    let before = folder.json("Act.json")["parameters"].clone();
    let mut parameters = parameters();
    parameters[1] = text("Second", json!({}));
    parameters[2] = member("Third", "list", "string", json!({ "required": true }));
    let report = folder.update(&with_parameters(parameters.clone()));
    assert_eq!(folder.json("Act.json")["parameters"], before);
    assert_eq!((report.changed, report.disappeared), (vec![], vec![]));
    folder.assert_generates();

    // What upstream lists besides is told, and left to a person.
    let document =
        "Its state.<li>open: anyone may enter</li><li>shut</li><li>sold: it is gone</li>";
    let mut listing = parameters.clone();
    listing[1] = text("Second", json!({ "document": document }));
    let report = folder.update(&with_parameters(listing));
    assert_eq!(
        report.changed,
        [
            "`Act.Second` may be `sold` too, as its documentation says: add it to the known values if it is one"
        ]
    );
    assert_eq!(folder.json("Act.json")["parameters"], before);

    // What an example lacks is filled in with a known value.
    parameters.push(text("Fourth", json!({ "required": true })));
    folder.edit("Act.json", |act| {
        act["parameters"][1]["required"] = json!(true)
    });
    folder.update(&with_parameters(parameters.clone()));

    let mut api = with_parameters(parameters);
    api["objects"]["State"] = json!({ "members": [text("A", json!({}))] });
    api["objects"]["ActResponse"]["members"][0] = member("Result", "object", "State", json!({}));
    let message = "a type with values of the spec is called `State` too";
    assert_eq!(folder.refusals(&api)[0].message, message);
}

#[test]
fn a_text_that_holds_an_integer_stays_one() {
    let mut folder = documented();
    folder.edit("Act.json", |act| {
        act["parameters"][1] = json!({ "name": "Second", "type": "uint64", "as_text": true });
        act["examples"][0]["request"]["Second"] = json!("7");
    });
    let mut parameters = parameters();
    parameters[1] = text("Second", json!({ "example": "12" }));
    let report = folder.update(&with_parameters(parameters));
    let expected = json!({ "name": "Second", "type": "uint64", "as_text": true, "example": "12" });
    assert_eq!(folder.json("Act.json")["parameters"][1], expected);
    assert_eq!(report.changed, Vec::<String>::new());
    folder.assert_generates();
}

#[test]
fn an_integer_stays_signed_or_unsigned_as_it_is() {
    let mut folder = documented();
    let with_second = |kind: &str| {
        let mut parameters = parameters();
        parameters[1] = member("Second", "int", kind, json!({}));
        with_parameters(parameters)
    };
    folder.update(&with_second("int64"));
    let report = folder.update(&with_second("uint64"));
    assert_eq!(folder.json("Act.json")["parameters"][1]["type"], "int64");
    assert_eq!(report.changed, Vec::<String>::new());
}

#[test]
fn a_type_that_requests_begin_to_use_gets_its_arguments() {
    let mut api = before();
    let size = member("Size", "int", "int64", json!({ "required": true }));
    api["objects"]["Item"] = json!({ "members": [size] });
    let mut folder = Folder::of(&api);
    assert_eq!(
        folder.json("Item.json")["new"],
        Value::Null,
        "only responses have it"
    );
    assert_eq!(
        folder.json("Item.json")["fields"][0]["required"],
        Value::Null
    );

    let mut parameters = parameters();
    parameters.push(member("Item", "object", "Item", json!({})));
    api["objects"]["ActRequest"]["members"] = json!(parameters);
    folder.update(&api);
    assert_eq!(folder.json("Item.json")["new"], json!(["Size"]));
    assert_eq!(folder.json("Item.json")["fields"][0]["required"], true);
    folder.assert_generates();
}

#[test]
fn a_service_is_found_by_what_its_folder_says() {
    let mut folder = documented();
    folder.0 = folder
        .0
        .into_iter()
        .map(|(path, text)| (path.replace("demo/", "elsewhere/"), text))
        .collect();
    let files = folder.0.len();
    folder.update(&before());
    assert_eq!(folder.0.len(), files, "{:?}", folder.0.keys());
}

#[test]
fn a_second_version_takes_the_words_about_the_service() {
    let mut folder = documented();
    folder.edit("2020-01-01/service.json", |service| {
        service["title"] = json!("The demonstration");
        service["endpoint"] = json!("demo.example.com");
    });
    let mut api = before();
    api["metadata"]["apiVersion"] = json!("2022-02-02");
    folder.update(&api);
    let service = folder.json("2022-02-02/service.json");
    assert_eq!(service["version"], "2022-02-02");
    assert_eq!(service["title"], "The demonstration");
    assert_eq!(service["endpoint"], "demo.example.com");
    folder.assert_generates();
}

//! Descriptions at the edge: odd names, odd types, and many of them.

use serde_json::{Map, Value, json};

use crate::support::{Folder, description, field, member, text};

#[test]
fn odd_names_and_types_can_be_generated() {
    let own = |more: Value| member("Self", "object", "Node", more);
    let node = json!({ "members": [
        own(json!({ "output_required": true })),
        member("Nodes", "list", "Node", json!({})),
        text("RequestId", json!({ "example": "r" })),
        text("type", json!({ "required": true })),
        text("crate", json!({})),
        text("FooID", json!({})),
        text("FooId", json!({ "disabled": true })),
    ] });
    let objects = json!({
        "Node": node,
        "String": { "members": [] },
        "Option": { "members": [text("Some", json!({}))] },
        "ActRequestError": { "members": null },
    });
    let uses = json!([
        member("Node", "object", "Node", json!({})),
        member("String", "object", "String", json!({})),
        member("Options", "list", "Option", json!({})),
        member("E", "object", "ActRequestError", json!({})),
        text("Action", json!({ "required": 1 })),
        text("Version", json!({})),
    ]);
    let folder = Folder::of(&description(uses.clone(), uses, objects));
    let node = folder.json("Node.json");
    assert_eq!(field(&node["fields"], "RequestId")["example"], "r");
    assert_eq!(node["new"], json!(["type"]));
    folder.assert_generates();
}

#[test]
fn a_large_description_is_imported_into_as_many_files() {
    let mut actions = Map::new();
    let mut objects = Map::new();
    for number in 0..750 {
        let members: Vec<Value> = (0..6)
            .map(|member| {
                text(
                    &format!("Member{member}"),
                    json!({ "required": member == 0 }),
                )
            })
            .chain([member(
                "Item",
                "object",
                &format!("Item{number}"),
                json!({}),
            )])
            .collect();
        objects.insert(format!("Act{number}Request"), json!({ "members": members }));
        objects.insert(
            format!("Act{number}Response"),
            json!({ "members": members }),
        );
        objects.insert(format!("Item{number}"), json!({ "members": members[..6] }));
        actions.insert(format!("Act{number}"), json!({}));
    }
    let wide: Vec<Value> = (0..2_000)
        .map(|member| text(&format!("Member{member}"), json!({ "required": true })))
        .collect();
    objects.insert("Item0".to_owned(), json!({ "members": wide }));
    let api = json!({
        "metadata": { "apiVersion": "2020-01-01", "serviceShortName": "large" },
        "actions": actions,
        "objects": objects,
    });
    let mut folder = Folder::of(&api);
    assert_eq!(folder.0.len(), 2 * 750 + 2);
    let before = folder.0.clone();
    let report = folder.update(&api);
    assert_eq!(report.counts.fields, 750 * 20 - 6 + 2_000);
    assert!(folder.0 == before);
}

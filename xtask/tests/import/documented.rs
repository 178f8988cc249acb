//! A small spec with words of its maintainers, and the description that it came from.

use serde_json::{Value, json};

use crate::support::{Folder, description, member, text};

/// `Act(First, Second?, Third)` with a response and a type, documented by hand.
pub(crate) fn documented() -> Folder {
    let mut folder = Folder::of(&before());
    folder.edit("actions/Act.json", |act| {
        act["summary"] = json!("Acts upon something.");
        act["page"] = json!("https://example.com/act");
        act["docs"] = json!(["Twice is too much."]);
        act["retry"] = json!("idempotent");
        act["requests_per_second"] = json!(20);
        let second = &mut act["parameters"][1];
        second["docs"] = json!("The second.");
        second["max_chars"] = json!(10);
        second["default"] = json!("5");
        second["values"] = json!([{ "value": "5", "docs": "Five." }, { "value": "x" }]);
        second["example"] = json!("ours");
        act["response"][0]["docs"] = json!("The result.");
        act["examples"] = json!([{
            "title": "Act once",
            "request": { "First": "1", "Second": "2", "Third": "3" },
            "response": { "Result": "r", "Item": { "Size": 1 }, "RequestId": "id" },
        }]);
    });
    folder.edit("types/Item.json", |item| {
        item["summary"] = json!("A thing.");
        item["fields"][0]["docs"] = json!("How large it is.");
        item["fields"][0]["range"] = json!({ "min": 0, "max": 9 });
    });
    folder
}

pub(crate) fn parameters() -> Vec<Value> {
    vec![
        text("First", json!({ "required": true })),
        text("Second", json!({ "required": false, "example": "theirs" })),
        text("Third", json!({ "required": true })),
    ]
}

pub(crate) fn before() -> Value {
    let response = json!([
        text("Result", json!({ "output_required": true })),
        member("Item", "object", "Item", json!({})),
    ]);
    let item = json!({ "members": [member("Size", "int", "int64", json!({}))] });
    description(json!(parameters()), response, json!({ "Item": item }))
}

/// The description with another list of parameters.
pub(crate) fn with_parameters(parameters: Vec<Value>) -> Value {
    let mut api = before();
    api["objects"]["ActRequest"]["members"] = json!(parameters);
    api
}

//! JSON that may hold secrets.

use std::ops::Deref;

use serde_json::Value;
use zeroize::Zeroize;

/// JSON whose texts are wiped from memory when it is dropped.
pub(crate) struct Wiped(pub(crate) Value);

impl Deref for Wiped {
    type Target = Value;

    fn deref(&self) -> &Value {
        &self.0
    }
}

impl Drop for Wiped {
    fn drop(&mut self) {
        wipe(&mut self.0);
    }
}

fn wipe(value: &mut Value) {
    match value {
        Value::String(text) => text.zeroize(),
        Value::Array(items) => items.iter_mut().for_each(wipe),
        Value::Object(fields) => fields.iter_mut().for_each(|(_, value)| wipe(value)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_text_is_wiped() {
        let mut value = json!({ "a": "hush", "b": [1, "hush", { "c": "hush" }], "d": null });
        wipe(&mut value);
        assert_eq!(
            value,
            json!({ "a": "", "b": [1, "", { "c": "" }], "d": null })
        );
    }
}

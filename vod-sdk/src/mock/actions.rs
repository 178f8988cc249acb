//! The actions that the mock server knows.

use crate::generated;
use crate::schema::ActionSchema;

/// What is known of an action.
pub(super) fn find(action: &str, version: &str) -> Option<&'static ActionSchema> {
    all().find(|schema| schema.info.name == action && schema.info.version == version)
}

/// Every action of every version.
pub(super) fn all() -> impl Iterator<Item = &'static ActionSchema> {
    generated::SCHEMAS.iter().flat_map(|version| version.iter())
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value};

    #[test]
    fn every_example_is_a_json_object() {
        for schema in super::all() {
            if let Some(response) = schema.response {
                let object = serde_json::from_str::<Map<String, Value>>(response);
                assert!(
                    object.is_ok(),
                    "{} {}: {response}",
                    schema.info.version,
                    schema.info.name
                );
            }
        }
    }
}

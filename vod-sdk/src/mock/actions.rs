//! The actions that the mock server knows.

use crate::action::ServiceInfo;
use crate::schema::{ActionSchema, Mocked};
use crate::service::Vod;

/// A service and its actions.
#[derive(Clone, Copy)]
pub(super) struct Actions {
    pub(super) service: &'static ServiceInfo,
    versions: &'static [&'static [ActionSchema]],
}

impl Actions {
    pub(super) fn of<S: Mocked>() -> Self {
        Self {
            service: S::INFO,
            versions: S::ACTIONS,
        }
    }

    pub(super) fn of_vod() -> Self {
        Self::of::<Vod>()
    }

    /// What is known of an action.
    pub(super) fn find(self, action: &str, version: &str) -> Option<&'static ActionSchema> {
        let mut all = self.all();
        all.find(|schema| schema.info.name == action && schema.info.version == version)
    }

    /// Every action of every version.
    pub(super) fn all(self) -> impl Iterator<Item = &'static ActionSchema> {
        self.versions.iter().flat_map(|version| version.iter())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value};

    use super::Actions;

    #[test]
    fn every_example_is_a_json_object() {
        for schema in Actions::of_vod().all() {
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

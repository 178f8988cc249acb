//! What a task can see of its application.

use serde_json::Value;

use crate::mock::library::media::url;
use crate::mock::library::state::App;
use crate::mock::library::templates::Templates;

/// The media file that a task works on, and the templates that there are.
#[derive(Clone, Copy)]
pub(super) struct Site<'a> {
    pub(super) app: u64,
    pub(super) file_id: &'a str,
    /// The `MediaInfo` of the file; `null` if the file is none of the library's.
    pub(super) file: &'a Value,
    pub(super) templates: &'a Templates,
}

impl<'a> Site<'a> {
    pub(super) fn of(app: &'a App, file_id: &'a str) -> Self {
        Self {
            app: app.number,
            file_id,
            file: app.media.get(file_id).unwrap_or(&Value::Null),
            templates: &app.templates,
        }
    }

    /// The address of something that is made of the file.
    pub(super) fn url(self, name: &str) -> String {
        url(self.app, self.file_id, name)
    }

    /// What a template of the library says.
    pub(super) fn template(self, family: &str, definition: i64, field: &str) -> Option<&'a str> {
        self.templates.find(family, definition)?[field].as_str()
    }
}

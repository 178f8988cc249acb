//! Why a description cannot be imported.

use std::fmt;

use vod_codegen::diagnostic::Diagnostic;

/// Why nothing was imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportError {
    /// The spec that is there already is wrong.
    Spec(Vec<Diagnostic>),
    /// Upstream's files hold what cannot be imported.
    Upstream(Vec<Refusal>),
}

/// One of upstream's files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// The description of the API.
    Api,
    /// The error codes of the actions.
    Errors,
    /// The example calls.
    Examples,
}

/// A part of the description that cannot be imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The file.
    pub input: Input,
    /// Where in the file.
    pub place: String,
    /// What is wrong.
    pub message: String,
    /// What to do about it; may be empty.
    pub hint: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)?;
        if self.hint.is_empty() {
            Ok(())
        } else {
            write!(f, "\n  = hint: {}", self.hint)
        }
    }
}

/// Parses one of upstream's files.
pub(super) fn parse<T: serde::de::DeserializeOwned>(
    input: Input,
    text: &str,
) -> Result<T, Refusal> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    serde_json::from_str(text).map_err(|error| {
        let position = format!(" at line {} column {}", error.line(), error.column());
        let shown = error.to_string();
        let what = match input {
            Input::Api => "a service's description: `metadata`, `actions` and `objects`",
            Input::Errors => "error codes: for each action a list of its codes",
            Input::Examples => "example calls: for each action a list of its examples",
        };
        Refusal {
            input,
            place: format!("line {}, column {}", error.line(), error.column()),
            message: shown.strip_suffix(&position).unwrap_or(&shown).to_owned(),
            hint: format!("the file should hold {what}"),
        }
    })
}

//! Parameters that the client has a value for, given to requests that leave them out.

use serde_json::{Map, Value};

use crate::action::ParameterKind;
use crate::config::ClientParameters;
use crate::wire::{Condition, Limit, ObjectView, View};

/// A request with the client's values for what it leaves out.
pub(super) enum Filled<'a> {
    Unchanged(View<'a>),
    Typed(WithValues<'a>),
    Json(Value),
}

/// A typed request, and the values.
pub(super) struct WithValues<'a> {
    object: &'a dyn ObjectView,
    values: Vec<(&'static str, Given)>,
}

/// A value as the action writes it.
enum Given {
    Integer(u64),
    Text(String),
}

impl<'a> Filled<'a> {
    /// A request, of which the client can have a value for the parameters `known`.
    pub(super) fn new(
        request: View<'a>,
        known: &[(&'static str, ParameterKind)],
        parameters: &ClientParameters,
    ) -> Self {
        if parameters.is_empty() {
            return Self::Unchanged(request);
        }
        let values = known.iter().filter_map(|(name, kind)| {
            let value = parameters.get(name)?;
            Some((*name, Given::new(value, *kind)))
        });
        let values: Vec<_> = values.collect();
        match request {
            View::Object(object) if !values.is_empty() => {
                Self::Typed(WithValues { object, values })
            }
            View::Json(Value::Object(json)) if lacks_any(json, &values) => {
                let mut json = json.clone();
                for (name, value) in values {
                    if is_absent(&json, name) {
                        json.insert(name.to_owned(), value.into_json());
                    }
                }
                Self::Json(Value::Object(json))
            }
            request => Self::Unchanged(request),
        }
    }

    pub(super) fn view(&self) -> View<'_> {
        match self {
            Self::Unchanged(request) => *request,
            Self::Typed(request) => View::Object(request),
            Self::Json(json) => View::Json(json),
        }
    }
}

fn lacks_any(json: &Map<String, Value>, values: &[(&'static str, Given)]) -> bool {
    values.iter().any(|(name, _)| is_absent(json, name))
}

fn is_absent(json: &Map<String, Value>, name: &str) -> bool {
    json.get(name).is_none_or(Value::is_null)
}

impl Given {
    fn new(value: u64, kind: ParameterKind) -> Self {
        match kind {
            ParameterKind::Integer => Self::Integer(value),
            ParameterKind::Text => Self::Text(value.to_string()),
        }
    }

    fn view(&self) -> View<'_> {
        match self {
            Self::Integer(value) => View::U64(*value),
            Self::Text(value) => View::Str(value),
        }
    }

    fn into_json(self) -> Value {
        match self {
            Self::Integer(value) => value.into(),
            Self::Text(value) => value.into(),
        }
    }
}

impl ObjectView for WithValues<'_> {
    fn fields(&self, visit: &mut dyn FnMut(&str, View<'_>)) {
        self.object.fields(&mut |name, view| {
            let given = self.values.iter().find(|(of, _)| *of == name);
            match (view, given) {
                (View::Absent, Some((_, value))) => visit(name, value.view()),
                (view, _) => visit(name, view),
            }
        });
    }

    fn limits(&self) -> &'static [(&'static str, Limit)] {
        self.object.limits()
    }

    fn conditions(&self) -> &'static [Condition] {
        self.object.conditions()
    }
}

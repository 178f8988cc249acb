//! The body of a request, and its `SessionId`, by which the service recognises a duplicate.

use crate::action::RetryClass;
use crate::error::{Error, ErrorKind};
use crate::wire::{self, Condition, Limit, ObjectView, View};

const FIELD: &str = "SessionId";

/// The body of a call, and whether it has a `SessionId` that is not empty.
pub(crate) struct Body {
    pub(crate) json: Vec<u8>,
    pub(crate) has_session_id: bool,
}

/// Writes the body of a request. If the action has a `SessionId` and the request's is empty, `generate` may make one.
/// The id is part of the body, so that it is the same in every attempt.
pub(crate) fn body(
    request: View<'_>,
    class: RetryClass,
    generate: &dyn Fn() -> Option<String>,
) -> Result<Body, Error> {
    let mut has_session_id = false;
    let mut with_id = None;
    if let (View::Object(object), RetryClass::SessionId) = (request, class) {
        has_session_id = is_given(object);
        if !has_session_id && let Some(id) = generate() {
            with_id = Some(WithSessionId { object, id });
            has_session_id = true;
        }
    }
    let request = match &with_id {
        Some(request) => View::Object(request),
        None => request,
    };
    if matches!(request, View::Json(parameters) if !parameters.is_object()) {
        let message = "the parameters of a call must be a JSON object";
        return Err(Error::new(ErrorKind::Request, message));
    }
    let json = wire::view_to_json(request)
        .map_err(|error| Error::new(ErrorKind::Request, error.to_string()))?;
    Ok(Body {
        json,
        has_session_id,
    })
}

fn is_given(request: &dyn ObjectView) -> bool {
    let mut is_given = false;
    request.fields(&mut |name, view| {
        is_given |= name == FIELD && matches!(view, View::Str(id) if !id.is_empty());
    });
    is_given
}

/// A request whose `SessionId` is another.
struct WithSessionId<'a> {
    object: &'a dyn ObjectView,
    id: String,
}

impl ObjectView for WithSessionId<'_> {
    fn fields(&self, visit: &mut dyn FnMut(&str, View<'_>)) {
        self.object.fields(&mut |name, view| {
            if name != FIELD {
                visit(name, view);
            }
        });
        visit(FIELD, View::Str(&self.id));
    }

    fn limits(&self) -> &'static [(&'static str, Limit)] {
        self.object.limits()
    }

    fn conditions(&self) -> &'static [Condition] {
        self.object.conditions()
    }
}

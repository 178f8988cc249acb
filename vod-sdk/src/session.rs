//! The `SessionId` of a request, by which the service recognises a repetition.

use crate::action::Retry;
use crate::error::{Error, ErrorKind};
use crate::wire::{self, Limit, ObjectView, View};

const FIELD: &str = "SessionId";

/// The body of a call, and whether it has a `SessionId` that is not empty.
pub(crate) struct Body {
    pub(crate) json: Vec<u8>,
    pub(crate) has_session_id: bool,
}

/// Writes the body of a request. Where the action has a `SessionId` and the request's is empty, `fresh`
/// makes one up, if it is given: it is in the body from then on, whatever the number of attempts.
pub(crate) fn body(
    request: View<'_>,
    class: Retry,
    fresh: Option<&dyn Fn() -> u128>,
) -> Result<Body, Error> {
    let mut has_session_id = false;
    let mut with_id = None;
    if let (View::Object(object), Retry::SessionId) = (request, class) {
        has_session_id = is_given(object);
        if let (Some(fresh), false) = (fresh, has_session_id) {
            let id = format!("{:032x}", fresh());
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
}

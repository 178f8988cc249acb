//! The `SessionId` of a request, by which the service recognises a repetition.

use crate::action::Retry;
use crate::wire::{self, Limit, ObjectView, View};

const FIELD: &str = "SessionId";

/// The body of a call, and whether it has a `SessionId` that is not empty.
pub(crate) struct Body {
    pub(crate) json: Vec<u8>,
    pub(crate) has_session_id: bool,
}

/// Writes the body of a request. Where the action has a `SessionId` and the request's is empty, `fresh`
/// makes one up, if it is given: it is in the body from then on, whatever the number of attempts.
pub(crate) fn body(request: View<'_>, class: Retry, fresh: Option<&dyn Fn() -> u128>) -> Body {
    let (View::Object(object), Retry::SessionId) = (request, class) else {
        return Body {
            json: wire::view_to_json(request),
            has_session_id: false,
        };
    };
    let is_given = has_session_id(object);
    match fresh {
        Some(fresh) if !is_given => {
            let id = format!("{:032x}", fresh());
            let json = wire::view_to_json(View::Object(&WithSessionId { object, id }));
            Body {
                json,
                has_session_id: true,
            }
        }
        _ => Body {
            json: wire::view_to_json(request),
            has_session_id: is_given,
        },
    }
}

fn has_session_id(request: &dyn ObjectView) -> bool {
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

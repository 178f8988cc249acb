//! A request for one page.

use super::position::Place;
use crate::action::{PageStyle, Paging};
use crate::wire::{Condition, Limit, ObjectView, View};

/// A request with the position and the size of a page in place of its own.
pub(super) struct PageRequest<'a> {
    pub(super) request: &'a dyn ObjectView,
    pub(super) paging: &'a Paging,
    pub(super) start: &'a Place,
    pub(super) size: Option<u64>,
}

impl ObjectView for PageRequest<'_> {
    fn fields(&self, visit: &mut dyn FnMut(&str, View<'_>)) {
        self.request.fields(&mut |name, view| {
            if name == self.paging.position {
                visit(name, self.position());
            } else if Some(name) == self.paging.size {
                visit(name, self.size.map_or(view, View::U64));
            } else {
                visit(name, view);
            }
        });
    }

    fn limits(&self) -> &'static [(&'static str, Limit)] {
        self.request.limits()
    }

    fn conditions(&self) -> &'static [Condition] {
        self.request.conditions()
    }
}

impl PageRequest<'_> {
    /// The first page has none: it is the default.
    fn position(&self) -> View<'_> {
        match self.start {
            Place::Offset(0) => View::Absent,
            Place::Offset(items) => View::U64(*items),
            Place::Token(token, _) if token.is_empty() => View::Absent,
            Place::Token(token, _) => View::Str(token),
        }
    }
}

/// Where a request begins, and the size of page that it asks for.
pub(super) fn of(request: &dyn ObjectView, paging: &Paging) -> (Place, Option<u64>) {
    let (mut offset, mut token, mut size) = (0, String::new(), None);
    request.fields(&mut |name, view| {
        if name == paging.position {
            offset = view.number().unwrap_or(0);
            token = view.text().unwrap_or_default().to_owned();
        } else if Some(name) == paging.size {
            size = view.number();
        }
    });
    let start = match paging.style {
        PageStyle::Offset => Place::Offset(offset),
        PageStyle::Token => Place::Token(token, 0),
    };
    (start, size)
}

//! Where in a long list a call is, and when the list ends: the same for all actions.

use super::position::{Place, Position};
use crate::action::{ActionInfo, Page, PageStyle, Paging};
use crate::error::{Error, ErrorKind};

/// How many items are asked for where no maximum is documented, and the service only bounds the list as a whole.
const SIZE_IN_WINDOW: u64 = 100;

/// The place of the next page.
#[derive(Debug)]
pub(super) struct Cursor {
    action: &'static ActionInfo,
    pub(super) paging: &'static Paging,
    /// Where the next page begins.
    pub(super) place: Place,
    /// How many items of the next page were seen before.
    pub(super) skip: u64,
    /// The size that pages are asked for; `None` where the service decides it.
    size: Option<u64>,
    /// How many items there are, as the newest page says.
    pub(super) total: Option<u64>,
    pub(super) is_over: bool,
    circle: Circle,
}

impl Cursor {
    /// The place where a request begins, with the size that it asks for, if it does.
    pub(super) fn new(
        action: &'static ActionInfo,
        paging: &'static Paging,
        (place, asked): (Place, Option<u64>),
    ) -> Self {
        let most = paging.max_size.map(u64::from);
        let default = most.or(paging.window.map(|_| SIZE_IN_WINDOW));
        let mut cursor = Self {
            action,
            paging,
            place: Place::Offset(0),
            skip: 0,
            size: asked.or(default).filter(|_| paging.size.is_some()),
            total: None,
            is_over: false,
            circle: Circle::default(),
        };
        cursor.start_at(place);
        cursor
    }

    /// Goes to the page that has the item at a place.
    pub(super) fn start_at(&mut self, place: Place) {
        (self.place, self.skip) = self.page_with(place);
        self.is_over = false;
        self.circle = Circle::default();
    }

    /// Where the page begins that has the item at a place, and how many items of it come before.
    fn page_with(&self, place: Place) -> (Place, u64) {
        match place {
            Place::Offset(offset) => {
                let is_whole = self.paging.whole_pages;
                let size = self.size.filter(|size| is_whole && *size > 0);
                let skip = size.map_or(0, |size| offset % size);
                (Place::Offset(offset - skip), skip)
            }
            Place::Token(token, skip) => (Place::Token(token, 0), skip),
        }
    }

    /// The place of the next item that has not been seen.
    pub(super) fn next_item(&self) -> Position {
        after(&self.place, self.skip)
    }

    /// The size to ask the next page for.
    pub(super) fn next_size(&self) -> Result<Option<u64>, Error> {
        let style = match self.place {
            Place::Offset(_) => PageStyle::Offset,
            Place::Token(..) => PageStyle::Token,
        };
        if style != self.paging.style {
            let position = Position(self.place.clone()).to_string();
            let message = format!("the position {position:?} is not one of this action's pages");
            return Err(self.error(ErrorKind::Config, message));
        }
        let (Place::Offset(offset), Some(window)) = (&self.place, self.paging.window) else {
            return Ok(self.size);
        };
        let left = u64::from(window).saturating_sub(*offset);
        if left == 0 {
            return Err(self.error(ErrorKind::ListLimit, end_of_window(window)));
        }
        Ok(self.size.map(|size| size.min(left)))
    }

    /// Goes on behind a page.
    pub(super) fn advance(&mut self, page: &Page) -> Result<(), Error> {
        self.total = page.total.or(self.total);
        let (next, is_last) = match &self.place {
            Place::Offset(offset) => self.after_items(*offset, page),
            Place::Token(token, _) => {
                let token = token.clone();
                self.after_token(&token, page)?
            }
        };
        self.is_over = is_last || page.has_more == Some(false);
        let (place, skip) = self.page_with(next);
        self.place = place;
        self.skip = self.skip.saturating_sub(page.items) + skip;
        Ok(())
    }

    fn after_items(&mut self, offset: u64, page: &Page) -> (Place, bool) {
        let next = offset.saturating_add(page.items);
        // A total that is smaller than what has come is none, such as that of `null`.
        self.total = self.total.filter(|total| *total >= next);
        let is_total = self.total.is_some_and(|total| next >= total);
        // A total that is as large as the window may stand for more.
        let is_cut = self.paging.window.map(u64::from) == self.total;
        let is_last = page.items == 0 || (is_total && !is_cut);
        let is_smaller = self.size.is_some_and(|size| page.items < size);
        if self.paging.whole_pages && is_smaller && !is_last {
            // The service gives fewer items than were asked for: those are its pages then.
            self.size = Some(page.items);
        }
        (Place::Offset(next), is_last)
    }

    fn after_token(&mut self, token: &str, page: &Page) -> Result<(Place, bool), Error> {
        let next = page.next.clone().unwrap_or_default();
        if !next.is_empty() && (next == token || self.circle.closes(&next)) {
            let message = "the service has sent a token that it has sent before, with which the list would never end";
            return Err(self.error(ErrorKind::Response, message.to_owned()));
        }
        let is_last = next.is_empty();
        Ok((Place::Token(next, 0), is_last))
    }

    fn error(&self, kind: ErrorKind, message: String) -> Error {
        let is_sent = kind == ErrorKind::Response;
        let class = (self.action.retry, false);
        Error::new(kind, message).of_call(self.action.name, class, u32::from(is_sent), is_sent)
    }
}

/// Notices tokens that go in a circle, however long that is, and keeps only one of them: Brent's algorithm.
#[derive(Debug, Default)]
struct Circle {
    mark: String,
    /// How many tokens have come since the mark, and how many may until a newer one takes its place.
    since: u64,
    most: u64,
}

impl Circle {
    fn closes(&mut self, next: &str) -> bool {
        if next == self.mark {
            return true;
        }
        if self.since == self.most {
            self.mark = next.to_owned();
            self.since = 0;
            self.most = 2 * self.most + 1;
        }
        self.since += 1;
        false
    }
}

/// The place of an item, after so many of a page.
pub(super) fn after(page: &Place, items: u64) -> Position {
    Position(match page {
        Place::Offset(offset) => Place::Offset(offset.saturating_add(items)),
        Place::Token(token, _) => Place::Token(token.clone(), items),
    })
}

fn end_of_window(window: u32) -> String {
    format!(
        "the service hands out the first {window} items of a list, and there may be more: divide the list, for \
         example by a span of time, and go through each part by itself"
    )
}

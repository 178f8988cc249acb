//! The items of a list, one by one.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

use futures_core::Stream;

use super::cursor::after;
use super::pages::Pages;
use super::position::Position;
use crate::action::Paged;
#[cfg(feature = "blocking")]
use crate::call::Blocking;
use crate::error::Error;

/// The items of all pages of a list: see [`paging`](super) and [`Call::items`](crate::Call::items).
///
/// The next page is asked for when the items of the one before have been taken, so that one page is held in memory.
#[must_use = "no item is asked for until it is polled"]
pub struct Items<'a, A: Paged> {
    pages: Pages<'a, A>,
    /// The items of a page that have not been taken yet.
    items: vec::IntoIter<A::Item>,
    /// How many of that page have been.
    taken: u64,
}

impl<'a, A: Paged> Items<'a, A> {
    pub(super) fn new(pages: Pages<'a, A>) -> Self {
        Self {
            pages,
            items: Vec::new().into_iter(),
            taken: 0,
        }
    }

    /// Goes to a position of an earlier list with the same request, in place of the request's own. A list that has
    /// ended, or has failed, goes on there.
    pub fn start_at(self, position: Position) -> Self {
        Self::new(self.pages.start_at(position))
    }

    /// Where the next item is. Another call goes on there by [`start_at`](Self::start_at), and sees no item twice and
    /// misses none.
    pub fn position(&self) -> Position {
        match self.items.len() {
            0 => self.pages.next_item(),
            _ => after(self.pages.begin(), self.taken),
        }
    }

    /// How many items there are on all pages, as the newest page says; `None` before the first, and for
    /// actions that do not tell.
    pub fn total(&self) -> Option<u64> {
        self.pages.total()
    }

    /// The next item; `None` after the last one, and after an error.
    ///
    /// It may be dropped and called again: no item is lost.
    ///
    /// # Errors
    ///
    /// Those of the call for a page, once: the list has then ended.
    pub async fn next(&mut self) -> Option<Result<A::Item, Error>> {
        poll_fn(|context| self.poll_item(context)).await
    }

    /// All items that are left.
    ///
    /// # Errors
    ///
    /// The first of a call for a page. The items before it are lost: where that matters, call [`next`](Self::next).
    pub async fn collect(mut self) -> Result<Vec<A::Item>, Error> {
        let mut items = Vec::new();
        while let Some(item) = self.next().await {
            items.push(item?);
        }
        Ok(items)
    }

    /// The items as an iterator that waits for each page: feature `blocking`.
    #[cfg(feature = "blocking")]
    pub fn blocking(self) -> Blocking<Self> {
        Blocking::new(self)
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<A::Item, Error>>> {
        loop {
            if let Some(item) = self.items.next() {
                self.taken += 1;
                return Poll::Ready(Some(Ok(item)));
            }
            let seen = self.pages.skip();
            match ready!(self.pages.poll_page(context)) {
                Some(Ok(response)) => self.take(A::items(response), seen),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }

    /// Takes over a page, without what was seen of it before.
    fn take(&mut self, items: Vec<A::Item>, seen: u64) {
        let seen = usize::try_from(seen).unwrap_or(usize::MAX).min(items.len());
        self.taken = seen as u64;
        self.items = items.into_iter();
        self.items.by_ref().take(seen).for_each(drop);
    }
}

impl<A: Paged> Stream for Items<'_, A> {
    type Item = Result<A::Item, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_item(context)
    }
}

impl<A: Paged> fmt::Debug for Items<'_, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("pages", &self.pages)
            .field("left_of_page", &self.items.len())
            .finish_non_exhaustive()
    }
}

//! The pages of a list, as whole responses.

use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::cursor::Cursor;
use super::position::{Place, Position};
use super::request::{self, PageRequest};
use crate::action::Paged;
#[cfg(feature = "blocking")]
use crate::call::Blocking;
use crate::call::{CallFuture, Core, Options, start};
use crate::error::Error;

/// All pages of a list, as whole responses: see [`paging`](super) and [`Call::pages`](crate::Call::pages).
///
/// Nothing is sent before it is polled, and each page when it is asked for. Dropping it cancels the call for a page.
#[must_use = "no page is asked for until it is polled"]
pub struct Pages<'a, A: Paged> {
    core: Arc<Core>,
    request: &'a A,
    options: Options,
    cursor: Cursor,
    /// Where the page begins that was given last.
    begin: Place,
    call: Option<CallFuture<A::Response>>,
}

impl<'a, A: Paged> Pages<'a, A> {
    pub(super) fn new((core, request, options): (Arc<Core>, &'a A, Options)) -> Self {
        let begin = request::of(request, &A::PAGING);
        Self {
            core,
            request,
            options,
            begin: begin.0.clone(),
            cursor: Cursor::new(&A::INFO, &A::PAGING, begin),
            call: None,
        }
    }

    /// Goes to the page that has a position of an earlier list with the same request, in place of the request's
    /// own. A list that has ended, or has failed, goes on there.
    pub fn start_at(mut self, position: Position) -> Self {
        self.cursor.start_at(position.0);
        self.call = None;
        self
    }

    /// Where the next page begins; after an error, where the page begins that failed.
    pub fn position(&self) -> Position {
        Position(self.cursor.place.clone())
    }

    /// How many items there are on all pages, as the newest page says; `None` before the first, and for
    /// actions that do not tell.
    pub fn total(&self) -> Option<u64> {
        self.cursor.total
    }

    /// The next page; `None` after the last one, and after an error.
    ///
    /// It may be dropped and called again: the call for the page goes on.
    ///
    /// # Errors
    ///
    /// Those of the call for the page, once: the list has then ended.
    pub async fn next(&mut self) -> Option<Result<A::Response, Error>> {
        poll_fn(|context| self.poll_page(context)).await
    }

    /// The pages as an iterator that waits for each: feature `blocking`.
    #[cfg(feature = "blocking")]
    pub fn blocking(self) -> Blocking<Self> {
        Blocking::new(self)
    }

    /// Where the page begins that was given last.
    pub(super) fn begin(&self) -> &Place {
        &self.begin
    }

    /// Where the items begin that the next page has and that have not been seen.
    pub(super) fn next_item(&self) -> Position {
        self.cursor.next_item()
    }

    /// How many items of the next page were seen before.
    pub(super) fn skip(&self) -> u64 {
        self.cursor.skip
    }

    pub(super) fn poll_page(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<A::Response, Error>>> {
        if self.cursor.is_over {
            return Poll::Ready(None);
        }
        let response = ready!(self.poll_call(context));
        let response = response.and_then(|response| {
            let begin = self.cursor.place.clone();
            self.cursor.advance(&A::page(&response))?;
            self.begin = begin;
            Ok(response)
        });
        self.cursor.is_over |= response.is_err();
        Poll::Ready(Some(response))
    }

    fn poll_call(&mut self, context: &mut Context<'_>) -> Poll<Result<A::Response, Error>> {
        let call = match &mut self.call {
            Some(call) => call,
            none => none.insert(ask(&self.core, self.request, &self.options, &self.cursor)?),
        };
        let response = ready!(Pin::new(call).poll(context));
        self.call = None;
        Poll::Ready(response)
    }
}

/// Asks for the page at a place.
fn ask<A: Paged>(
    core: &Arc<Core>,
    request: &A,
    options: &Options,
    cursor: &Cursor,
) -> Result<CallFuture<A::Response>, Error> {
    let page = PageRequest {
        request,
        paging: cursor.paging,
        start: &cursor.place,
        size: cursor.next_size()?,
    };
    Ok(start::<A>(core, options.clone(), &page))
}

impl<A: Paged> Stream for Pages<'_, A> {
    type Item = Result<A::Response, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_page(context)
    }
}

impl<A: Paged> fmt::Debug for Pages<'_, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("action", &A::INFO.name)
            .field("position", &self.cursor.place)
            .field("total", &self.cursor.total)
            .finish_non_exhaustive()
    }
}

//! Lists in programs without a runtime: feature `blocking`.

use super::{Items, Pages};
use crate::action::Paged;
use crate::call::wait_for;
use crate::error::Error;

/// Pages or items as an iterator that waits for each page: feature `blocking`, see
/// [`Call::send_blocking`](crate::Call::send_blocking) for where it may be used.
///
/// ```no_run
/// use vod_sdk::v2018_07_17::SearchMediaRequest;
///
/// # fn example(client: vod_sdk::Client) -> Result<(), vod_sdk::Error> {
/// for info in client.search_media(&SearchMediaRequest::new()).items().blocking() {
///     println!("{}", info?.file_id);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
#[must_use = "nothing is asked for until it is iterated over"]
pub struct Blocking<L>(L);

impl<L> Blocking<L> {
    /// The list, with the position where it is.
    pub fn into_inner(self) -> L {
        self.0
    }
}

impl<'a, A: Paged> Pages<'a, A> {
    /// The pages as an iterator that waits for each: feature `blocking`.
    pub fn blocking(self) -> Blocking<Self> {
        Blocking(self)
    }
}

impl<'a, A: Paged> Items<'a, A> {
    /// The items as an iterator that waits for each page: feature `blocking`.
    pub fn blocking(self) -> Blocking<Self> {
        Blocking(self)
    }
}

impl<A: Paged> Iterator for Blocking<Pages<'_, A>> {
    type Item = Result<A::Response, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        wait_for(self.0.next()).unwrap_or_else(|error| Some(Err(error)))
    }
}

impl<A: Paged> Iterator for Blocking<Items<'_, A>> {
    type Item = Result<A::Item, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        wait_for(self.0.next()).unwrap_or_else(|error| Some(Err(error)))
    }
}

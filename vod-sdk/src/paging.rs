//! Long lists that the service hands out in pages.
//!
//! [`Call::items`] gives the items of all pages one by one, [`Call::pages`] the whole responses. Both are
//! [`Stream`](futures_core::Stream)s, and have a `next()` of their own for programs without a crate for streams:
//!
//! ```no_run
//! use vod_sdk::v2018_07_17::SearchMediaRequest;
//!
//! # async fn example(client: vod_sdk::Client) -> Result<(), vod_sdk::Error> {
//! let request = SearchMediaRequest::new().tags(["sport"]);
//! let mut media = client.search_media(&request).items();
//! while let Some(info) = media.next().await {
//!     println!("{}", info?.file_id);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! Each page is a call of its own, with the options of the call, its retries and its place under the rate limit. A
//! page has as many items as the service allows, unless the request sets a size. The next page begins after the
//! items that came, however many were asked for.
//!
//! **What ends it.** The list ends with a page without items, with the total that the newest page tells, or with the
//! token that the service leaves out. A total that is smaller than what has come is taken for none. An error ends it too, once: [`Pages::position`] is then where the
//! page begins that failed, and [`Pages::start_at`] of another call goes on there, in another process as well, because a
//! [`Position`] can be written as a text. A token that comes again, which would go on for ever, is an
//! [`ErrorKind::Response`](crate::ErrorKind::Response). `SearchMedia` shows the first 5,000 items of a search: at
//! their end comes an [`ErrorKind::ListLimit`](crate::ErrorKind::ListLimit) that says how to go on.
//!
//! **What it does not see.** Where pages are chosen by the number of items to skip, what is created or deleted
//! in the meantime moves the items behind it: an item may then be missed or come twice, which nobody can notice.

mod cursor;
mod items;
mod pages;
mod position;
mod request;

pub use items::Items;
pub use pages::Pages;
pub use position::{InvalidPosition, Position};

use crate::action::Paged;
use crate::call::Call;

impl<'a, A: Paged> Call<'a, A> {
    /// The items of all pages, one by one: see [`paging`](crate::paging).
    pub fn items(self) -> Items<'a, A> {
        Items::new(self.pages())
    }

    /// All pages, as whole responses: see [`paging`](crate::paging).
    pub fn pages(self) -> Pages<'a, A> {
        Pages::new(self.into_parts())
    }
}

//! What the SDK knows of the pages of an action.

use super::Action;

/// An action that hands out a long list in pages: [`Call::items`](crate::Call::items) and
/// [`Call::pages`](crate::Call::pages) go through them.
///
/// Every generated request of such an action implements it.
pub trait Paged: Action {
    /// An item of the list. Where the pages of an action hold two lists, it is an enum of both.
    type Item: Send + Unpin + 'static;

    /// How a page is asked for.
    const PAGING: Paging;

    /// What a response says of its page.
    fn page(response: &Self::Response) -> Page;

    /// The items of a page.
    fn items(response: Self::Response) -> Vec<Self::Item>;
}

/// How a page is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Paging {
    /// By what a page is chosen.
    pub style: PageStyle,
    /// The parameter that chooses the page: `Offset`, `ScrollToken`.
    pub position: &'static str,
    /// The parameter that bounds the number of items of a page: `Limit`.
    pub size: Option<&'static str>,
    /// How many items a page has at most, if that is documented.
    pub max_size: Option<u32>,
    /// How many items of a list the service hands out at most, however many there are.
    pub window: Option<u32>,
    /// Whether a page begins at a multiple of its size only.
    pub whole_pages: bool,
}

/// By what a page is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PageStyle {
    /// By the number of items to skip.
    Offset,
    /// By what came with the page before.
    Token,
}

impl Paging {
    /// Pages that are chosen by the number of items to skip.
    pub const fn offset(position: &'static str) -> Self {
        Self::new(PageStyle::Offset, position)
    }

    /// Pages that are chosen by what came with the page before.
    pub const fn token(position: &'static str) -> Self {
        Self::new(PageStyle::Token, position)
    }

    const fn new(style: PageStyle, position: &'static str) -> Self {
        Self {
            style,
            position,
            size: None,
            max_size: None,
            window: None,
            whole_pages: false,
        }
    }

    /// Names the parameter that bounds the number of items of a page.
    pub const fn size(mut self, parameter: &'static str) -> Self {
        self.size = Some(parameter);
        self
    }

    /// Sets how many items a page has at most.
    pub const fn max_size(mut self, items: u32) -> Self {
        self.max_size = Some(items);
        self
    }

    /// Sets how many items of a list the service hands out at most.
    pub const fn window(mut self, items: u32) -> Self {
        self.window = Some(items);
        self
    }

    /// Says that a page begins at a multiple of its size only.
    pub const fn whole_pages(mut self) -> Self {
        self.whole_pages = true;
        self
    }
}

/// What a response says of its page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    pub(crate) items: u64,
    pub(crate) total: Option<u64>,
    pub(crate) next: Option<String>,
    pub(crate) has_more: Option<bool>,
}

impl Page {
    /// A page of so many items.
    pub fn new(items: usize) -> Self {
        Self {
            items: items as u64,
            ..Self::default()
        }
    }

    /// Sets how many items there are on all pages.
    pub fn total(mut self, total: impl Into<Option<u64>>) -> Self {
        self.total = total.into();
        self
    }

    /// Sets what chooses the next page.
    pub fn next(mut self, token: impl Into<Option<String>>) -> Self {
        self.next = token.into();
        self
    }

    /// Sets whether there are more pages.
    pub fn has_more(mut self, has_more: impl Into<Option<bool>>) -> Self {
        self.has_more = has_more.into();
        self
    }
}

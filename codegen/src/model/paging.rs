//! How an action hands out a long list in pages.

use super::Item;
use crate::spec::PageStyle;

/// How an action hands out a long list in pages.
#[derive(Clone, Debug)]
pub struct Paging {
    /// By what a page is chosen.
    pub style: PageStyle,
    /// The parameter that chooses the page.
    pub position: String,
    /// The parameter that bounds the number of items of a page.
    pub size: Option<String>,
    /// How many items a page has at most.
    pub max_size: Option<u32>,
    /// How many items of a list the service hands out at most.
    pub window: Option<u32>,
    /// Whether a page begins at a multiple of its size only.
    pub whole_pages: bool,
    /// The lists of a page; at least one.
    pub lists: Vec<PageList>,
    /// The enum of the items, if there are several lists.
    pub item: Option<String>,
    /// The field of the response with the number of all items.
    pub total: Option<FieldPath>,
    /// The field that chooses the next page.
    pub next: Option<FieldPath>,
    /// The field that says whether there are more pages.
    pub more: Option<FieldPath>,
}

/// A list of a page.
#[derive(Clone, Debug)]
pub struct PageList {
    /// Where it is.
    pub path: FieldPath,
    /// The type of an item.
    pub item: Item,
    /// The name of its variant in the enum of the items.
    pub variant: String,
}

/// The way to a field of the response: names of fields in Rust, and whether each is an `Option`.
#[derive(Clone, Debug)]
pub struct FieldPath(pub Vec<(String, bool)>);

//! How an action hands out a long list in pages.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{NAME, exclusive, is_default};

/// A field, or one in a field: `Details.Data`.
const PATH: &str = r"^[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*)*$";

/// How an action hands out a long list in pages.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("allOf" = exclusive::of_pagination()))]
pub struct Pagination {
    /// By what a page is chosen.
    #[schemars(example = &"offset")]
    pub style: PageStyle,
    /// The parameter that chooses the page: `Offset`, `ScrollToken`.
    #[schemars(example = &"Offset", regex(pattern = NAME))]
    pub position: String,
    /// The parameter that bounds the number of items of a page: `Limit`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"Limit", regex(pattern = NAME))]
    pub size: Option<String>,
    /// The fields of the response with the items of a page, as paths: `MediaInfoSet`, `Details.Data`.
    #[schemars(example = json!(["MediaInfoSet"]))]
    pub items: Vec<String>,
    /// The field of the response with the number of all items, as a path.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"TotalCount", regex(pattern = PATH))]
    pub total: Option<String>,
    /// The field of the response that chooses the next page, as a path.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"ScrollToken", regex(pattern = PATH))]
    pub next: Option<String>,
    /// The field of the response that says whether there are more pages, as a path.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"IsTruncated", regex(pattern = PATH))]
    pub more: Option<String>,
    /// How many items a page has if `size` is absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = 10)]
    pub default_size: Option<u32>,
    /// How many items a page has at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = 100)]
    pub max_size: Option<u32>,
    /// How many items of a list the service hands out at most, whatever the page: `position` and `size` together.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = 5000)]
    pub window: Option<u32>,
    /// That a page begins at a multiple of its size only.
    #[serde(default, skip_serializing_if = "is_default")]
    #[schemars(example = true)]
    pub whole_pages: bool,
}

/// By what a page is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PageStyle {
    /// By the number of items to skip.
    Offset,
    /// By what came with the page before.
    Token,
}

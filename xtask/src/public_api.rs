//! The public API of a crate as text: one line an item, for a review to show what changes for its users,
//! and for `semver` to compare with what was released.
//!
//! It is read from the source alone, so that it needs no compiler and no nightly toolchain: each file is
//! outlined by itself ([`Outline`]), which the generator does with the files that it has in hand anyway;
//! then the outlines are joined along the crate's modules and re-exports ([`public_api`]).
//!
//! ```text
//! struct vod_sdk::v2018_07_17::ExecuteFunctionRequest [non_exhaustive]
//! field vod_sdk::v2018_07_17::ExecuteFunctionRequest::session_id: Option<String>
//! fn vod_sdk::v2018_07_17::ExecuteFunctionRequest::session_id(self, session_id: impl Into<String>) -> Self
//! required fn vod_sdk::wire::Wire::view(&self) -> vod_sdk::wire::View<'_>
//! impl Clone + std::fmt::Debug for vod_sdk::Client
//! struct vod_sdk::mock::MockServer [feature "mock"] [private fields]
//! ```
//!
//! What a module imports is spelled out, so that a line means the same everywhere; names of Rust's
//! prelude are not. Auto traits (`Send`, `Sync`) depend on private fields and are not listed.

mod attributes;
mod data;
mod external;
mod file;
mod impls;
mod items;
mod macros;
mod outline;
mod public;
mod resolve;
mod scope;
mod signature;
mod tokens;
mod tree;

pub(crate) use file::{FILE, wanted as wanted_file};
use std::fmt;

use crate::manifest::Feature;

pub use outline::Outline;

/// A crate, as far as its public API depends on it.
#[derive(Clone, Debug)]
pub struct Crate {
    /// Its name in Rust: `vod_sdk`.
    pub name: String,
    /// Its Cargo features.
    pub features: Vec<Feature>,
    /// The outlines of its source files.
    pub outlines: Vec<Outline>,
}

/// A file whose public items cannot be determined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceError {
    /// The path below the crate's `src`.
    pub path: String,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for SourceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.message)
    }
}

/// The public API of a crate, one line an item, sorted by path.
///
/// The order of the outlines makes no difference.
pub fn public_api(krate: &Crate) -> Result<String, Vec<SourceError>> {
    let tree = tree::Tree::join(&krate.outlines)?;
    let mut lines = public::lines(&tree, &krate.name);
    lines.extend(krate.features.iter().map(|feature| {
        let default = if feature.is_default { " [default]" } else { "" };
        public::Line::new(String::new(), format!("feature {}{default}", feature.name))
    }));
    lines.sort();
    lines.dedup();
    let mut text = String::new();
    for line in lines {
        text.push_str(&line.text);
        text.push('\n');
    }
    Ok(text)
}

#[cfg(test)]
mod tests;

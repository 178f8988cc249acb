//! Guides: how to do with this crate what VOD is used for, one page for each task.
//!
//! | guide | after it, you can |
//! | --- | --- |
//! | [`first_call`] | install the crate, make a call and read its response |
//! | [`upload`] | bring media into VOD |
//! | [`processing`] | transcode media, wait for the results, and tell what has failed |
//! | [`finding`] | search media, and go through results page by page |
//! | [`playing`] | hand out addresses, protect domains, delete and archive |
//! | [`signatures`] | let browsers and apps upload and play, and know which callbacks are VOD's |
//! | [`events`] | be told what has happened, by a queue or by callbacks |
//! | [`errors`] | tell errors apart, and know what is repeated |
//! | [`testing`] | test all of it without the service |
//! | [`migrating`] | turn a program for the Go or Python SDK into one for this crate |
//!
//! Their programs are complete: put one into `src/main.rs`, and it compiles.

// Some of what the guides link to is there with a feature only.
#![cfg_attr(
    not(all(
        feature = "blocking",
        feature = "mock",
        feature = "signatures",
        feature = "upload"
    )),
    allow(rustdoc::broken_intra_doc_links)
)]

#[doc = include_str!("../docs/guide/errors.md")]
pub mod errors {}

#[doc = include_str!("../docs/guide/events.md")]
pub mod events {}

#[doc = include_str!("../docs/guide/finding.md")]
pub mod finding {}

#[doc = include_str!("../docs/guide/first_call.md")]
pub mod first_call {}

#[doc = include_str!("../docs/guide/migrating.md")]
pub mod migrating {}

#[doc = include_str!("../docs/guide/playing.md")]
pub mod playing {}

#[doc = include_str!("../docs/guide/processing.md")]
pub mod processing {}

// Its programs need the feature `signatures`, its text is for those who look for it.
#[cfg_attr(
    any(not(doctest), feature = "signatures"),
    doc = include_str!("../docs/guide/signatures.md")
)]
pub mod signatures {}

// Its programs need the feature `mock`, its text is for those who look for it.
#[cfg_attr(
    any(not(doctest), feature = "mock"),
    doc = include_str!("../docs/guide/testing.md")
)]
pub mod testing {}

// Its programs need the feature `upload`, its text is for those who look for it.
#[cfg_attr(
    any(not(doctest), feature = "upload"),
    doc = include_str!("../docs/guide/upload.md")
)]
pub mod upload {}

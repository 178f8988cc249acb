//! The floor under uploads of media: feature `upload`.

// What uploads are made of stands before they do.
#[allow(dead_code, unused_imports)]
mod cos;

//! The pieces of a call that are measured alone, and what they are measured against.

pub mod decode;
pub mod serialize;
pub mod sign;

/// The answer's types as one would write them by hand.
#[allow(missing_docs, reason = "nobody reads them")]
pub mod derived {
    include!(concat!(env!("OUT_DIR"), "/derived.rs"));
}

/// Something that is measured.
pub struct Operation<'a> {
    /// What it is.
    pub name: &'static str,
    /// With what it is compared.
    pub group: &'static str,
    /// How many bytes it goes through.
    pub bytes: usize,
    /// Does it once. What it makes is dropped within.
    pub run: Box<dyn FnMut() + 'a>,
    /// What must be done before each time, and is not measured.
    pub prepare: Option<Box<dyn FnMut() + 'a>>,
}

//! How requests and responses meet JSON, without a copy of serde's machinery per type.
//!
//! Every request, response and data type implements [`Wire`]: it names its fields, and hands each
//! one out as a `dyn Wire`. Reading and writing JSON is then one piece of code for all types, so that
//! a crate compiles what it calls and not what it might call. `Serialize` and `Deserialize` are
//! implemented on top, for every type.
//!
//! Reading is lenient, because no answer of the service should be lost to its form: `null` and absent
//! fields keep the default, unknown fields are ignored, and a value that comes in another form is
//! converted where that is possible: `"10"` for `10`, `3` for `3.0`, one item for a list of it, JSON for
//! a string of it. What cannot be converted is left out of a response, with a warning in the log; in a
//! request ([`Wire::is_strict`]) it is an error.
//!
//! An application needs nothing of this module, unless it wants to call an action that this version
//! of the SDK does not know, and have it typed:
//!
//! ```
//! use vod_sdk::action::{Action, ActionInfo, Retry};
//! use vod_sdk::wire::Wire;
//!
//! #[derive(Default)]
//! struct DescribeNewThing {
//!     id: String,
//! }
//!
//! #[derive(Default)]
//! struct NewThing {
//!     size: Option<u64>,
//! }
//!
//! impl Wire for DescribeNewThing {
//!     fn blank() -> Self {
//!         Self::default()
//!     }
//!
//!     fn fields(&self, visit: &mut dyn FnMut(&str, &dyn Wire)) {
//!         visit("Id", &self.id);
//!     }
//! }
//!
//! impl Wire for NewThing {
//!     fn blank() -> Self {
//!         Self::default()
//!     }
//!
//!     fn field(&mut self, name: &str) -> Option<&mut dyn Wire> {
//!         match name {
//!             "Size" => Some(&mut self.size),
//!             _ => None,
//!         }
//!     }
//! }
//!
//! impl Action for DescribeNewThing {
//!     type Response = NewThing;
//!     const INFO: ActionInfo = ActionInfo::new("DescribeNewThing", "2018-07-17").retry(Retry::Read);
//! }
//!
//! # async fn example(client: vod_sdk::Client) -> Result<(), vod_sdk::Error> {
//! let thing = client.send(&DescribeNewThing { id: "a".to_owned() }).await?;
//! println!("{:?}", thing.size);
//! # Ok(())
//! # }
//! ```

mod place;
mod read;
mod values;
mod write;

pub(crate) use place::{Key, Trail};
pub(crate) use read::{Target, read_field};
pub use read::{deserialize, from_json};
pub use write::{serialize, to_json};

/// A value that is written to and read from JSON field by field.
///
/// The provided methods are those of an object without fields: a struct implements
/// [`fields`](Self::fields) to be written and [`field`](Self::field) to be read.
pub trait Wire: Send + Sync {
    /// A value to read into: every field absent, empty or zero.
    fn blank() -> Self
    where
        Self: Sized;

    /// What kind of JSON value this is.
    fn view(&self) -> View<'_> {
        View::Object
    }

    /// Visits the fields of an object in the order in which they are written.
    fn fields(&self, visit: &mut dyn FnMut(&str, &dyn Wire)) {
        let _ = visit;
    }

    /// Visits the items of a list.
    fn items(&self, visit: &mut dyn FnMut(&dyn Wire)) {
        let _ = visit;
    }

    /// Takes a scalar that was read. An object ignores `null` and `""` and refuses the others.
    fn set(&mut self, scalar: Scalar<'_>) -> Result<(), Mismatch> {
        match scalar {
            Scalar::Null | Scalar::Str("") => Ok(()),
            _ => Err(Mismatch::expected("an object")),
        }
    }

    /// Prepares for the fields of an object that is being read.
    fn begin_object(&mut self) -> Result<(), Mismatch> {
        Ok(())
    }

    /// The field of an object that is being read, or `None` if it has no field of this name.
    fn field(&mut self, name: &str) -> Option<&mut dyn Wire> {
        let _ = name;
        None
    }

    /// Prepares for the items of a list that is being read.
    fn begin_list(&mut self) -> Result<(), Mismatch> {
        Err(Mismatch::expected("an object"))
    }

    /// Appends an item to a list that is being read, and hands it out to be filled.
    fn push(&mut self) -> Option<&mut dyn Wire> {
        None
    }

    /// What to make of JSON of another kind than this value's.
    fn otherwise(&self) -> Otherwise {
        Otherwise::OnlyItem
    }

    /// Whether a value that fits no field is an error, as in a request, and not left out.
    fn is_strict(&self) -> bool {
        false
    }

    /// The fields that a request must have when it is read from JSON.
    fn required(&self) -> &'static [&'static str] {
        &[]
    }

    /// The documented limits of the fields, checked before a request is sent.
    fn limits(&self) -> &'static [(&'static str, Limit)] {
        &[]
    }
}

/// What kind of JSON value a [`Wire`] is.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum View<'a> {
    /// Nothing: a field of this view is not written at all.
    Absent,
    /// A scalar.
    Scalar(Scalar<'a>),
    /// A list of this many items, which [`Wire::items`] visits.
    List(usize),
    /// An object, whose fields [`Wire::fields`] visits.
    Object,
}

/// A JSON value that is neither a list nor an object.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Scalar<'a> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A negative integer, or any that a signed field holds.
    I64(i64),
    /// An integer that is not negative.
    U64(u64),
    /// A number with a fraction or an exponent.
    F64(f64),
    /// A string.
    Str(&'a str),
}

/// What a value makes of JSON of another kind than its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Otherwise {
    /// Nothing: it does not fit.
    Misfit,
    /// A string takes a list or an object as its JSON text.
    Text,
    /// A list takes a scalar or an object as its only item.
    OneItem,
    /// An object takes the first item of a list.
    OnlyItem,
}

/// A documented limit of a request's field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Limit {
    /// A string has at most this many characters (Unicode scalar values).
    MaxChars(usize),
    /// A list has at most this many items.
    MaxItems(usize),
}

/// A JSON value did not fit the field that it was read for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mismatch {
    expected: &'static str,
}

impl Mismatch {
    /// The field holds `expected`, which is named as in "an object".
    pub const fn expected(expected: &'static str) -> Self {
        Self { expected }
    }
}

impl std::fmt::Display for Mismatch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "expected {}", self.expected)
    }
}

/// Implements `Serialize` and `Deserialize` for types that are [`Wire`].
macro_rules! serde_through_wire {
    ($($name:ident),+ $(,)?) => {$(
        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::wire::serialize(self, serializer)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
                $crate::wire::deserialize(deserializer)
            }
        }
    )+};
}
pub(crate) use serde_through_wire;

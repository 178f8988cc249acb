//! Serializes and deserializes requests and responses as JSON, without a copy of serde's code per type.
//!
//! Every request, response and data type names its fields, and hands each one out as a [`View`] to be
//! written ([`ObjectView`]), or as a [`Slot`] to be read into ([`ObjectSlot`]). Reading and writing JSON
//! is then one piece of code for all types, so that a crate compiles what it calls and not what it might
//! call, and only the direction in which it is used. `Serialize` and `Deserialize` are implemented on
//! top, for every type.
//!
//! Reading is lenient, because no response of the service should be lost to its form: `null` and absent
//! fields keep the default, unknown fields are ignored, and a value that comes in another form is
//! converted where that is possible: `"10"` and `[10]` for `10`, `3` for `3.0`, one item for a list of it, JSON for
//! a string of it. What cannot be converted, such as a number out of range, is left out of a response, with a warning
//! in the log; from a list, the item is left out. A fraction is cut off an integer, with a warning as well. In a
//! request ([`Rules`]), what would be left out or cut off is an error, and so is a list for a single value. An object as
//! a whole is never left out: `null`, `5` and `[1]` are no object, whatever its rules.
//!
//! The text of a response that is not quite JSON is repaired: see `wire/repair.rs` for what can be. Numbers are the
//! same whether or not something in the program has switched on `arbitrary_precision` of serde_json.
//!
//! Reading a response takes no more memory and time than the client allows (`wire/reading.rs`).
//!
//! An application needs nothing of this module, unless it wants to call an action that this version
//! of the SDK does not know, and have it typed:
//!
//! ```
//! use vod_sdk::action::{Action, ActionInfo, RetryClass};
//! use vod_sdk::wire::{Empty, ObjectSlot, ObjectView, Slot, View, Wire};
//!
//! struct DescribeNewThing {
//!     id: String,
//! }
//!
//! #[derive(Default)]
//! struct NewThing {
//!     size: Option<u64>,
//! }
//!
//! impl ObjectView for DescribeNewThing {
//!     fn fields(&self, visit: &mut dyn FnMut(&str, View<'_>)) {
//!         visit("Id", self.id.view());
//!     }
//! }
//!
//! impl Empty for NewThing {
//!     fn empty() -> Self {
//!         Self::default()
//!     }
//! }
//!
//! impl ObjectSlot for NewThing {
//!     fn field(&mut self, name: &str) -> Option<Slot<'_>> {
//!         match name {
//!             "Size" => Some(self.size.slot()),
//!             _ => None,
//!         }
//!     }
//! }
//!
//! impl Action for DescribeNewThing {
//!     type Response = NewThing;
//!     const INFO: ActionInfo = ActionInfo::new("DescribeNewThing", "2018-07-17").retry(RetryClass::Read);
//! }
//!
//! # async fn example(client: vod_sdk::Client) -> Result<(), vod_sdk::Error> {
//! let thing = client.send(&DescribeNewThing { id: "a".to_owned() }).await?;
//! println!("{:?}", thing.size);
//! # Ok(())
//! # }
//! ```

mod convert;
mod open_set;
mod place;
mod read;
mod reading;
mod redacted;
mod repair;
mod values;
mod write;

use serde_json::Value;

pub use open_set::{TextSlot, UnrecognizedValue, wire_values};
pub(crate) use place::{Index, JsonPath, Key};
#[cfg(feature = "mock")]
pub(crate) use read::read_into;
pub(crate) use read::{Skip, Target, is_number_key, read_field, read_json, take_entry};
pub use read::{deserialize, from_json};
pub(crate) use reading::{Reading, Stopped};
#[doc(hidden)]
pub use redacted::Redacted;
pub(crate) use repair::repair;
pub(crate) use write::view_to_json;
pub use write::{serialize, to_json};

/// A value that a field can hold. Every type that is an [`ObjectView`] and an [`ObjectSlot`] is one.
pub trait Wire: Send + Sync {
    /// A value to read into: absent, empty or zero.
    fn empty() -> Self
    where
        Self: Sized;

    /// The value, to be written.
    fn view(&self) -> View<'_>;

    /// The value, to be read into.
    fn slot(&mut self) -> Slot<'_>;
}

/// A struct with named fields, to be written: a request, a response, or a data type.
pub trait ObjectView: Send + Sync {
    /// Visits the fields in the order in which they are written.
    fn fields(&self, visit: &mut dyn FnMut(&str, View<'_>)) {
        let _ = visit;
    }

    /// The documented limits of the fields, checked before a request is sent.
    fn limits(&self) -> &'static [(&'static str, Limit)] {
        &[]
    }

    /// The documented conditions on which fields a request has; one that breaks them is sent, with a warning.
    fn conditions(&self) -> &'static [Condition] {
        &[]
    }
}

/// A struct that starts with every field absent, empty or zero.
pub trait Empty {
    /// An object to read into.
    fn empty() -> Self
    where
        Self: Sized;
}

/// A struct with named fields, to be read into.
pub trait ObjectSlot: Empty + Send + Sync {
    /// The field of this name; `None` if there is no such field.
    fn field(&mut self, name: &str) -> Option<Slot<'_>> {
        let _ = name;
        None
    }

    /// How strictly it is read.
    fn rules(&self) -> Rules {
        Rules::LENIENT
    }
}

/// A list, to be written.
pub trait ListView: Send + Sync {
    /// The number of items.
    fn length(&self) -> usize;

    /// An item.
    fn item(&self, index: usize) -> View<'_>;
}

/// A list, to be read into.
pub trait ListSlot: Send + Sync {
    /// Appends an item, to be read into.
    fn push(&mut self) -> Slot<'_>;

    /// How many bytes more the list takes if an item is appended: 0 where it has room for it.
    fn growth(&self) -> usize;

    /// Removes the last item.
    fn pop(&mut self);

    /// Removes all items.
    fn clear(&mut self);
}

/// A value that may be absent, to be read into.
pub trait OptionalSlot: Send + Sync {
    /// Makes it present, to be read into; blank, also if it was there already.
    fn fill(&mut self) -> Slot<'_>;

    /// Makes it absent.
    fn clear(&mut self);
}

/// A value, to be written.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub enum View<'a> {
    /// Nothing: a field of this view is not written at all.
    Absent,
    /// `true` or `false`.
    Bool(bool),
    /// A signed integer.
    I64(i64),
    /// An unsigned integer.
    U64(u64),
    /// A number.
    F64(f64),
    /// An integer, written as a string of digits.
    Digits(i128),
    /// A string.
    Str(&'a str),
    /// Any JSON.
    Json(&'a Value),
    /// A list.
    List(&'a dyn ListView),
    /// An object.
    Object(&'a dyn ObjectView),
}

impl<'a> View<'a> {
    /// The value of a whole number that is not negative.
    pub(crate) fn number(self) -> Option<u64> {
        match self {
            Self::U64(number) => Some(number),
            Self::I64(number) => number.try_into().ok(),
            Self::Digits(number) => number.try_into().ok(),
            _ => None,
        }
    }

    /// The value of a string.
    pub(crate) fn text(self) -> Option<&'a str> {
        match self {
            Self::Str(text) => Some(text),
            _ => None,
        }
    }

    /// An integer as a string of digits; everything else as it is.
    pub fn as_text(self) -> Self {
        match self {
            Self::I64(value) => Self::Digits(value.into()),
            Self::U64(value) => Self::Digits(value.into()),
            other => other,
        }
    }

    /// A value that says something; what is empty, 0 or `false` is absent.
    pub fn unless_empty(self) -> Self {
        let is_zero = match self {
            Self::Bool(value) => !value,
            Self::I64(value) => value == 0,
            Self::U64(value) => value == 0,
            Self::F64(value) => value == 0.0,
            _ => false,
        };
        match self.is_given() && !is_zero {
            true => self,
            false => Self::Absent,
        }
    }

    /// Whether a caller has given a value: what is empty says no more than what is absent.
    pub(crate) fn is_given(self) -> bool {
        match self {
            Self::Absent => false,
            Self::Str(text) => !text.is_empty(),
            Self::List(list) => list.length() > 0,
            _ => true,
        }
    }
}

/// A value, to be read into.
#[non_exhaustive]
pub enum Slot<'a> {
    /// `true` or `false`.
    Bool(&'a mut bool),
    /// A signed integer.
    I64(&'a mut i64),
    /// An unsigned integer.
    U64(&'a mut u64),
    /// A number.
    F64(&'a mut f64),
    /// A string.
    String(&'a mut String),
    /// A value that is made from a text.
    Text(&'a mut dyn TextSlot),
    /// Any JSON.
    Json(&'a mut Value),
    /// A value that may be absent.
    Optional(&'a mut dyn OptionalSlot),
    /// A list.
    List(&'a mut dyn ListSlot),
    /// An object.
    Object(&'a mut dyn ObjectSlot),
}

/// How strictly an object is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rules {
    /// Whether a value that does not fit its field is an error, and not left out.
    pub strict: bool,
    /// How many bytes of memory it takes elsewhere, where it is a box.
    pub(crate) boxed: usize,
}

impl Rules {
    /// As a response: whatever fits is taken.
    pub const LENIENT: Self = Self {
        strict: false,
        boxed: 0,
    };

    /// As a request: every value must fit. What is missing is told before the request is sent.
    pub const STRICT: Self = Self {
        strict: true,
        boxed: 0,
    };
}

/// A documented condition on the fields of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Condition {
    /// The field is required if each of these has one of its values: always, if there are none.
    RequiredIf(
        &'static str,
        &'static [(&'static str, &'static [&'static str])],
    ),
    /// Exactly one of the fields is given.
    OneOf(&'static [&'static str]),
}

/// A documented limit of a request's field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Limit {
    /// A request must have the field.
    Required,
    /// A string, or each string of a list, has at most this many characters (Unicode scalar values).
    MaxChars(usize),
    /// A list has at most this many items.
    MaxItems(usize),
}

/// Implements `Serialize`, `Deserialize` and `Empty` for objects that have a default value.
#[doc(hidden)]
#[macro_export]
macro_rules! __wire_object {
    ($($name:ident),+ $(,)?) => {$(
        impl $crate::wire::serde::Serialize for $name {
            fn serialize<S: $crate::wire::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::wire::serialize(self, serializer)
            }
        }

        impl<'de> $crate::wire::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::wire::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::wire::deserialize(deserializer)
            }
        }

        impl $crate::wire::Empty for $name {
            #[inline]
            fn empty() -> Self {
                <Self as ::core::default::Default>::default()
            }
        }
    )+};
}
#[doc(hidden)]
pub use __wire_object as wire_object;
#[doc(hidden)]
pub use serde;

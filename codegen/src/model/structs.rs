//! The structs of the generated code: requests, responses and data types, with their fields.

use crate::docs::Block;

/// A struct: a request, a response, or a data type.
#[derive(Clone, Debug)]
pub struct Struct {
    /// Name.
    pub name: String,
    /// Documentation.
    pub docs: Vec<Block>,
    /// Why it is deprecated, if it is.
    pub deprecated: Option<String>,
    /// The fields.
    pub fields: Vec<Field>,
    /// What a request is documented to hold besides what is required.
    pub conditions: Vec<Condition>,
    /// How it is built; `None` for what only the service makes.
    pub builder: Option<Builder>,
    /// Whether reading it from JSON refuses what does not fit.
    pub is_strict: bool,
}

impl Struct {
    /// Whether a field of its own is redacted in `Debug`.
    pub fn has_secrets(&self) -> bool {
        self.fields.iter().any(|field| field.is_secret)
    }
}

/// A documented condition on the fields of a request, by their names on the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// The field is required if each of these has one of its values.
    RequiredIf(String, Vec<(String, Vec<String>)>),
    /// Exactly one of the fields is given.
    OneOf(Vec<String>),
}

/// How a struct is built: by `new()` and one method for each field.
#[derive(Clone, Debug)]
pub struct Builder {
    /// The summary of `new()`: a sentence.
    pub summary: &'static str,
    /// The fields that `new()` takes, as indices, in order.
    pub arguments: Vec<usize>,
}

/// A field of a struct.
#[derive(Clone, Debug)]
pub struct Field {
    /// Name on the wire.
    pub wire_name: String,
    /// Name of the field, and of the method that sets it.
    pub name: String,
    /// Documentation.
    pub docs: Vec<Block>,
    /// Documentation of the method that sets it.
    pub setter_docs: Vec<Block>,
    /// Why it is deprecated, if it is.
    pub deprecated: Option<String>,
    /// The type of its value.
    pub value: ValueType,
    /// The type of the JSON in a string: a type of the version, or any value.
    pub json: Option<Json>,
    /// Whether the integer is written as a text.
    pub is_text: bool,
    /// Whether the field is an `Option`.
    pub is_optional: bool,
    /// Whether it is left out of a request where it is empty, 0 or `false`.
    pub is_left_out_if_empty: bool,
    /// Whether the value is boxed, because it may contain the struct that contains it.
    pub is_boxed: bool,
    /// That a request must have it.
    pub is_required: bool,
    /// Whether its value is redacted in `Debug`.
    pub is_secret: bool,
    /// The greatest number of characters.
    pub max_chars: Option<usize>,
    /// The greatest number of items.
    pub max_items: Option<usize>,
}

/// A type of value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueType {
    /// The value, or an item of the list.
    pub item: Item,
    /// Whether it is a list.
    pub is_list: bool,
}

/// The type of the JSON in a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Json {
    /// Any value.
    Any,
    /// A struct of the version, as an index among its types.
    Struct(usize),
}

/// A type of value that is not a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// `String`: text, days, and base64.
    String,
    /// `Timestamp`: a time, in whatever form the service writes it.
    Timestamp,
    /// `i64`.
    Int64,
    /// `u64`.
    Uint64,
    /// `f64`.
    Float,
    /// `bool`.
    Bool,
    /// A struct of the version, as an index among its types.
    Struct(usize),
    /// An enum of the version, as an index among its open sets.
    OpenSet(usize),
}

impl Item {
    /// Whether a field is set to whatever can be made into it: a text, for these.
    pub fn is_text(&self) -> bool {
        matches!(self, Self::String | Self::Timestamp | Self::OpenSet(_))
    }

    /// The types that are no structs, as the spec spells them.
    pub const SCALARS: &[(&str, Self)] = &[
        ("string", Self::String),
        ("int64", Self::Int64),
        ("uint64", Self::Uint64),
        ("float", Self::Float),
        ("bool", Self::Bool),
        ("timestamp", Self::Timestamp),
        ("date", Self::String),
        ("binary", Self::String),
    ];

    /// The scalar of this name in the spec.
    pub fn scalar(name: &str) -> Option<Self> {
        let mut scalars = Self::SCALARS.iter();
        let (_, item) = scalars.find(|(scalar, _)| *scalar == name)?;
        Some(item.clone())
    }
}

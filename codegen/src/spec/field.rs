//! A field, its type, and what is said of its values.

use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{NAME, exclusive, is_default};

/// What a name on the wire looks like.
const WORD: &str = r"^\S+$";
/// What the name of a field in Rust looks like.
const RUST_FIELD: &str = "^[a-z_][a-z0-9_]*$";

/// A parameter of a request, or a field of a response or of a type.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("allOf" = exclusive::of_field()))]
pub struct Field {
    /// Name on the wire.
    #[schemars(example = &"SessionId", regex(pattern = WORD))]
    pub name: String,
    /// Its name in Rust, where the rules would give two fields the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"instance_id_2", regex(pattern = RUST_FIELD))]
    pub rust_name: Option<String>,
    /// `string`, `int64`, `uint64`, `float`, `bool`, `timestamp`, `date`, `binary`, the
    /// name of a type, or any of these in brackets for a list: `[string]`.
    #[serde(rename = "type")]
    #[schemars(with = "String")]
    #[schemars(
        example = "[string]",
        regex(pattern = r"^(\[[A-Za-z][A-Za-z0-9_]*\]|[A-Za-z][A-Za-z0-9_]*)$")
    )]
    pub type_: TypeRef,
    /// That the integer is written as a text of digits, `"12"`: where it is an integer everywhere else.
    #[serde(default, skip_serializing_if = "is_default")]
    #[schemars(example = true)]
    pub as_text: bool,
    /// That a request must have it.
    #[serde(default, skip_serializing_if = "is_default")]
    #[schemars(example = true)]
    pub required: bool,
    /// That the service has come to require it after programs were compiled without it: `new()` stays as it is, and a
    /// request without it is sent, with a warning in the log.
    #[serde(default, skip_serializing_if = "is_default")]
    #[schemars(example = true)]
    pub required_later: bool,
    /// The values of other parameters with which a request must have it: with all of them at once.
    #[serde(default, skip_serializing_if = "is_default")]
    #[schemars(example = json!({ "Type": ["image"] }))]
    pub required_if: BTreeMap<String, Vec<Value>>,
    /// That a response may have `null` in its place.
    #[serde(default, skip_serializing_if = "is_default")]
    #[schemars(example = true)]
    pub nullable: bool,
    /// That every response has it, and never `null`.
    #[serde(default, skip_serializing_if = "is_default")]
    #[schemars(example = true)]
    pub always_returned: bool,
    /// Whether it is an `Option`, where that is not what the rules say: what the service promises later, or no longer,
    /// and requests that begin to hold the type, change no type that programs were compiled with.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = true)]
    pub optional: Option<bool>,
    /// Whether it is a secret: redacted in `Debug`, and in no error or log. `false` says that it is none
    /// although its name looks like one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = true)]
    pub secret: Option<bool>,
    /// That it is deprecated: a sentence that says why, or what to use instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"Use `MediaUrl`.", regex(pattern = r"\S"))]
    pub deprecated: Option<String>,
    /// That the string holds JSON: the name of the type that it holds, or `any`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"MediaInfo", regex(pattern = NAME))]
    pub json: Option<String>,
    /// The least length, in characters (Unicode scalar values), of each item for a list of strings.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = 1)]
    pub min_chars: Option<usize>,
    /// The greatest length, in characters (Unicode scalar values), of each item for a list of strings. Checked before
    /// sending.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = 50)]
    pub max_chars: Option<usize>,
    /// How many items a list has at least.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = 1)]
    pub min_items: Option<usize>,
    /// How many items a list has at most. Checked before sending.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = 20)]
    pub max_items: Option<usize>,
    /// What a number counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"s")]
    pub unit: Option<Unit>,
    /// The range of a number, both ends included, in the unit in which the field is written.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = json!({ "min": 1, "max": 100 }))]
    pub range: Option<Range>,
    /// What it is, in a sentence or two.
    #[serde(default, skip_serializing_if = "is_default")]
    #[schemars(example = &"Deduplication id.")]
    pub docs: String,
    /// What the service takes if the parameter is absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"mp4")]
    pub default: Option<Value>,
    /// The known values; the service may know others.
    #[serde(default, skip_serializing_if = "is_default")]
    #[schemars(example = json!([{ "value": "mp4", "docs": "MP4 container." }]))]
    pub values: Vec<KnownValue>,
    /// An example, of the field's type.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"6bb56a09278740bc80c5dc6dab783eff")]
    pub example: Option<Value>,
}

impl Field {
    /// Whether a request must have it, by whichever key.
    pub fn is_required(&self) -> bool {
        self.required || self.required_later
    }

    /// Whether it is an `Option` in Rust: all is that a request can hold, whatever it must have today, because what is
    /// no longer required tomorrow keeps its type.
    pub fn is_option(&self, is_object: bool, is_in_requests: bool) -> bool {
        let is_plain = self.type_.is_list || (!is_object && self.always_returned);
        self.optional.unwrap_or(is_in_requests || !is_plain)
    }

    /// The type of the JSON that it is written as.
    pub fn wire_type(&self) -> TypeRef {
        match self.as_text {
            true => TypeRef::parse("string"),
            false => self.type_.clone(),
        }
    }
}

/// The type of a field: a scalar or a type of the spec, or a list of either.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(from = "String", into = "String")]
pub struct TypeRef {
    /// The scalar or the type, of each item if it is a list.
    pub name: String,
    /// Whether it is a list.
    pub is_list: bool,
}

impl TypeRef {
    /// Reads `NAME` or `[NAME]`. Whether there is such a type is not known here.
    pub fn parse(text: &str) -> Self {
        let item = text.strip_prefix('[');
        let item = item.and_then(|rest| rest.strip_suffix(']'));
        Self {
            name: item.unwrap_or(text).to_owned(),
            is_list: item.is_some(),
        }
    }

    /// The type of an item of the list, or the type itself if it is no list.
    pub fn item(&self) -> Self {
        Self {
            name: self.name.clone(),
            is_list: false,
        }
    }

    /// Whether it is this scalar or type, and no list.
    pub fn is(&self, name: &str) -> bool {
        !self.is_list && self.name == name
    }
}

impl From<String> for TypeRef {
    fn from(text: String) -> Self {
        Self::parse(&text)
    }
}

impl From<TypeRef> for String {
    fn from(type_: TypeRef) -> Self {
        type_.to_string()
    }
}

impl fmt::Display for TypeRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_list {
            write!(f, "[{}]", self.name)
        } else {
            f.write_str(&self.name)
        }
    }
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
pub enum Unit {
    /// Milliseconds.
    #[serde(rename = "ms")]
    Milliseconds,
    /// Seconds.
    #[serde(rename = "s")]
    Seconds,
    /// Minutes.
    #[serde(rename = "min")]
    Minutes,
    /// Hours.
    #[serde(rename = "h")]
    Hours,
    /// Days.
    #[serde(rename = "days")]
    Days,
    /// Bytes.
    #[serde(rename = "bytes")]
    Bytes,
    /// Bits a second.
    #[serde(rename = "bps")]
    BitsPerSecond,
    /// Kilobits a second.
    #[serde(rename = "kbps")]
    KilobitsPerSecond,
    /// Hertz: samples, or frames, a second.
    #[serde(rename = "Hz")]
    Hertz,
    /// Frames of a video.
    #[serde(rename = "frames")]
    Frames,
    /// Pixels.
    #[serde(rename = "px")]
    Pixels,
    /// Hundredths of a whole.
    #[serde(rename = "%")]
    Percent,
    /// Degrees of an angle.
    #[serde(rename = "deg")]
    Degrees,
}

/// The range of a number, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("minProperties" = 1))]
pub struct Range {
    /// The least value.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = 1.0)]
    pub min: Option<f64>,
    /// The greatest value.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = 100.0)]
    pub max: Option<f64>,
}

/// A value that a field, or a type of values, is known to take.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KnownValue {
    /// The value, of the field's type.
    #[schemars(example = &"mp4")]
    pub value: Value,
    /// The name of its variant in Rust, of a type of values, where the value makes none or that of another.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"Panorama3d", regex(pattern = NAME))]
    pub rust_name: Option<String>,
    /// What it means.
    #[serde(default, skip_serializing_if = "is_default")]
    #[schemars(example = &"MP4 container.")]
    pub docs: String,
}

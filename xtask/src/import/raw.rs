//! Upstream's description as it is written, read with patience for what differs between services.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::Value;

/// A description: `api.json`.
#[derive(Debug, Deserialize)]
pub(super) struct Description {
    pub(super) metadata: Metadata,
    #[serde(default)]
    pub(super) actions: Pairs<Action>,
    #[serde(default)]
    pub(super) objects: Pairs<Object>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Metadata {
    pub(super) api_version: String,
    pub(super) service_short_name: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Action {
    /// Name of the object with the parameters of the request.
    pub(super) input: Option<String>,
    /// Name of the object with the fields of the response.
    pub(super) output: Option<String>,
    /// `online`, `deprecated` or `offline`.
    pub(super) status: Option<String>,
    /// The documentation, in the language of the edition.
    pub(super) document: Option<String>,
    #[serde(default)]
    pub(super) skip_sign: Flag,
}

#[derive(Debug, Deserialize)]
pub(super) struct Object {
    pub(super) members: Option<Vec<Member>>,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct Member {
    pub(super) name: String,
    #[serde(rename = "type")]
    pub(super) kind: String,
    /// The kind of scalar, or the name of an object.
    pub(super) member: String,
    #[serde(default)]
    pub(super) required: Flag,
    #[serde(default)]
    pub(super) disabled: Flag,
    #[serde(default)]
    pub(super) output_required: Flag,
    #[serde(default)]
    pub(super) value_allowed_null: Flag,
    /// An example as text; another value counts as none.
    pub(super) example: Option<Value>,
    /// Its documentation; another value counts as none.
    pub(super) document: Option<Value>,
}

/// A flag, which may be unknown; some services write `1` for `true`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "Value")]
pub(super) enum Flag {
    #[default]
    Unknown,
    False,
    True,
}

impl Flag {
    pub(super) fn is_true(self) -> bool {
        self == Self::True
    }

    pub(super) fn known(self) -> Option<bool> {
        (self != Self::Unknown).then_some(self.is_true())
    }
}

impl From<Value> for Flag {
    fn from(value: Value) -> Self {
        match (value.as_bool(), value.as_i64(), value.as_str()) {
            (Some(true), ..) | (_, Some(1), _) | (.., Some("true" | "True" | "1")) => Self::True,
            (Some(false), ..) | (_, Some(0), _) | (.., Some("false" | "False" | "0")) => {
                Self::False
            }
            _ => Self::Unknown,
        }
    }
}

/// The entries of an object in the order of the text, with keys that are repeated.
#[derive(Debug)]
pub(super) struct Pairs<T>(pub(super) Vec<(String, T)>);

impl<T> Default for Pairs<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Pairs<T> {
    /// The first key that occurs twice.
    pub(super) fn repeated(&self) -> Option<&str> {
        let mut keys: Vec<&str> = self.0.iter().map(|(key, _)| key.as_str()).collect();
        keys.sort_unstable();
        keys.windows(2)
            .find(|pair| pair[0] == pair[1])
            .map(|pair| pair[0])
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Pairs<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(PairsVisitor(PhantomData))
    }
}

struct PairsVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for PairsVisitor<T> {
    type Value = Pairs<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Value, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = object.next_entry()? {
            pairs.push(pair);
        }
        Ok(Pairs(pairs))
    }
}

/// A file of the spec from its required keys.
pub(super) fn from_json<T: DeserializeOwned>(json: Value) -> T {
    serde_json::from_value(json).expect("the required keys make a file")
}

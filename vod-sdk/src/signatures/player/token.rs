//! JSON Web Tokens by HMAC-SHA256.

use std::borrow::Cow;

use hmac::Mac;
use serde::{Serialize, Serializer};

use crate::encode::base64_url;
use crate::signatures::mac::hmac_sha256;

/// The header of every token.
const HEADER: &str = r#"{"alg":"HS256","typ":"JWT"}"#;

/// The token of a payload.
pub(super) fn sign(payload: &Json<'_>, key: &str) -> String {
    let payload =
        serde_json::to_string(payload).expect("texts, numbers and lists of them are JSON");
    sign_text(&payload, key)
}

fn sign_text(payload: &str, key: &str) -> String {
    let [header, payload] = [HEADER, payload].map(|part| base64_url(part.as_bytes()));
    let mut token = format!("{header}.{payload}");
    let mut mac = hmac_sha256(key);
    mac.update(token.as_bytes());
    let signature = base64_url(&mac.finalize().into_bytes());
    token.push('.');
    token += &signature;
    token
}

/// JSON whose objects keep the order of their keys, so that a signature is the same in every program.
/// `serde_json::Value` keeps it only if some crate has switched that on.
pub(super) enum Json<'a> {
    Number(u64),
    Text(Cow<'a, str>),
    List(Vec<Self>),
    Object(Vec<(&'static str, Self)>),
}

impl<'a> Json<'a> {
    pub(super) fn text(text: impl Into<Cow<'a, str>>) -> Json<'a> {
        Json::Text(text.into())
    }

    /// An object of the keys that have a value.
    pub(super) fn object<const N: usize>(
        fields: [(&'static str, Option<Json<'a>>); N],
    ) -> Json<'a> {
        let present = fields
            .into_iter()
            .filter_map(|(name, value)| Some((name, value?)));
        Json::Object(present.collect())
    }
}

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Number(number) => serializer.serialize_u64(*number),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => serializer.collect_seq(items),
            Self::Object(fields) => {
                serializer.collect_map(fields.iter().map(|(name, value)| (name, value)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER_PART: &str = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9";

    /// The documentation's examples that hold what cannot be asked for here: a key that is misspelt, and fields that are no
    /// more. They prove what is made of a payload, byte for byte.
    #[test]
    fn the_published_tokens_are_reproduced() {
        for (key, payload, part, signature) in [
            (
                "TxtyhLlgo7J3iOADIron",
                "{\"appId\":1255566655,\"fileId\":\"4564972818519602447\",\
                 \"contentInfo1\":{\"audioVideoType\":\"RawAdaptive\",\"rawAdaptiveDefinition\":10,\
                 \"imageSpriteDefinition\":10},\"currentTimeStamp\":1663064276,\"expireTimeStamp\":1663294210,\
                 \"urlAccessInfo\":{\"t\":\"6323e6b0\",\"rlimit\":3,\"us\":\"72d4cd1101\"}}",
                "eyJhcHBJZCI6MTI1NTU2NjY1NSwiZmlsZUlkIjoiNDU2NDk3MjgxODUxOTYwMjQ0NyIsImNvbnRlbnRJbmZvMSI6eyJhdWRp\
                 b1ZpZGVvVHlwZSI6IlJhd0FkYXB0aXZlIiwicmF3QWRhcHRpdmVEZWZpbml0aW9uIjoxMCwiaW1hZ2VTcHJpdGVEZWZpbml0\
                 aW9uIjoxMH0sImN1cnJlbnRUaW1lU3RhbXAiOjE2NjMwNjQyNzYsImV4cGlyZVRpbWVTdGFtcCI6MTY2MzI5NDIxMCwidXJs\
                 QWNjZXNzSW5mbyI6eyJ0IjoiNjMyM2U2YjAiLCJybGltaXQiOjMsInVzIjoiNzJkNGNkMTEwMSJ9fQ",
                "QFcBX9830ysTzJIyZxoOlRmNb2Gqy2fns9yOfriaDI8",
            ),
            (
                "24FEQmTzro4V5u3D5epW",
                "{\"appId\":1255566655,\"fileId\":\"4564972818519602447\",\"currentTimeStamp\":1546340400,\
                 \"expireTimeStamp\":1546344000,\"urlAccessInfo\":{\"t\":\"5c2b5640\",\"rlimit\":3,\
                 \"us\":\"72d4cd1101\",\"uid\":\"1234abcd\"}}",
                "eyJhcHBJZCI6MTI1NTU2NjY1NSwiZmlsZUlkIjoiNDU2NDk3MjgxODUxOTYwMjQ0NyIsImN1cnJlbnRUaW1lU3RhbXAiOjE1\
                 NDYzNDA0MDAsImV4cGlyZVRpbWVTdGFtcCI6MTU0NjM0NDAwMCwidXJsQWNjZXNzSW5mbyI6eyJ0IjoiNWMyYjU2NDAiLCJy\
                 bGltaXQiOjMsInVzIjoiNzJkNGNkMTEwMSIsInVpZCI6IjEyMzRhYmNkIn19",
                "j3WJ9W3V4ve_N_Z157_B9AKkT0GhSmGAEdhv6YtoZSY",
            ),
        ] {
            let published = format!("{HEADER_PART}.{part}.{signature}");
            assert_eq!(sign_text(payload, key), published);
        }
    }
}

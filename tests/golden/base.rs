//! The core that generated code stands on, for the goldens of `codegen`: the real one, with a client of
//! the test's own, because methods can be added only to a type of the same crate.

/// What is known of actions.
pub mod action {
    pub use vod_sdk::action::*;
}

/// How values meet JSON.
pub mod wire {
    pub use vod_sdk::wire::*;

    /// Implements `Serialize` and `Deserialize` for objects, and `Empty` by their default value for those that have one.
    macro_rules! wire_object {
        ($($name:ident $(= $default:path)?),+ $(,)?) => {$(
            impl ::serde::Serialize for $name {
                fn serialize<S: ::serde::Serializer>(
                    &self,
                    serializer: S,
                ) -> ::core::result::Result<S::Ok, S::Error> {
                    vod_sdk::wire::serialize(self, serializer)
                }
            }

            impl<'de> ::serde::Deserialize<'de> for $name {
                fn deserialize<D: ::serde::Deserializer<'de>>(
                    deserializer: D,
                ) -> ::core::result::Result<Self, D::Error> {
                    vod_sdk::wire::deserialize(deserializer)
                }
            }

            $(impl vod_sdk::wire::Empty for $name {
                #[inline]
                fn empty() -> Self {
                    <Self as $default>::default()
                }
            })?
        )+};
    }
    pub(crate) use wire_object;
}

#[path = "../../vod-sdk/src/schema.rs"]
pub(crate) mod schema;

pub use vod_sdk::{Call, Error};

/// A client that has the methods of the golden's actions.
pub struct Client(pub vod_sdk::Client);

impl Client {
    /// As [`vod_sdk::Client::send`].
    pub fn send<'a, A: action::Action>(&self, request: &'a A) -> Call<'a, A> {
        self.0.send(request)
    }
}

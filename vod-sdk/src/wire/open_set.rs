//! Open sets of strings: enums that know the documented values, and keep whatever else comes.

use std::fmt;

/// A value that this version of the SDK does not know, as it came or as it was given.
///
/// It is made by the `From<&str>` of the enum that holds it, so that a known value is never in here.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct UnrecognizedValue(Box<str>);

impl UnrecognizedValue {
    /// The value.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    #[doc(hidden)]
    pub fn from_text(text: &str) -> Self {
        Self(text.into())
    }
}

impl fmt::Debug for UnrecognizedValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// A value that is made from a text, to be read into.
pub trait TextSlot: Send + Sync {
    /// Makes it the value of this text.
    fn set(&mut self, text: &str);
}

impl<T: for<'a> From<&'a str> + Send + Sync> TextSlot for T {
    fn set(&mut self, text: &str) {
        *self = text.into();
    }
}

/// Implements for an enum of known values what all of them have: `wire_values!(Switch { On = "ON", Off = "OFF" } On Off)`,
/// where the last two mean `true` and `false`.
#[doc(hidden)]
#[macro_export]
macro_rules! __wire_values {
    ($name:ident { $($variant:ident = $value:literal),+ $(,)? } $($on:ident $off:ident)?) => {
        impl $name {
            /// The value, as the service has it.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $value,)+
                    Self::Unrecognized(value) => value.as_str(),
                }
            }

            /// Whether this version of the SDK knows the value.
            pub fn is_known(&self) -> bool {
                !::core::matches!(self, Self::Unrecognized(_))
            }

            $(
                /// Whether it is on; `None` for a value that this version of the SDK does not know.
                pub fn as_bool(&self) -> ::core::option::Option<bool> {
                    match self {
                        Self::$on => ::core::option::Option::Some(true),
                        Self::$off => ::core::option::Option::Some(false),
                        _ => ::core::option::Option::None,
                    }
                }
            )?
        }

        impl ::core::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                match text {
                    $($value => Self::$variant,)+
                    _ => Self::Unrecognized($crate::wire::UnrecognizedValue::from_text(text)),
                }
            }
        }

        impl ::core::convert::From<::std::string::String> for $name {
            #[inline]
            fn from(text: ::std::string::String) -> Self {
                Self::from(text.as_str())
            }
        }

        impl ::core::convert::From<$name> for ::std::string::String {
            #[inline]
            fn from(value: $name) -> Self {
                value.as_str().to_owned()
            }
        }

        $(
            impl ::core::convert::From<bool> for $name {
                #[inline]
                fn from(is_on: bool) -> Self {
                    if is_on { Self::$on } else { Self::$off }
                }
            }
        )?

        impl ::core::default::Default for $name {
            #[inline]
            fn default() -> Self {
                Self::Unrecognized(::core::default::Default::default())
            }
        }

        impl ::core::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::core::cmp::PartialEq<str> for $name {
            #[inline]
            fn eq(&self, text: &str) -> bool {
                self.as_str() == text
            }
        }

        impl ::core::cmp::PartialEq<&str> for $name {
            #[inline]
            fn eq(&self, text: &&str) -> bool {
                self.as_str() == *text
            }
        }

        impl $crate::wire::Wire for $name {
            #[inline]
            fn empty() -> Self {
                ::core::default::Default::default()
            }

            #[inline]
            fn view(&self) -> $crate::wire::View<'_> {
                $crate::wire::View::Str(self.as_str())
            }

            #[inline]
            fn slot(&mut self) -> $crate::wire::Slot<'_> {
                $crate::wire::Slot::Text(self)
            }
        }

        impl $crate::wire::serde::Serialize for $name {
            #[inline]
            fn serialize<S: $crate::wire::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> $crate::wire::serde::Deserialize<'de> for $name {
            #[inline]
            fn deserialize<D: $crate::wire::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                let text = <::std::string::String as $crate::wire::serde::Deserialize>::deserialize(deserializer);
                text.map(Self::from)
            }
        }
    };
}
#[doc(hidden)]
pub use __wire_values as wire_values;

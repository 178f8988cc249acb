//! What serde says of a value that does not fit a type, without the value.

/// The message of serde without the value that it quotes, which may be a key: `invalid type: string, expected i64`.
///
/// What a type says in its own words is kept where nothing in the response is secret.
pub(crate) fn without_value(fault: &serde_json::Error, has_secrets: bool) -> String {
    let text = fault.to_string();
    match text.split_once(": ") {
        Some((what @ ("invalid type" | "invalid value"), rest)) => match rest.rsplit_once(EXPECTED)
        {
            Some((value, expected)) => format!("{what}: {}{EXPECTED}{expected}", sort(value)),
            None => what.to_owned(),
        },
        _ if text.starts_with(UNKNOWN_VARIANT) => match text.rsplit_once(EXPECTED) {
            Some((_, expected)) => format!("unknown variant{EXPECTED}{expected}"),
            None => "unknown variant".to_owned(),
        },
        _ if has_secrets && !OF_NAMES.iter().any(|start| text.starts_with(start)) => {
            "a value is refused by its type, whose words may quote a secret".to_owned()
        }
        _ => text,
    }
}

const EXPECTED: &str = ", expected ";
const UNKNOWN_VARIANT: &str = "unknown variant `";

/// The beginnings of messages that quote names of fields and lengths, and no values.
const OF_NAMES: [&str; 4] = [
    "missing field `",
    "unknown field `",
    "duplicate field `",
    "invalid length ",
];

/// The sorts of values that serde says before a value.
const SORTS: [&str; 19] = [
    "boolean",
    "integer",
    "floating point",
    "number",
    "character",
    "string",
    "byte array",
    "unit value",
    "null",
    "Option value",
    "newtype struct",
    "sequence",
    "map",
    "enum",
    "unit variant",
    "newtype variant",
    "tuple variant",
    "struct variant",
    "object",
];

/// The sort of a value: ``integer `5` ``, `string "a"`. A type may say something else, which may be the value.
fn sort(value: &str) -> &str {
    let end = value.find(['`', '"']).unwrap_or(value.len());
    let sort = value[..end].trim_end();
    let is_known = SORTS.contains(&sort);
    if is_known { sort } else { "another value" }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use serde::de::{DeserializeOwned, Error, Unexpected};
    use serde_json::{Value, json};

    use super::without_value;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Known {
        #[serde(rename = "A")]
        _a: u8,
    }

    #[derive(Debug, Deserialize)]
    enum Choice {
        On,
        Off,
    }

    #[derive(Debug)]
    struct Picky;

    impl<'de> Deserialize<'de> for Picky {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let text = String::deserialize(deserializer)?;
            Err(D::Error::custom(format!("{text} will not do")))
        }
    }

    #[derive(Debug)]
    struct Wordy;

    impl<'de> Deserialize<'de> for Wordy {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let text = String::deserialize(deserializer)?;
            Err(D::Error::invalid_type(Unexpected::Other(&text), &"a word"))
        }
    }

    fn read<T: DeserializeOwned + std::fmt::Debug>(value: Value, has_secrets: bool) -> String {
        without_value(&T::deserialize(value).unwrap_err(), has_secrets)
    }

    #[test]
    fn a_fault_says_no_value() {
        const KEY: &str = "HUSH\", expected `HUSH";
        let never_shown = [
            read::<u8>(json!(KEY), false),
            read::<Choice>(json!(KEY), false),
            read::<Vec<u8>>(json!(KEY), false),
            read::<Picky>(json!(KEY), true),
            read::<Wordy>(json!(KEY), false),
            read::<Known>(json!(KEY), false),
        ];
        for text in &never_shown {
            assert!(!text.contains("HUSH"), "{text}");
        }
        for (text, expected) in [
            (
                read::<u8>(json!("a"), true),
                "invalid type: string, expected u8",
            ),
            (
                read::<u8>(json!(1000), true),
                "invalid value: integer, expected u8",
            ),
            (
                read::<String>(json!(1.5), true),
                "invalid type: floating point, expected a string",
            ),
            (
                read::<String>(json!([1]), true),
                "invalid type: sequence, expected a string",
            ),
            (
                read::<u8>(json!(null), true),
                "invalid type: null, expected u8",
            ),
            (
                read::<Choice>(json!("a"), true),
                "unknown variant, expected `On` or `Off`",
            ),
            (read::<Known>(json!({}), true), "missing field `A`"),
            (
                read::<Known>(json!({"B": 1}), true),
                "unknown field `B`, expected `A`",
            ),
            (
                read::<(u8, u8)>(json!([1]), true),
                "invalid length 1, expected a tuple of size 2",
            ),
            (read::<Picky>(json!("a"), false), "a will not do"),
        ] {
            assert_eq!(text, expected);
        }
    }
}

//! The documented conditions of a request. The service may have relaxed them, so one that breaks them is sent all the
//! same, with a warning in the log.

use std::collections::BTreeMap;

use crate::wire::{Condition, JsonPath, ObjectView, View};

/// The fields that are given, each with its value if that is one that conditions ask for.
type Given = BTreeMap<String, Option<String>>;

/// Adds the conditions that an object breaks, in words. The objects in it have their own.
pub(super) fn check(object: &dyn ObjectView, path: &JsonPath<'_>, broken: &mut Vec<String>) {
    let conditions = object.conditions();
    if conditions.is_empty() {
        return;
    }
    let mut given = Given::new();
    object.fields(&mut |name, view| {
        if view.is_given() {
            given.insert(name.to_owned(), text(view));
        }
    });
    for condition in conditions {
        broken.extend(match condition {
            Condition::RequiredIf(field, cases) => missing(field, cases, &given, path),
            Condition::OneOf(names) => not_one(names, &given, path),
        });
    }
}

fn missing(
    field: &str,
    cases: &[(&str, &[&str])],
    given: &Given,
    path: &JsonPath<'_>,
) -> Option<String> {
    if given.contains_key(field) {
        return None;
    }
    let met = cases.iter().map(|(name, values)| {
        let value = given.get(*name)?.as_deref()?;
        values
            .contains(&value)
            .then(|| format!("{name} is {value}"))
    });
    let met: Vec<String> = met.collect::<Option<_>>()?;
    let path = path.field(field).path();
    Some(match met.as_slice() {
        [] => format!("{path} is documented as required by now"),
        met => format!(
            "{path} is documented as required where {}",
            met.join(" and ")
        ),
    })
}

fn not_one(names: &[&str], given: &Given, path: &JsonPath<'_>) -> Option<String> {
    let count = names.iter().filter(|name| given.contains_key(**name));
    let count = count.count();
    if count == 1 {
        return None;
    }
    let paths: Vec<String> = names.iter().map(|name| path.field(name).path()).collect();
    let paths = paths.join(", ");
    Some(format!(
        "of {paths}, exactly one is documented to be given, and {count} are"
    ))
}

fn text(view: View<'_>) -> Option<String> {
    match view {
        View::Str(text) => Some(text.to_owned()),
        View::Bool(value) => Some(value.to_string()),
        View::I64(value) => Some(value.to_string()),
        View::U64(value) => Some(value.to_string()),
        View::Digits(value) => Some(value.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::wire::{Condition, JsonPath, ObjectView, Reading, View, Wire};

    #[derive(Default)]
    struct Watermark {
        kind: Option<String>,
        remove: Option<i64>,
        image: Option<String>,
        text: Option<String>,
        inner: Option<Vec<String>>,
    }

    impl ObjectView for Watermark {
        fn fields(&self, visit: &mut dyn FnMut(&str, View<'_>)) {
            visit("Type", self.kind.view());
            visit("Remove", self.remove.view());
            visit("Image", self.image.view());
            visit("Text", self.text.view());
            visit("Inner", self.inner.view());
        }

        fn conditions(&self) -> &'static [Condition] {
            &[
                Condition::RequiredIf("Image", &[("Type", &["image", "svg"]), ("Remove", &["0"])]),
                Condition::OneOf(&["Text", "Inner"]),
            ]
        }
    }

    #[test]
    fn broken_conditions_are_named() {
        let text = |text: &str| Some(text.to_owned());
        let right = || Watermark {
            text: text("a"),
            ..Watermark::default()
        };
        let image = || Watermark {
            kind: text("svg"),
            remove: Some(0),
            ..right()
        };
        for (watermark, expected) in [
            (right(), &[][..]),
            (
                Watermark {
                    kind: text("image"),
                    ..right()
                },
                &[],
            ),
            (
                Watermark {
                    remove: Some(1),
                    ..image()
                },
                &[],
            ),
            (
                Watermark {
                    image: text("b"),
                    ..image()
                },
                &[],
            ),
            (
                image(),
                &["Image is documented as required where Type is svg and Remove is 0"],
            ),
            (
                Watermark {
                    inner: Some(vec!["a".to_owned()]),
                    ..right()
                },
                &["of Text, Inner, exactly one is documented to be given, and 2 are"],
            ),
            (
                Watermark {
                    inner: Some(vec![]),
                    text: None,
                    ..right()
                },
                &["of Text, Inner, exactly one is documented to be given, and 0 are"],
            ),
        ] {
            let mut broken = Vec::new();
            check(&watermark, &JsonPath::root(&Reading::strict()), &mut broken);
            assert_eq!(broken, expected);
        }
    }
}

//! The documented conditions of a request. The service may have relaxed them, so one that breaks them is sent all the
//! same, with a warning in the log.

use std::collections::BTreeMap;

use crate::wire::{Condition, Index, JsonPath, ObjectView, Reading, View};

/// Warns of the conditions that a request breaks.
pub(super) fn warn(action: &str, request: View<'_>) {
    for broken in broken(request) {
        warning!("{action}: {broken}; the request is sent all the same");
    }
}

/// The conditions that a request breaks, in words.
fn broken(request: View<'_>) -> Vec<String> {
    let mut broken = Vec::new();
    check_inside(request, &JsonPath::root(&Reading::strict()), &mut broken);
    broken
}

fn check_inside(view: View<'_>, path: &JsonPath<'_>, broken: &mut Vec<String>) {
    match view {
        View::Object(object) => check_object(object, path, broken),
        View::List(list) => {
            for index in 0..list.length() {
                check_inside(list.item(index), &path.item(&Index::at(index)), broken);
            }
        }
        _ => {}
    }
}

fn check_object(object: &dyn ObjectView, path: &JsonPath<'_>, broken: &mut Vec<String>) {
    let conditions = object.conditions();
    // What is given, with its value if that is one that conditions ask for.
    let mut given = BTreeMap::new();
    object.fields(&mut |name, view| {
        if !conditions.is_empty() && is_given(view) {
            given.insert(name.to_owned(), text(view));
        }
        check_inside(view, &path.field(name), broken);
    });
    for condition in conditions {
        match condition {
            Condition::RequiredIf(field, cases) => {
                let holds = |(name, values): &(&str, &[&str])| {
                    let value = given.get(*name).and_then(Option::as_deref);
                    value.is_some_and(|value| values.contains(&value))
                };
                if !given.contains_key(*field) && cases.iter().all(holds) {
                    let cases = cases.iter().map(|(name, _)| {
                        let value = given.get(*name).cloned().flatten();
                        format!("{name} is {}", value.unwrap_or_default())
                    });
                    let cases: Vec<String> = cases.collect();
                    let path = path.field(field).path();
                    broken.push(format!(
                        "{path} is documented as required where {}",
                        cases.join(" and ")
                    ));
                }
            }
            Condition::OneOf(names) => {
                let count = names
                    .iter()
                    .filter(|name| given.contains_key(**name))
                    .count();
                if count != 1 {
                    let names = names.iter().map(|name| path.field(name).path());
                    let names: Vec<String> = names.collect();
                    let names = names.join(", ");
                    broken.push(format!(
                        "of {names}, exactly one is documented to be given, and {count} are"
                    ));
                }
            }
        }
    }
}

fn is_given(view: View<'_>) -> bool {
    match view {
        View::Absent => false,
        View::Str(text) => !text.is_empty(),
        View::List(list) => list.length() > 0,
        _ => true,
    }
}

fn text(view: View<'_>) -> Option<String> {
    match view {
        View::Str(text) => Some(text.to_owned()),
        View::Bool(value) => Some(value.to_string()),
        View::I64(value) => Some(value.to_string()),
        View::U64(value) => Some(value.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::broken;
    use crate::wire::{Condition, ObjectView, View, Wire};

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
            assert_eq!(broken(View::Object(&watermark)), expected);
        }
    }
}

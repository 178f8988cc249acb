//! Parameters with which a call may not be repeated, although its action may.

use crate::wire::View;

/// Whether a request has one of these parameters, with a value that is not among those that do no harm.
pub(super) fn is_harmful(request: View<'_>, unless: &[(&str, &[&str])]) -> bool {
    let View::Object(object) = request else {
        return false;
    };
    let mut is_harmful = false;
    object.fields(&mut |name, view| {
        let found = unless.iter().find(|(parameter, _)| *parameter == name);
        is_harmful |= found.is_some_and(|(_, harmless)| {
            let is_harmless = matches!(view, View::Str(text) if harmless.contains(&text));
            view.is_given() && !is_harmless
        });
    });
    is_harmful
}

#[cfg(test)]
mod tests {
    use super::is_harmful;
    use crate::wire::{ObjectView, View, Wire};

    struct Change {
        operation: Option<String>,
        subtitles: Option<Vec<String>>,
    }

    impl ObjectView for Change {
        fn fields(&self, visit: &mut dyn FnMut(&str, View<'_>)) {
            visit("Operation", self.operation.view());
            visit("AddSubtitles", self.subtitles.view());
        }
    }

    #[test]
    fn what_is_given_takes_the_class_away_but_for_harmless_values() {
        let unless: &[(&str, &[&str])] = &[("Operation", &["Delete"]), ("AddSubtitles", &[])];
        for (operation, subtitles, expected) in [
            (None, None, false),
            (Some("Delete"), None, false),
            (Some(""), Some(vec![]), false),
            (Some("Insert"), None, true),
            (Some("Unheard"), None, true),
            (Some("Delete"), Some(vec!["a".to_owned()]), true),
        ] {
            let change = Change {
                operation: operation.map(str::to_owned),
                subtitles,
            };
            assert_eq!(is_harmful(View::Object(&change), unless), expected);
        }
    }
}

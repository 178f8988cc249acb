//! Secrets, as `Debug` shows them.

use std::fmt;

use super::View;

/// Stands for a secret value in `Debug`: it shows whether there is one, and not what it is.
pub struct Redacted<'a> {
    view: View<'a>,
    is_optional: bool,
}

impl<'a> Redacted<'a> {
    /// The value of a field that is always there.
    pub fn new(view: View<'a>) -> Self {
        let is_optional = false;
        Self { view, is_optional }
    }

    /// The value of a field that is an `Option`.
    pub fn optional(view: View<'a>) -> Self {
        let is_optional = true;
        Self { view, is_optional }
    }
}

impl fmt::Debug for Redacted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.view, self.is_optional) {
            (View::Absent, _) => f.write_str("None"),
            (view, true) => f.debug_tuple("Some").field(&Self::new(view)).finish(),
            (View::Str(""), false) => f.write_str("\"\""),
            (View::List(list), false) => {
                let items = (0..list.length()).map(|index| Self::new(list.item(index)));
                f.debug_list().entries(items).finish()
            }
            (_, false) => f.write_str("\"[redacted]\""),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::Wire;

    #[test]
    fn only_whether_there_is_a_value_is_shown() {
        let texts = vec!["hush".to_owned(), String::new()];
        let (some, none) = (Some("hush".to_owned()), None::<String>);
        let shown = [
            Redacted::new("hush".to_owned().view()),
            Redacted::new(String::new().view()),
            Redacted::new(texts.view()),
            Redacted::new(7_u64.view()),
            Redacted::optional(some.view()),
            Redacted::optional(none.view()),
            Redacted::optional(Some(texts.clone()).view()),
        ]
        .map(|redacted| format!("{redacted:?}"));
        let expected = [
            r#""[redacted]""#,
            r#""""#,
            r#"["[redacted]", ""]"#,
            r#""[redacted]""#,
            r#"Some("[redacted]")"#,
            "None",
            r#"Some(["[redacted]", ""])"#,
        ];
        assert_eq!(shown, expected);
    }
}

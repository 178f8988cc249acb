//! Query strings.

use std::fmt::Write as _;

use crate::encode::percent_encoded;

/// A query string, of the parameters that there are.
#[derive(Default)]
pub(super) struct Query(String);

impl Query {
    pub(super) fn text(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.push_name(name);
            self.0 += &percent_encoded(value, "");
        }
    }

    pub(super) fn number(&mut self, name: &str, value: Option<impl Into<i128>>) {
        if let Some(value) = value {
            self.push_name(name);
            let _ = write!(self.0, "{}", value.into());
        }
    }

    pub(super) fn finish(self) -> String {
        self.0
    }

    fn push_name(&mut self, name: &str) {
        if !self.0.is_empty() {
            self.0.push('&');
        }
        self.0 += name;
        self.0.push('=');
    }
}

#[cfg(test)]
mod tests {
    use super::Query;

    #[test]
    fn a_query_has_the_parameters_that_there_are() {
        let mut query = Query::default();
        query.number("a", None::<i64>);
        query.number("b", Some(u64::MAX));
        query.text("c", None);
        query.text("d", Some("e f"));
        query.number("g", Some(i64::MIN));
        let expected = "b=18446744073709551615&d=e%20f&g=-9223372036854775808";
        assert_eq!(query.finish(), expected);
    }
}

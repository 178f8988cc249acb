//! What the parameters of a call say.

use std::cmp::Ordering;

use serde_json::Value;

use crate::time::Timestamp;

/// How many items a page has if the request does not say.
const USUAL_PAGE: u64 = 10;

/// The parameters of a call, or an object in them.
#[derive(Clone, Copy)]
pub(super) struct Given<'a>(pub(super) &'a Value);

impl<'a> Given<'a> {
    pub(super) fn value(self, name: &str) -> &'a Value {
        &self.0[name]
    }

    pub(super) fn object(self, name: &str) -> Given<'a> {
        Given(&self.0[name])
    }

    /// A text, unless it is empty.
    pub(super) fn text(self, name: &str) -> Option<&'a str> {
        self.0[name].as_str().filter(|text| !text.is_empty())
    }

    pub(super) fn number(self, name: &str) -> Option<i64> {
        self.0[name].as_i64()
    }

    /// Whether a number is 1, by which some parameters say yes.
    pub(super) fn is_one(self, name: &str) -> bool {
        self.number(name) == Some(1)
    }

    pub(super) fn list(self, name: &str) -> &'a [Value] {
        self.0[name].as_array().map_or(&[], Vec::as_slice)
    }

    pub(super) fn texts(self, name: &str) -> Vec<&'a str> {
        self.list(name).iter().filter_map(Value::as_str).collect()
    }

    /// The VOD application: a number, or its digits; 0 if the request names none.
    pub(super) fn sub_app_id(self) -> u64 {
        let id = &self.0["SubAppId"];
        let digits = id.as_str().and_then(|text| text.parse().ok());
        id.as_u64().or(digits).unwrap_or(0)
    }

    /// The size of the page, and how many items come before it.
    pub(super) fn page(self) -> (usize, usize) {
        let number = |name: &str, usual| self.0[name].as_u64().unwrap_or(usual);
        let size = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
        (size(number("Limit", USUAL_PAGE)), size(number("Offset", 0)))
    }

    /// Whether a time is within a span that may be open; its ends belong to it.
    pub(super) fn spans(self, time: &Value) -> bool {
        let bound = |name| self.text(name).map(Timestamp::from);
        let (after, before) = (bound("After"), bound("Before"));
        if after.is_none() && before.is_none() {
            return true;
        }
        let time = Timestamp::from(time.as_str().unwrap_or_default());
        after.is_none_or(|after| time >= after) && before.is_none_or(|before| time <= before)
    }

    /// Sorts by what a `SortBy` says, of which a function knows the values.
    pub(super) fn sort<T>(self, items: &mut Vec<T>, value: impl Fn(&T, &str) -> Value) {
        let Some(field) = self.text("Field") else {
            return;
        };
        let is_descending = self.text("Order") == Some("Desc");
        let keyed = items
            .drain(..)
            .map(|item| (Key::of(&value(&item, field)), item));
        let mut keyed: Vec<(Key, T)> = keyed.collect();
        keyed.sort_by(|(one, _), (other, _)| {
            let order = one.compare(other);
            if is_descending {
                order.reverse()
            } else {
                order
            }
        });
        items.extend(keyed.into_iter().map(|(_, item)| item));
    }
}

/// Whether two values are the same: numbers are, however they are written. A list of one kind has its ids as texts.
pub(super) fn is_same(one: &Value, other: &Value) -> bool {
    one == other || number(one).is_some_and(|one| number(other) == Some(one))
}

/// A number, or a text of its digits.
pub(super) fn number(value: &Value) -> Option<f64> {
    let digits = value.as_str().and_then(|text| text.parse::<u64>().ok());
    value.as_f64().or(digits.map(|number| number as f64))
}

/// What a value is sorted by: a number by its size, a time by the instant, a text by its characters.
enum Key {
    Number(f64),
    Text(String),
}

impl Key {
    fn of(value: &Value) -> Self {
        let text = value.as_str().unwrap_or_default();
        let time = Timestamp::from(text).unix_seconds();
        match value.as_f64().or(time.map(|seconds| seconds as f64)) {
            Some(number) => Self::Number(number),
            None => Self::Text(text.to_owned()),
        }
    }

    fn compare(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Number(one), Self::Number(other)) => one.total_cmp(other),
            (Self::Text(one), Self::Text(other)) => one.cmp(other),
            (Self::Text(_), Self::Number(_)) => Ordering::Less,
            (Self::Number(_), Self::Text(_)) => Ordering::Greater,
        }
    }
}

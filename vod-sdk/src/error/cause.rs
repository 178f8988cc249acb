//! The causes that `source()` returns: those that `Display` does not print.

use std::error::Error as StdError;
use std::iter;

use super::text::{MESSAGE_BYTES, one_line};

/// The first of an error's causes that comes after everything that its own text says already.
///
/// An error prints why it came about, for those who print it alone. Were the same cause its `source` as well,
/// reports that walk the chain would say it twice.
pub(crate) fn unsaid<'a>(
    text: &str,
    source: Option<&'a (dyn StdError + Send + Sync + 'static)>,
) -> Option<&'a (dyn StdError + 'static)> {
    let first = source.map(|source| source as &(dyn StdError + 'static));
    let causes = || iter::successors(first, |&cause| cause.source());
    let is_said = |cause: &(dyn StdError + 'static)| {
        text.contains(&*one_line(&cause.to_string(), MESSAGE_BYTES))
    };
    let said = causes().enumerate().filter(|(_, cause)| is_said(*cause));
    let skipped = said.last().map_or(0, |(index, _)| index + 1);
    causes().nth(skipped)
}

#[cfg(test)]
mod tests {
    use std::fmt;

    use super::*;

    #[derive(Debug)]
    struct Link(&'static str, Option<Box<Link>>);

    impl fmt::Display for Link {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.0)
        }
    }

    impl StdError for Link {
        fn source(&self) -> Option<&(dyn StdError + 'static)> {
            self.1.as_deref().map(|link| link as _)
        }
    }

    #[test]
    fn what_is_said_already_is_no_cause_nor_is_what_comes_before_it() {
        for (text, causes, expected) in [
            ("no connection", vec!["refused"], Some("refused")),
            ("no connection: refused", vec!["refused"], None),
            ("no connection: refused", vec!["sending", "refused"], None),
            ("a: b", vec!["b", "c", "d"], Some("c")),
            ("a: c", vec!["b", "c", "d"], Some("d")),
            ("a", vec!["b", "c"], Some("b")),
            ("a", vec![""], None),
            (r"a: b\nc", vec!["b\nc"], None),
            ("a", vec![], None),
        ] {
            let chain = causes
                .into_iter()
                .rev()
                .fold(None, |source, text| Some(Box::new(Link(text, source))));
            let source = chain.as_deref().map(|link| link as _);
            let cause = unsaid(text, source).map(ToString::to_string);
            assert_eq!(cause.as_deref(), expected, "{text}");
        }
    }
}

//! The known name that was probably meant by an unknown one.

/// The name of which `word` is a misspelling, if there is such a one: of other capitals, or with at most so
/// many letters too many, too few, wrong or swapped.
pub(crate) fn nearest<'a>(
    word: &str,
    known: impl Iterator<Item = &'a str>,
    most_slips: usize,
) -> Option<&'a str> {
    let word = word.to_ascii_lowercase();
    known
        .map(|name| {
            let slips = strsim::osa_distance(&word, &name.to_ascii_lowercase());
            (slips, name)
        })
        .filter(|(slips, _)| *slips <= most_slips)
        .min_by_key(|(slips, _)| *slips)
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_forgiven_and_another_name_is_not() {
        const KNOWN: [&str; 3] = ["DescribeMediaInfos", "ModifyMediaInfo", "DeleteMedia"];
        for (word, expected) in [
            ("DescribeMediaInfo", Some("DescribeMediaInfos")),
            ("describemediainfos", Some("DescribeMediaInfos")),
            ("DescirbeMediaInfos", Some("DescribeMediaInfos")),
            ("DeleteMedias", Some("DeleteMedia")),
            ("DescribeTaskDetail", None),
            ("", None),
        ] {
            assert_eq!(nearest(word, KNOWN.into_iter(), 2), expected, "{word}");
        }
    }
}

//! The known name that was probably meant by an unknown one.

/// The known word that `word` was probably meant to be, if one is close enough.
///
/// Close is a word of other capitals, or one that a few typing slips (a letter too many, too few,
/// wrong or swapped with its neighbour) turn into the other, about one for three letters. Failing
/// that, a word of which the other is the beginning: `int` for `int64`.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = word.to_lowercase();
    let mut best: Option<(usize, &'a str)> = None;
    for candidate in known {
        if let Some(score) = score(&wanted, &candidate.to_lowercase())
            && best.is_none_or(|(least, _)| score < least)
        {
            best = Some((score, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// The hint for an unknown word: the known one that was probably meant, or else `otherwise`.
pub(crate) fn hint<'a>(
    word: &str,
    known: impl IntoIterator<Item = &'a str>,
    otherwise: &str,
) -> String {
    match nearest(word, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => otherwise.to_owned(),
    }
}

/// How far apart two words are; `None` if one cannot have been meant by the other.
fn score(word: &str, candidate: &str) -> Option<usize> {
    const BEYOND_ANY_SLIP: usize = 1_000;

    let [longer, shorter] = {
        let lengths = [word.chars().count(), candidate.chars().count()];
        [lengths[0].max(lengths[1]), lengths[0].min(lengths[1])]
    };
    let allowed = (longer / 3).min(5);
    if longer - shorter <= allowed {
        let slips = strsim::osa_distance(word, candidate);
        if slips <= allowed {
            return Some(slips);
        }
    }
    let begins = shorter >= 3 && (word.starts_with(candidate) || candidate.starts_with(word));
    begins.then_some(BEYOND_ANY_SLIP + longer)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    const TYPES: [&str; 7] = [
        "string",
        "int64",
        "uint64",
        "float",
        "bool",
        "MediaInfo",
        "MediaBasicInfo",
    ];

    #[track_caller]
    fn assert_nearest(word: &str, expected: Option<&str>) {
        assert_eq!(nearest(word, TYPES), expected, "{word}");
    }

    #[test]
    fn typing_slips_are_forgiven() {
        assert_nearest("strng", Some("string"));
        assert_nearest("stirng", Some("string"));
        assert_nearest("strings", Some("string"));
        assert_nearest("MediaInof", Some("MediaInfo"));
        assert_nearest("unt64", Some("int64"));
    }

    #[test]
    fn capitals_do_not_count() {
        assert_nearest("String", Some("string"));
        assert_nearest("MEDIAINFO", Some("MediaInfo"));
    }

    #[test]
    fn a_beginning_is_close() {
        assert_nearest("int", Some("int64"));
        assert_nearest("boolean", Some("bool"));
        assert_nearest("MediaInfoOfTheFile", Some("MediaInfo"));
    }

    #[test]
    fn the_closest_wins_and_then_the_first() {
        assert_nearest("uint63", Some("uint64"));
        assert_eq!(nearest("cat", ["bat", "hat"]), Some("bat"));
        assert_eq!(nearest("cat", ["cart", "car"]), Some("cart"));
    }

    #[test]
    fn other_words_are_not_close() {
        assert_nearest("timestamp", None);
        assert_nearest("in", None);
        assert_nearest("", None);
        assert_nearest("x", None);
        assert_eq!(nearest("string", []), None);
        assert_eq!(nearest("a", ["b"]), None);
    }

    #[test]
    fn letters_are_characters() {
        assert_eq!(nearest("点播服", ["点播务", "直播"]), Some("点播务"));
    }
}

//! The known name that was probably meant by an unknown one.
//!
//! It is a help for some slips of a person. Where every word of a huge spec is unknown, nobody is helped, and comparing each
//! with each would take hours: after so much comparing, nothing more is suggested.

use std::cell::Cell;

/// The longest word that is compared, in bytes.
const LONGEST: usize = 200;
/// How many pairs of letters are compared at most.
const MOST_PAIRS: usize = 500_000_000;

thread_local! {
    /// How many have been, by this thread.
    static PAIRS: Cell<usize> = const { Cell::new(0) };
}

/// The known word that `word` was probably meant to be, if one is close enough.
///
/// Close is a word of other capitals, or one that a few typing slips (a letter too many, too few,
/// wrong or swapped with its neighbour) turn into the other, about one for three letters. Failing
/// that, a word of which the other is the beginning: `int` for `int64`.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = word.to_lowercase();
    let mut best: Option<(usize, &'a str)> = None;
    for candidate in known {
        if !may_compare(word, candidate) {
            continue;
        }
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

/// Whether two words are short enough, and there is not too much behind us.
fn may_compare(word: &str, candidate: &str) -> bool {
    if word.len().max(candidate.len()) > LONGEST {
        return false;
    }
    PAIRS.with(|pairs| {
        pairs.set(pairs.get().saturating_add(word.len() * candidate.len()));
        pairs.get() <= MOST_PAIRS
    })
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
    fn what_would_take_hours_is_not_suggested() {
        let long = "a".repeat(1 << 20);
        assert_eq!(nearest(&long, [&*long]), None);
        let (word, other) = (&long[..super::LONGEST], &long[..super::LONGEST / 2]);
        for _ in 0..=super::MOST_PAIRS / (word.len() * other.len()) {
            nearest(word, [other]);
        }
        assert_eq!(nearest("strng", TYPES), None);
    }

    #[test]
    fn letters_are_characters() {
        assert_eq!(nearest("点播服", ["点播务", "直播"]), Some("点播务"));
    }
}

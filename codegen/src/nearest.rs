//! The known name that was probably meant by an unknown one.

/// The known word that `word` was probably meant to be, if one is close enough.
///
/// Close is a word of other capitals, or one that a few typing slips (a letter too many, too few,
/// wrong or swapped with its neighbour) turn into the other, about one for three letters. Failing
/// that, a word of which the other is the beginning: `int` for `int64`.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = lowercase(word);
    let mut best: Option<(usize, &'a str)> = None;
    for candidate in known {
        if let Some(score) = score(&wanted, &lowercase(candidate))
            && best.is_none_or(|(least, _)| score < least)
        {
            best = Some((score, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// How far apart two words are; `None` if one cannot have been meant by the other.
fn score(word: &[char], candidate: &[char]) -> Option<usize> {
    const BEYOND_ANY_SLIP: usize = 1_000;

    let longer = word.len().max(candidate.len());
    let shorter = word.len().min(candidate.len());
    let allowed = (longer / 3).min(5);
    if longer - shorter <= allowed {
        let slips = slips(word, candidate);
        if slips <= allowed {
            return Some(slips);
        }
    }
    let begins = shorter >= 3 && word[..shorter] == candidate[..shorter];
    begins.then_some(BEYOND_ANY_SLIP + longer)
}

/// The optimal string alignment distance: insertions, deletions, substitutions and swaps of
/// neighbours.
pub fn slips(a: &[char], b: &[char]) -> usize {
    let mut before_previous = vec![0; b.len() + 1];
    let mut previous: Vec<usize> = (0..=b.len()).collect();
    let mut current = vec![0; b.len() + 1];
    for i in 1..=a.len() {
        current[0] = i;
        for j in 1..=b.len() {
            let substituted = previous[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            current[j] = substituted.min(previous[j] + 1).min(current[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                current[j] = current[j].min(before_previous[j - 2] + 1);
            }
        }
        std::mem::swap(&mut before_previous, &mut previous);
        std::mem::swap(&mut previous, &mut current);
    }
    previous[b.len()]
}

fn lowercase(word: &str) -> Vec<char> {
    word.chars().flat_map(char::to_lowercase).collect()
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

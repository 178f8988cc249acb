//! Misspelt words of ours.
//!
//! A dictionary of English would be large, and would not know our words. Three nets are small and catch
//! what matters: a list of usual misspellings, a word that stands twice in a row, and a rare word that is
//! one slip of the keyboard away from one that we use often.

use std::collections::{BTreeMap, BTreeSet};

use vod_codegen::nearest::slips;
use vod_codegen::problem::{Place, code};
use vod_codegen::read::Spec;

use super::findings::Findings;
use super::walk::{prose, texts};
use super::{Rule, Severity};

pub(super) const SPELLING: Rule = Rule {
    name: "spelling",
    about: "A misspelt word, a word that stands twice in a row, or a rare word that is one letter away from \
            one that stands often in the spec. Correct it; a right word is added to \
            `xtask/src/lint/right_words.txt`.",
    severity: Severity::Error,
};

/// Usual misspellings, each with the word that is meant.
const MISSPELLINGS: &str = include_str!("misspellings.txt");

/// Words that are right, although they are one letter away from a more usual one.
const RIGHT_WORDS: &str = include_str!("right_words.txt");

/// How often a word stands at least that others may have been meant to be.
const OFTEN: usize = 5;

/// How often a word stands at most that may be a slip.
const RARELY: usize = 2;

/// How many letters a word has at least that may be a slip: short words are too close to each other.
const LETTERS: usize = 6;

/// Checks the texts of all versions.
pub(super) fn check(spec: &Spec, findings: &mut Findings) {
    let texts: Vec<_> = spec.versions.iter().flat_map(texts).collect();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for text in &texts {
        for word in words(text.text).into_iter().flatten() {
            *counts.entry(word).or_default() += 1;
        }
    }
    let dictionary = Dictionary::new(&counts);
    for text in &texts {
        let words = words(text.text);
        let words_before = [None].into_iter().chain(words.iter().map(Option::as_ref));
        for (word, before) in words.iter().zip(words_before) {
            let Some(word) = word else { continue };
            if before == Some(word) {
                let message = format!("{} stands twice in a row", code(word));
                report(&text.place, message, "remove one of them", findings);
            } else if let Some(meant) = dictionary.meant(word) {
                let message = format!("{} is misspelt", code(word));
                let hint = format!(
                    "did you mean {}? A right word is added to `xtask/src/lint/right_words.txt`",
                    code(meant)
                );
                report(&text.place, message, hint, findings);
            }
        }
    }
}

fn report(place: &Place, message: String, hint: impl Into<String>, findings: &mut Findings) {
    findings.add(&SPELLING, place.clone(), message, hint);
}

/// The words of a text in lower case, in their order; none where something stands that is no plain word,
/// such as a name of the API, or where a sentence may end.
fn words(text: &str) -> Vec<Option<String>> {
    let mut words = Vec::new();
    for word in prose(text) {
        for part in word.split(['-', '/', '—', '–']) {
            let plain = part.trim_matches(|c: char| !c.is_alphanumeric());
            words.push(is_word(plain).then(|| plain.to_lowercase()));
            if part.ends_with(|c: char| !c.is_alphanumeric()) {
                words.push(None);
            }
        }
    }
    words
}

/// Whether it is written as a word: letters and apostrophes, with a capital at its beginning at most.
fn is_word(text: &str) -> bool {
    let is_letter = |c: char| c.is_alphabetic() || matches!(c, '\'' | '’');
    let mut chars = text.chars();
    chars.next().is_some_and(char::is_alphabetic)
        && text.chars().all(is_letter)
        && chars.all(|c| !c.is_uppercase())
}

struct Dictionary<'a> {
    misspellings: BTreeMap<&'a str, &'a str>,
    right: BTreeSet<&'a str>,
    often: Vec<(&'a str, Vec<char>)>,
    counts: &'a BTreeMap<String, usize>,
}

impl<'a> Dictionary<'a> {
    fn new(counts: &'a BTreeMap<String, usize>) -> Self {
        let is_often =
            |(word, count): &(&String, &usize)| **count >= OFTEN && word.chars().count() >= LETTERS;
        let often = counts.iter().filter(is_often);
        Self {
            misspellings: lines(MISSPELLINGS)
                .filter_map(|line| line.split_once(' '))
                .collect(),
            right: lines(RIGHT_WORDS).collect(),
            often: often
                .map(|(word, _)| (word.as_str(), word.chars().collect()))
                .collect(),
            counts,
        }
    }

    /// The word that was meant by a misspelt one.
    fn meant(&self, word: &str) -> Option<&'a str> {
        if let Some(meant) = self.misspellings.get(word) {
            return Some(meant);
        }
        let letters: Vec<char> = word.chars().collect();
        let is_rare = self.counts.get(word).is_none_or(|count| *count <= RARELY);
        let is_plain = letters.iter().all(|c| c.is_alphabetic());
        if !is_rare || !is_plain || letters.len() < LETTERS || self.right.contains(word) {
            return None;
        }
        let mut often = self.often.iter();
        let near = often.find(|(_, other)| is_slip(&letters, other));
        near.map(|(other, _)| *other)
    }
}

/// Whether one word is the other with a letter too many, too few, or swapped with its neighbour, in its
/// middle. At its beginning or end, or with another letter in the place of one, it is another word more
/// often than a slip: `image` and `images`, `code` and `mode`, `charged` and `changed`.
fn is_slip(word: &[char], other: &[char]) -> bool {
    let ends_alike = word[0] == other[0] && word.last() == other.last();
    let letters = |word: &[char]| {
        let mut letters = word.to_vec();
        letters.sort_unstable();
        letters
    };
    let is_swap = word.len() == other.len() && letters(word) == letters(other);
    let is_longer_or_shorter = word.len().abs_diff(other.len()) == 1;
    ends_alike && (is_swap || is_longer_or_shorter) && slips(word, other) == 1
}

/// The lines that say something.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.lines().map(str::trim);
    lines.filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::{Dictionary, MISSPELLINGS, lines, words};

    #[test]
    fn each_misspelling_has_its_word_and_stands_once() {
        let mut seen = BTreeSet::new();
        for line in lines(MISSPELLINGS) {
            let (wrong, right) = line.split_once(' ').expect(line);
            assert!(seen.insert(wrong), "{line}");
            assert!(wrong != right && !right.is_empty(), "{line}");
            assert_eq!(line, line.to_lowercase());
        }
        let wrong: Vec<_> = lines(MISSPELLINGS).collect();
        assert!(wrong.is_sorted(), "the misspellings are not sorted");
        for line in wrong {
            let (_, right) = line.split_once(' ').expect(line);
            assert!(!seen.contains(right), "{line}");
        }
    }

    #[test]
    fn names_code_and_addresses_are_no_words() {
        let text = "Calls DescribeMedia, `teh code`, https://teh.example and re-uses H264: the end";
        let found: Vec<_> = words(text).into_iter().flatten().collect();
        assert_eq!(found, ["calls", "and", "re", "uses", "the", "end"]);
    }

    #[track_caller]
    fn assert_meant(word: &str, expected: Option<&str>) {
        let counts = ["template", "images", "duration"].map(|word| (word.to_owned(), 9));
        let counts: BTreeMap<String, usize> = counts.into_iter().collect();
        assert_eq!(Dictionary::new(&counts).meant(word), expected, "{word}");
    }

    #[test]
    fn a_slip_in_the_middle_is_found() {
        assert_meant("tempalte", Some("template"));
        assert_meant("templte", Some("template"));
        assert_meant("durration", Some("duration"));
        assert_meant("imgaes", Some("images"));
        assert_meant("recieve", Some("receive"));
        assert_meant("template", None);
        assert_meant("templates", None);
        assert_meant("image", None);
        assert_meant("contemplate", None);
        assert_meant("template's", None);
        assert_meant("duralion", None);
    }
}

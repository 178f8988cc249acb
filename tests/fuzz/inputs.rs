//! Random inputs: bytes, and samples that were changed.

use std::ops::Range;

use fastrand::Rng;

/// How long an input is at most.
const MAX_BYTES: usize = 16 * 1024;

/// A sequence of inputs.
pub(crate) struct Inputs {
    random: Rng,
    samples: Vec<Vec<u8>>,
    words: &'static [&'static str],
}

/// Pieces that mean something in JSON, XML and most texts, or are at the limits of numbers.
const WORDS: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    "\"",
    ":",
    ",",
    "<",
    ">",
    "</",
    "/>",
    "&",
    ";",
    "=",
    "\n",
    "\r\n",
    "\t",
    " ",
    "\\",
    "\\u",
    "\\ud83d",
    "\\udc00",
    "\\u0000",
    "null",
    "true",
    "false",
    "0",
    "-1",
    "-",
    "1e999",
    "1e-999",
    "0.1",
    "18446744073709551615",
    "18446744073709551616",
    "9223372036854775807",
    "-9223372036854775809",
    "4294967296",
    "\u{feff}",
    "\u{0}",
    "\u{7f}",
    "\u{2028}",
    "视频",
    "🎬",
    "%",
    "%00",
    "%E8",
    "..",
    "/",
    "//",
    "#",
    "'",
    "<!--",
    "<![CDATA[",
    "<!DOCTYPE",
    "&#x110000;",
    "&lt;",
    "https://",
];

impl Inputs {
    pub(crate) fn new(seed: u64, samples: Vec<Vec<u8>>, words: &'static [&'static str]) -> Self {
        let random = Rng::with_seed(seed);
        Self {
            random,
            samples,
            words,
        }
    }

    /// The next input: one in eight is made of bytes or pieces alone, and all others are samples with a few changes.
    pub(crate) fn next(&mut self) -> Vec<u8> {
        let mut input = match self.random.u8(0..16) {
            0 => self.bytes(),
            1 => (0..self.random.usize(0..60))
                .flat_map(|_| self.piece())
                .collect(),
            _ => {
                let mut input = self.sample();
                for _ in 0..self.random.usize(1..4) {
                    self.change(&mut input);
                }
                input
            }
        };
        input.truncate(MAX_BYTES);
        input
    }

    fn sample(&mut self) -> Vec<u8> {
        self.random
            .choice(&self.samples)
            .cloned()
            .unwrap_or_default()
    }

    fn bytes(&mut self) -> Vec<u8> {
        let mut bytes = vec![0; self.random.usize(0..200)];
        self.random.fill(&mut bytes);
        bytes
    }

    /// Something short that may mean something.
    fn piece(&mut self) -> Vec<u8> {
        let words = match self.random.bool() {
            true if !self.words.is_empty() => self.words,
            _ => WORDS,
        };
        match self.random.u8(0..8) {
            0 => vec![self.random.u8(..)],
            1 => self.random.i64(-10..100_000).to_string().into_bytes(),
            _ => words[self.random.usize(..words.len())].as_bytes().to_vec(),
        }
    }

    fn change(&mut self, input: &mut Vec<u8>) {
        let range = self.range(input.len());
        let put = match self.random.u8(0..16) {
            0..=3 => Vec::new(),
            4..=8 => self.piece(),
            9..=11 => {
                if let Some(byte) = input.get_mut(range.start) {
                    *byte ^= 1 << self.random.u8(0..8);
                }
                return;
            }
            // Something again and again, which becomes deep or long.
            12 => input[range.clone()].repeat(self.random.usize(1..200)),
            13 => {
                let times = self.random.usize(1..4_000);
                self.piece().repeat(times)
            }
            14 => {
                let other = self.sample();
                other[self.range(other.len())].to_vec()
            }
            _ => return input.truncate(range.start),
        };
        input.splice(range, put);
    }

    /// A few bytes, or now and then many.
    fn range(&mut self, length: usize) -> Range<usize> {
        let start = self.random.usize(..=length);
        let longest = match self.random.u8(0..6) {
            0 => length,
            _ => 8,
        };
        let end = start + self.random.usize(..=longest.min(length - start));
        start..end
    }
}

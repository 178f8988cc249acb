//! Inputs by chance: bytes, tokens in any order, and samples that are changed.

use serde_json::Value;

use crate::json;

/// How long an input is at most, unless a few changes make it longer.
const MAX_BYTES: usize = 64 * 1024;

/// What inputs of a kind are made of.
pub(crate) struct Material {
    /// What is right.
    pub(crate) samples: Vec<Vec<u8>>,
    /// What means something in the middle of it.
    pub(crate) tokens: Vec<Vec<u8>>,
    /// The samples that are JSON, and parts of them.
    values: Vec<Value>,
    nodes: Vec<Value>,
}

impl Material {
    pub(crate) fn new<S: AsRef<[u8]>>(
        samples: impl IntoIterator<Item = S>,
        tokens: &[&str],
    ) -> Self {
        let samples: Vec<Vec<u8>> = samples
            .into_iter()
            .map(|sample| sample.as_ref().to_vec())
            .collect();
        let values: Vec<Value> = samples
            .iter()
            .filter_map(|sample| serde_json::from_slice(sample).ok())
            .collect();
        let nodes = json::nodes(&values);
        let tokens = tokens
            .iter()
            .map(|token| token.as_bytes().to_vec())
            .collect();
        Self {
            samples,
            tokens,
            values,
            nodes,
        }
    }
}

/// A source of chance, the same for the same seed.
pub(crate) struct Input {
    pub(crate) chance: fastrand::Rng,
}

impl Input {
    pub(crate) fn of(seed: u64) -> Self {
        let chance = fastrand::Rng::with_seed(seed);
        Self { chance }
    }

    pub(crate) fn one_in(&mut self, number: u32) -> bool {
        self.chance.u32(..number) == 0
    }

    pub(crate) fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.chance.usize(..from.len())]
    }

    /// Bytes of any kind that the material gives.
    pub(crate) fn bytes(&mut self, material: &Material) -> Vec<u8> {
        match self.chance.u32(..16) {
            0 => self.noise(),
            1 => self.soup(material),
            2 if !material.values.is_empty() => {
                let json = json::any(self, &material.nodes, 5);
                json.to_string().into_bytes()
            }
            3..8 if !material.values.is_empty() => self.changed_json(material),
            8 => self.pick(&material.samples).clone(),
            _ => self.changed(material),
        }
    }

    /// Bytes without a form.
    pub(crate) fn noise(&mut self) -> Vec<u8> {
        let length = self.length();
        let is_text = self.chance.bool();
        let byte = |chance: &mut fastrand::Rng| match is_text {
            true => chance.u8(b' '..=b'~'),
            false => chance.u8(..),
        };
        (0..length).map(|_| byte(&mut self.chance)).collect()
    }

    /// Tokens in any order.
    fn soup(&mut self, material: &Material) -> Vec<u8> {
        let mut soup = Vec::new();
        for _ in 0..self.length().min(200) {
            let token = self.token(material);
            soup.extend(token);
        }
        soup
    }

    /// A sample of JSON with other values, and perhaps a slip in its text.
    pub(crate) fn changed_json(&mut self, material: &Material) -> Vec<u8> {
        self.changed_json_of(material, material)
    }

    /// A sample of JSON, with values of other samples.
    pub(crate) fn changed_json_of(&mut self, material: &Material, others: &Material) -> Vec<u8> {
        let Some(_) = material.values.first() else {
            return self.changed(material);
        };
        let mut value = self.pick(&material.values).clone();
        for _ in 0..self.chance.usize(1..4) {
            json::change(self, &mut value, &others.nodes);
        }
        let mut text = match self.one_in(4) {
            true => serde_json::to_vec_pretty(&value),
            false => serde_json::to_vec(&value),
        }
        .unwrap();
        if self.one_in(4) {
            self.change(&mut text, material);
        }
        text
    }

    /// A sample with some changes of its bytes.
    pub(crate) fn changed(&mut self, material: &Material) -> Vec<u8> {
        let mut text = self.pick(&material.samples).clone();
        for _ in 0..self.chance.usize(1..6) {
            self.change(&mut text, material);
        }
        text
    }

    fn change(&mut self, text: &mut Vec<u8>, material: &Material) {
        let at = self.chance.usize(..=text.len());
        let end = (at + self.length()).min(text.len());
        match self.chance.u32(..9) {
            0 if at < text.len() => text[at] ^= 1 << self.chance.u32(..8),
            1 if at < text.len() => text[at] = self.chance.u8(..),
            2 => drop(text.drain(at..end)),
            3 => text.truncate(at),
            4 => self.repeat(text, at..end),
            5 => {
                let other = self.pick(&material.samples);
                let from = self.chance.usize(..=other.len());
                text.truncate(at);
                text.extend_from_slice(&other[from..]);
            }
            6 => {
                let end = (at + self.chance.usize(..8)).min(text.len());
                let token = self.token(material);
                text.splice(at..end, token);
            }
            _ => {
                let token = self.token(material);
                text.splice(at..at, token);
            }
        }
        text.truncate(MAX_BYTES);
    }

    /// Writes a piece several times: rarely so often that depth and number matter.
    fn repeat(&mut self, text: &mut Vec<u8>, piece: std::ops::Range<usize>) {
        let times = match self.one_in(64) {
            true => self.chance.usize(..4_000),
            false => self.chance.usize(..8),
        };
        let end = piece.end;
        let piece = text[piece].to_vec();
        let times = times.min(MAX_BYTES / piece.len().max(1));
        text.splice(end..end, piece.repeat(times));
    }

    /// What means something: a token of the material, a number at an edge, or a character of several bytes.
    fn token(&mut self, material: &Material) -> Vec<u8> {
        match self.chance.u32(..4) {
            0 => self.number().into_bytes(),
            1 => self.text().into_bytes(),
            _ if material.tokens.is_empty() => self.number().into_bytes(),
            _ => self.pick(&material.tokens).clone(),
        }
    }

    pub(crate) fn number(&mut self) -> String {
        const EDGES: &[&str] = &[
            "0",
            "-0",
            "-1",
            "1",
            "2147483648",
            "4294967295",
            "4294967296",
            "9007199254740993",
            "9223372036854775807",
            "9223372036854775808",
            "18446744073709551615",
            "18446744073709551616",
            "253402300800",
            "-9223372036854775808",
            "1e999",
            "-1e-999",
            "0.1",
            "00",
            "1.",
            "1e",
            "NaN",
            "0x10",
        ];
        match self.one_in(3) {
            true => self.chance.u64(..).to_string(),
            false => (*self.pick(EDGES)).to_owned(),
        }
    }

    pub(crate) fn text(&mut self) -> String {
        const TEXTS: &[&str] = &[
            "",
            " ",
            "\n",
            "\r",
            "\t",
            "\0",
            "\u{feff}",
            "\u{1f3ac}",
            "\u{e9}",
            "\u{2028}",
            "\u{10ffff}",
            "null",
            "true",
            "..",
            "/",
            "\\",
            "\"",
            "%00",
            "%",
            "a",
            "2018-07-17",
            "9999-12-31T23:59:60Z",
            "-",
        ];
        match self.one_in(4) {
            true => (0..self.length().min(40))
                .filter_map(|_| char::from_u32(self.chance.u32(..0x11_0000)))
                .collect(),
            false => (*self.pick(TEXTS)).to_owned(),
        }
    }

    /// A length, of which small ones are more likely.
    fn length(&mut self) -> usize {
        let most = 1 << self.chance.u32(..11);
        self.chance.usize(..most)
    }
}

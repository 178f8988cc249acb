//! The requests that both SDKs sign: generated from a seed, the same on any machine.

use serde_json::{Map, Value, json};

/// A request, and all else that its signature depends on.
pub(super) struct Case {
    /// The parameters of ExecuteFunction.
    pub(super) parameters: Map<String, Value>,
    pub(super) secret_id: String,
    pub(super) secret_key: String,
    pub(super) host: String,
    pub(super) timestamp: u64,
}

/// A long argument is this many bytes, at least.
pub(super) const LONG: usize = 1_000_000;

/// The optional parameters; the cases go through every subset of them.
pub(super) const OPTIONAL: [&str; 4] = ["SubAppId", "SessionContext", "SessionId", "ExtInfo"];

/// Pieces of text that encoders are known to disagree on.
const PIECES: [&str; 16] = [
    "plain",
    "片段",
    "🎬👩‍👩‍👧",
    "שלום",
    "مرحبا\u{202e}",
    "e\u{301}\u{327}",
    "\"\\/",
    "</script>&amp;",
    "\u{0}\u{1}\u{1f}\u{7f}",
    "\r\n\t",
    "\u{2028}\u{2029}",
    "\u{feff}\u{fffd}\u{ffff}",
    "\u{10ffff}",
    "\\u0041",
    " ",
    "%20+;=&",
];

const HOSTS: [&str; 5] = [
    "vod.tencentcloudapi.com",
    "vod.ap-guangzhou.tencentcloudapi.com",
    "127.0.0.1:8080",
    "[::1]:18099",
    "gateway.example:65535",
];

/// Moments at which a date is easily got wrong, besides the generated ones.
const MOMENTS: [u64; 6] = [
    0,
    951_782_399,
    951_782_400,
    1_551_113_065,
    1_709_251_199,
    4_107_542_400,
];

/// Generates the cases of a seed.
pub(super) fn generate(seed: u64, number: usize) -> Vec<Case> {
    let mut random = Random::new(seed);
    (0..number).map(|index| case(index, &mut random)).collect()
}

fn case(index: usize, random: &mut Random) -> Case {
    let mut parameters = Map::new();
    let is_long = index.is_multiple_of(50);
    let argument = if is_long {
        random.long_text()
    } else {
        random.text(12)
    };
    parameters.insert("FunctionName".to_owned(), json!(random.text(3)));
    parameters.insert("FunctionArg".to_owned(), json!(argument));
    for (bit, name) in OPTIONAL.into_iter().enumerate() {
        if index >> bit & 1 == 1 {
            let value = match name {
                "SubAppId" => json!(random.sub_app_id()),
                _ => json!(random.text(2)),
            };
            parameters.insert(name.to_owned(), value);
        }
    }
    Case {
        parameters,
        secret_id: format!("AKID{}", random.letters(32)),
        secret_key: random.letters(32),
        host: random.pick(&HOSTS).to_owned(),
        timestamp: random.timestamp(),
    }
}

/// SplitMix64: small, and the same on any machine.
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below a limit, which is small enough for the bias not to matter.
    pub(super) fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    pub(super) fn pick<T: Copy>(&mut self, values: &[T]) -> T {
        values[self.below(values.len())]
    }

    /// Up to `most` pieces of text; often none at all.
    pub(super) fn text(&mut self, most: usize) -> String {
        let number = self.below(most + 1);
        (0..number).map(|_| self.pick(&PIECES)).collect()
    }

    fn long_text(&mut self) -> String {
        let mut text = String::with_capacity(LONG + 64);
        while text.len() < LONG {
            text += self.pick(&PIECES);
        }
        text
    }

    pub(super) fn letters(&mut self, number: usize) -> String {
        (0..number)
            .map(|_| char::from(b'a' + self.below(26) as u8))
            .collect()
    }

    pub(super) fn sub_app_id(&mut self) -> u64 {
        let any = self.next();
        self.pick(&[0, 1, (1 << 53) + 1, u64::MAX, any])
    }

    pub(super) fn timestamp(&mut self) -> u64 {
        let this_century = self.next() % 4_102_444_800;
        if self.below(2) == 0 {
            self.pick(&MOMENTS)
        } else {
            this_century
        }
    }
}

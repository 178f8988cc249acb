//! What a state knows of the files of a manifest.

use serde_json::{Value, json};

/// How many bytes they may have, so that no sum with them is too large.
const MAX_BYTES: u64 = 1 << 60;

/// The files of a manifest that were sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Files {
    /// Which, by their number in the order in which they are sent.
    pub(crate) sent: Vec<bool>,
    /// How many bytes they have.
    pub(crate) bytes: u64,
    /// In how many requests they were sent.
    pub(crate) parts: u32,
    /// The name in storage of the file whose parts are being sent.
    pub(crate) key: Option<String>,
}

impl Files {
    pub(crate) fn is_sent(&self, number: u32) -> bool {
        self.sent.get(number as usize) == Some(&true)
    }

    pub(crate) fn note(&mut self, number: u32) {
        let number = number as usize;
        if self.sent.len() <= number {
            self.sent.resize(number + 1, false);
        }
        self.sent[number] = true;
    }

    /// The numbers are written as ranges, because a state is written after each of many files.
    pub(super) fn write(&self) -> Value {
        let mut ranges = Vec::new();
        let mut first = 0;
        for run in self.sent.chunk_by(|one, next| one == next) {
            let end = first + run.len();
            if run[0] {
                ranges.push([first, end - 1]);
            }
            first = end;
        }
        json!({ "sent": ranges, "bytes": self.bytes, "parts": self.parts, "key": self.key })
    }

    /// Reads what was written; nothing where an upload has no files.
    pub(super) fn read(files: &Value) -> Option<Self> {
        if files.is_null() {
            return Some(Self::default());
        }
        let number = |value: &Value| u32::try_from(value.as_u64()?).ok();
        let mut read = Self {
            sent: Vec::new(),
            bytes: files["bytes"].as_u64()?.min(MAX_BYTES),
            parts: number(&files["parts"])?,
            key: files["key"].as_str().map(str::to_owned),
        };
        for range in files["sent"].as_array()? {
            let (first, last) = (number(&range[0])?, number(&range[1])?);
            // They are written in their order, and no manifest has as many files.
            if (first as usize) < read.sent.len() || last >= 1_000_000 {
                return None;
            }
            (first..=last).for_each(|number| read.note(number));
        }
        Some(read)
    }
}

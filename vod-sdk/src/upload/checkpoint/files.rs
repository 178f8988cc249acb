//! What a state knows of the files of a manifest.

use std::collections::BTreeSet;

use serde_json::{Value, json};

/// The files of a manifest that were sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Files {
    /// By their number in the order in which they are sent.
    pub(crate) sent: BTreeSet<u32>,
    /// How many bytes they have.
    pub(crate) bytes: u64,
    /// In how many requests they were sent.
    pub(crate) parts: u32,
    /// The name in storage of the file whose parts are being sent.
    pub(crate) key: Option<String>,
}

impl Files {
    /// The numbers are written as ranges, because a state is written after each of many files.
    pub(super) fn write(&self) -> Value {
        let mut ranges: Vec<[u32; 2]> = Vec::new();
        for number in &self.sent {
            match ranges.last_mut() {
                Some([_, last]) if *last + 1 == *number => *last = *number,
                _ => ranges.push([*number, *number]),
            }
        }
        json!({ "sent": ranges, "bytes": self.bytes, "parts": self.parts, "key": self.key })
    }

    /// Reads what was written; nothing where an upload has no files.
    pub(super) fn read(files: &Value) -> Option<Self> {
        if files.is_null() {
            return Some(Self::default());
        }
        let number = |value: &Value| u32::try_from(value.as_u64()?).ok();
        let mut sent = BTreeSet::new();
        for range in files["sent"].as_array()? {
            let range = number(&range[0])?..=number(&range[1])?;
            // No manifest has as many files.
            if *range.end() >= 1_000_000 {
                return None;
            }
            sent.extend(range);
        }
        Some(Self {
            sent,
            bytes: files["bytes"].as_u64()?,
            parts: number(&files["parts"])?,
            key: files["key"].as_str().map(str::to_owned),
        })
    }
}

//! How media is divided into parts.

use std::ops::RangeInclusive;

use super::{out_of_range, refusal};
use crate::error::Error;

const MIB: u64 = 1 << 20;

/// The usual size of a part, and how much is sent in one request.
pub(super) const USUAL_PART: u64 = 8 * MIB;
/// How large COS lets a part be; the last one may be smaller.
const PART_SIZES: RangeInclusive<u64> = MIB..=5 * 1024 * MIB;
/// How many parts COS takes.
pub(super) const MAX_PARTS: u64 = 10_000;
/// How many parts are planned for, so that there is room.
const USUAL_PARTS: u64 = 9_000;
/// After how many parts of media of unknown length they become twice as large.
const DOUBLED_AFTER: u64 = 1_000;

/// The sizes of parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Plan {
    /// `None` if it is not known before the end.
    pub(super) length: Option<u64>,
    pub(super) part_size: u64,
}

impl Plan {
    /// Divides so many bytes into parts, of a given size if there is one.
    pub(super) fn new(length: Option<u64>, part_size: Option<u64>) -> Result<Self, Error> {
        if let Some(size) = part_size
            && !PART_SIZES.contains(&size)
        {
            let message = format!("Upload::part_size({size}): give 1 MiB to 5 GiB, in bytes");
            return Err(out_of_range(message));
        }
        let needed = length
            .unwrap_or(0)
            .div_ceil(USUAL_PARTS)
            .next_multiple_of(MIB);
        let part_size = part_size.unwrap_or(needed.max(USUAL_PART));
        let parts = length.unwrap_or(0).div_ceil(part_size);
        if parts > MAX_PARTS || part_size > *PART_SIZES.end() {
            let message = format!(
                "{} bytes are {parts} parts of {part_size} bytes, and COS takes at most {MAX_PARTS} of at most \
                 5 GiB: make the parts larger with Upload::part_size, or leave it out",
                length.unwrap_or(0),
            );
            return Err(refusal(message));
        }
        Ok(Self { length, part_size })
    }

    /// Whether it is sent in one request.
    pub(super) fn is_single(&self) -> bool {
        self.length.is_some_and(|length| length <= USUAL_PART)
    }

    /// How large the part of a number is that begins at an offset; `None` behind the end, and where COS takes no more.
    pub(super) fn size_of(&self, number: u32, offset: u64) -> Option<u64> {
        if u64::from(number) > MAX_PARTS {
            return None;
        }
        match self.length {
            Some(length) if offset >= length => None,
            Some(length) => Some(self.part_size.min(length - offset)),
            None => {
                let doublings = (u64::from(number) - 1) / DOUBLED_AFTER;
                Some((self.part_size << doublings).min(*PART_SIZES.end()))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_as_large_as_they_must_be() {
        for (length, given, expected) in [
            (1, None, Ok(USUAL_PART)),
            (9_000 * USUAL_PART, None, Ok(USUAL_PART)),
            (9_000 * USUAL_PART + 1, None, Ok(9 * MIB)),
            (100 * MIB, Some(MIB), Ok(MIB)),
            (10_000 * MIB, Some(MIB), Ok(MIB)),
            (10_000 * MIB + 1, Some(MIB), Err(())),
            (100 * MIB, Some(MIB - 1), Err(())),
            (100 * MIB, Some(5 * 1024 * MIB + 1), Err(())),
            (50_000 * 1024 * MIB, None, Err(())),
            (45_000 * 1024 * MIB, None, Ok(5 * 1024 * MIB)),
        ] {
            let plan = Plan::new(Some(length), given);
            let size = plan.map(|plan| plan.part_size).map_err(drop);
            assert_eq!(size, expected, "{length} {given:?}");
        }
    }

    #[test]
    fn every_byte_is_in_one_part() {
        for length in [
            1,
            USUAL_PART,
            USUAL_PART + 1,
            3 * USUAL_PART,
            3 * USUAL_PART - 1,
        ] {
            let plan = Plan::new(Some(length), None).unwrap();
            assert_eq!(plan.is_single(), length <= USUAL_PART);
            let (mut offset, mut number) = (0, 1);
            while let Some(size) = plan.size_of(number, offset) {
                assert!(size > 0);
                (offset, number) = (offset + size, number + 1);
            }
            assert_eq!(offset, length);
        }
        let endless = Plan::new(None, Some(MIB)).unwrap();
        assert_eq!(endless.size_of(1_000, 0), Some(MIB));
        assert_eq!(endless.size_of(1_001, 0), Some(2 * MIB));
        assert_eq!(endless.size_of(10_000, 0), Some(512 * MIB));
        assert_eq!(endless.size_of(10_001, 0), None);
    }
}

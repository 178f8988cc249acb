//! Ids for answers.

use std::hash::{BuildHasher, RandomState};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

use sha2::{Digest, Sha256};

/// Different in every process.
static SEED: LazyLock<[u64; 2]> =
    LazyLock::new(|| [0, 1].map(|number: u64| RandomState::new().hash_one(number)));
static COUNTER: AtomicU64 = AtomicU64::new(0);

/// An id in the form of a UUID that no other request has.
pub(super) fn fresh() -> String {
    let count = COUNTER.fetch_add(1, Ordering::Relaxed);
    let numbers = [SEED[0], SEED[1], count].map(u64::to_be_bytes);
    let digest = Sha256::digest(numbers.as_flattened());
    let mut bytes: [u8; 16] = std::array::from_fn(|index| digest[index]);
    bytes[6] = 0x40 | bytes[6] & 0x0f;
    bytes[8] = 0x80 | bytes[8] & 0x3f;
    let hex = format!("{:032x}", u128::from_be_bytes(bytes));
    [
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..],
    ]
    .join("-")
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn ids_are_uuids_and_unique() {
        let ids: HashSet<String> = (0..1000).map(|_| fresh()).collect();
        assert_eq!(ids.len(), 1000);
        for id in ids {
            let lengths: Vec<usize> = id.split('-').map(str::len).collect();
            assert_eq!(lengths, [8, 4, 4, 4, 12], "{id}");
            assert_eq!(&id[14..15], "4", "{id}");
            assert!("89ab".contains(&id[19..20]), "{id}");
        }
    }
}

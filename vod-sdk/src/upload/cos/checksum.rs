//! Checksums of what is uploaded: MD5 of each request's body, CRC-64 of the whole object.

use md5::{Digest, Md5};

use crate::encode::{base64, hex};

/// The polynomial of CRC-64/XZ, with its bits reversed, as the register holds it.
const POLYNOMIAL: u64 = 0xC96C_5795_D787_0F42;

/// The checksums of some bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Checksums {
    md5: [u8; 16],
    pub(crate) crc64: u64,
}

impl Checksums {
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let mut crc64 = crc64fast::Digest::new();
        crc64.write(bytes);
        Self {
            md5: Md5::digest(bytes).into(),
            crc64: crc64.sum64(),
        }
    }

    /// The value of `Content-MD5`.
    pub(super) fn content_md5(&self) -> String {
        base64(&self.md5)
    }

    /// The `ETag` of an object or a part with these bytes, without quotes.
    pub(crate) fn etag(&self) -> String {
        hex(&self.md5)
    }
}

/// The CRC-64 of bytes with the first checksum, followed by `length` bytes with the second.
///
/// Appending a zero byte multiplies the register by a matrix over GF(2). That of `length` zero bytes is its power, made
/// of those for 1, 2, 4, … bytes.
pub(crate) fn combine(first: u64, second: u64, length: u64) -> u64 {
    let mut register = first;
    let mut zeros = squared(&squared(&squared(&one_zero_bit())));
    let mut left = length;
    while left > 0 {
        if left & 1 == 1 {
            register = times(&zeros, register);
        }
        left >>= 1;
        if left > 0 {
            zeros = squared(&zeros);
        }
    }
    register ^ second
}

/// What becomes of each bit of the register when a zero bit is appended.
fn one_zero_bit() -> [u64; 64] {
    let mut matrix = [POLYNOMIAL; 64];
    for (bit, column) in matrix.iter_mut().enumerate().skip(1) {
        *column = 1 << (bit - 1);
    }
    matrix
}

fn squared(matrix: &[u64; 64]) -> [u64; 64] {
    matrix.map(|column| times(matrix, column))
}

fn times(matrix: &[u64; 64], mut vector: u64) -> u64 {
    let mut product = 0;
    for column in matrix {
        if vector & 1 == 1 {
            product ^= column;
        }
        vector >>= 1;
    }
    product
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksums_are_those_that_cos_has() {
        let megabyte = vec![b'a'; 1 << 20];
        for (bytes, crc64) in [
            (&b""[..], 0),
            (b"123456789", 0x995d_c9bb_df19_39fa),
            (b"ObjectContent", 2_900_061_071_848_923_409),
            (&megabyte, 6_701_094_182_323_390_671),
        ] {
            assert_eq!(Checksums::of(bytes).crc64, crc64);
        }
        let empty = Checksums::of(b"");
        assert_eq!(empty.content_md5(), "1B2M2Y8AsgTpgAmY7PhCfg==");
        assert_eq!(empty.etag(), "d41d8cd98f00b204e9800998ecf8427e");
    }

    #[test]
    fn parts_give_the_checksum_of_the_whole() {
        let whole = b"123456789";
        for cut in 0..=whole.len() {
            let (first, second) = whole.split_at(cut);
            let [first, rest] = [first, second].map(|bytes| Checksums::of(bytes).crc64);
            let length = second.len() as u64;
            assert_eq!(combine(first, rest, length), Checksums::of(whole).crc64);
        }
        let tail = Checksums::of(b"tail").crc64;
        let combined = combine(6_701_094_182_323_390_671, tail, 4);
        assert_eq!(combined, 13_869_636_686_921_496_871);
    }
}

//! The parts of an upload that COS has confirmed.

/// A part that COS has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) number: u32,
    pub(crate) size: u64,
    pub(crate) etag: String,
    pub(crate) crc64: u64,
}

/// Parts, each number once, sorted by it. A map would cost more to compile than all that is done here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Parts(Vec<Part>);

impl Parts {
    pub(crate) fn get(&self, number: u32) -> Option<&Part> {
        let place = self.place(number).ok()?;
        Some(&self.0[place])
    }

    /// Takes a part, in place of one with the same number. Most come in their order.
    pub(crate) fn insert(&mut self, part: Part) {
        match self.place(part.number) {
            Ok(place) => self.0[place] = part,
            Err(place) => self.0.insert(place, part),
        }
    }

    pub(crate) fn retain(&mut self, keeps: impl FnMut(&Part) -> bool) {
        self.0.retain(keeps);
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Part> {
        self.0.iter()
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// How many bytes they have.
    pub(crate) fn size(&self) -> u64 {
        self.iter().map(|part| part.size).sum()
    }

    fn place(&self, number: u32) -> Result<usize, usize> {
        self.0.binary_search_by_key(&number, |part| part.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_number_is_kept_once_and_in_order() {
        let part = |number, size| Part {
            number,
            size,
            etag: String::new(),
            crc64: 0,
        };
        let mut parts = Parts::default();
        for (number, size) in [(3, 1), (1, 2), (10_000, 3), (2, 4), (3, 5)] {
            parts.insert(part(number, size));
        }
        let numbers = |parts: &Parts| parts.iter().map(|part| part.number).collect::<Vec<_>>();
        assert_eq!(numbers(&parts), [1, 2, 3, 10_000]);
        assert_eq!(parts.get(3), Some(&part(3, 5)));
        assert_eq!(parts.get(4), None);
        assert_eq!((parts.size(), parts.len()), (14, 4));
        parts.retain(|part| part.number < 3);
        assert_eq!(numbers(&parts), [1, 2]);
    }
}

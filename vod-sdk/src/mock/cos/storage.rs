//! Objects, and the parts of those to come.

use std::collections::BTreeMap;

use bytes::Bytes;

use super::digest::{crc64, hex, md5};

/// A stored object.
#[derive(Clone)]
pub(super) struct Object {
    pub(super) bytes: Bytes,
    /// Without quotes.
    pub(super) etag: String,
    pub(super) crc64: u64,
}

impl Object {
    fn new(bytes: Bytes) -> Self {
        Self {
            etag: hex(&md5(&bytes)),
            crc64: crc64(&bytes),
            bytes,
        }
    }
}

/// A multipart upload.
pub(super) struct Multipart {
    pub(super) id: String,
    pub(super) key: String,
    pub(super) parts: BTreeMap<u32, Object>,
}

#[derive(Default)]
pub(super) struct Storage {
    objects: BTreeMap<String, Object>,
    multiparts: Vec<Multipart>,
    begun: u64,
    stored_again: u64,
}

impl Storage {
    pub(super) fn object(&self, path: &str) -> Option<&Object> {
        self.objects.get(path)
    }

    pub(super) fn paths(&self) -> Vec<String> {
        self.objects.keys().cloned().collect()
    }

    pub(super) fn unfinished(&self) -> usize {
        self.multiparts.len()
    }

    pub(super) fn bytes_stored_again(&self) -> u64 {
        self.stored_again
    }

    pub(super) fn put(&mut self, key: &str, bytes: Bytes) -> Object {
        let object = Object::new(bytes);
        self.keep(key, object.clone());
        object
    }

    fn keep(&mut self, key: &str, object: Object) {
        let length = object.bytes.len() as u64;
        if self.objects.insert(key.to_owned(), object).is_some() {
            self.stored_again += length;
        }
    }

    pub(super) fn begin(&mut self, key: &str) -> String {
        self.begun += 1;
        let id = format!(
            "{:x}-{}",
            1_585_130_821 + self.begun,
            hex(&md5(key.as_bytes()))
        );
        self.multiparts.push(Multipart {
            id: id.clone(),
            key: key.to_owned(),
            parts: BTreeMap::new(),
        });
        id
    }

    pub(super) fn multipart(&mut self, key: &str, id: &str) -> Option<&mut Multipart> {
        let mut all = self.multiparts.iter_mut();
        all.find(|multipart| multipart.key == key && multipart.id == id)
    }

    pub(super) fn multiparts(&self) -> &[Multipart] {
        &self.multiparts
    }

    /// Stores a part, in place of one with the same number; `None` if there is no such upload.
    pub(super) fn put_part(
        &mut self,
        key: &str,
        id: &str,
        number: u32,
        bytes: Bytes,
    ) -> Option<Object> {
        let part = Object::new(bytes);
        let multipart = self.multipart(key, id)?;
        let old = multipart.parts.insert(number, part.clone());
        if old.is_some_and(|old| old.etag == part.etag) {
            self.stored_again += part.bytes.len() as u64;
        }
        Some(part)
    }

    pub(super) fn remove(&mut self, key: &str, id: &str) -> bool {
        let before = self.multiparts.len();
        self.multiparts
            .retain(|multipart| !(multipart.key == key && multipart.id == id));
        self.multiparts.len() < before
    }

    /// Makes an object of the parts with these numbers.
    pub(super) fn complete(&mut self, key: &str, id: &str, numbers: &[u32]) -> Option<Object> {
        let multipart = self.multipart(key, id)?;
        let parts = numbers.iter().map(|number| multipart.parts.get(number));
        let parts = parts.collect::<Option<Vec<_>>>()?;
        let bytes: Vec<u8> = parts.iter().flat_map(|part| part.bytes.to_vec()).collect();
        let digests: Vec<u8> = parts.iter().flat_map(|part| md5(&part.bytes)).collect();
        let object = Object {
            etag: format!("{}-{}", hex(&md5(&digests)), parts.len()),
            crc64: crc64(&bytes),
            bytes: bytes.into(),
        };
        self.remove(key, id);
        self.keep(key, object.clone());
        Some(object)
    }
}

//! What tells events apart.

use std::collections::BinaryHeap;
use std::fmt::Write as _;

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::error::{NAME_BYTES, one_line};

/// What is no part of the event itself: it differs from delivery to delivery.
const OF_DELIVERY: [&str; 3] = ["EventHandle", "Sign", "T"];
/// How much of a digest is kept, in bytes.
const DIGEST_BYTES: usize = 16;

/// The key of an event of a kind, which is about a task or a file.
#[inline]
pub(super) fn key(kind: &str, id: Option<&str>, is_end_of_task: bool, event: &Value) -> String {
    let id = id.unwrap_or_default();
    let mut key = String::new();
    for part in [kind, id] {
        key += &one_line(part, NAME_BYTES);
        key.push('/');
    }
    // A task ends once, however often its state has changed before.
    match is_end_of_task && one_line(id, NAME_BYTES) == id {
        true => key += "FINISH",
        false => push_digest(&mut key, event),
    }
    key
}

#[inline]
fn push_digest(key: &mut String, event: &Value) {
    let mut hash = Sha256::new();
    hash_value(&mut hash, event, &OF_DELIVERY);
    for byte in &hash.finalize()[..DIGEST_BYTES] {
        let _ = write!(key, "{byte:02x}");
    }
}

/// Hashes a value without some of its fields, in an order that does not depend on how maps keep theirs. What is `null`
/// is as good as absent: callbacks and the queue may differ in it.
#[inline]
fn hash_value(hash: &mut Sha256, value: &Value, without: &[&str]) {
    match value {
        Value::Object(fields) => {
            // A heap sorts in a third of the code that `sort` has, which each program compiles that reads events.
            let names: BinaryHeap<&String> = fields.keys().collect();
            hash.update(b"{");
            for name in names.into_sorted_vec() {
                let value = &fields[name];
                if !value.is_null() && !without.contains(&name.as_str()) {
                    hash_text(hash, name);
                    hash_value(hash, value, &[]);
                }
            }
            hash.update(b"}");
        }
        Value::Array(items) => {
            hash.update(b"[");
            items.iter().for_each(|item| hash_value(hash, item, &[]));
            hash.update(b"]");
        }
        Value::String(text) => hash_text(hash, text),
        other => {
            hash.update(other.to_string());
            hash.update(b",");
        }
    }
}

#[inline]
fn hash_text(hash: &mut Sha256, text: &str) {
    hash.update(b"\"");
    hash.update((text.len() as u64).to_le_bytes());
    hash.update(text);
}

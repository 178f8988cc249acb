//! Objects of any type with anything in them.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::Path;
use std::sync::{LazyLock, Mutex};

use serde_json::{Value, json};
use vod_sdk::wire::{ObjectSlot, Slot};

/// Numbers that decide what an object is filled with; when they are used up, everything else is absent,
/// empty or zero. Fewer and smaller numbers make simpler objects, which is how a failure is simplified.
pub(super) struct Tape<'a>(pub(super) &'a [u32]);

/// An object of a type, filled as a tape says.
pub(super) fn filled<T: ObjectSlot>(numbers: &[u32]) -> T {
    let mut object = T::empty();
    let path = std::any::type_name::<T>();
    Tape(numbers).fill_object(&mut object, path);
    object
}

impl Tape<'_> {
    fn next(&mut self) -> u32 {
        let Some((first, rest)) = self.0.split_first() else {
            return 0;
        };
        self.0 = rest;
        *first
    }

    fn long(&mut self) -> u64 {
        match self.next() % 4 {
            0 => u64::from(self.next() % 100),
            1 => u64::MAX - u64::from(self.next() % 2),
            _ => u64::from(self.next()) << 32 | u64::from(self.next()),
        }
    }

    fn float(&mut self) -> f64 {
        let float = match self.next() % 3 {
            0 => f64::from(self.next() % 100_000) / 100.0,
            1 => f64::from(self.next()) - 1e9,
            _ => f64::from_bits(self.long()),
        };
        if float.is_finite() { float } else { 0.0 }
    }

    fn text(&mut self) -> String {
        const TEXTS: [&str; 8] = [
            "",
            "0",
            "null",
            "[]",
            "{}",
            "\"\\/\n\0",
            "\u{feff}",
            "\u{1f3ac}",
        ];
        let number = self.next();
        match TEXTS.get(number as usize % 12) {
            Some(text) => (*text).to_owned(),
            None => (0..self.next() % 8)
                .filter_map(|_| char::from_u32(self.next() % 0x11_0000))
                .collect(),
        }
    }

    /// `path` is the same for all objects of a type at the same place, so that they have the same fields.
    fn fill_object(&mut self, object: &mut dyn ObjectSlot, path: &str) {
        for name in field_names(object, path) {
            let slot = object.field(&name).unwrap();
            self.fill(slot, &format!("{path}.{name}"));
        }
    }

    fn fill(&mut self, slot: Slot<'_>, path: &str) {
        match slot {
            Slot::Bool(value) => *value = self.next() % 2 == 1,
            Slot::I64(value) => *value = self.long().cast_signed(),
            Slot::U64(value) => *value = self.long(),
            Slot::F64(value) => *value = self.float(),
            Slot::String(value) => *value = self.text(),
            Slot::Text(value) => value.set(&self.text()),
            Slot::Json(value) => *value = json!({ self.text(): [self.long(), self.text(), {}] }),
            Slot::Optional(value) => {
                if self.next() % 4 > 1 {
                    self.fill(value.fill(), path);
                }
            }
            Slot::List(list) => {
                for _ in 0..self.next() % 4 {
                    self.fill(list.push(), path);
                }
            }
            Slot::Object(object) => self.fill_object(object, path),
            _ => panic!("{path} has a new kind of slot"),
        }
    }
}

/// The names of an object's fields.
fn field_names(object: &mut dyn ObjectSlot, path: &str) -> Vec<String> {
    static KNOWN: LazyLock<Mutex<HashMap<String, Vec<String>>>> = LazyLock::new(Mutex::default);
    if let Some(names) = KNOWN.lock().unwrap().get(path) {
        return names.clone();
    }
    let names = ALL_NAMES.iter().cloned();
    let names: Vec<_> = names.filter(|name| object.field(name).is_some()).collect();
    KNOWN.lock().unwrap().insert(path.to_owned(), names.clone());
    names
}

/// Every name in the spec: an object cannot be asked for its fields, but it can be tried.
static ALL_NAMES: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let mut names = BTreeSet::from(["RequestId".to_owned()]);
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/vod");
    collect_from_folder(&spec, &mut names);
    assert!(names.len() > 500, "{} names in the spec", names.len());
    names
});

fn collect_from_folder(folder: &Path, names: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => collect_from_folder(&path, names),
            false => collect(
                &serde_json::from_slice(&fs::read(path).unwrap()).unwrap(),
                names,
            ),
        }
    }
}

fn collect(json: &Value, names: &mut BTreeSet<String>) {
    match json {
        Value::Object(object) => {
            if let Some(name) = object.get("name").and_then(Value::as_str) {
                names.insert(name.to_owned());
            }
            object.values().for_each(|value| collect(value, names));
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, names)),
        _ => {}
    }
}

//! From the names of the API to names of Rust.
//!
//! Types keep their names letter for letter. Everything in snake case is split where a reader would
//! split it, which takes some help with acronyms.

use heck::{ToSnakeCase, ToUpperCamelCase};

/// Words whose capitals would mislead the split, and their replacements.
const WORDS: &[(&str, &str)] = &[
    ("DDoS", "ddos"),
    ("DoS", "dos"),
    ("ETag", "etag"),
    ("FaaS", "faas"),
    ("IaaS", "iaas"),
    ("IoT", "iot"),
    ("MPSAI", "mps_ai"),
    ("OAuth", "oauth"),
    ("PaaS", "paas"),
    ("QoE", "qoe"),
    ("QoS", "qos"),
    ("SaaS", "saas"),
    ("VoIP", "voip"),
    ("WiFi", "wifi"),
];

/// Letters that make one word with the digits before them: `3D`, `4K`, `5G`, `1080P`.
const UNITS: &str = "DGKP";

const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// Keywords that cannot be written as `r#…`.
const NEVER_RAW: &[&str] = &["self", "Self", "super", "crate", "_"];

/// Names of types that would hide what generated code calls by the same name in the type's module.
const HIDING: &[&str] = &[
    "actions", "bool", "f64", "i64", "schema", "str", "types", "u16", "u32", "u64", "usize", "wire",
];

/// Methods that `Client` has already, which no generated method may be named like. A test compares them with the
/// SDK's public API.
pub const CLIENT_METHODS: &[&str] = &[
    "builder",
    "call",
    "call_as",
    "clone",
    "events",
    "from_env",
    "send",
    "task",
    "tasks",
    "upload",
    "upload_manifest",
    "uploads",
];

/// Names that a file cannot have: that of the folder's own file, those of folders, and those that some
/// file systems keep for devices.
const NOT_A_FILE: &[&str] = &[
    "mod", "actions", "types", "wire", "aux", "con", "nul", "prn",
];

/// A name in snake case, without regard to keywords.
pub fn snake(name: &str) -> String {
    mark_words(name).to_snake_case()
}

/// The name of a struct's field, and of the method that sets it.
///
/// `new` is set apart from the constructor by an underscore.
pub fn field(name: &str) -> String {
    let name = identifier(snake(name));
    if name == "new" {
        "new_".to_owned()
    } else {
        name
    }
}

/// The name of an action's method on `Client`.
pub fn method(action: &str) -> String {
    let name = identifier(snake(action));
    if CLIENT_METHODS.contains(&name.as_str()) {
        name + "_"
    } else {
        name
    }
}

/// The name of the module, and of the file, that a type or an action gets.
pub fn module(name: &str) -> String {
    let name = snake(name);
    if NOT_A_FILE.contains(&name.as_str()) {
        name + "_"
    } else {
        identifier(name)
    }
}

/// The name of a module's file, without its ending.
pub fn file(module: &str) -> &str {
    module.strip_prefix("r#").unwrap_or(module)
}

/// The name of the module of a version: `v2018_07_17`.
pub fn version(folder: &str) -> String {
    format!(
        "v{}",
        folder.replace(|c: char| !c.is_ascii_alphanumeric(), "_")
    )
}

/// The name of a type: its own, unless Rust has another use for it.
pub fn type_(name: &str) -> String {
    let taken = KEYWORDS.contains(&name) || NEVER_RAW.contains(&name) || HIDING.contains(&name);
    if taken {
        format!("{name}_")
    } else {
        name.to_owned()
    }
}

/// Whether a text is an identifier.
pub fn is_identifier(name: &str) -> bool {
    let name = name.strip_prefix("r#").unwrap_or(name);
    let mut chars = name.chars();
    chars
        .next()
        .is_some_and(|c| c.is_ascii_alphabetic() || c == '_')
        && name != "_"
        && chars.all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// Whether the compiler would ask for another style of a type's name.
pub fn is_unusual_type(name: &str) -> bool {
    name.starts_with(|c: char| !c.is_ascii_uppercase()) || name.contains('_')
}

/// The variant of a value on the wire: `DeepArchive` of `DEEP_ARCHIVE`.
pub fn value(value: &str) -> String {
    type_(&value.to_upper_camel_case())
}

/// The variants of error codes, in their order.
///
/// Dots are dropped. Codes that would then be the same spell their dots out, except one that has none:
/// so a code that is added later can never take over the variant of a code with dots.
pub fn variants(codes: &[&str]) -> Vec<String> {
    let plain: Vec<String> = codes.iter().map(|code| variant(code, "")).collect();
    let spelled = codes.iter().zip(&plain).map(|(code, name)| {
        let is_shared = plain.iter().filter(|other| *other == name).count() > 1;
        let is_clean = code.chars().all(|c| c.is_ascii_alphanumeric());
        if is_shared && !is_clean {
            variant(code, "Dot")
        } else {
            name.clone()
        }
    });
    numbered(spelled.collect())
}

fn variant(code: &str, dot: &str) -> String {
    let mut name = String::new();
    let mut at_start = true;
    for c in code.chars() {
        if !c.is_ascii_alphanumeric() {
            at_start = true;
            name.push_str(if c == '.' { dot } else { "" });
        } else if at_start {
            at_start = false;
            name.push(c.to_ascii_uppercase());
        } else {
            name.push(c);
        }
    }
    type_(&name)
}

/// Appends 2, 3, … to the second, third, … of equal names.
fn numbered(names: Vec<String>) -> Vec<String> {
    let mut unique: Vec<String> = Vec::with_capacity(names.len());
    for name in &names {
        let mut candidate = name.clone();
        let mut number = 2;
        while unique.contains(&candidate) || (candidate != *name && names.contains(&candidate)) {
            candidate = format!("{name}{number}");
            number += 1;
        }
        unique.push(candidate);
    }
    unique
}

fn identifier(name: String) -> String {
    if NEVER_RAW.contains(&name.as_str()) {
        name + "_"
    } else if KEYWORDS.contains(&name.as_str()) {
        format!("r#{name}")
    } else if name.starts_with(|c: char| c.is_ascii_digit()) {
        format!("_{name}")
    } else {
        name
    }
}

/// Puts underscores around the words that the split by capitals would get wrong.
fn mark_words(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let mut marked = String::with_capacity(name.len() + 4);
    let mut at = 0;
    while at < chars.len() {
        if let Some((length, word)) = word_at(&chars, at) {
            marked.push('_');
            marked.push_str(&word);
            marked.push('_');
            at += length;
        } else {
            marked.push(chars[at]);
            at += 1;
        }
    }
    marked
}

/// A word that was found: the number of characters of the name that it replaces, and its spelling.
type Word = Option<(usize, String)>;

/// Each of these words begins with a capital or a digit, which most characters of a name are not.
fn word_at(chars: &[char], at: usize) -> Word {
    match chars[at] {
        'A'..='Z' => known_word(chars, at)
            .or_else(|| ip_version(chars, at))
            .or_else(|| plural_acronym(chars, at))
            .or_else(|| acronym_with_digits(chars, at)),
        '0'..='9' => number_with_unit(chars, at),
        _ => None,
    }
}

fn known_word(chars: &[char], at: usize) -> Word {
    if !starts_word(chars, at) {
        return None;
    }
    WORDS.iter().find_map(|(word, written)| {
        let length = word.len();
        let here = chars[at..].iter().copied().take(length);
        let is_here = word.starts_with(chars[at]) && word.chars().eq(here);
        is_here.then_some(())?;
        if ends_word(chars, at + length) {
            Some((length, (*written).to_owned()))
        } else {
            let plural = chars[at + length] == 's' && ends_word(chars, at + length + 1);
            plural.then(|| (length + 1, format!("{written}s")))
        }
    })
}

fn ip_version(chars: &[char], at: usize) -> Word {
    let version = chars.get(at + 3).filter(|c| c.is_ascii_digit())?;
    (chars[at..at + 3] == ['I', 'P', 'v']).then(|| (4, format!("ipv{version}")))
}

/// `IDs`, `URLs`: capitals and one small `s`.
fn plural_acronym(chars: &[char], at: usize) -> Word {
    let capitals = count(chars, at, |c| c.is_ascii_uppercase());
    let end = at + capitals;
    let is_plural = capitals >= 2 && chars.get(end) == Some(&'s') && ends_word(chars, end + 1);
    (is_plural && starts_word(chars, at)).then(|| (capitals + 1, lowercase(&chars[at..=end])))
}

/// `3D` in `Hunyuan3DTask`.
fn number_with_unit(chars: &[char], at: usize) -> Word {
    let digits = count(chars, at, |c| c.is_ascii_digit());
    let end = at + digits;
    let has_unit = digits > 0 && chars.get(end).is_some_and(|c| UNITS.contains(*c));
    let stands_alone = at == 0 || chars[at - 1].is_ascii_lowercase();
    (has_unit && stands_alone && ends_word(chars, end + 1))
        .then(|| (digits + 1, lowercase(&chars[at..=end])))
}

/// `MP4` in `MP4URL`: a word of its own if another acronym follows.
fn acronym_with_digits(chars: &[char], at: usize) -> Word {
    let capitals = count(chars, at, |c| c.is_ascii_uppercase());
    let digits = count(chars, at + capitals, |c| c.is_ascii_digit());
    let end = at + capitals + digits;
    let next = count(chars, end, |c| c.is_ascii_uppercase());
    let belongs_to_next = usize::from(!ends_word(chars, end + next));
    let is_followed = capitals > 0 && digits > 0 && next >= 2 + belongs_to_next;
    (is_followed && starts_word(chars, at)).then(|| (end - at, lowercase(&chars[at..end])))
}

fn count(chars: &[char], at: usize, is_counted: impl Fn(&char) -> bool) -> usize {
    chars
        .get(at..)
        .unwrap_or_default()
        .iter()
        .take_while(|c| is_counted(c))
        .count()
}

fn starts_word(chars: &[char], at: usize) -> bool {
    at == 0 || !chars[at - 1].is_ascii_uppercase()
}

fn ends_word(chars: &[char], at: usize) -> bool {
    chars.get(at).is_none_or(|c| !c.is_ascii_lowercase())
}

fn lowercase(chars: &[char]) -> String {
    chars.iter().map(char::to_ascii_lowercase).collect()
}

#[cfg(test)]
mod tests;

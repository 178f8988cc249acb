//! From a description as it is written to what it says: every member gets its type.

use std::collections::{BTreeMap, HashMap, HashSet};

use vod_codegen::names;
use vod_codegen::problem::code;
use vod_codegen::spec::TypeRef;

use super::described::{Action, Described, Member};
use super::edition;
use super::maintained::says_deprecated;
use super::member_type::{self, MemberType};
use super::raw;
use super::refusal::{Input, Refusal};

/// Gives every member that an action reaches its type, or says what cannot be a type.
pub(super) fn describe(description: raw::Description) -> Result<Described, Vec<Refusal>> {
    let mut reader = Reader::new(&description);
    let service = reader.folder_name(&description.metadata.service_short_name, "serviceShortName");
    let version = reader.folder_name(&description.metadata.api_version, "apiVersion");
    let actions = description
        .actions
        .0
        .iter()
        .map(|(name, action)| (name.clone(), reader.action(name, action)));
    let actions: BTreeMap<_, _> = actions.collect();
    if actions.is_empty() {
        let message = "the description has no actions".to_owned();
        reader.refuse(
            "`actions`".to_owned(),
            message,
            "is this a service's `api.json`?",
        );
    }
    let types = reader.types();
    if reader.refusals.is_empty() {
        Ok(Described {
            service,
            version,
            edition: edition::detect(&description),
            actions,
            types,
        })
    } else {
        Err(reader.refusals)
    }
}

struct Reader<'a> {
    objects: HashMap<&'a str, &'a raw::Object>,
    /// The objects that are used, in the order in which they were found.
    reached: Vec<String>,
    is_reached: HashMap<String, String>,
    refusals: Vec<Refusal>,
}

impl<'a> Reader<'a> {
    fn new(description: &'a raw::Description) -> Self {
        let objects = description.objects.0.iter();
        let mut reader = Self {
            objects: objects
                .map(|(name, object)| (name.as_str(), object))
                .collect(),
            reached: Vec::new(),
            is_reached: HashMap::new(),
            refusals: Vec::new(),
        };
        let repeated = [
            ("actions", description.actions.repeated()),
            ("objects", description.objects.repeated()),
        ];
        for (key, name) in repeated {
            if let Some(name) = name {
                let message = format!("{} is repeated", code(name));
                reader.refuse(format!("`{key}`"), message, "one of them must go");
            }
        }
        reader.check_capitals("action", description.actions.0.iter().map(|(name, _)| name));
        reader
    }

    /// A text that becomes the name of a folder.
    fn folder_name(&mut self, name: &str, key: &str) -> String {
        let is_name = name.starts_with(|c: char| c.is_ascii_alphanumeric())
            && name
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
        if !is_name {
            let message = format!("{} cannot be the name of a folder", code(name));
            let hint = "expected letters, digits, `-` and `_`";
            self.refuse(format!("`metadata`, `{key}`"), message, hint);
        }
        name.to_owned()
    }

    fn action(&mut self, name: &str, action: &raw::Action) -> Action {
        if !is_type_name(name) {
            self.refuse_name("action", name);
        }
        let place = format!("action {}", code(name));
        let request = action.input.clone().unwrap_or(format!("{name}Request"));
        let response = action.output.clone().unwrap_or(format!("{name}Response"));
        let parameters = self.wrapper(&place, "request", &request);
        let mut response = self.wrapper(&place, "response", &response);
        response.retain(|member| member.name != "RequestId");
        let status = action.status.as_deref();
        Action {
            is_deprecated: matches!(status, Some("deprecated" | "offline"))
                || action.document.as_deref().is_some_and(says_deprecated),
            skips_signature: action.skip_sign.known(),
            parameters,
            response,
        }
    }

    /// The members of the object that holds the parameters of a request or the fields of a response.
    fn wrapper(&mut self, action: &str, what: &str, object: &str) -> Vec<Member> {
        if let Some(found) = self.objects.get(object) {
            return self.members(object, found);
        }
        let message = format!(
            "its {what} is the object {}, which is missing",
            code(object)
        );
        let hint = "every action needs an object for its request and one for its response";
        self.refuse(action.to_owned(), message, hint);
        Vec::new()
    }

    /// The members of all objects that were reached, and of those that these reach.
    fn types(&mut self) -> BTreeMap<String, Vec<Member>> {
        let mut types = BTreeMap::new();
        let mut at = 0;
        while let Some(name) = self.reached.get(at).cloned() {
            at += 1;
            if !is_type_name(&name) {
                self.refuse_name("object", &name);
            }
            if let Some(object) = self.objects.get(name.as_str()) {
                let members = self.members(&name, object);
                types.insert(name, members);
            }
        }
        self.check_capitals("object", types.keys());
        types
    }

    fn members(&mut self, owner: &str, object: &raw::Object) -> Vec<Member> {
        let members = object.members.as_deref().unwrap_or_default();
        let mut described = Vec::with_capacity(members.len());
        let mut names = HashSet::new();
        for member in members {
            let place = format!("object {}, member {}", code(owner), code(&member.name));
            if !names.insert(&member.name) {
                self.refuse(
                    place,
                    "the member is repeated".to_owned(),
                    "one of them must go",
                );
                continue;
            }
            if !names::is_identifier(&names::field(&member.name)) {
                let message = "this name cannot be converted to a Rust identifier".to_owned();
                let hint = "it needs a rule of its own: see `codegen/src/names.rs`";
                self.refuse(place, message, hint);
                continue;
            }
            match self.member_type(&place, member) {
                Some(type_) => described.push(Member::new(member, type_)),
                None => continue,
            }
        }
        described
    }

    fn member_type(&mut self, place: &str, member: &raw::Member) -> Option<TypeRef> {
        match member_type::parse(&member.kind, &member.member) {
            Some(MemberType { type_, object }) => {
                if let Some(object) = object {
                    self.reach(object, place)?;
                }
                Some(type_)
            }
            None => {
                let message = format!(
                    "the type {} of {} is unknown",
                    code(&member.kind),
                    code(&member.member)
                );
                let hint = "the known types are listed in `xtask/src/import/member_type.rs`";
                self.refuse(place.to_owned(), message, hint);
                None
            }
        }
    }

    fn reach(&mut self, object: &str, place: &str) -> Option<()> {
        if !self.objects.contains_key(object) {
            let message = format!("it is of the type {}, which is missing", code(object));
            let hint = "the description is not complete: add the object";
            self.refuse(place.to_owned(), message, hint);
            return None;
        }
        if !self.is_reached.contains_key(object) {
            self.is_reached.insert(object.to_owned(), place.to_owned());
            self.reached.push(object.to_owned());
        }
        Some(())
    }

    /// The files of two names that differ in capitals only would be one on many machines.
    fn check_capitals<'n>(&mut self, what: &str, names: impl Iterator<Item = &'n String>) {
        let mut seen: HashMap<String, &str> = HashMap::new();
        for name in names {
            if let Some(other) = seen.insert(name.to_lowercase(), name)
                && other != name
            {
                let message = format!("it differs from {} in capitals only", code(other));
                let hint = "their files would be the same where file names are case-insensitive: remove one of them";
                self.refuse(format!("{what} {}", code(name)), message, hint);
            }
        }
    }

    fn refuse_name(&mut self, what: &str, name: &str) {
        let message = "it cannot be a type of this name in Rust".to_owned();
        let hint = match self.is_reached.get(name) {
            Some(place) => format!("it is used by {place}; a name has letters, digits and `_`"),
            None => "a name begins with a letter and has letters, digits and `_`".to_owned(),
        };
        self.refuse(format!("{what} {}", code(name)), message, &hint);
    }

    fn refuse(&mut self, place: String, message: String, hint: &str) {
        self.refusals.push(Refusal {
            input: Input::Api,
            place,
            message,
            hint: hint.to_owned(),
        });
    }
}

/// Whether a name can be that of a type in Rust, and of a file.
fn is_type_name(name: &str) -> bool {
    const LONGEST: usize = 128;

    names::is_identifier(name) && !name.starts_with("r#") && name.len() <= LONGEST
}

//! The files of a version: existing ones, brought up to date, and new ones.

use std::collections::{BTreeMap, HashSet};

use serde_json::json;

use crate::fmt_spec::TypeFields;
use vod_codegen::read::Version;
use vod_codegen::spec::{ActionFile, ServiceFile, TypeFile};

use super::actions::{new_action, settle_action, update, update_error_codes};
use super::described::Described;
use super::edition::Editions;
use super::error_codes::Listed;
use super::examples::{self, Calls};
use super::existing::Others;
use super::fields::{self, GONE, Owner};
use super::raw::from_json;
use super::report::Report;
use super::settle::settle;
use super::usage::held_as_json;
use vod_codegen::usage::Usages;

/// The target and the source of an import.
pub(super) struct Files<'a> {
    pub(super) described: &'a Described,
    pub(super) existing: Option<&'a Version>,
    pub(super) editions: Editions,
    pub(super) usages: Usages<'a>,
    /// The same of the spec as it was.
    pub(super) built: Usages<'a>,
    /// The types with values.
    pub(super) open_sets: HashSet<&'a str>,
}

impl Files<'_> {
    /// `service.json`.
    pub(super) fn service(&self, others: &Others<'_>) -> ServiceFile {
        if let Some(existing) = self.existing {
            return existing.service.value.clone();
        }
        let Described {
            service, version, ..
        } = self.described;
        let mut file = match others.versions.first() {
            Some(other) => ServiceFile {
                areas: Vec::new(),
                ..other.service.value.clone()
            },
            None => from_json(json!({
                "$schema": "../../schema/service.schema.json",
                "service": service,
                "version": version,
                "title": format!("Tencent Cloud {}", service.to_uppercase()),
                "endpoint": format!("{service}.tencentcloudapi.com"),
            })),
        };
        version.clone_into(&mut file.version);
        file.edition = self.editions.imported;
        file
    }

    /// The types, without new examples: these need all types.
    pub(super) fn types(&self, report: &mut Report) -> BTreeMap<String, TypeFile> {
        let existing = self.existing.map_or(&[][..], |version| &version.types);
        let mut types: BTreeMap<String, TypeFile> = existing
            .iter()
            .map(|file| (file.value.name.clone(), file.value.clone()))
            .collect();
        let ours = self.existing.map(held_as_json).unwrap_or_default();
        for (name, file) in &types {
            let is_expected = self.editions.is_expected(file.edition)
                && !file.is_open_set()
                && !ours.contains(name.as_str());
            if is_expected && !self.described.types.contains_key(name) {
                report.disappeared.push(format!("type `{name}`"));
            }
        }
        for (name, members) in &self.described.types {
            let is_new = !types.contains_key(name);
            if is_new && self.existing.is_some() {
                report.appeared.push(format!("type `{name}`"));
            }
            let file = types.entry(name.clone()).or_insert_with(|| {
                from_json(json!({
                    "$schema": "../../../schema/type.schema.json",
                    "name": name,
                }))
            });
            file.edition = self.editions.mark();
            let owner = self.owner_of_fields(name, is_new);
            fields::merge(owner, &mut file.fields, &mut file.new, members, report);
        }
        types
    }

    /// Gives the types upstream's examples, and takes from them what no longer fits.
    pub(super) fn settle_types(
        &self,
        types: &BTreeMap<String, TypeFile>,
        report: &mut Report,
    ) -> Vec<TypeFile> {
        let known = TypeFields::of(types.values());
        let settled = types.values().map(|file| {
            let mut file = file.clone();
            let members = self.described.types.get(&file.name);
            let members = members.map_or(&[][..], Vec::as_slice);
            let owner = self.owner_of_fields(&file.name, false);
            settle(owner, &mut file.fields, members, &known, report);
            file
        });
        settled.collect()
    }

    fn owner_of_fields<'n>(&'n self, name: &'n str, is_new: bool) -> Owner<'n> {
        let (before, usage) = (self.built.of(name), self.usages.of(name));
        Owner {
            what: "field",
            name,
            usage,
            is_new,
            is_built: before.in_requests,
            open_sets: &self.open_sets,
            was_returned_only: before.in_responses && !before.in_requests,
        }
    }

    /// The actions.
    pub(super) fn actions(
        &self,
        types: &TypeFields<'_>,
        listed: Option<&Listed>,
        calls: &Calls,
        report: &mut Report,
    ) -> Vec<ActionFile> {
        let existing = self.existing.map_or(&[][..], |version| &version.actions);
        let mut actions: BTreeMap<&str, ActionFile> = existing
            .iter()
            .map(|file| (file.value.name.as_str(), file.value.clone()))
            .collect();
        for (name, action) in &mut actions {
            let is_expected = self.editions.is_expected(action.edition);
            if is_expected && !self.described.actions.contains_key(*name) {
                report.disappeared.push(format!("action `{name}`"));
                action.deprecated.get_or_insert_with(|| GONE.to_owned());
                settle_action(action, (&[], &[]), types, &self.open_sets, report);
                examples::merge(action, &[], types, report);
            }
        }
        for (name, described) in &self.described.actions {
            let is_new = !actions.contains_key(name.as_str());
            if is_new && self.existing.is_some() {
                report.appeared.push(format!("action `{name}`"));
            }
            let action = actions.entry(name).or_insert_with(|| new_action(name));
            if action.edition != self.editions.mark() && !is_new {
                report
                    .changed
                    .push(format!("action `{name}` is in the followed edition too"));
            }
            action.edition = self.editions.mark();
            update(action, described, is_new, &self.open_sets, report);
            let members = (&described.parameters[..], &described.response[..]);
            settle_action(action, members, types, &self.open_sets, report);
            if let Some(codes) = listed.and_then(|listed| listed.of(name)) {
                update_error_codes(action, codes, is_new, report);
            }
            let calls = calls.get(name).map_or(&[][..], Vec::as_slice);
            examples::merge(action, calls, types, report);
        }
        actions.into_values().collect()
    }
}

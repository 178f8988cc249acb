//! A manifest with all that it names: one upload of many files.
//!
//! `tree.rs` finds the files, `names.rs` and `path.rs` say which those are, and `send.rs` sends them.

mod names;
mod path;
mod send;
mod tree;

use std::path::Path;

pub(super) use self::send::Sending;
use self::tree::Entry;
use super::checkpoint::Session;
use super::plan::Plan;
use super::refusal;
use super::source::Identity;
use crate::client::Client;
use crate::error::Error;

/// The files of a manifest, in the order in which they are sent.
pub(super) struct Files(Vec<Entry>);

impl Files {
    pub(super) async fn read(client: &Client, top: &Path) -> Result<Self, Error> {
        Ok(Self(tree::read(client, top).await?))
    }

    /// What they are known by together.
    pub(super) fn identity(&self) -> Identity {
        let mut digest = crc64fast::Digest::new();
        for Entry { name, identity, .. } in &self.0 {
            let Identity {
                length,
                modified,
                sample,
            } = identity;
            digest.write(format!("{name}\n{length:?} {modified:?} {sample:?}\n").as_bytes());
        }
        Identity {
            length: Some(self.0.iter().map(Entry::length).sum()),
            modified: None,
            sample: Some(digest.sum64()),
        }
    }

    /// The size of parts that is good for the largest.
    pub(super) fn plan(&self, part_size: Option<u64>) -> Result<Plan, Error> {
        let largest = self.0.iter().map(Entry::length).max();
        Plan::new(largest, part_size)
    }

    /// How many requests they take.
    pub(super) fn parts(&self, plan: Plan) -> u64 {
        self.0.iter().map(|entry| entry.parts(plan)).sum()
    }

    /// The name of a file in storage: the top manifest has the assigned one, and the others are beside it.
    fn key(&self, entry: &Entry, session: &Session) -> String {
        let is_top = self.0.last().is_some_and(|last| last.name == entry.name);
        match session.key.rsplit_once('/') {
            Some((folder, _)) if !is_top => format!("{folder}/{}", entry.name),
            _ => session.key.clone(),
        }
    }

    /// Refuses a file that would take the place of the manifest or of the cover.
    fn check_names(&self, session: &Session) -> Result<(), Error> {
        let others = &self.0[..self.0.len().saturating_sub(1)];
        let taken = others.iter().find(|entry| {
            let key = Some(self.key(entry, session));
            key.as_ref() == Some(&session.key) || key == session.cover_key
        });
        taken.map_or(Ok(()), |entry| {
            let message = format!(
                "{:?} would take the place of the manifest or its cover in storage: give it another name",
                entry.name
            );
            Err(refusal(message))
        })
    }
}

impl Entry {
    /// How it is divided.
    fn plan(&self, plan: Plan) -> Plan {
        Plan {
            length: Some(self.length()),
            ..plan
        }
    }

    /// How many requests it takes.
    fn parts(&self, plan: Plan) -> u64 {
        match self.plan(plan).is_single() {
            true => 1,
            false => self.length().div_ceil(plan.part_size),
        }
    }
}

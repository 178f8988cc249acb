//! Media in parts, several of which are on their way at once.

mod limit;
mod part;

use std::sync::Arc;

pub(super) use self::limit::Limit;
use self::part::{PartToSend, Sent};
use super::checkpoint::{Parts, Saved, State};
use super::cos::{Cos, Fault, Listed, PartEtag, Presence, Reaction, Whole, combine};
use super::expiry::stopped;
use super::failure;
use super::plan::Plan;
use super::progress::{Phase, Reporter};
use super::source::{Feed, Source};
use super::tasks::Tasks;
use crate::error::Error;

/// How often media is gone through: parts that COS has lost are sent again once.
const MAX_ROUNDS: u32 = 2;

/// What an upload in parts is made with.
pub(super) struct Means<'a> {
    pub(super) source: &'a mut Source,
    pub(super) parallel: usize,
    pub(super) saved: &'a Saved,
    pub(super) reporter: &'a Reporter,
    /// Whether nobody else uploads under the same name in storage.
    pub(super) owns_name: bool,
}

/// An upload in parts.
pub(super) struct Multipart<'a> {
    means: Means<'a>,
    cos: &'a Arc<Cos>,
    state: &'a mut State,
    plan: Plan,
    key: Arc<str>,
    /// Whether COS has said that it has not what it should.
    is_lost: bool,
}

/// What COS has of the media.
enum Found {
    Parts(Vec<Listed>),
    Whole,
}

impl<'a> Multipart<'a> {
    pub(super) fn new(
        means: Means<'a>,
        cos: &'a Arc<Cos>,
        state: &'a mut State,
        plan: Plan,
    ) -> Self {
        Self {
            means,
            cos,
            key: state.key().into(),
            state,
            plan,
            is_lost: false,
        }
    }

    /// Sends what COS does not have, and puts the parts together.
    pub(super) async fn run(&mut self, feed: &mut Feed, is_resumed: bool) -> Result<(), Error> {
        let mut round = 1;
        let mut has_begun = is_resumed;
        loop {
            let found = self.find(has_begun).await?;
            let Found::Parts(listed) = found else {
                return feed.check_beginning(self.state.parts.get(1)).await;
            };
            let can_repeat = round < MAX_ROUNDS && self.means.source.is_repeatable();
            self.is_lost = false;
            let sent = match round {
                1 => self.send(feed, &listed).await,
                _ => {
                    let mut again = Feed::open(self.means.source).await?;
                    if again.identity() != feed.identity() {
                        return Err(feed.changed());
                    }
                    self.send(&mut again, &listed).await
                }
            };
            let ended = match sent {
                Ok(whole) => self.complete(whole).await,
                Err(error) => Err(error),
            };
            if !(ended.is_err() && self.is_lost && can_repeat) {
                return ended;
            }
            has_begun = true;
            round += 1;
        }
    }

    /// Puts the parts together.
    async fn complete(&mut self, whole: Whole) -> Result<(), Error> {
        self.means.reporter.enter(Phase::Completing);
        let parts = self.state.parts.iter();
        let parts: Vec<PartEtag> = parts.map(|part| (part.number, part.etag.clone())).collect();
        let id = self.upload_id();
        let completed = self.cos.complete((&self.key, &id), &parts, whole).await;
        completed.map_err(|fault| self.failed(fault))
    }

    /// The error of a fault, of which the next round must know whether something was lost.
    fn failed(&mut self, fault: Fault) -> Error {
        self.is_lost = matches!(fault.reaction, Reaction::NoPart | Reaction::NoUpload);
        self.stopped(fault)
    }

    fn upload_id(&self) -> Arc<str> {
        self.state.upload_id.as_deref().unwrap_or_default().into()
    }

    fn stopped(&self, fault: Fault) -> Error {
        stopped(fault, self.state)
    }

    /// Finds out what COS has, and begins where it has nothing.
    async fn find(&mut self, has_begun: bool) -> Result<Found, Error> {
        let Some(id) = self.state.upload_id.clone() else {
            if has_begun && self.means.owns_name {
                self.remove_forgotten().await;
            }
            return self.begin().await;
        };
        match self.cos.list_parts(&self.key, &id).await {
            Ok(Some(listed)) => {
                self.state.parts.retain(|part| {
                    let listed = find(&listed, part.number);
                    listed.is_some_and(|listed| {
                        listed.size == part.size && listed.etag.eq_ignore_ascii_case(&part.etag)
                    })
                });
                Ok(Found::Parts(listed))
            }
            // The keys do not permit to ask, so what was confirmed must do, unless it has proved wrong.
            Ok(None) => {
                if self.is_lost {
                    self.state.parts.clear();
                }
                Ok(Found::Parts(Vec::new()))
            }
            Err(fault) if matches!(fault.reaction, Reaction::NoUpload | Reaction::NotFound) => {
                if self.is_whole().await? {
                    return Ok(Found::Whole);
                }
                self.begin().await
            }
            Err(fault) => Err(self.stopped(fault)),
        }
    }

    /// Whether the parts were put together in an earlier run.
    async fn is_whole(&mut self) -> Result<bool, Error> {
        let Some(length) = self.plan.length else {
            return Ok(false);
        };
        // All parts are noted before they are put together.
        if self.state.parts.size() != length {
            return Ok(false);
        }
        let found = self.cos.head(&self.key).await;
        let found: Presence = found.map_err(|fault| self.stopped(fault))?;
        Ok(found.is(length, Some(checksum(&self.state.parts))))
    }

    async fn begin(&mut self) -> Result<Found, Error> {
        self.state.parts.clear();
        let id = self.cos.initiate(&self.key).await;
        self.state.upload_id = Some(id.map_err(|fault| self.stopped(fault))?);
        self.means.saved.save(self.state).await?;
        Ok(Found::Parts(Vec::new()))
    }

    /// Removes multipart uploads that a run began and did not live to note. The name is this upload's alone.
    async fn remove_forgotten(&mut self) {
        for id in self.cos.list_uploads(&self.key).await.unwrap_or_default() {
            let _ = self.cos.abort(&self.key, &id).await;
        }
    }

    /// Sends the parts that COS does not have; what the whole must be.
    async fn send(&mut self, feed: &mut Feed, listed: &[Listed]) -> Result<Whole, Error> {
        let mut limit = Limit::new(self.means.parallel);
        let mut tasks = Tasks::new();
        let (mut number, mut offset) = (1, 0);
        while let Some(size) = self.plan.size_of(number, offset) {
            let known = self.state.parts.get(number);
            if let Some(part) = known.filter(|part| part.size == size) {
                let size = part.size;
                feed.pass(size, &part.etag).await?;
                (number, offset) = (number + 1, offset + size);
                continue;
            }
            let body = feed
                .read(usize::try_from(size).unwrap_or(usize::MAX))
                .await?;
            let length = body.len() as u64;
            if self.plan.length.is_some() {
                feed.check_whole(length, size)?;
            } else if length == 0 {
                break;
            } else {
                self.means.reporter.found(offset + length);
            }
            while tasks.len() >= limit.now(self.cos.times_throttled()) {
                self.collect(&mut tasks, &mut limit, feed).await?;
            }
            let listed = find(listed, number).filter(|part| part.size == length);
            let part = PartToSend {
                cos: Arc::clone(self.cos),
                key: Arc::clone(&self.key),
                upload_id: self.upload_id(),
                number,
                body,
                listed: listed.cloned(),
            };
            tasks.spawn(part.send());
            (number, offset) = (number + 1, offset + length);
        }
        while tasks.len() > 0 {
            self.collect(&mut tasks, &mut limit, feed).await?;
        }
        // What COS has behind the end is not of this media.
        self.state.parts.retain(|part| part.number < number);
        feed.check_end().await?;
        self.whole(offset)
    }

    fn whole(&self, size: u64) -> Result<Whole, Error> {
        let plan = self.plan;
        if plan.length.is_none()
            && plan
                .size_of(self.state.parts.len() as u32 + 1, size)
                .is_none()
        {
            let message =
                "the stream has more than 10,000 parts: begin anew with a larger Upload::part_size";
            return Err(failure("read", message));
        }
        let crc64 = checksum(&self.state.parts);
        Ok(Whole { size, crc64 })
    }

    /// Waits for a part, and takes note of it and of all others that are there.
    async fn collect(
        &mut self,
        tasks: &mut Tasks<Sent>,
        limit: &mut Limit,
        feed: &mut Feed,
    ) -> Result<(), Error> {
        let mut failed = None;
        let mut next = tasks.next().await;
        while let Some(sent) = next {
            let sent = sent.map_err(|error| {
                failure("part", format!("its task has ended: {error}")).with_source(error)
            })?;
            feed.recycle(sent.body);
            match sent.result {
                Ok(part) => {
                    self.state.parts.insert(part);
                    limit.succeeded();
                }
                Err(fault) => failed = Some(fault),
            }
            next = tasks.try_next();
        }
        let Means {
            reporter, saved, ..
        } = &self.means;
        reporter.note(saved, self.state).await?;
        failed.map_or(Ok(()), |fault| Err(self.failed(fault)))
    }
}

/// The part with a number, of parts that are sorted by it.
fn find(listed: &[Listed], number: u32) -> Option<&Listed> {
    let place = listed.binary_search_by_key(&number, |part| part.number);
    place.ok().map(|place| &listed[place])
}

/// The checksum of all parts together.
fn checksum(parts: &Parts) -> u64 {
    parts
        .iter()
        .fold(0, |crc64, part| combine(crc64, part.crc64, part.size))
}

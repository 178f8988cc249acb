//! Sends the files of a manifest: what is larger than one request in parts, file after file, and all others several at
//! once. A manifest is sent when all that it names is there.

use std::sync::Arc;

use super::Files;
use super::tree::Entry;
use crate::error::Error;
use crate::upload::checkpoint::{Saved, State};
use crate::upload::cos::{Checksums, Cos, Fault};
use crate::upload::expiry::stopped;
use crate::upload::failure;
use crate::upload::multipart::{Limit, Means, Multipart};
use crate::upload::plan::Plan;
use crate::upload::progress::Reporter;
use crate::upload::source::{Feed, Identity, Source};
use crate::upload::tasks::Tasks;

/// What the files of a manifest are sent with.
pub(crate) struct Sending<'a> {
    pub(crate) files: &'a Files,
    pub(crate) parallel: usize,
    pub(crate) saved: &'a Saved,
    pub(crate) reporter: &'a Reporter,
    pub(crate) owns_name: bool,
    pub(crate) cos: &'a Arc<Cos>,
    pub(crate) state: &'a mut State,
    pub(crate) plan: Plan,
}

/// Why a file was not sent.
enum Stopped {
    Here(Error),
    InCos(Fault),
}

/// Files that are on their way, by their number.
struct UnderWay {
    tasks: Tasks<(u32, Result<(), Stopped>)>,
    limit: Limit,
}

impl Sending<'_> {
    /// Sends what COS does not have.
    pub(crate) async fn run(mut self, is_resumed: bool) -> Result<(), Error> {
        let files = self.files;
        files.check_names(&self.state.session)?;
        let mut under_way = UnderWay {
            tasks: Tasks::new(),
            limit: Limit::new(self.parallel),
        };
        for (number, entry) in (0..).zip(&files.0) {
            if self.state.files.is_sent(number) {
                continue;
            }
            let is_single = entry.plan(self.plan).is_single();
            if entry.is_manifest() || !is_single {
                self.collect(&mut under_way, 1).await?;
            }
            let key = files.key(entry, &self.state.session);
            if !is_single {
                self.send_parts((number, entry), key, is_resumed).await?;
                continue;
            }
            let room = under_way.limit.now(self.cos.times_throttled());
            self.collect(&mut under_way, room).await?;
            let source = Source::file(&entry.path);
            let sending = send_whole(Arc::clone(self.cos), source, entry.identity.clone(), key);
            let task = async move { (number, sending.await) };
            under_way.tasks.spawn(task);
        }
        self.collect(&mut under_way, 1).await
    }

    /// Sends a file in parts, and goes on with it where an earlier run has begun it.
    async fn send_parts(
        &mut self,
        (number, entry): (u32, &Entry),
        key: String,
        is_resumed: bool,
    ) -> Result<(), Error> {
        if self.state.files.key.as_ref() != Some(&key) {
            self.state.leave_file();
            self.state.files.key = Some(key);
        }
        let mut source = Source::file(&entry.path);
        let mut feed = open(&mut source, &entry.identity).await?;
        let means = Means {
            source: &mut source,
            parallel: self.parallel,
            saved: self.saved,
            reporter: self.reporter,
            owns_name: self.owns_name,
        };
        let plan = entry.plan(self.plan);
        let mut multipart = Multipart::new(means, self.cos, self.state, plan);
        multipart.run(&mut feed, is_resumed).await?;
        self.note(number);
        self.state.leave_file();
        self.saved.save(self.state).await
    }

    /// Waits until fewer files than these are under way, and takes note of those that have arrived.
    async fn collect(&mut self, under_way: &mut UnderWay, fewer_than: usize) -> Result<(), Error> {
        while under_way.tasks.len() >= fewer_than {
            let mut failed = None;
            let mut next = under_way.tasks.next().await;
            while let Some(sent) = next {
                let (number, result) = sent.map_err(|error| {
                    failure("upload", format!("its task has ended: {error}")).with_source(error)
                })?;
                match result {
                    Ok(()) => {
                        self.note(number);
                        under_way.limit.succeeded();
                    }
                    Err(stopped) => failed = Some((number, stopped)),
                }
                next = under_way.tasks.try_next();
            }
            self.reporter.note(self.saved, self.state).await?;
            if let Some((number, failed)) = failed {
                return Err(self.error(number, failed));
            }
        }
        Ok(())
    }

    /// Notes that a file has arrived.
    fn note(&mut self, number: u32) {
        let entry = &self.files.0[number as usize];
        let parts = u32::try_from(entry.parts(self.plan)).unwrap_or(u32::MAX);
        let files = &mut self.state.files;
        files.note(number);
        files.bytes += entry.length();
        files.parts = files.parts.saturating_add(parts);
    }

    fn error(&self, number: u32, failed: Stopped) -> Error {
        match failed {
            Stopped::Here(error) => error,
            Stopped::InCos(fault) => {
                let name = &self.files.0[number as usize].name;
                stopped(fault.at(&format!("upload of {name}")), self.state)
            }
        }
    }
}

/// Sends a file in one request.
async fn send_whole(
    cos: Arc<Cos>,
    mut source: Source,
    identity: Identity,
    key: String,
) -> Result<(), Stopped> {
    let body = async {
        let mut feed = open(&mut source, &identity).await?;
        let length = identity.length.unwrap_or(0);
        let body = feed
            .read(usize::try_from(length).unwrap_or(usize::MAX))
            .await?;
        feed.check_whole(body.len() as u64, length)?;
        feed.check_end().await?;
        Ok(body)
    };
    let body = body.await.map_err(Stopped::Here)?;
    let checksums = Checksums::of(&body);
    let put = cos.put(("upload", &key), body, &checksums).await;
    put.map_err(Stopped::InCos)
}

/// Opens a file that must be as it was when it was found.
async fn open(source: &mut Source, identity: &Identity) -> Result<Feed, Error> {
    let feed = Feed::open(source).await?;
    match feed.identity() == identity {
        true => Ok(feed),
        false => Err(feed.changed()),
    }
}

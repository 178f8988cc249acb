//! An upload from its beginning to its end: a place, the cover, the media, the commit.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;

use super::apply::{apply, endpoint};
use super::checkpoint::{Saved, Stage, State};
use super::commit::commit;
use super::content::Content;
use super::cos::{Checksums, Cos};
use super::expiry::{expired, is_expired, stopped};
use super::manifest::Sending;
use super::many::shared::Shared;
use super::multipart::{Means, Multipart};
use super::plan::Plan;
use super::progress::{Phase, Reporter};
use super::source::{Feed, Identity, Source};
use super::{Upload, Uploaded, refusal};
use crate::client::Client;
use crate::error::Error;
use crate::generated::v2018_07_17::ApplyUploadRequest;

/// How large a cover may be.
const MAX_COVER_BYTES: usize = 16 << 20;
/// How long it may take to remove what a failed upload has sent.
const MAX_CLEANUP: Duration = Duration::from_secs(5);

/// What an upload is made with, whatever its state.
struct Job {
    client: Client,
    parallel: usize,
    saved: Saved,
    reporter: Reporter,
    request: ApplyUploadRequest,
    cover: Option<Bytes>,
    cos_endpoint: Option<String>,
    restart_expired: bool,
    shared: Option<Arc<Shared>>,
}

/// Uploads.
pub(super) async fn run(upload: Upload) -> Result<Uploaded, Error> {
    let part_size = upload.part_size;
    let (job, mut content) = Job::new(upload).await?;
    let identity = content.identity();
    let plan = content.plan(part_size)?;
    let (mut state, is_resumed) = job.state(&identity, plan).await?;
    let plan = content.plan(Some(state.part_size))?;
    job.begin_progress(&state, content.parts(plan));
    if state.stage == Stage::Sending {
        let mut sent = job.send(&mut content, &mut state, plan, is_resumed).await;
        if let Err(error) = &sent
            && is_expired(error)
            && job.restart_expired
            && content.is_repeatable()
        {
            state = job.begin_anew(&identity, plan).await?;
            job.reporter.lose_all_but(0, 0);
            content.reopen().await?;
            sent = job.send(&mut content, &mut state, plan, false).await;
        }
        sent?;
        state.stage = Stage::Sent;
        job.saved.save(&state).await?;
    }
    job.reporter.enter(Phase::Committing);
    let uploaded = commit(&job.client, &job.saved, &mut state).await?;
    job.reporter.end().await;
    // The last step: whoever drops the upload before it can repeat it, and gets what it has done.
    job.saved.end().await;
    Ok(uploaded)
}

/// Removes what an earlier run has sent.
pub(super) async fn abort(upload: Upload) -> Result<(), Error> {
    let saved = Saved::in_place(upload.checkpoint);
    let Some(state) = saved.load().await? else {
        return Ok(());
    };
    let endpoint = endpoint(&state.session, upload.cos_endpoint.as_deref())?;
    let cos = Cos::new(upload.client.core(), endpoint, state.session.keys.clone())?;
    if let Some(id) = &state.upload_id
        && !cos.is_at_end()
    {
        let aborted = cos.abort(state.key(), id).await;
        aborted.map_err(|fault| fault.into_error())?;
    }
    saved.remove().await
}

impl Job {
    async fn new(mut upload: Upload) -> Result<(Self, Content), Error> {
        if !(1..=32).contains(&upload.parallel) {
            let parts = upload.parallel;
            return Err(refusal(format!(
                "{parts} parts cannot be sent at once, but 1 to 32"
            )));
        }
        let mut request = upload.request;
        request.media_type = Some(upload.source.type_name()?);
        request.media_name = request.media_name.or_else(|| upload.source.name());
        if request.source_context.is_none() {
            let id = upload.client.core().random_id();
            request.source_context = Some(format!("vod-sdk-{id}"));
        }
        let mut cover = None;
        if let Some(source) = &mut upload.cover {
            request.cover_type = Some(source.type_name()?);
            cover = Some(read_cover(source).await?);
        }
        let job = Self {
            client: upload.client,
            parallel: upload.parallel,
            saved: Saved::in_place(upload.checkpoint),
            reporter: upload.reporter,
            request,
            cover,
            cos_endpoint: upload.cos_endpoint,
            restart_expired: upload.restart_expired,
            shared: upload.shared,
        };
        let manifest = upload.manifest.as_deref();
        let content = Content::open(&job.client, upload.source, manifest).await?;
        Ok((job, content))
    }

    /// The state to go on with, and whether it is that of an earlier run.
    async fn state(&self, identity: &Identity, plan: Plan) -> Result<(State, bool), Error> {
        if let Some(state) = self.saved.load().await? {
            let is_same = state.identity == *identity
                && state.session.cover_key.is_some() == self.cover.is_some()
                && self.is_same_application(&state);
            let cos = self.cos(&state)?;
            if state.stage != Stage::Sending && is_same {
                return Ok((state, true));
            }
            match (is_same, cos.is_at_end()) {
                (true, false) => return Ok((state, true)),
                (true, true) if !self.restart_expired => return Err(expired(&state)),
                (false, false) => remove(&cos, &state).await,
                (_, true) => {}
            }
        }
        Ok((self.begin_anew(identity, plan).await?, false))
    }

    async fn begin_anew(&self, identity: &Identity, plan: Plan) -> Result<State, Error> {
        let session = apply(&self.client, &self.request).await?;
        let state = State::new(identity.clone(), plan.part_size, session);
        self.saved.save(&state).await?;
        Ok(state)
    }

    fn is_same_application(&self, state: &State) -> bool {
        let asked = self.request.sub_app_id;
        asked.is_none() || asked == state.session.sub_app_id
    }

    fn cos(&self, state: &State) -> Result<Cos, Error> {
        let endpoint = endpoint(&state.session, self.cos_endpoint.as_deref())?;
        let cos = Cos::new(self.client.core(), endpoint, state.session.keys.clone())?;
        Ok(cos.shared(self.shared.clone()))
    }

    fn begin_progress(&self, state: &State, parts: Option<u64>) {
        let cover = self.cover.as_ref().map_or(0, |cover| cover.len() as u64);
        let confirmed = state.confirmed();
        let media = state.identity.length.unwrap_or(confirmed);
        let parts = parts.and_then(|parts| u32::try_from(parts).ok());
        let sent = state.confirmed_parts();
        self.reporter.begin(confirmed, media + cover, (sent, parts));
    }

    /// Sends the cover and the media. What cannot be resumed is removed again.
    async fn send(
        &self,
        content: &mut Content,
        state: &mut State,
        plan: Plan,
        is_resumed: bool,
    ) -> Result<(), Error> {
        let cos = Arc::new(self.cos(state)?);
        let sent = self.send_all(&cos, content, state, plan, is_resumed).await;
        let Err(error) = sent else { return Ok(()) };
        let is_kept = error.is_retryable() || is_expired(&error);
        if !(self.saved.is_kept() && is_kept) {
            let cleanup = remove(&cos, state);
            let _ = tokio::time::timeout(MAX_CLEANUP, cleanup).await;
            self.saved.remove().await?;
        }
        Err(error)
    }

    async fn send_all(
        &self,
        cos: &Arc<Cos>,
        content: &mut Content,
        state: &mut State,
        plan: Plan,
        is_resumed: bool,
    ) -> Result<(), Error> {
        self.send_cover(cos, state).await?;
        let (source, feed) = match content {
            Content::One(source, feed) => (source, feed),
            Content::Many(files) => {
                let sending = Sending {
                    files,
                    parallel: self.parallel,
                    saved: &self.saved,
                    reporter: &self.reporter,
                    cos,
                    state,
                    plan,
                };
                return sending.run(is_resumed).await;
            }
        };
        let length = match plan.length {
            Some(length) => Some(length),
            None => feed.length_within(plan).await?,
        };
        match length {
            Some(length) if plan.is_single() || plan.length.is_none() => {
                let body = feed
                    .read(usize::try_from(length).unwrap_or(usize::MAX))
                    .await?;
                feed.check_whole(body.len() as u64, length)?;
                feed.check_end().await?;
                let checksums = Checksums::of(&body);
                let put = cos.put(&state.session.key, body, &checksums).await;
                put.map_err(|fault| stopped(fault, state))?;
                self.reporter.confirm(length, 0);
                Ok(())
            }
            _ => {
                let means = Means {
                    source,
                    parallel: self.parallel,
                    saved: &self.saved,
                    reporter: &self.reporter,
                };
                let mut multipart = Multipart::new(means, cos, state, plan);
                multipart.run(feed, is_resumed).await
            }
        }
    }

    async fn send_cover(&self, cos: &Cos, state: &mut State) -> Result<(), Error> {
        let (Some(cover), Some(key)) = (&self.cover, &state.session.cover_key) else {
            return Ok(());
        };
        if state.cover_sent.is_some() {
            return Ok(());
        }
        let put = cos.put(key, cover.clone(), &Checksums::of(cover)).await;
        put.map_err(|fault| fault.into_error())?;
        state.cover_sent = Some(cover.len() as u64);
        self.reporter.confirm(cover.len() as u64, 0);
        self.saved.save(state).await
    }
}

/// Removes the parts that COS has, as far as that is possible.
async fn remove(cos: &Cos, state: &State) {
    if let Some(id) = &state.upload_id {
        let _ = cos.abort(state.key(), id).await;
    }
}

async fn read_cover(source: &mut Source) -> Result<Bytes, Error> {
    let mut feed = Feed::open(source).await?;
    let cover = feed.read(MAX_COVER_BYTES + 1).await?;
    match cover.len() {
        0 => Err(refusal("the cover is empty")),
        length if length > MAX_COVER_BYTES => Err(refusal(format!(
            "the cover has more than {MAX_COVER_BYTES} bytes"
        ))),
        _ => Ok(cover),
    }
}

//! An upload from its beginning to its end: a place, the cover, the media, the commit.

use std::sync::Arc;
use std::time::Duration;

use super::apply::{apply, endpoint};
use super::checkpoint::{Saved, Stage, State};
use super::cleanup::{is_at_end, remove};
use super::commit::commit;
use super::content::Content;
use super::cos::{Checksums, Cos};
use super::cover::Cover;
use super::expiry::{expired, is_expired, stopped};
use super::manifest::Sending;
use super::many::shared::Shared;
use super::multipart::{Means, Multipart};
use super::plan::Plan;
use super::progress::{Phase, Reporter};
use super::source::Identity;
use super::tasks::check_runtime;
use super::{Upload, Uploaded, out_of_range, refusal};
use crate::client::Client;
use crate::error::Error;
use crate::generated::v2018_07_17::ApplyUploadRequest;

/// How long it may take to remove what a failed upload has sent.
const MAX_CLEANUP: Duration = Duration::from_secs(5);

/// What an upload is made with, whatever its state.
struct Job {
    client: Client,
    parallel: usize,
    saved: Saved,
    reporter: Reporter,
    request: ApplyUploadRequest,
    cover: Option<Cover>,
    cos_endpoint: Option<String>,
    restart_expired: bool,
    shared: Option<Arc<Shared>>,
}

/// Uploads.
pub(super) async fn run(upload: Upload) -> Result<Uploaded, Error> {
    let has_checkpoint = upload.checkpoint.is_some();
    let uploaded = uploaded(upload).await;
    uploaded.map_err(|error| match has_checkpoint {
        true => error.with_advice("upload again, which goes on with the same checkpoint"),
        false => error,
    })
}

async fn uploaded(upload: Upload) -> Result<Uploaded, Error> {
    check_runtime()?;
    let part_size = upload.part_size;
    let (job, mut content) = Job::new(upload).await?;
    let identity = content.identity();
    let plan = content.plan(part_size)?;
    let (mut state, is_resumed) = job.state(&identity, plan).await?;
    let plan = content.plan(Some(state.part_size))?;
    job.begin_progress(&state, content.parts(plan));
    if state.stage != Stage::Sending {
        content.check_beginning(&state).await?;
    } else {
        let mut sent = job.send(&mut content, &mut state, plan, is_resumed).await;
        if let Err(error) = &sent
            && is_expired(error)
            && job.restart_expired
            && content.is_repeatable()
        {
            state = job.begin_anew(&identity, plan).await?;
            content.reopen().await?;
            sent = job.send(&mut content, &mut state, plan, false).await;
        }
        sent?;
        state.stage = Stage::Sent;
        job.reporter.note(&job.saved, &state).await?;
    }
    job.reporter.enter(Phase::Committing);
    let uploaded = commit(&job.client, &job.saved, &mut state, is_resumed).await?;
    job.reporter.end().await;
    // The last step: whoever drops the upload before it can repeat it, and gets what it has done.
    job.saved.end().await;
    Ok(uploaded)
}

impl Job {
    async fn new(mut upload: Upload) -> Result<(Self, Content), Error> {
        if !(1..=32).contains(&upload.parallel) {
            let parts = upload.parallel;
            return Err(out_of_range(format!(
                "Upload::parallel({parts}): give 1 to 32"
            )));
        }
        let mut request = upload.request;
        request.media_type = Some(upload.source.type_name()?);
        request.media_name = request.media_name.or_else(|| upload.source.name());
        let of_client = upload.client.core().client_parameter("SubAppId");
        request.sub_app_id = request.sub_app_id.or(of_client);
        if request.source_context.is_none() {
            let id = upload.client.core().random_id();
            request.source_context = Some(format!("vod-sdk-{id}"));
        }
        let mut cover = None;
        if let Some(source) = &mut upload.cover {
            request.cover_type = Some(source.type_name()?);
            cover = Some(Cover::read(source).await?);
        }
        let saved = Saved::in_place(upload.checkpoint);
        if let Some(path) = upload.source.path().filter(|path| saved.is_in(path)) {
            let message = format!("{path:?} is given both as the media and as its checkpoint");
            return Err(refusal(message));
        }
        let job = Self {
            client: upload.client,
            parallel: upload.parallel,
            saved,
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
                && state.cover == self.cover.as_ref().map(Cover::checksum)
                && self.is_same_application(&state);
            let cos = self.cos(&state)?;
            if state.stage != Stage::Sending && is_same {
                return Ok((state, true));
            }
            match (is_same, is_at_end(&cos, &state).await) {
                (true, false) => return Ok((state, true)),
                (true, true) if !self.restart_expired => return Err(expired(&state)),
                (false, false) => {
                    let removed = remove(&cos, &state).await;
                    removed.map_err(|fault| fault.into_error())?;
                }
                (_, true) => {}
            }
        }
        Ok((self.begin_anew(identity, plan).await?, false))
    }

    async fn begin_anew(&self, identity: &Identity, plan: Plan) -> Result<State, Error> {
        let session = apply(&self.client, &self.request).await?;
        let cover = self.cover.as_ref().map(Cover::checksum);
        let state = State::new(identity.clone(), plan.part_size, cover, session);
        self.saved.save(&state).await?;
        Ok(state)
    }

    fn is_same_application(&self, state: &State) -> bool {
        let asked = self.request.sub_app_id;
        asked.is_none() || asked == state.session.sub_app_id
    }

    /// Whether nothing else is ever uploaded under the names in storage: the service makes new ones, and callers may not.
    fn owns_name(&self) -> bool {
        self.request.media_storage_path.is_none()
    }

    fn cos(&self, state: &State) -> Result<Cos, Error> {
        let endpoint = endpoint(&state.session, self.cos_endpoint.as_deref())?;
        let cos = Cos::new(self.client.core(), endpoint, state.session.keys.clone())?;
        Ok(cos.shared(self.shared.clone()))
    }

    fn begin_progress(&self, state: &State, parts: Option<u64>) {
        let cover = self.cover.as_ref().map_or(0, Cover::len);
        let confirmed = state.confirmed();
        let media = state.identity.length;
        let media = media.unwrap_or_else(|| state.confirmed_media());
        let parts = parts.and_then(|parts| u32::try_from(parts).ok());
        let sent = state.confirmed_parts();
        self.reporter
            .begin(confirmed, (media, cover), (sent, parts));
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
        let is_kept = error.is_retryable() || error.is_fault_here() || is_expired(&error);
        if !(self.saved.is_kept() && is_kept) {
            let cleanup = remove(&cos, state);
            let removed = tokio::time::timeout(MAX_CLEANUP, cleanup).await;
            // Without the checkpoint, nobody could remove the parts any more.
            if let Ok(Ok(())) = removed
                && let Err(error) = self.saved.remove().await
            {
                warning!("an upload has failed, and its checkpoint stays: {error}");
            }
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
                    owns_name: self.owns_name(),
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
                if state.upload_id.is_some() {
                    // A stream that had more in an earlier run.
                    let _ = remove(cos, state).await;
                    state.leave_file();
                }
                if plan.length.is_none() {
                    self.reporter.found(length);
                }
                let checksums = Checksums::of(&body);
                let put = cos.put(("upload", &state.session.key), body, &checksums);
                put.await.map_err(|fault| stopped(fault, state))?;
                state.files.bytes += length;
                Ok(())
            }
            _ => {
                let means = Means {
                    source,
                    parallel: self.parallel,
                    saved: &self.saved,
                    reporter: &self.reporter,
                    owns_name: self.owns_name(),
                };
                let mut multipart = Multipart::new(means, cos, state, plan);
                multipart.run(feed, is_resumed).await
            }
        }
    }

    async fn send_cover(&self, cos: &Cos, state: &mut State) -> Result<(), Error> {
        let Some(cover) = &self.cover else {
            return Ok(());
        };
        if state.cover_sent.is_some() {
            return Ok(());
        }
        cover.send(cos, state).await?;
        state.cover_sent = Some(cover.len());
        self.reporter.note(&self.saved, state).await
    }
}

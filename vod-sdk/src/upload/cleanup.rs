//! Parts that nobody needs any more, and keys that are at their end.

use super::Upload;
use super::apply::endpoint;
use super::checkpoint::{Saved, State};
use super::cos::{Cos, Fault, Reaction};
use super::tasks::check_runtime;
use crate::error::Error;

/// Removes what an earlier run has sent.
pub(super) async fn abort(upload: Upload) -> Result<(), Error> {
    let aborted = aborted(upload).await;
    aborted.map_err(|error| error.with_advice("abort again"))
}

async fn aborted(upload: Upload) -> Result<(), Error> {
    check_runtime()?;
    let saved = Saved::in_place(upload.checkpoint);
    let Some(state) = saved.load().await? else {
        return Ok(());
    };
    let endpoint = endpoint(&state.session, upload.cos_endpoint.as_deref())?;
    let cos = Cos::new(upload.client.core(), endpoint, state.session.keys.clone())?;
    if let Some(id) = &state.upload_id {
        match cos.abort(state.key(), id).await {
            Err(fault) if fault.reaction != Reaction::Expired => return Err(fault.into_error()),
            Ok(()) | Err(_) => {}
        }
    }
    saved.remove().await
}

/// Whether the keys of an earlier run are at their end. This process may not know yet that its clock is wrong, so COS is
/// asked before they are given up.
pub(super) async fn is_at_end(cos: &Cos, state: &State) -> bool {
    if let Some(id) = &state.upload_id
        && cos.is_at_end()
    {
        cos.look_for_time(state.key(), id).await;
    }
    cos.is_at_end()
}

/// Removes the parts that COS has. After an error they are still there, and another try may remove them.
pub(super) async fn remove(cos: &Cos, state: &State) -> Result<(), Fault> {
    let Some(id) = &state.upload_id else {
        return Ok(());
    };
    match cos.abort(state.key(), id).await {
        Err(fault) if fault.is_final() || fault.reaction == Reaction::Expired => Ok(()),
        outcome => outcome,
    }
}

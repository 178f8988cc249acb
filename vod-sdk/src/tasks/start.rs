//! Starting a task, once.

use super::look::{Target, of_looks};
use super::lost::{self, Lost};
use super::task::Task;
use crate::action::{ActionInfo, RetryClass, StartsTasks};
use crate::call::{Call, CallFuture, Core, Options, start as call};
use crate::wire::ObjectView;

#[inline]
pub(super) fn start<A: StartsTasks>(action: Call<'_, A>) -> CallFuture<Task<A::Response>> {
    let (core, request, mut options) = action.into_parts();
    let given = Given::of(request);
    let lost = begin(&core, &A::INFO, &given, &mut options);
    let looks = of_looks(options.clone());
    let call = call::<A>(&core, options, request);
    CallFuture::new(async move {
        let (ids, response) = match call.await {
            Ok(response) => (A::task_ids(&response), Some(response)),
            Err(error) => (vec![lost::find(&core, &looks, lost, error).await?], None),
        };
        let mut ids = ids.into_iter().filter(|id| !id.is_empty());
        let id = ids.next().unwrap_or_default();
        let target = Target {
            id,
            sub_app_id: given.sub_app_id,
            options: looks,
            is_new: true,
            core,
        };
        Ok(Task::new(target, ids.collect(), response))
    })
}

/// What a request says of the task.
struct Given {
    sub_app_id: Option<u64>,
    session_id: Option<String>,
}

impl Given {
    #[inline]
    fn of(request: &dyn ObjectView) -> Self {
        let mut given = Self {
            sub_app_id: None,
            session_id: None,
        };
        request.fields(&mut |name, view| match name {
            "SubAppId" => given.sub_app_id = view.number(),
            "SessionId" => {
                let id = view.text().filter(|id| !id.is_empty());
                given.session_id = id.map(str::to_owned);
            }
            _ => {}
        });
        given
    }
}

/// By what the task can be found whose start was lost. A request without a `SessionId` gets one, where the action has
/// any.
#[inline]
fn begin(core: &Core, action: &ActionInfo, given: &Given, options: &mut Options) -> Option<Lost> {
    let sub_app_id = given.sub_app_id;
    if let Some(session_id) = &given.session_id {
        return Some(Lost {
            session_id: session_id.clone(),
            sub_app_id,
            since: None,
        });
    }
    if action.retry != RetryClass::SessionId {
        return None;
    }
    let session_id = core.random_id();
    options.session_id = Some(session_id.clone());
    Some(Lost {
        session_id,
        sub_app_id,
        since: Some(core.service_time()),
    })
}

//! The list of the account's tasks, newest first.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use serde_json::Value;

use crate::action::Action;
use crate::call::{Core, Options, start_untyped};
use crate::error::Error;
use crate::generated::v2018_07_17::{DescribeTasksRequest, SortBy, SortOrder, TimeRange};

/// How far the service's clock may be from what is known of it here.
const LEEWAY: Duration = Duration::from_secs(300);
/// The largest page that the service gives.
const PAGE_SIZE: u64 = 100;

/// Goes through the list of tasks.
pub(super) struct Listed<'a> {
    core: &'a Arc<Core>,
    options: &'a Options,
    request: DescribeTasksRequest,
    is_over: bool,
}

impl<'a> Listed<'a> {
    /// The list of the tasks that were created since a time, if that is known.
    #[inline]
    pub(super) fn new(
        core: &'a Arc<Core>,
        options: &'a Options,
        sub_app_id: Option<u64>,
        since: Option<SystemTime>,
    ) -> Self {
        let mut request = DescribeTasksRequest::new()
            .sort(SortBy::new("CreateTime", SortOrder::Desc))
            .limit(PAGE_SIZE);
        request.sub_app_id = sub_app_id;
        if let Some(since) = since {
            request = request.create_time(TimeRange::new().after(since - LEEWAY));
        }
        Self {
            core,
            options,
            request,
            is_over: false,
        }
    }

    /// The next page of tasks in brief; `None` after the last one.
    #[inline]
    pub(super) async fn next(&mut self) -> Result<Option<Vec<Value>>, Error> {
        if self.is_over {
            return Ok(None);
        }
        let info = &DescribeTasksRequest::INFO;
        let call = start_untyped(self.core, info, self.options.clone(), &self.request);
        let mut page = call.await?;
        match page["ScrollToken"].as_str() {
            Some(next)
                if !next.is_empty() && self.request.scroll_token.as_deref() != Some(next) =>
            {
                self.request.scroll_token = Some(next.to_owned());
            }
            _ => self.is_over = true,
        }
        match page["TaskSet"].take() {
            Value::Array(tasks) => Ok(Some(tasks)),
            _ => Ok(Some(Vec::new())),
        }
    }
}

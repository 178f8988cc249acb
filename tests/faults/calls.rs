//! Calls of every retry class, made by a client like any other.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use tokio::time::Instant;
use vod_sdk::hooks::{Hook, PreparedAttempt};
use vod_sdk::time::TimeSource;
use vod_sdk::v2018_07_17::{
    CreateClassRequest, CreateVodDomainRequest, DescribeMediaInfosRequest, ExecuteFunctionRequest,
    ModifyRoundPlayRequest,
};
use vod_sdk::{Client, Credential, Error, RetryPolicy};

use crate::journal::{ATTEMPT, MIDNIGHT};
use crate::server::FaultServer;
use crate::signature::{SECRET_ID, SECRET_KEY};

pub(crate) const MAX_ATTEMPTS: u32 = 3;

/// The retry class of a call, and where it depends on the `SessionId` or a name, what that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Read,
    Idempotent,
    SessionId,
    AutoSessionId,
    NoSessionId,
    /// Creates what has a name that is there only once; the service refuses a second one.
    Keyed,
    Never,
}

impl Kind {
    pub(crate) const ALL: [Self; 7] = [
        Self::Read,
        Self::Idempotent,
        Self::SessionId,
        Self::AutoSessionId,
        Self::NoSessionId,
        Self::Keyed,
        Self::Never,
    ];

    /// Whether a second execution does no harm.
    pub(crate) fn may_be_executed_twice(self) -> bool {
        matches!(self, Self::Read | Self::Idempotent)
    }

    /// Whether the service knows a second execution, and refuses it.
    pub(crate) fn is_recognized(self) -> bool {
        matches!(self, Self::SessionId | Self::AutoSessionId | Self::Keyed)
    }

    /// Whether the client repeats it after a lost answer.
    pub(crate) fn is_safe_to_repeat(self) -> bool {
        self.may_be_executed_twice() || self.is_recognized()
    }
}

/// What became of a call.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) id: String,
    pub(crate) kind: Kind,
    /// The `RequestId` of the answer.
    pub(crate) result: Result<String, Error>,
    pub(crate) elapsed: Duration,
}

/// A client that generates SessionIds, and one that does not.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    plain: Client,
    auto: Client,
}

impl Caller {
    pub(crate) fn new(server: &FaultServer, call_timeout: Duration, policy: RetryPolicy) -> Self {
        let builder = Client::builder()
            .credential(Credential::new(SECRET_ID, SECRET_KEY))
            .endpoint(&server.endpoint)
            .attempt_timeout(server.attempt_timeout)
            .timeout(call_timeout)
            .without_rate_limit()
            .retry(policy.max_pause(Duration::from_millis(100)))
            .hook(NumberAttempts)
            .time_source(Ticking::default());
        Self {
            plain: builder.clone().build().unwrap(),
            auto: builder.auto_session_id().build().unwrap(),
        }
    }

    /// Makes a call. `padding` makes the request larger by so many bytes, where it can be.
    pub(crate) async fn call(&self, id: String, kind: Kind, padding: usize) -> Outcome {
        let started = Instant::now();
        let result = self.answer(&id, kind, padding).await;
        Outcome {
            id,
            kind,
            result,
            elapsed: started.elapsed(),
        }
    }

    async fn answer(&self, id: &str, kind: Kind, padding: usize) -> Result<String, Error> {
        let plain = &self.plain;
        let function = ExecuteFunctionRequest::new("Work", format!("{id} {}", " ".repeat(padding)));
        match kind {
            Kind::Read => {
                let request = DescribeMediaInfosRequest::new([id]);
                Ok(plain.describe_media_infos(&request).await?.request_id)
            }
            Kind::Idempotent => {
                let request = ModifyRoundPlayRequest::new(id).name("New name");
                Ok(plain.modify_round_play(&request).await?.request_id)
            }
            Kind::SessionId => {
                let function = function.session_id(id);
                Ok(plain.execute_function(&function).await?.request_id)
            }
            Kind::AutoSessionId => Ok(self.auto.execute_function(&function).await?.request_id),
            Kind::NoSessionId => Ok(plain.execute_function(&function).await?.request_id),
            Kind::Keyed => {
                let request = CreateClassRequest::new(-1, id);
                Ok(plain.create_class(&request).await?.request_id)
            }
            Kind::Never => {
                let request = CreateVodDomainRequest::new(id);
                Ok(plain.create_vod_domain(&request).await?.request_id)
            }
        }
    }
}

/// Tells the server which attempt it sees.
#[derive(Debug)]
struct NumberAttempts;

impl Hook for NumberAttempts {
    fn before_send(&self, attempt: &mut PreparedAttempt<'_>) {
        attempt.add_header(ATTEMPT, attempt.number().to_string());
    }
}

/// A clock that is never read at the same second twice, and that passes midnight: two attempts with the
/// same time or signature have not been signed each for itself.
#[derive(Clone, Debug, Default)]
struct Ticking(Arc<AtomicU64>);

impl TimeSource for Ticking {
    fn now(&self) -> SystemTime {
        let tick = self.0.fetch_add(1, Ordering::Relaxed);
        SystemTime::UNIX_EPOCH + Duration::from_secs(MIDNIGHT - 4_000 + tick)
    }
}

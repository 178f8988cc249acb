//! The client, as its users see it.

use std::sync::Arc;

use serde_json::Value;

use crate::action::{Action, ServiceInfo};
use crate::builder::Config;
use crate::call::{Call, Outgoing, Reply};
use crate::clock::Clock;
use crate::credentials::{CredentialCache, CredentialProvider};
use crate::endpoints::Endpoints;
use crate::error::Error;
use crate::headers::Template;
use crate::in_flight::InFlight;
use crate::pace::Pace;
use crate::per_process::PerProcess;
use crate::retry::Budget;
use crate::runtime::Runtimes;
use crate::transport::Transport;

/// Calls the actions of VOD, of all versions of the API.
///
/// Cheap to clone. The clones share their connections, credential, clock, request rates, places in flight and
/// retry budget.
/// Calls need a tokio runtime with time and I/O enabled, any and as many as there are, or the feature `blocking`.
///
/// ```no_run
/// use vod_sdk::v2018_07_17::ExecuteFunctionRequest;
/// use vod_sdk::Client;
///
/// # async fn example() -> Result<(), vod_sdk::Error> {
/// let client = Client::from_env()?;
/// let request = ExecuteFunctionRequest::new("ExampleFunc", "{}");
/// let response = client.execute_function(&request).await?;
/// println!("{:?} {}", response.result, response.request_id);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Client {
    pub(crate) inner: Arc<Inner>,
}

/// What the clones of a client share.
#[derive(Debug)]
pub(crate) struct Inner {
    pub(crate) service: &'static ServiceInfo,
    pub(crate) config: Config,
    pub(crate) endpoints: Endpoints,
    /// One for each endpoint.
    pub(crate) templates: Vec<Template>,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) provider: Arc<dyn CredentialProvider>,
    /// One for each endpoint.
    pub(crate) clocks: Vec<Clock>,
    pub(crate) budget: Budget,
    pub(crate) queues: PerProcess<Queues>,
}

/// What the calls of a process wait for, each of which another call may hold.
#[derive(Debug)]
pub(crate) struct Queues {
    pub(crate) runtimes: Runtimes,
    pub(crate) credentials: CredentialCache,
    pub(crate) pace: Pace,
    pub(crate) in_flight: InFlight,
}

impl Queues {
    pub(crate) fn new(provider: &Arc<dyn CredentialProvider>, max_in_flight: usize) -> Self {
        Self {
            runtimes: Runtimes::default(),
            credentials: CredentialCache::new(Arc::clone(provider)),
            pace: Pace::default(),
            in_flight: InFlight::new(max_in_flight),
        }
    }
}

impl Inner {
    /// Those of this process.
    pub(crate) fn queues(&self) -> &Queues {
        self.queues
            .get(|| Queues::new(&self.provider, self.config.max_in_flight))
    }
}

impl Client {
    /// Calls the action of a typed request: what the method named as the action does.
    ///
    /// # Errors
    ///
    /// Those of a [`Call`], when it is awaited.
    #[inline]
    pub fn send<'a, A: Action>(&'a self, request: &'a A) -> Call<'a, A> {
        Call::new(self, (A::INFO.name, A::INFO.version), request)
    }

    /// Calls any action with untyped parameters, also one that this version of the SDK does not know.
    ///
    /// The answer is the response's JSON without its envelope.
    ///
    /// ```no_run
    /// use serde_json::json;
    ///
    /// # async fn example(client: vod_sdk::Client) -> Result<(), vod_sdk::Error> {
    /// let parameters = json!({ "FileIds": ["387702299"] });
    /// let response = client.call("DescribeMediaInfos", "2018-07-17", &parameters).await?;
    /// println!("{}", response["MediaInfoSet"][0]["BasicInfo"]["Name"]);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Those of a [`Call`], when it is awaited. An action that the service does not know, a version that has no such
    /// action and wrong parameters are [`ErrorKind::Service`](crate::ErrorKind::Service).
    pub fn call<'a>(
        &'a self,
        action: &'a str,
        version: &'a str,
        parameters: &'a Value,
    ) -> Call<'a, Value> {
        Call::new(self, (action, version), parameters)
    }

    /// Makes a call and reads its answer into `reply`.
    pub(crate) async fn run(
        &self,
        call: &Outgoing<'_>,
        reply: &mut dyn Reply,
    ) -> Result<(), Error> {
        self.inner.execute(call, reply).await
    }
}

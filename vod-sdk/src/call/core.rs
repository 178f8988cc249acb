//! State shared by the clones of a client, and by all clients of a process.

use std::future::ready;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::in_flight::InFlight;
use super::rate_limit::RateLimiter;
use super::request::headers::Template;
use crate::action::ServiceInfo;
use crate::config::Config;
use crate::credential::{CredentialCache, CredentialProvider};
use crate::endpoint::Endpoints;
use crate::error::Error;
use crate::retry::Budget;
use crate::runtime::{PerProcess, Runtimes, current};
#[cfg(feature = "upload")]
use crate::time::TimeSource;
use crate::time::{A_CENTURY, ClockSkew, Sleep, shifted};
use crate::transport::Transport;
#[cfg(feature = "upload")]
use crate::transport::{Elsewhere, HttpOptions};

/// Everything that a call needs besides its request.
#[derive(Debug)]
pub(crate) struct Core {
    pub(super) service: &'static ServiceInfo,
    pub(super) config: Config,
    pub(super) endpoints: Endpoints,
    /// One for each endpoint.
    pub(super) templates: Vec<Template>,
    /// One for each endpoint.
    pub(super) clocks: Vec<ClockSkew>,
    pub(super) transport: Arc<dyn Transport>,
    /// The way to the servers that media is uploaded to.
    #[cfg(feature = "upload")]
    pub(crate) elsewhere: Elsewhere,
    pub(super) budget: Budget,
    provider: Arc<dyn CredentialProvider>,
    queues: PerProcess<Queues>,
}

/// Limiters that calls wait for. A forked process has its own, because the parent's calls hold parts of these.
#[derive(Debug)]
pub(super) struct Queues {
    pub(super) runtimes: Runtimes,
    pub(super) credentials: CredentialCache,
    pub(super) rates: RateLimiter,
    pub(super) in_flight: InFlight,
}

impl Core {
    /// The client's own value for a parameter of many actions.
    #[cfg(feature = "upload")]
    pub(crate) fn client_parameter(&self, name: &str) -> Option<u64> {
        self.config.client_parameters.get(name)
    }

    /// # Errors
    ///
    /// [`ErrorKind::Config`](crate::error::ErrorKind::Config) if a header cannot have a configured value.
    pub(crate) fn new(
        service: &'static ServiceInfo,
        config: Config,
        endpoints: Endpoints,
        transport: Arc<dyn Transport>,
        provider: Arc<dyn CredentialProvider>,
    ) -> Result<Self, Error> {
        let templates = endpoints.all().iter();
        let templates = templates.map(|endpoint| Template::new(endpoint, &config));
        Ok(Self {
            service,
            templates: templates.collect::<Result<_, Error>>()?,
            clocks: endpoints
                .all()
                .iter()
                .map(|_| ClockSkew::default())
                .collect(),
            endpoints,
            #[cfg(feature = "upload")]
            elsewhere: Elsewhere::by(&transport),
            transport,
            budget: Budget::new(config.retry.budget),
            queues: PerProcess::new(Queues::new(&provider, config.max_in_flight)),
            provider,
            config,
        })
    }

    /// Reaches other servers by HTTP with these options, as it does the API.
    #[cfg(feature = "upload")]
    pub(crate) fn reaching_others_by(mut self, options: &HttpOptions) -> Self {
        self.elsewhere = Elsewhere::by_http(options);
        self
    }

    /// The queues of this process.
    pub(super) fn queues(&self) -> &Queues {
        self.queues
            .get(|| Queues::new(&self.provider, self.config.max_in_flight))
    }

    /// An id that no other call has: 32 hexadecimal digits.
    pub(crate) fn random_id(&self) -> String {
        let source = &self.config.time_source;
        format!("{:016x}{:016x}", source.random(), source.random())
    }

    /// The time for a whole call, unless it has its own.
    pub(crate) fn timeout(&self) -> Duration {
        self.config.timeout
    }

    /// The time for one exchange, unless a call has its own.
    pub(crate) fn attempt_timeout(&self) -> Duration {
        self.config.attempt_timeout
    }

    /// A pause before a call, as the client's source of time makes it. Where the call cannot be made, there may be no timer
    /// either, and it says so at once.
    pub(crate) fn sleep(&self, duration: Duration) -> Sleep {
        match current() {
            Ok(_) => self.config.time_source.sleep(duration),
            Err(_) => Sleep::new(ready(())),
        }
    }

    /// A duration that is longer or shorter by up to a fifth, so that what began together does not stay together.
    pub(crate) fn jittered(&self, duration: Duration) -> Duration {
        let share = (self.config.time_source.random() >> 11) as f64 / (1_u64 << 53) as f64;
        duration.min(A_CENTURY).mul_f64(0.8 + 0.4 * share)
    }

    /// The clock, pauses and randomness of this client.
    #[cfg(feature = "upload")]
    pub(crate) fn time_source(&self) -> &Arc<dyn TimeSource> {
        &self.config.time_source
    }

    /// The best estimate of the service's time: the skew of the first endpoint that has one, in the order of
    /// preference.
    pub(crate) fn service_time(&self) -> SystemTime {
        let mut offsets = self.clocks.iter().map(ClockSkew::offset);
        let offset = offsets.find(|offset| *offset != 0).unwrap_or(0);
        shifted(self.config.time_source.now(), offset)
    }
}

impl Queues {
    fn new(provider: &Arc<dyn CredentialProvider>, max_in_flight: usize) -> Self {
        Self {
            runtimes: Runtimes::default(),
            credentials: CredentialCache::new(Arc::clone(provider)),
            rates: RateLimiter::default(),
            in_flight: InFlight::new(max_in_flight),
        }
    }
}

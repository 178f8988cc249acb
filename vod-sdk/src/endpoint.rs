//! Where requests are sent: addresses, the service's own sites, and failover between endpoints.

mod address;
mod breaker;
mod config;
mod failover;
mod policy;
mod window;

pub(crate) use self::address::{Endpoint, shown};
pub use self::config::Site;
pub(crate) use self::config::{EndpointOptions, check_region};
pub(crate) use self::failover::{Endpoints, Lease};
pub use self::policy::BreakerPolicy;

//! End-to-end, fault and vector tests of the packages together, in one binary so that they link once.

mod architecture;
mod attacks;
mod calls;
mod cancellation;
mod client_parameters;
mod clock;
mod conditions;
mod credentials;
mod endpoints;
mod errors;
mod fake;
mod fixtures;
mod hooks;
mod log;
mod mock_server;
mod properties;
mod reports;
mod retries;
mod secrets;
mod signing;
mod steady;
mod support;
mod transport;
mod untyped;
mod values;
mod wire;

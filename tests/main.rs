//! End-to-end, fault and vector tests of the packages together, in one binary so that they link once.

mod calls;
mod errors;
mod fixtures;
mod mock_server;
mod secrets;
mod signing;
mod support;
mod wire;

//! The mock server, spoken to in plain HTTP and with signatures that the SDK has no part in.

mod accepted;
mod draft;
mod events;
mod library;
mod refused;
mod scripted;
mod sessions;
mod transport;

//! The way to the server and back: connections, TLS, proxies, compression, blocking calls.

mod blocking;
mod compressed;
mod failures;
mod idle;
mod peer;
mod pki;
mod proxies;
mod tls;

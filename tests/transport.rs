//! The way to the server and back: connections, TLS, proxies, compression, blocking calls.

mod blocking;
mod compressed;
mod credentials;
mod failures;
mod idle;
pub(crate) mod peer;
pub(crate) mod pki;
mod proxies;
mod tls;

use vod_sdk::ClientBuilder;

type Choice = fn(ClientBuilder) -> ClientBuilder;

/// The TLS libraries: rustls, and with the feature `native-tls` the operating system's, whose headers not
/// every machine has.
const LIBRARIES: &[(&str, Choice)] = &[
    ("rustls", |builder| builder),
    #[cfg(feature = "native-tls")]
    ("native", ClientBuilder::native_tls),
];

//! The options of the network: timeouts, proxies and certificates.

use std::time::Duration;

use super::ClientBuilder;
use crate::transport::ProxyChoice;

/// Options of the HTTP client, which a client with its own [`transport`](Self::transport) does not use.
impl ClientBuilder {
    /// Limits the time to connect, including TLS and a proxy. Default: 5 seconds.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.http.connect_timeout = timeout;
        self
    }

    /// Sends all requests through a proxy: `http://`, `https://`, `socks5://` or `socks4://` (names are
    /// resolved here), `socks5h://` or `socks4a://` (names are resolved by the proxy), with `user:password@` if
    /// it asks for that; without a scheme, `http://` is meant. An `http://` or `https://` proxy carries https as
    /// a tunnel, which it cannot look into. Without a port it is that of the scheme, 80 or 443, and 1080 for SOCKS.
    /// What separates the parts of a URL is written as `%40` (`@`), `%2F` (`/`), `%3F` (`?`) or `%23` (`#`) in a
    /// user or a password. This machine's own addresses are never reached through a proxy.
    ///
    /// With this option the environment is not read, which is the default:
    ///
    /// - `https_proxy` is for https endpoints, `http_proxy` for plain http ones, `all_proxy` for those that have
    ///   none. The names may be in upper case; where both are set, those in lower case hold, as in curl and
    ///   Python. A variable of nothing but white space is not set. In a CGI script, `HTTP_PROXY` is not read.
    /// - `no_proxy` has the hosts that are reached directly, with commas or white space between: domains with all
    ///   that is below them (`example.com`, `.example.com` and `*.example.com` are the same), addresses
    ///   (`192.0.2.7`, `2001:db8::1`, in brackets or not) and networks (`10.0.0.0/8`). A port limits a domain or
    ///   an address to itself (`example.com:8443`). `*` alone matches all hosts.
    ///
    /// What curl or Python's requests reads as a host or a network means the same here. What neither of them would
    /// heed, or one of them by chance, such as URLs, quotes, semicolons, `*` in another place and parts of addresses,
    /// is refused when the client is built if it may have been meant for the endpoint.
    ///
    /// The URL is a secret: it is neither in the `Debug` output nor in errors.
    pub fn proxy(mut self, url: impl Into<String>) -> Self {
        self.http.proxy = ProxyChoice::Url(url.into());
        self
    }

    /// Sends all requests directly, even if the environment names a proxy.
    pub fn without_proxy(mut self) -> Self {
        self.http.proxy = ProxyChoice::None;
        self
    }

    /// Trusts servers with certificates of another authority, in PEM form, in addition to those that
    /// the platform trusts. Can be given several times, and hold several certificates.
    #[cfg(any(feature = "rustls-no-provider", feature = "native-tls"))]
    pub fn root_certificate(mut self, pem: impl AsRef<[u8]>) -> Self {
        self.http.tls.roots.push(pem.as_ref().to_vec());
        self
    }

    /// Trusts only the authorities of [`root_certificate`](Self::root_certificate).
    #[cfg(any(feature = "rustls-no-provider", feature = "native-tls"))]
    pub fn without_platform_certificates(mut self) -> Self {
        self.http.tls.is_without_platform = true;
        self
    }

    /// Presents a client certificate to servers that require one: the certificate with the chain that leads to
    /// its authority, and its private key, each in PEM form. `native-tls` takes PKCS #8 keys only.
    #[cfg(any(feature = "rustls-no-provider", feature = "native-tls"))]
    pub fn client_certificate(
        mut self,
        certificate_pem: impl AsRef<[u8]>,
        key_pem: impl AsRef<[u8]>,
    ) -> Self {
        let identity = (certificate_pem.as_ref().to_vec(), key_pem.as_ref().to_vec());
        self.http.tls.identity = Some(identity);
        self
    }

    /// Uses the operating system's TLS library, even if the feature `rustls` is enabled.
    #[cfg(feature = "native-tls")]
    pub fn native_tls(mut self) -> Self {
        self.http.tls.is_native = true;
        self
    }
}

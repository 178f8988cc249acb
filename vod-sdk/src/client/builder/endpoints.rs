//! The options of the endpoints.

use super::ClientBuilder;
use crate::endpoint::{BreakerPolicy, Site};

impl ClientBuilder {
    /// Where to send requests: `https://host[:port][/path]`. Default is the service's own
    /// [nearest](Site::Nearest) endpoint.
    ///
    /// The host, port and path are signed as they are sent, so a gateway in between must not change
    /// them, unless [`signed_host`](Self::signed_host) says to what. `http://` is accepted for this machine's own addresses only, see
    /// [`allow_plain_http`](Self::allow_plain_http).
    pub fn endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.endpoints.endpoint = Some(endpoint.into());
        self
    }

    /// Which of the service's own endpoints to use, in place of an [`endpoint`](Self::endpoint) by
    /// name; setting both is an error. Default [`Site::Nearest`], but for regions of the finance zone
    /// (`ap-shanghai-fsi`), which can be reached only at their own, [`Site::Regional`].
    ///
    /// ```
    /// use vod_sdk::{Client, Credential, Site};
    ///
    /// # fn main() -> Result<(), vod_sdk::Error> {
    /// let client = Client::builder()
    ///     .credential(Credential::new("AKIDEXAMPLE", "the-secret-key"))
    ///     .site(Site::Internal)
    ///     .build()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn site(mut self, site: Site) -> Self {
        self.endpoints.site = Some(site);
        self
    }

    /// Adds an endpoint to use while those before it fail: written as for
    /// [`endpoint`](Self::endpoint), and with the same demands. Default is none; with its backups, a
    /// client has at most 31 endpoints, each only once.
    ///
    /// Every attempt goes to the first endpoint that is not being [left alone](BreakerPolicy) and has
    /// not failed the same call, and is signed for that endpoint. Traffic returns to an earlier endpoint
    /// as soon as an attempt there succeeds. What may be repeated at all is no different for another
    /// endpoint, so all of them must lead to the same service, where a `SessionId` is known that was
    /// sent to any of them.
    ///
    /// ```
    /// use vod_sdk::{Client, Credential};
    ///
    /// # fn main() -> Result<(), vod_sdk::Error> {
    /// let client = Client::builder()
    ///     .credential(Credential::new("AKIDEXAMPLE", "the-secret-key"))
    ///     .backup_endpoint("vod.ap-guangzhou.tencentcloudapi.com")
    ///     .backup_endpoint("vod.ap-shanghai.tencentcloudapi.com")
    ///     .build()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn backup_endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.endpoints.backups.push(endpoint.into());
        self
    }

    /// Signs requests for another host than the endpoint's, `host[:port]`: for a gateway that has an address of
    /// its own and restores the service's `Host` before it passes a request on. The service checks the signature
    /// against the host that it sees, and responds with `AuthFailure.SignatureFailure` if that is not the one that was
    /// signed. Default is the endpoint's own host. The official Python SDK has `apigw_endpoint` for this.
    ///
    /// Only what is signed changes. The connection, the name in its TLS handshake, the certificate that is
    /// expected and the `Host` header that is sent stay the endpoint's. It holds for all endpoints of the
    /// client, so each of its backups must be such a gateway, or this host itself.
    ///
    /// The service has one path, `/`, which is signed as well, whatever path the gateway has in front. Where a
    /// gateway passes a path on, name it behind the host: `vod.tencentcloudapi.com/gate`.
    ///
    /// ```
    /// use vod_sdk::{Client, Credential};
    ///
    /// # fn main() -> Result<(), vod_sdk::Error> {
    /// let client = Client::builder()
    ///     .credential(Credential::new("AKIDEXAMPLE", "the-secret-key"))
    ///     .endpoint("https://gateway.example:8443/tencent/vod")
    ///     .signed_host("vod.tencentcloudapi.com")
    ///     .build()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn signed_host(mut self, host: impl Into<String>) -> Self {
        self.endpoints.signed_host = Some(host.into());
        self
    }

    /// Sets when a failing endpoint is not used; without [backups](Self::backup_endpoint), it always is.
    /// Default: after five failures in a row or 75 percent within a minute, for a minute.
    pub fn breaker(mut self, policy: BreakerPolicy) -> Self {
        self.endpoints.breaker = policy;
        self
    }

    /// Accepts `http://` endpoints on other machines: everyone on the way can read the requests and
    /// responses, and change the responses.
    pub fn allow_plain_http(mut self) -> Self {
        self.endpoints.allow_plain_http = true;
        self
    }
}

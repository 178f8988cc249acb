//! Where a client sends its requests.

use std::fmt;

use super::ClientBuilder;
use crate::endpoint::{Endpoint, shown};
use crate::endpoints::{BreakerPolicy, Endpoints, MAX_ENDPOINTS};
use crate::error::{Error, ErrorKind};

/// Which of the service's own endpoints to use; see [`ClientBuilder::site`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Site {
    /// The one that is nearest by the network: `vod.tencentcloudapi.com`.
    #[default]
    Nearest,
    /// That of the client's [region](ClientBuilder::region), which must be set:
    /// `vod.ap-guangzhou.tencentcloudapi.com`.
    Regional,
    /// The one inside Tencent Cloud's own network, for programs that run there:
    /// `vod.internal.tencentcloudapi.com`.
    Internal,
    /// That of the international site: `vod.intl.tencentcloudapi.com`.
    International,
}

/// The settings as they are given.
#[derive(Clone, Default)]
pub(super) struct EndpointOptions {
    endpoint: Option<String>,
    site: Option<Site>,
    backups: Vec<String>,
    signed_host: Option<String>,
    allow_plain_http: bool,
    breaker: BreakerPolicy,
}

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
    /// against the host that it sees, and answers `AuthFailure.SignatureFailure` if that is not the one that was
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

    /// When an endpoint is left alone; without [backups](Self::backup_endpoint), none ever is.
    /// Default: after five failures in a row or 75 percent within a minute, for a minute.
    pub fn breaker(mut self, policy: BreakerPolicy) -> Self {
        self.endpoints.breaker = policy;
        self
    }

    /// Accepts `http://` endpoints on other machines: everyone on the way can read the requests and
    /// answers, and change the answers.
    pub fn allow_plain_http(mut self) -> Self {
        self.endpoints.allow_plain_http = true;
        self
    }
}

impl EndpointOptions {
    pub(super) fn build(self, own_host: &str, region: Option<&str>) -> Result<Endpoints, Error> {
        self.breaker.check()?;
        let mut all = vec![self.preferred(own_host, region)?];
        for backup in &self.backups {
            let backup = Endpoint::parse(backup, self.allow_plain_http)?;
            if all.iter().any(|known| known.url() == backup.url()) {
                let message = format!("the endpoint {:?} is given twice", backup.url());
                return Err(Error::new(ErrorKind::Config, message));
            }
            all.push(backup);
        }
        if all.len() > MAX_ENDPOINTS {
            let message = format!(
                "there are {} endpoints, and at most {MAX_ENDPOINTS} can be used",
                all.len(),
            );
            return Err(Error::new(ErrorKind::Config, message));
        }
        if let Some(host) = &self.signed_host {
            let signed = all.into_iter().map(|endpoint| endpoint.signed_for(host));
            all = signed.collect::<Result<_, _>>()?;
        }
        Ok(Endpoints::new(all, self.breaker))
    }

    fn preferred(&self, own_host: &str, region: Option<&str>) -> Result<Endpoint, Error> {
        if let Some(region) = region {
            check_region(region)?;
        }
        match (&self.endpoint, self.site) {
            (Some(_), Some(site)) => {
                let message = format!(
                    "an endpoint and the site {site:?} are set, and only one of them can be used: \
                     remove ClientBuilder::endpoint or ClientBuilder::site"
                );
                Err(Error::new(ErrorKind::Config, message))
            }
            (Some(endpoint), None) => Endpoint::parse(endpoint, self.allow_plain_http),
            (None, site) => {
                let site = site.unwrap_or_else(|| usual_site(region));
                Endpoint::parse(&host(own_host, site, region)?, false)
            }
        }
    }
}

/// What an endpoint is not accepted with is not shown either.
impl fmt::Debug for EndpointOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let backups: Vec<&str> = self.backups.iter().map(|backup| shown(backup)).collect();
        f.debug_struct("EndpointOptions")
            .field("endpoint", &self.endpoint.as_deref().map(shown))
            .field("site", &self.site)
            .field("backups", &backups)
            .field("signed_host", &self.signed_host.as_deref().map(shown))
            .field("allow_plain_http", &self.allow_plain_http)
            .field("breaker", &self.breaker)
            .finish()
    }
}

/// The finance zone is not connected to the service's other endpoints.
fn usual_site(region: Option<&str>) -> Site {
    let is_finance = |region: &str| region.to_ascii_lowercase().ends_with("-fsi");
    match region.is_some_and(is_finance) {
        true => Site::Regional,
        false => Site::Nearest,
    }
}

/// The host of a site, from the service's own host: a label after the service's name.
fn host(own_host: &str, site: Site, region: Option<&str>) -> Result<String, Error> {
    let label = match (site, region) {
        (Site::Nearest, _) => return Ok(own_host.to_owned()),
        (Site::Internal, _) => "internal",
        (Site::International, _) => "intl",
        (Site::Regional, Some(region)) => region,
        (Site::Regional, None) => {
            let message = "the regional endpoint needs a region: set ClientBuilder::region";
            return Err(Error::new(ErrorKind::Config, message));
        }
    };
    let (service, domain) = own_host.split_once('.').ok_or_else(|| {
        let message = format!("the service's host {own_host} has no place for the site {site:?}");
        Error::new(ErrorKind::Config, message)
    })?;
    Ok(format!("{service}.{label}.{domain}"))
}

/// A region becomes a part of a host's name.
pub(crate) fn check_region(region: &str) -> Result<(), Error> {
    let is_label = (1..=63).contains(&region.len())
        && region
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && !region.starts_with('-')
        && !region.ends_with('-');
    if is_label {
        return Ok(());
    }
    let message = format!(
        "the region {region:?} cannot be one: up to 63 letters, digits and inner hyphens name a \
         region, as in ap-guangzhou"
    );
    Err(Error::new(ErrorKind::Config, message))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_is_a_label_in_the_services_own_host() {
        const OWN: &str = "vod.tencentcloudapi.com";
        for (site, region, expected) in [
            (Site::Nearest, None, "vod.tencentcloudapi.com"),
            (
                Site::Nearest,
                Some("ap-guangzhou"),
                "vod.tencentcloudapi.com",
            ),
            (Site::Internal, None, "vod.internal.tencentcloudapi.com"),
            (Site::International, None, "vod.intl.tencentcloudapi.com"),
            (
                Site::Regional,
                Some("ap-guangzhou"),
                "vod.ap-guangzhou.tencentcloudapi.com",
            ),
        ] {
            assert_eq!(host(OWN, site, region).unwrap(), expected);
        }
        let other = host("kiosk.example.com:8443", Site::Internal, None);
        assert_eq!(other.unwrap(), "kiosk.internal.example.com:8443");
        assert!(host("localhost", Site::Internal, None).is_err());
        assert!(host(OWN, Site::Regional, None).is_err());
    }
}

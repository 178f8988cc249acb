//! Which endpoints a client is configured with.

use std::fmt;

use super::address::{Endpoint, shown};
use super::failover::{Endpoints, MAX_ENDPOINTS};
use super::policy::BreakerPolicy;
use crate::error::{Error, ErrorKind};

/// Which of the service's own endpoints to use; see [`ClientBuilder::site`](crate::ClientBuilder::site).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Site {
    /// The one that is nearest by the network: `vod.tencentcloudapi.com`.
    #[default]
    Nearest,
    /// That of the client's [region](crate::ClientBuilder::region), which must be set:
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
pub(crate) struct EndpointOptions {
    pub(crate) endpoint: Option<String>,
    pub(crate) site: Option<Site>,
    pub(crate) backups: Vec<String>,
    pub(crate) signed_host: Option<String>,
    pub(crate) allow_plain_http: bool,
    pub(crate) breaker: BreakerPolicy,
}

impl EndpointOptions {
    pub(crate) fn build(self, own_host: &str, region: Option<&str>) -> Result<Endpoints, Error> {
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

/// Shows no user, password or query of an address, with which it would not be accepted.
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

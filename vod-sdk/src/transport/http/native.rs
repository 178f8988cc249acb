//! TLS by the operating system's library.

use reqwest::{Certificate, Identity};

use super::certificates::{NO_CERTIFICATE, Need, refusal};
use super::options::TlsOptions;
use crate::error::Error;

/// The library's configuration.
#[derive(Clone)]
pub(super) struct Native {
    roots: Vec<Certificate>,
    is_without_platform: bool,
    identity: Option<Identity>,
}

impl Native {
    pub(super) fn new(options: &TlsOptions, need: Need) -> Result<Self, Error> {
        Ok(Self {
            roots: roots(options)?,
            is_without_platform: options.is_without_platform || need == Need::Nothing,
            identity: identity(options)?,
        })
    }

    pub(super) fn apply(&self, client: reqwest::ClientBuilder) -> reqwest::ClientBuilder {
        let client = client.tls_backend_native();
        let roots = self.roots.clone();
        let client = match self.is_without_platform {
            true => client.tls_certs_only(roots),
            false => client.tls_certs_merge(roots),
        };
        match &self.identity {
            Some(identity) => client.identity(identity.clone()),
            None => client,
        }
    }
}

fn roots(options: &TlsOptions) -> Result<Vec<Certificate>, Error> {
    let mut roots = Vec::new();
    for pem in &options.roots {
        match Certificate::from_pem_bundle(pem) {
            Ok(certificates) if !certificates.is_empty() => roots.extend(certificates),
            _ => return Err(refusal("root_certificate", NO_CERTIFICATE)),
        }
    }
    Ok(roots)
}

fn identity(options: &TlsOptions) -> Result<Option<Identity>, Error> {
    let Some((chain, key)) = &options.identity else {
        return Ok(None);
    };
    // The library's own words are left out: some repeat what they were given.
    let identity = Identity::from_pkcs8_pem(chain, key).map_err(|_| {
        let why = "they are no certificates with a PKCS #8 key of theirs in PEM form; \
                   `openssl pkcs8 -topk8 -nocrypt` converts a key";
        refusal("client_certificate", why)
    })?;
    Ok(Some(identity))
}

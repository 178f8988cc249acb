//! TLS by rustls.

use std::sync::Arc;

pub(super) use rustls::ClientConfig;
use rustls::client::WantsClientCert;
use rustls::crypto::CryptoProvider;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ConfigBuilder, RootCertStore};
use rustls_platform_verifier::Verifier;

use super::certificates::{NO_CERTIFICATE, Need, refusal};
use super::options::TlsOptions;
use crate::error::{Error, ErrorKind};

const OTHER_KEYS: &str = "ring signs with RSA, P-256, P-384 and Ed25519 keys, and the feature `native-tls` with \
     ClientBuilder::native_tls with others";

/// Configures TLS. Whatever depends on features that other crates may have switched on is set here.
pub(super) fn config(options: &TlsOptions, need: Need) -> Result<ClientConfig, Error> {
    let config = with_roots(provider()?, options, need)?;
    let mut config = match &options.identity {
        None => config.with_no_client_auth(),
        Some((chain, key)) => with_identity(config, chain, key)?,
    };
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    // Without this, the features `brotli` and `zlib` of rustls would offer compressed certificates.
    config.cert_decompressors = Vec::new();
    config.cert_compressors = Vec::new();
    Ok(config)
}

/// The cryptography is named, so that neither what the program has installed for its process nor what
/// other crates have compiled in matters.
#[cfg(feature = "rustls")]
fn provider() -> Result<Arc<CryptoProvider>, Error> {
    Ok(Arc::new(rustls::crypto::ring::default_provider()))
}

#[cfg(all(feature = "rustls-aws-lc-rs", not(feature = "rustls")))]
fn provider() -> Result<Arc<CryptoProvider>, Error> {
    Ok(Arc::new(rustls::crypto::aws_lc_rs::default_provider()))
}

#[cfg(not(any(feature = "rustls", feature = "rustls-aws-lc-rs")))]
fn provider() -> Result<Arc<CryptoProvider>, Error> {
    CryptoProvider::get_default().cloned().ok_or_else(|| {
        let message = "TLS has no cryptography: vod-sdk was built with the feature `rustls-no-provider` and \
                       without `rustls` and `rustls-aws-lc-rs`; install a default before the client is built, \
                       for example rustls::crypto::aws_lc_rs::default_provider().install_default(), or switch \
                       one of these features on";
        Error::new(ErrorKind::Config, message)
    })
}

fn with_roots(
    provider: Arc<CryptoProvider>,
    options: &TlsOptions,
    need: Need,
) -> Result<ConfigBuilder<ClientConfig, WantsClientCert>, Error> {
    let roots = roots(options)?;
    let config = ClientConfig::builder_with_provider(provider.clone())
        .with_safe_default_protocol_versions()
        .map_err(no_tls)?;
    if options.is_without_platform || need == Need::Nothing {
        let mut store = RootCertStore::empty();
        for root in roots {
            store.add(root).map_err(unusable_root)?;
        }
        return Ok(config.with_root_certificates(store));
    }
    let verifier = platform_verifier(roots, provider)?;
    Ok(config
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier)))
}

#[cfg(any(all(unix, not(target_os = "android")), windows))]
fn platform_verifier(
    roots: Vec<CertificateDer<'static>>,
    provider: Arc<CryptoProvider>,
) -> Result<Verifier, Error> {
    let mut store = RootCertStore::empty();
    for root in &roots {
        store.add(root.clone()).map_err(unusable_root)?;
    }
    Verifier::new_with_extra_roots(roots, provider).map_err(no_tls)
}

#[cfg(not(any(all(unix, not(target_os = "android")), windows)))]
fn platform_verifier(
    roots: Vec<CertificateDer<'static>>,
    provider: Arc<CryptoProvider>,
) -> Result<Verifier, Error> {
    if !roots.is_empty() {
        let why = "on this platform, certificates cannot be added to its own; see \
                   ClientBuilder::without_platform_certificates";
        return Err(refusal("root_certificate", why));
    }
    Verifier::new(provider).map_err(no_tls)
}

fn roots(options: &TlsOptions) -> Result<Vec<CertificateDer<'static>>, Error> {
    let mut roots = Vec::new();
    for pem in &options.roots {
        roots.extend(certificates("root_certificate", pem)?);
    }
    Ok(roots)
}

fn with_identity(
    config: ConfigBuilder<ClientConfig, WantsClientCert>,
    chain: &[u8],
    key: &[u8],
) -> Result<ClientConfig, Error> {
    const OPTION: &str = "client_certificate";
    let chain = certificates(OPTION, chain)?;
    let is_encrypted = key.windows(9).any(|text| text == b"ENCRYPTED");
    let key = PrivateKeyDer::from_pem_slice(key).map_err(|_| match is_encrypted {
        true => refusal(
            OPTION,
            "its private key is encrypted; `openssl pkcs8` decrypts it",
        ),
        false => refusal(OPTION, "there is no private key in PEM form in it"),
    })?;
    config
        .with_client_auth_cert(chain, key)
        .map_err(|error| match error {
            rustls::Error::General(_) => refusal(OPTION, &format!("{error}; {OTHER_KEYS}")),
            _ => refusal(OPTION, &error.to_string()),
        })
}

fn certificates(option: &str, pem: &[u8]) -> Result<Vec<CertificateDer<'static>>, Error> {
    let certificates: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
    match certificates {
        Ok(certificates) if !certificates.is_empty() => Ok(certificates),
        _ => Err(refusal(option, NO_CERTIFICATE)),
    }
}

fn unusable_root(error: rustls::Error) -> Error {
    refusal("root_certificate", &error.to_string())
}

fn no_tls(error: rustls::Error) -> Error {
    Error::new(ErrorKind::Config, format!("TLS cannot be set up: {error}")).with_source(error)
}

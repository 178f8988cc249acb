//! A certificate for this machine, of an authority that is made for one run.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

/// Accepts TLS connections to `localhost`, and writes the authority's certificate to a file.
pub(crate) fn acceptor(authority_file: &Path) -> io::Result<TlsAcceptor> {
    let mut params = CertificateParams::default();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    // Not the name of the other certificate, which would then look as if it had signed itself.
    params
        .distinguished_name
        .push(DnType::CommonName, "authority of the bench");
    let key = KeyPair::generate().map_err(io::Error::other)?;
    let authority = CertifiedIssuer::self_signed(params, key).map_err(io::Error::other)?;
    fs::write(authority_file, authority.pem())?;

    let key = KeyPair::generate().map_err(io::Error::other)?;
    let certificate = CertificateParams::new(["localhost".to_owned()])
        .and_then(|params| params.signed_by(&key, &authority))
        .map_err(io::Error::other)?;
    let key = PrivateKeyDer::try_from(key.serialize_der()).map_err(io::Error::other)?;
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(io::Error::other)?
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key)
        .map_err(io::Error::other)?;
    Ok(TlsAcceptor::from(Arc::new(config)))
}

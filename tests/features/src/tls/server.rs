//! A server with a certificate made up for the test.

use std::sync::Arc;

use rcgen::generate_simple_self_signed;
#[cfg(not(feature = "ring"))]
use rustls::crypto::aws_lc_rs as cryptography;
#[cfg(feature = "ring")]
use rustls::crypto::ring as cryptography;
use rustls::pki_types::PrivateKeyDer;
use rustls::{ServerConfig, SupportedProtocolVersion};

use crate::peer::Peer;

const VERSIONS: &[&SupportedProtocolVersion] = rustls::ALL_VERSIONS;

/// A server for `localhost`, and the certificate to trust, in PEM form.
pub(super) fn start() -> (Peer, String) {
    let certified = generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let key = PrivateKeyDer::try_from(certified.signing_key.serialize_der()).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(cryptography::default_provider()))
        .with_protocol_versions(VERSIONS)
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certified.cert.der().clone()], key)
        .unwrap();
    (Peer::with_tls(config), certified.cert.pem())
}

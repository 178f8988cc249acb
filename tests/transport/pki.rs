//! Certificates made up for a test.

use std::sync::{Arc, Once};

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig};

/// An authority that certifies names.
pub(crate) struct Authority(CertifiedIssuer<'static, KeyPair>);

/// A certificate with its key.
pub(crate) struct Certified {
    pub(crate) certificate_pem: String,
    pub(crate) key_pem: String,
    certificate: CertificateDer<'static>,
    key: PrivateKeyDer<'static>,
}

impl Authority {
    pub(crate) fn new(name: &str) -> Self {
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.distinguished_name.push(DnType::CommonName, name);
        let key = KeyPair::generate().unwrap();
        Self(CertifiedIssuer::self_signed(params, key).unwrap())
    }

    pub(crate) fn pem(&self) -> String {
        self.0.pem()
    }

    pub(crate) fn certify(&self, name: &str) -> Certified {
        self.certify_with(CertificateParams::new([name.to_owned()]).unwrap())
    }

    pub(crate) fn certify_with(&self, params: CertificateParams) -> Certified {
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &self.0).unwrap();
        Certified {
            certificate_pem: certificate.pem(),
            key_pem: key.serialize_pem(),
            certificate: certificate.into(),
            key: key.into(),
        }
    }

    fn store(&self) -> Arc<RootCertStore> {
        let mut store = RootCertStore::empty();
        store.add(self.0.der().clone()).unwrap();
        Arc::new(store)
    }
}

impl Certified {
    pub(crate) fn from_pem(certificate: &str, key: &str) -> Self {
        Self {
            certificate_pem: certificate.to_owned(),
            key_pem: key.to_owned(),
            certificate: CertificateDer::from_pem_slice(certificate.as_bytes()).unwrap(),
            key: PrivateKeyDer::from_pem_slice(key.as_bytes()).unwrap(),
        }
    }

    /// A server that proves its name with it.
    pub(crate) fn server(self) -> ServerConfig {
        let config = config().with_no_client_auth();
        config
            .with_single_cert(vec![self.certificate], self.key)
            .unwrap()
    }

    /// A server that demands of its clients a certificate of an authority.
    pub(crate) fn server_demanding(self, authority: &Authority) -> ServerConfig {
        let provider = Arc::new(ring::default_provider());
        let verifier = WebPkiClientVerifier::builder_with_provider(authority.store(), provider);
        let config = config().with_client_cert_verifier(verifier.build().unwrap());
        config
            .with_single_cert(vec![self.certificate], self.key)
            .unwrap()
    }
}

fn config() -> rustls::ConfigBuilder<ServerConfig, rustls::WantsVerifier> {
    install_useless_default();
    let provider = Arc::new(ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider);
    config.with_safe_default_protocol_versions().unwrap()
}

/// Makes cryptography that cannot do anything the default of the process, so that whoever uses the
/// default fails.
fn install_useless_default() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let useless = CryptoProvider {
            cipher_suites: Vec::new(),
            kx_groups: Vec::new(),
            ..ring::default_provider()
        };
        useless.install_default().unwrap();
    });
}

//! Hints for failed TLS handshakes.

use std::error::Error as StdError;
use std::io;

use ::rustls::{AlertDescription, CertificateError, Error as TlsError, PeerIncompatible};

use super::causes::causes;

const NATIVE: &str = "the feature `native-tls` with ClientBuilder::native_tls verifies it by the operating \
     system's library, which may take it";
const UNSUPPORTED: &str = "its authority signs in a way that ring does not verify, as with P-521 keys: \
     build vod-sdk with the feature `native-tls` and use ClientBuilder::native_tls, or change the \
     authority's key";
const UNKNOWN: &str = "if it is that of a proxy or of your own authority, give its certificate to \
     ClientBuilder::root_certificate";
const TIME: &str =
    "set this machine's clock if it is wrong; otherwise the server needs a new certificate";
const NAME: &str = "name the endpoint as its certificate does; behind a gateway, \
     ClientBuilder::signed_host signs for the service's host";
const VERSION: &str = "the server has no TLS 1.2 or 1.3, or no cipher of theirs that ring has: update it, or \
     build vod-sdk with the feature `native-tls` and use ClientBuilder::native_tls";
const NO_TLS: &str = "the server does not speak TLS: check the scheme and the port";
const IDENTITY: &str = "the server demands a certificate that it trusts: give one to \
     ClientBuilder::client_certificate";

/// The way out of a failure, if it is one of TLS.
pub(super) fn advice(error: &(dyn StdError + 'static)) -> Option<&'static str> {
    let mut errors = std::iter::once(error).chain(causes(error));
    match errors.find_map(tls_error)? {
        TlsError::InvalidCertificate(error) => Some(of_certificate(error)),
        TlsError::AlertReceived(alert) => of_alert(*alert),
        TlsError::PeerIncompatible(
            PeerIncompatible::ServerDoesNotSupportTls12Or13
            | PeerIncompatible::ServerTlsVersionIsDisabledByOurConfig,
        ) => Some(VERSION),
        TlsError::InvalidMessage(_) => Some(NO_TLS),
        _ => None,
    }
}

/// An error of TLS, or one of I/O that is only the wrapping of it.
fn tls_error<'a>(error: &'a (dyn StdError + 'static)) -> Option<&'a TlsError> {
    let wrapped = || error.downcast_ref::<io::Error>()?.get_ref();
    match error.downcast_ref() {
        Some(error) => Some(error),
        None => tls_error(wrapped()?),
    }
}

fn of_certificate(error: &CertificateError) -> &'static str {
    use CertificateError as E;
    match error {
        E::UnsupportedSignatureAlgorithmContext { .. }
        | E::UnsupportedSignatureAlgorithmForPublicKeyContext { .. } => UNSUPPORTED,
        E::UnknownIssuer => UNKNOWN,
        E::Expired | E::ExpiredContext { .. } | E::NotValidYet | E::NotValidYetContext { .. } => {
            TIME
        }
        E::NotValidForName | E::NotValidForNameContext { .. } => NAME,
        E::Revoked => "the authority has revoked it: the server needs a new certificate",
        _ => NATIVE,
    }
}

fn of_alert(alert: AlertDescription) -> Option<&'static str> {
    use AlertDescription as A;
    match alert {
        A::ProtocolVersion | A::HandshakeFailure | A::InsufficientSecurity => Some(VERSION),
        A::CertificateRequired
        | A::BadCertificate
        | A::UnsupportedCertificate
        | A::CertificateRevoked
        | A::CertificateExpired
        | A::CertificateUnknown
        | A::UnknownCA
        | A::AccessDenied => Some(IDENTITY),
        A::UnrecognisedName => Some(NAME),
        _ => None,
    }
}

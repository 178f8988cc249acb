//! The Authorization header, taken apart.

use crate::failure::Failure;

/// The parts of an Authorization header.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Authorization {
    pub(super) algorithm: String,
    pub(super) secret_id: String,
    pub(super) date: String,
    pub(super) service: String,
    pub(super) terminator: String,
    pub(super) signed_headers: String,
    pub(super) signature: String,
}

impl Authorization {
    /// Takes a header apart, as it was sent or with `Authorization:` before it.
    pub(super) fn parse(header: &str) -> Result<Self, Failure> {
        let header = header.trim();
        let value = match header.get(..14) {
            Some(name) if name.eq_ignore_ascii_case("authorization:") => header[14..].trim(),
            _ => header,
        };
        parts(value).ok_or_else(|| {
            Failure::from(
                "the Authorization header is not of the form\n  \
                 TC3-HMAC-SHA256 Credential=ID/DATE/SERVICE/tc3_request, \
                 SignedHeaders=NAMES, Signature=DIGITS\n  \
                 so a server cannot read it either: copy it whole, within quotes",
            )
        })
    }
}

fn parts(value: &str) -> Option<Authorization> {
    let (algorithm, rest) = value.split_once(' ')?;
    let mut fields = rest.split(',').map(str::trim);
    let mut field = |name: &str| fields.next()?.strip_prefix(name)?.strip_prefix('=');
    let credential = field("Credential")?;
    let signed_headers = field("SignedHeaders")?.to_owned();
    let signature = field("Signature")?.to_owned();
    let mut scope = credential.rsplitn(4, '/');
    let terminator = scope.next()?.to_owned();
    let service = scope.next()?.to_owned();
    let date = scope.next()?.to_owned();
    let secret_id = scope.next()?.to_owned();
    let algorithm = algorithm.to_owned();
    Some(Authorization {
        algorithm,
        secret_id,
        date,
        service,
        terminator,
        signed_headers,
        signature,
    })
}

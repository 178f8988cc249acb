//! What the service refuses, and with which error code.
//!
//! The checks, in this order:
//!
//! | what is wrong | code |
//! | --- | --- |
//! | the body is longer than 10 MiB | `RequestSizeLimitExceeded` |
//! | the request is no POST of JSON | `UnsupportedProtocol` |
//! | `X-TC-Timestamp`, `X-TC-Token` or `X-TC-Version` occurs twice | `InvalidParameter` |
//! | `X-TC-Action` is missing | `MissingParameter` |
//! | `Authorization` is missing or garbled, a signed header is missing, or `content-type`, `host` or `x-tc-action` is not signed | `AuthFailure.InvalidAuthorization` |
//! | the secret id is unknown | `AuthFailure.SecretIdNotFound` |
//! | `X-TC-Token` is not the credential's | `AuthFailure.TokenFailure` |
//! | `X-TC-Timestamp` is missing, or no number | `MissingParameter`, `InvalidParameter` |
//! | the timestamp is off by more than 300 seconds | `AuthFailure.SignatureExpire` |
//! | the signature is for another day or service, or wrong | `AuthFailure.SignatureFailure` |
//! | no action has the version, or the version is missing | `NoSuchVersion` |
//! | the version has no such action | `InvalidAction` |
//! | the body is no JSON object | `InvalidParameter` |
//! | the parameters do not fit the schema | see [`parameters`](super::parameters) |

use serde_json::{Map, Value};

use super::actions::Actions;
use super::clock::utc_date;
use super::parameters::Parameters;
use super::record::Received;
use super::refusal::Refusal;
use super::signature::Authorization;
use crate::credential::Credential;
use crate::schema::ActionSchema;

/// How long a body may be.
pub(super) const MAX_BODY_BYTES: usize = 10 * 1024 * 1024;
/// What is read of the headers that are not signed.
const READ_HEADERS: [&str; 3] = ["x-tc-timestamp", "x-tc-token", "x-tc-version"];
/// By how many seconds a timestamp may be off.
const MAX_CLOCK_SKEW: u64 = 300;

/// What verification found out about a request that it accepts.
pub(super) struct Acceptance {
    /// What is known of the action, unless it is known by the test alone.
    pub(super) schema: Option<&'static ActionSchema>,
    pub(super) secret_id: String,
    /// The request's `SessionId`, if it has one that is not empty.
    pub(super) session_id: Option<String>,
}

/// Whether the action needs no signature, and the request has none.
fn is_unsigned(request: &Received, actions: Actions) -> bool {
    let [action, version] = ["x-tc-action", "x-tc-version"].map(|name| request.header(name));
    let schema = actions.find(action.unwrap_or_default(), version.unwrap_or_default());
    request.header("authorization") == Some("SKIP")
        && schema.is_some_and(|schema| !schema.info.signed)
}

/// What a request is verified against.
pub(super) struct Verifier<'a> {
    /// The actions that there are.
    pub(super) actions: Actions,
    /// The credentials that may sign; `None` if signatures are not verified.
    pub(super) accounts: Option<&'a [Credential]>,
    /// The server's time.
    pub(super) now: i64,
    /// That a signature must cover `X-TC-Action`.
    pub(super) requires_signed_action: bool,
    /// Whether the test has a response for the request's action by name, so that it exists even if the
    /// SDK does not know it.
    pub(super) is_scripted: bool,
}

impl Verifier<'_> {
    pub(super) fn verify(&self, request: &Received) -> Result<Acceptance, Refusal> {
        check_protocol(request)?;
        check_once(request)?;
        let action = find_action(request)?;
        let secret_id = match self.accounts {
            Some(accounts) if !is_unsigned(request, self.actions) => {
                self.authenticate(request, accounts)?
            }
            _ => String::new(),
        };
        let schema = self.find_schema(request, action)?;
        let parameters = parse_parameters(&request.body)?;
        if let Some(schema) = schema {
            Parameters {
                schema: schema.parameters,
                documented: schema.info.error_codes,
            }
            .check(&parameters)?;
        }
        let session_id = parameters.get("SessionId").and_then(Value::as_str);
        Ok(Acceptance {
            schema,
            secret_id,
            session_id: session_id.filter(|id| !id.is_empty()).map(str::to_owned),
        })
    }

    /// The secret id of the credential that signed the request.
    fn authenticate(&self, request: &Received, accounts: &[Credential]) -> Result<String, Refusal> {
        let authorization = parse_authorization(request)?;
        authorization
            .check_coverage(self.requires_signed_action)
            .map_err(garbled)?;
        let account = find_account(accounts, authorization.secret_id, request)?;
        let timestamp = self.check_timestamp(request)?;
        check_scope(&authorization, timestamp, self.actions.service.name)?;
        let canonical_request = authorization.canonical_request(request).map_err(garbled)?;
        let string_to_sign = authorization.string_to_sign(timestamp, &canonical_request);
        if !authorization.is_signed_by(account.secret_key(), &string_to_sign) {
            return Err(wrong_signature(
                request,
                &canonical_request,
                &string_to_sign,
            ));
        }
        Ok(account.secret_id().to_owned())
    }

    fn check_timestamp(&self, request: &Received) -> Result<i64, Refusal> {
        let Some(timestamp) = request.header("x-tc-timestamp") else {
            return Err(Refusal::new(
                "MissingParameter",
                "The header `X-TC-Timestamp` is missing.",
            ));
        };
        let is_number = timestamp.bytes().all(|byte| byte.is_ascii_digit());
        let Some(timestamp) = timestamp.parse::<i64>().ok().filter(|_| is_number) else {
            return Err(Refusal::new(
                "InvalidParameter",
                "The header `X-TC-Timestamp` must be seconds since 1970, in decimal digits.",
            ));
        };
        if timestamp.abs_diff(self.now) > MAX_CLOCK_SKEW {
            return Err(Refusal::new(
                "AuthFailure.SignatureExpire",
                format!(
                    "The request is signed at {timestamp}, but the server's time is {}: \
                     at most {MAX_CLOCK_SKEW} seconds may lie between.",
                    self.now
                ),
            ));
        }
        Ok(timestamp)
    }

    fn find_schema(
        &self,
        request: &Received,
        action: &str,
    ) -> Result<Option<&'static ActionSchema>, Refusal> {
        let Some(version) = request.header("x-tc-version") else {
            return Err(Refusal::new(
                "NoSuchVersion",
                "The header `X-TC-Version` is missing.",
            ));
        };
        let schema = self.actions.find(action, version);
        if schema.is_some() || self.is_scripted {
            return Ok(schema);
        }
        let mut known = self.actions.all();
        if known.all(|schema| schema.info.version != version) {
            return Err(Refusal::new(
                "NoSuchVersion",
                format!("There is no version {version}."),
            ));
        }
        Err(Refusal::new(
            "InvalidAction",
            format!("There is no action {action} in version {version}."),
        ))
    }
}

fn find_action(request: &Received) -> Result<&str, Refusal> {
    let missing = || Refusal::new("MissingParameter", "The header `X-TC-Action` is missing.");
    request.header("x-tc-action").ok_or_else(missing)
}

/// The credential of this secret id. Of several, one whose token fits.
fn find_account<'a>(
    accounts: &'a [Credential],
    secret_id: &str,
    request: &Received,
) -> Result<&'a Credential, Refusal> {
    let mut accounts = accounts
        .iter()
        .filter(|account| account.secret_id() == secret_id)
        .peekable();
    if accounts.peek().is_none() {
        return Err(Refusal::new(
            "AuthFailure.SecretIdNotFound",
            format!("There is no secret id {secret_id}."),
        ));
    }
    let token = request.header("x-tc-token");
    accounts
        .find(|account| account.token().is_none() || account.token() == token)
        .ok_or(match token {
            Some(_) => "X-TC-Token is not the token of this secret id.",
            None => "X-TC-Token is missing: this secret id is of a temporary credential.",
        })
        .map_err(|message| Refusal::new("AuthFailure.TokenFailure", message))
}

fn check_protocol(request: &Received) -> Result<(), Refusal> {
    if request.is_oversized {
        return Err(Refusal::new(
            "RequestSizeLimitExceeded",
            format!("The body is longer than {MAX_BODY_BYTES} bytes."),
        ));
    }
    let content_type = request.header("content-type").unwrap_or_default();
    let media_type = content_type.split(';').next().unwrap_or_default().trim();
    if request.method != "POST" || !media_type.eq_ignore_ascii_case("application/json") {
        return Err(Refusal::new(
            "UnsupportedProtocol",
            format!(
                "This server takes POST with application/json, but got {} with {}.",
                request.method,
                if media_type.is_empty() {
                    "no content type"
                } else {
                    media_type
                }
            ),
        ));
    }
    Ok(())
}

/// Of two values one would be verified, and perhaps the other one used.
fn check_once(request: &Received) -> Result<(), Refusal> {
    let names = request.headers.iter().map(|(name, _)| name.as_str());
    let is_twice = |name: &&&str| names.clone().filter(|sent| sent == *name).count() > 1;
    match READ_HEADERS.iter().find(is_twice) {
        Some(name) => Err(Refusal::new(
            "InvalidParameter",
            format!("The header `{name}` is repeated."),
        )),
        None => Ok(()),
    }
}

fn parse_authorization(request: &Received) -> Result<Authorization<'_>, Refusal> {
    let mut values = request
        .headers
        .iter()
        .filter(|(name, _)| name == "authorization");
    match (values.next(), values.next()) {
        (Some((_, value)), None) => Authorization::parse(value).map_err(garbled),
        (None, _) => Err(garbled("it is missing")),
        (Some(_), Some(_)) => Err(garbled("it is repeated")),
    }
}

fn garbled(problem: impl AsRef<str>) -> Refusal {
    Refusal::new(
        "AuthFailure.InvalidAuthorization",
        format!("The header `Authorization` is wrong: {}.", problem.as_ref()),
    )
}

fn check_scope(
    authorization: &Authorization<'_>,
    timestamp: i64,
    service: &str,
) -> Result<(), Refusal> {
    let date = utc_date(timestamp);
    if authorization.date != date {
        return Err(Refusal::new(
            "AuthFailure.SignatureFailure",
            format!(
                "The signature is for {}, but X-TC-Timestamp is on {date}.",
                authorization.date
            ),
        ));
    }
    if authorization.service != service {
        return Err(Refusal::new(
            "AuthFailure.SignatureFailure",
            format!(
                "The signature is for service {}, not {service}.",
                authorization.service
            ),
        ));
    }
    Ok(())
}

/// Shows what the server signed, for comparison. A token among the signed headers is left out.
fn wrong_signature(request: &Received, canonical_request: &str, string_to_sign: &str) -> Refusal {
    let shown = match request
        .header("x-tc-token")
        .map(|token| token.trim().to_lowercase())
    {
        Some(token) if !token.is_empty() => canonical_request.replace(
            &format!("\nx-tc-token:{token}\n"),
            "\nx-tc-token:(not shown)\n",
        ),
        _ => canonical_request.to_owned(),
    };
    Refusal::new(
        "AuthFailure.SignatureFailure",
        format!(
            "The signature is wrong. The server has this canonical request:\n{shown}\n\
             and this string to sign:\n{string_to_sign}"
        ),
    )
}

fn parse_parameters(body: &[u8]) -> Result<Map<String, Value>, Refusal> {
    match serde_json::from_slice(body) {
        Ok(Value::Object(parameters)) => Ok(parameters),
        Ok(_) => Err(Refusal::new(
            "InvalidParameter",
            "The body is JSON, but not an object.",
        )),
        Err(error) => Err(Refusal::new(
            "InvalidParameter",
            format!("The body is not JSON: {error}."),
        )),
    }
}

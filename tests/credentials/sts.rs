//! A stand-in for STS, which verifies signatures by itself.

use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::UNIX_EPOCH;

use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::http::{HttpServer, Request, Response, now};

/// Issues `AKTMP-1`, `AKTMP-2` and so on, to callers that it knows.
pub(crate) struct Sts {
    pub(crate) server: HttpServer,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
pub(crate) struct State {
    /// Key and token by secret id.
    pub(crate) accounts: HashMap<String, (String, Option<String>)>,
    /// Answers in place of the next ones.
    pub(crate) faults: Vec<Response>,
    ahead: Arc<AtomicI64>,
    issued: usize,
}

impl Sts {
    pub(crate) async fn start() -> Self {
        let state = Arc::<Mutex<State>>::default();
        let shared = Arc::clone(&state);
        let server = HttpServer::start(move |request| {
            let mut state = shared.lock().unwrap();
            if state.faults.is_empty() {
                state.answer(request)
            } else {
                state.faults.remove(0)
            }
        });
        let sts = Self {
            server: server.await,
            state,
        };
        sts.with(|state| state.ahead = Arc::clone(&sts.server.ahead));
        sts.with(|state| {
            state
                .accounts
                .insert("AKID".into(), ("base-key".into(), None))
        });
        sts
    }

    pub(crate) fn with<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        change(&mut self.state.lock().unwrap())
    }

    pub(crate) fn endpoint(&self) -> &str {
        &self.server.endpoint
    }

    /// Sets its clock so many seconds ahead.
    pub(crate) fn set_ahead(&self, seconds: i64) {
        self.server.ahead.store(seconds, Ordering::SeqCst);
    }

    /// The parameters of the requests so far.
    pub(crate) fn parameters(&self) -> Vec<Value> {
        let parameters = |request: Request| serde_json::from_slice(&request.body).unwrap();
        self.server.requests().into_iter().map(parameters).collect()
    }
}

impl State {
    fn answer(&mut self, request: &Request) -> Response {
        let now = now(self.ahead.load(Ordering::SeqCst));
        let now = now.duration_since(UNIX_EPOCH).unwrap().as_secs();
        let verified = match &*request.headers["x-tc-action"] {
            "AssumeRole" => self.verify(request, now),
            "AssumeRoleWithWebIdentity" if request.headers["authorization"] == "SKIP" => Ok(()),
            _ => Err("InvalidAction"),
        };
        let response = match verified {
            Err(code) => json!({"Error": {"Code": code, "Message": "No."}, "RequestId": "r-0"}),
            Ok(()) => {
                self.issued += 1;
                let number = self.issued;
                let parameters: Value = serde_json::from_slice(&request.body).unwrap();
                json!({
                    "Credentials": {
                        "Token": format!("token-{number}"),
                        "TmpSecretId": format!("AKTMP-{number}"),
                        "TmpSecretKey": format!("key-{number}"),
                    },
                    "ExpiredTime": now + parameters["DurationSeconds"].as_u64().unwrap(),
                    "Expiration": "2038-01-19T03:14:08Z",
                    "RequestId": format!("r-{number}"),
                })
            }
        };
        (200, json!({ "Response": response }).to_string())
    }

    fn verify(&self, request: &Request, now: u64) -> Result<(), &'static str> {
        let header = |name: &str| {
            request
                .headers
                .get(name)
                .map(String::as_str)
                .unwrap_or_default()
        };
        let (id, scope, signature) =
            parts(header("authorization")).ok_or("AuthFailure.InvalidAuthorization")?;
        let (key, token) = self
            .accounts
            .get(id)
            .ok_or("AuthFailure.SecretIdNotFound")?;
        if request.headers.get("x-tc-token") != token.as_ref() {
            return Err("AuthFailure.TokenFailure");
        }
        let timestamp: u64 = header("x-tc-timestamp").parse().unwrap();
        if timestamp.abs_diff(now) > 300 {
            return Err("AuthFailure.SignatureExpire");
        }
        let canonical = format!(
            "POST\n{}\n\ncontent-type:{}\nhost:{}\nx-tc-action:{}\n\n{SIGNED_HEADERS}\n{}",
            request.path,
            header("content-type"),
            header("host"),
            header("x-tc-action").to_lowercase(),
            hex(&Sha256::digest(&request.body)),
        );
        let hash = hex(&Sha256::digest(canonical));
        let text = format!("TC3-HMAC-SHA256\n{timestamp}\n{scope}\n{hash}");
        let (date, _) = scope.split_once('/').unwrap();
        let mut derived = format!("TC3{key}").into_bytes();
        for step in [date, "sts", "tc3_request", &text] {
            derived = mac(&derived, step);
        }
        match hex(&derived) == signature && scope.ends_with("/sts/tc3_request") {
            true => Ok(()),
            false => Err("AuthFailure.SignatureFailure"),
        }
    }
}

const SIGNED_HEADERS: &str = "content-type;host;x-tc-action";

/// Secret id, scope and signature of an `Authorization`.
fn parts(authorization: &str) -> Option<(&str, &str, &str)> {
    let rest = authorization.strip_prefix("TC3-HMAC-SHA256 Credential=")?;
    let (id, rest) = rest.split_once('/')?;
    let (scope, rest) = rest.split_once(", SignedHeaders=")?;
    let (signed_headers, signature) = rest.split_once(", Signature=")?;
    (signed_headers == SIGNED_HEADERS).then_some((id, scope, signature))
}

fn mac(key: &[u8], text: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

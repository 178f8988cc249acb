//! The sources, with variables and files that the tests prepare.

mod chain;
mod cvm_role;
mod durations;
mod environment;
mod profile_file;
mod tccli;
mod tke_oidc;

use std::collections::HashMap;
use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};

use tempfile::TempDir;

use super::CredentialProvider;
use super::variables::Variables;
use crate::transport::{HttpRequest, HttpResponse, Transport, TransportFuture};

/// What no message may show.
const KEY: &str = "kEy-tHaT-mUsT-nOt-ShOw";

/// Variables that can change.
#[derive(Clone, Default)]
struct Environ(Arc<Mutex<HashMap<String, OsString>>>);

impl Environ {
    fn of(variables: &[(&str, &str)]) -> Self {
        let environ = Self::default();
        for (name, value) in variables {
            environ.set(name, value);
        }
        environ
    }

    fn set(&self, name: &str, value: impl Into<OsString>) {
        self.0.lock().unwrap().insert(name.to_owned(), value.into());
    }

    fn variables(&self) -> Variables {
        let variables = Arc::clone(&self.0);
        Variables::new(move |name| variables.lock().unwrap().get(name).cloned())
    }
}

/// A home directory with files in it.
fn home(files: &[(&str, &str)]) -> TempDir {
    let home = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = home.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    home
}

/// What a provider returns, in one line, with `~` for the home directory.
async fn answer(provider: &dyn CredentialProvider, home: &Path) -> String {
    let error = match provider.provide().await {
        Ok(credential) => {
            let token = credential.token().unwrap_or("-");
            return format!(
                "{} {} {token}",
                credential.secret_id(),
                credential.secret_key()
            );
        }
        Err(error) => error,
    };
    let state = if error.is_not_configured() {
        "absent"
    } else {
        "broken"
    };
    let shown = format!("{error} {error:?}");
    assert!(!shown.contains(KEY), "{shown}");
    format!("{state}: {error}").replace(home.to_str().unwrap(), "~")
}

/// Answers every request with the same text, and keeps the latest one.
#[derive(Clone, Debug, Default)]
struct Memory {
    answer: String,
    requests: Arc<Mutex<Vec<Sent>>>,
}

#[derive(Clone, Debug, PartialEq)]
struct Sent {
    url: String,
    headers: HashMap<String, String>,
    body: serde_json::Value,
}

impl Memory {
    fn answering(answer: impl Into<String>) -> Self {
        Self {
            answer: answer.into(),
            requests: Arc::default(),
        }
    }

    fn sts() -> Self {
        Self::answering(
            r#"{"Response": {"Credentials": {"Token": "t", "TmpSecretId": "AKTMP", "TmpSecretKey": "k"},
                "ExpiredTime": 4102444800, "RequestId": "r"}}"#,
        )
    }

    fn requests(&self) -> Vec<Sent> {
        self.requests.lock().unwrap().clone()
    }
}

impl Transport for Memory {
    fn send<'a>(&'a self, request: HttpRequest<'a>) -> TransportFuture<'a> {
        let headers = request
            .headers()
            .map(|(name, value)| (name.to_owned(), value.to_owned()));
        self.requests.lock().unwrap().push(Sent {
            url: request.url().to_owned(),
            headers: headers.collect(),
            body: serde_json::from_slice(request.body()).unwrap(),
        });
        TransportFuture::new(async { Ok(HttpResponse::new(200, self.answer.clone())) })
    }
}

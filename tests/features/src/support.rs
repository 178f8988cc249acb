//! What the tests share.

use std::sync::{Arc, Mutex};

use serde_json::Value;
use vod_sdk::transport::{HttpRequest, HttpResponse, Transport, TransportFuture};
use vod_sdk::{Client, Credential};

pub(crate) fn credential() -> Credential {
    Credential::new("AKIDEXAMPLE", "the-secret-key-of-no-one")
}

/// Answers every request with the same fields, and keeps the request's body.
#[derive(Clone, Debug)]
pub(crate) struct Memory {
    fields: &'static str,
    sent: Arc<Mutex<Vec<String>>>,
}

impl Memory {
    pub(crate) fn answering(fields: &'static str) -> Self {
        let sent = Arc::default();
        Self { fields, sent }
    }

    pub(crate) fn client(&self) -> Client {
        let builder = Client::builder().credential(credential());
        builder.transport(self.clone()).build().unwrap()
    }

    /// The body of the only request.
    pub(crate) fn sent(&self) -> String {
        let sent = self.sent.lock().unwrap();
        assert_eq!(sent.len(), 1);
        sent[0].clone()
    }
}

impl Transport for Memory {
    fn send<'a>(&'a self, request: HttpRequest<'a>) -> TransportFuture<'a> {
        let body = String::from_utf8(request.body().to_vec()).unwrap();
        self.sent.lock().unwrap().push(body);
        let fields = self.fields;
        let body = format!(r#"{{"Response":{{{fields},"RequestId":"id-1"}}}}"#);
        TransportFuture::new(async move { Ok(HttpResponse::new(200, body)) })
    }
}

/// A value as it is written in JSON.
pub(crate) fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

//! A network in memory, of which each host has its fate.

use std::collections::HashMap;
use std::future::pending;
use std::sync::{Arc, Mutex};

use serde_json::json;
use vod_sdk::transport::{
    HttpRequest, HttpResponse, Transport, TransportError, TransportErrorKind, TransportFuture,
};
use vod_sdk::v2018_07_17::DescribeMediaInfosRequest;
use vod_sdk::{Client, ClientBuilder, Error, RetryPolicy};

use crate::support::credential;

pub(super) const A: &str = "a.example";
pub(super) const B: &str = "b.example";
/// As many failures in a row as make a client leave an endpoint alone.
pub(super) const ENOUGH: usize = 5;

/// What becomes of a request.
#[derive(Clone, Copy, Debug)]
pub(super) enum Fate {
    Response(u16, &'static str),
    /// The service answers with an error code.
    Error(&'static str),
    Fails(TransportErrorKind),
    Hangs,
}

pub(super) const GOOD: Fate = Fate::Response(200, r#"{"Response":{"RequestId":"id-1"}}"#);
pub(super) const UNREACHABLE: Fate = Fate::Fails(TransportErrorKind::NotConnected);

/// Hosts answer well until they are given another fate.
#[derive(Clone, Debug, Default)]
pub(super) struct Net {
    fates: Arc<Mutex<HashMap<String, Fate>>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Net {
    pub(super) fn set(&self, host: &str, fate: Fate) {
        self.fates.lock().unwrap().insert(host.to_owned(), fate);
    }

    /// The hosts that were asked since the last time, in order.
    pub(super) fn asked(&self) -> Vec<String> {
        std::mem::take(&mut *self.asked.lock().unwrap())
    }

    /// A client of this network with the endpoints A and B, which makes one attempt a call.
    pub(super) fn client(&self) -> Client {
        self.builder()
            .endpoint(A)
            .backup_endpoint(B)
            .retry(RetryPolicy::none())
            .without_rate_limit()
            .build()
            .unwrap()
    }

    pub(super) fn builder(&self) -> ClientBuilder {
        Client::builder()
            .credential(credential())
            .transport(self.clone())
    }
}

impl Transport for Net {
    fn send<'a>(&'a self, request: HttpRequest<'a>) -> TransportFuture<'a> {
        let host = request.header("host").unwrap().to_owned();
        assert_eq!(request.url(), format!("https://{host}/"));
        let fate = self.fates.lock().unwrap().get(&host).copied();
        self.asked.lock().unwrap().push(host);
        TransportFuture::new(async move {
            match fate.unwrap_or(GOOD) {
                Fate::Response(status, body) => Ok(HttpResponse::new(status, body)),
                Fate::Error(code) => Ok(service_error(code)),
                Fate::Fails(kind) => Err(TransportError::new(kind, "no luck")),
                Fate::Hangs => pending().await,
            }
        })
    }
}

fn service_error(code: &str) -> HttpResponse {
    let error = json!({ "Code": code, "Message": "m" });
    let envelope = json!({ "Response": { "Error": error, "RequestId": "id-1" } });
    HttpResponse::new(200, envelope.to_string())
}

/// Makes a call that may be repeated.
pub(super) async fn call(client: &Client) -> Result<(), Error> {
    let request = DescribeMediaInfosRequest::new(["1"]);
    client.describe_media_infos(&request).await.map(drop)
}

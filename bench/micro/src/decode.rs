//! Reading a large response.

use std::hint::black_box;
use std::sync::{Arc, Mutex, PoisonError};

use bench_answers::{FILE_ID, SECRET_ID, SECRET_KEY};
use serde::Deserialize;
use serde_json::Value;
use vod_sdk::transport::{
    HttpRequest, HttpResponse, Transport, TransportError, TransportErrorKind, TransportFuture,
};
use vod_sdk::v2018_07_17::{DescribeMediaInfosRequest, DescribeMediaInfosResponse};
use vod_sdk::{Client, Credential};

use crate::Operation;
use crate::derived::Response;

/// The envelope, as one would write it by hand.
#[derive(Deserialize)]
struct Envelope {
    #[serde(rename = "Response")]
    response: Response,
}

/// The ways to read a response. Fails if one of them reads something else than the others.
pub fn operations(answer: &[u8]) -> Result<Vec<Operation<'_>>, String> {
    let call = MemoryCall::new()?;
    let object = response_object(answer)?;
    let items = items_of(answer)?;
    check("vod-sdk", call.with(answer)?.media_info_set.len(), items)?;
    check("wire", from_json(&object)?.media_info_set.len(), items)?;
    check("derived", derived_items(answer)?, items)?;

    let (slot, bytes) = (Arc::clone(&call.memory.0), answer.len());
    let refill = move || fill(&slot, answer);
    Ok(vec![
        operation("serde_json::from_slice into derived types", bytes, || {
            drop(black_box(serde_json::from_slice::<Envelope>(black_box(
                answer,
            ))));
        }),
        operation(
            "from_str into derived types, after one look at the UTF-8",
            bytes,
            || {
                let text = std::str::from_utf8(black_box(answer)).expect("it was checked");
                drop(black_box(serde_json::from_str::<Envelope>(text)));
            },
        ),
        operation("serde_json::from_slice into Value", bytes, || {
            drop(black_box(serde_json::from_slice::<Value>(black_box(
                answer,
            ))));
        }),
        operation("vod_sdk::wire::from_json", bytes, move || {
            drop(black_box(from_json(black_box(&object))));
        }),
        Operation {
            prepare: Some(Box::new(refill)),
            ..operation(
                "vod-sdk, a whole call with the response in memory",
                bytes,
                move || {
                    drop(black_box(call.run()));
                },
            )
        },
    ])
}

fn operation<'a>(name: &'static str, bytes: usize, run: impl FnMut() + 'a) -> Operation<'a> {
    Operation {
        name,
        group: "decode",
        bytes,
        run: Box::new(run),
        prepare: None,
    }
}

fn check(what: &str, found: usize, expected: usize) -> Result<(), String> {
    match found == expected && found > 100 {
        true => Ok(()),
        false => Err(format!("{what} reads {found} items, not {expected}")),
    }
}

fn items_of(answer: &[u8]) -> Result<usize, String> {
    let value: Value = serde_json::from_slice(answer).map_err(|error| error.to_string())?;
    let set = value["Response"]["MediaInfoSet"].as_array();
    Ok(set.map_or(0, Vec::len))
}

fn derived_items(answer: &[u8]) -> Result<usize, String> {
    let envelope: Envelope = serde_json::from_slice(answer).map_err(|error| error.to_string())?;
    Ok(envelope
        .response
        .f_media_info_set
        .map_or(0, |set| set.len()))
}

/// The answer without its envelope, byte for byte.
fn response_object(answer: &[u8]) -> Result<Vec<u8>, String> {
    let object = answer
        .strip_prefix(br#"{"Response":"#)
        .and_then(|rest| rest.strip_suffix(b"}"));
    object
        .map(<[u8]>::to_vec)
        .ok_or_else(|| "no envelope".to_owned())
}

fn from_json(object: &[u8]) -> Result<DescribeMediaInfosResponse, String> {
    vod_sdk::wire::from_json(object).map_err(|error| error.to_string())
}

/// A call whose answer is in memory.
struct MemoryCall {
    runtime: tokio::runtime::Runtime,
    client: Client,
    request: DescribeMediaInfosRequest,
    memory: Memory,
}

/// Hands out a response once.
#[derive(Clone, Debug)]
struct Memory(Slot);

type Slot = Arc<Mutex<Option<HttpResponse>>>;

impl Transport for Memory {
    fn send<'a>(&'a self, _: HttpRequest<'a>) -> TransportFuture<'a> {
        let answer = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        let nothing = || TransportError::new(TransportErrorKind::NotConnected, "no answer is left");
        TransportFuture::new(async move { answer.ok_or_else(nothing) })
    }
}

fn fill(slot: &Slot, answer: &[u8]) {
    let answer = HttpResponse::new(200, answer);
    *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(answer);
}

impl MemoryCall {
    fn new() -> Result<Self, String> {
        let memory = Memory(Slot::default());
        let client = Client::builder()
            .credential(Credential::new(SECRET_ID, SECRET_KEY))
            .transport(memory.clone())
            .without_rate_limit()
            .build()
            .map_err(|error| error.to_string())?;
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .build()
            .map_err(|error| error.to_string())?;
        Ok(Self {
            runtime,
            client,
            request: DescribeMediaInfosRequest::new([FILE_ID]),
            memory,
        })
    }

    fn with(&self, answer: &[u8]) -> Result<DescribeMediaInfosResponse, String> {
        fill(&self.memory.0, answer);
        self.run()
    }

    fn run(&self) -> Result<DescribeMediaInfosResponse, String> {
        let call = self.client.describe_media_infos(&self.request);
        self.runtime
            .block_on(async { call.await })
            .map_err(|error| error.to_string())
    }
}

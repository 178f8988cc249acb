//! A service beside VOD, with axum: it signs uploads of browsers and apps, signs addresses to play, and takes callbacks.
//!
//! It reads `TENCENTCLOUD_SECRET_ID` and `TENCENTCLOUD_SECRET_KEY`, the key of hotlink protection from `HOTLINK_KEY` and that
//! of callbacks from `CALLBACK_KEY`. Without them it runs with made-up keys, is called once by itself, and ends.
//!
//! ```text
//! cargo run --example media_service --features mock,signatures
//! ```

use std::env;
use std::error::Error;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use serde_json::json;
use tokio::net::TcpListener;
use vod_sdk::Credential;
use vod_sdk::mock::Callback;
use vod_sdk::signatures::{CallbackKey, HotlinkKey, UploadSignature};

/// The keys that the service signs and verifies with.
struct Keys {
    credential: Credential,
    hotlink: HotlinkKey,
    callback: CallbackKey,
}

type Shared = State<Arc<Keys>>;
type Reply = Result<String, (StatusCode, String)>;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let is_real = env::var_os("TENCENTCLOUD_SECRET_ID").is_some();
    let variable = |name: &str, made_up: &str| match is_real {
        true => env::var(name).map_err(|error| format!("{name}: {error}")),
        false => Ok(made_up.to_owned()),
    };
    let keys = Keys {
        credential: Credential::new(
            variable("TENCENTCLOUD_SECRET_ID", "AKIDEXAMPLE")?,
            variable("TENCENTCLOUD_SECRET_KEY", "the-secret-key")?,
        ),
        hotlink: HotlinkKey::new(variable("HOTLINK_KEY", "24FEQmTzro4V5u3D5epW")?)?,
        callback: CallbackKey::new(variable("CALLBACK_KEY", "mysignkey")?)?,
    };
    let service = Router::new()
        .route("/upload-signature", get(upload_signature))
        .route("/play/{*path}", get(play))
        .route("/callbacks", post(callback))
        .with_state(Arc::new(keys));
    let port = if is_real { 8080 } else { 0 };
    let listener = TcpListener::bind(("127.0.0.1", port)).await?;
    let address = format!("http://{}", listener.local_addr()?);
    println!("listening on {address}");
    let server = async { axum::serve(listener, service).await };
    if is_real {
        return Ok(server.await?);
    }
    tokio::select! {
        ended = server => ended?,
        () = post_callbacks(&address) => {}
    }
    Ok(())
}

/// What a browser needs for one upload within the next hour.
async fn upload_signature(State(keys): Shared) -> Reply {
    let signature = UploadSignature::new(&keys.credential)
        .valid_for(Duration::from_secs(3_600))
        .one_time_valid(true)
        .procedure("LongVideoPreset");
    signature.sign_at(now(), fastrand::u32(..)).map_err(refusal)
}

/// The address of a file that may be played for an hour, from three addresses at most.
async fn play(State(keys): Shared, Path(path): Path<String>) -> Reply {
    let url = keys.hotlink.url(format!("https://vod.example.com/{path}"));
    let url = url.expires_at(now() + 3_600).max_addresses(3);
    url.sign().map_err(refusal)
}

/// Takes an event. VOD waits five seconds for the reply, so real work belongs into a queue.
async fn callback(State(keys): Shared, body: Bytes) -> Reply {
    let event = keys.callback.verify(&body, now()).map_err(refusal)?;
    println!("{} of {:?}", event.kind(), event.file_id());
    Ok(String::new())
}

fn refusal(error: impl Error) -> (StatusCode, String) {
    (StatusCode::BAD_REQUEST, error.to_string())
}

fn now() -> u64 {
    let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH);
    since_1970.unwrap_or_default().as_secs()
}

/// Posts callbacks as VOD does: one that is signed, and one that is signed with another key.
async fn post_callbacks(address: &str) {
    let event = json!({
        "EventType": "NewFileUpload",
        "FileUploadEvent": { "FileId": "5285485487985271487" },
    });
    for key in ["mysignkey", "anotherkey"] {
        let callback = Callback::new(&event).signed(key, now() + 600);
        let status = callback.post(&format!("{address}/callbacks")).await;
        println!("a callback that is signed with {key}: HTTP {status}");
    }
}

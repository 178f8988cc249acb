//! A file through vod-sdk, whose first argument is then `vod-sdk`; or its parts by reqwest, with the digests that an upload needs
//! in any case: `reqwest`. A call of the bench is the whole file.

use std::fs::File;
use std::os::unix::fs::FileExt;
use std::process::ExitCode;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bench_client::{Caller, Response, SECRET_ID, SECRET_KEY, Settings, expect};
use bytes::Bytes;
use md5::{Digest, Md5};
use tempfile::NamedTempFile;
use vod_sdk::upload::Source;
use vod_sdk::{Client, Credential};

/// The size of a part, and how many are sent at once: those of vod-sdk.
const PART: u64 = 8 << 20;
const AT_ONCE: u64 = 4;

#[derive(Clone)]
struct Uploads {
    endpoint: String,
    file: Arc<NamedTempFile>,
    bytes: u64,
    client: Way,
}

#[derive(Clone)]
enum Way {
    VodSdk(Client),
    Reqwest(reqwest::Client),
}

impl Caller for Uploads {
    async fn call(&self) -> Result<(), String> {
        match &self.client {
            Way::VodSdk(client) => self.upload(client).await,
            Way::Reqwest(client) => self.put(client).await,
        }
    }
}

impl Uploads {
    async fn upload(&self, client: &Client) -> Result<(), String> {
        let upload = client
            .upload(Source::file(self.file.path()))
            .cos_endpoint(&self.endpoint);
        let uploaded = upload.await.map_err(|error| error.to_string())?;
        expect("id", uploaded.file_id.as_str(), "528")
    }

    /// Puts every part, some at once, with the digests that are compared.
    async fn put(&self, client: &reqwest::Client) -> Result<(), String> {
        let file = self.file.as_file().try_clone();
        let file = Arc::new(file.map_err(|error| error.to_string())?);
        let parts = self.bytes.div_ceil(PART);
        let workers: Vec<_> = (0..AT_ONCE)
            .map(|worker| {
                let (this, client, file) = (self.clone(), client.clone(), Arc::clone(&file));
                tokio::spawn(async move {
                    for part in (worker..parts).step_by(AT_ONCE as usize) {
                        this.put_part(&client, &file, part).await?;
                    }
                    Ok::<_, String>(())
                })
            })
            .collect();
        for worker in workers {
            worker.await.map_err(|error| error.to_string())??;
        }
        Ok(())
    }

    async fn put_part(
        &self,
        client: &reqwest::Client,
        file: &Arc<File>,
        part: u64,
    ) -> Result<(), String> {
        let begin = part * PART;
        let length = PART.min(self.bytes - begin) as usize;
        let file = Arc::clone(file);
        let read = tokio::task::spawn_blocking(move || {
            let mut body = vec![0; length];
            file.read_exact_at(&mut body, begin)?;
            let md5 = STANDARD.encode(Md5::digest(&body));
            let mut crc = crc64fast::Digest::new();
            crc.write(&body);
            Ok::<_, std::io::Error>((Bytes::from(body), md5, crc.sum64()))
        });
        let read = read.await.map_err(|error| error.to_string())?;
        let (body, md5, _) = read.map_err(|error| error.to_string())?;
        let url = format!("{}/a.mp4?partNumber={}&uploadId=1", self.endpoint, part + 1);
        let request = client.put(url).header("content-md5", md5).body(body);
        let response = request.send().await.map_err(|error| error.to_string())?;
        expect("status", response.status().as_u16(), 200)
    }
}

fn connect(settings: &Settings) -> Result<Uploads, String> {
    let Response::Large(bytes) = settings.answer else {
        return Err("say how long the file is".to_owned());
    };
    let file = tempfile::Builder::new().suffix(".mp4").tempfile();
    let file = file.map_err(|error| error.to_string())?;
    let piece: Vec<u8> = (0..1 << 20)
        .map(|index: u32| ((index * 31) >> 3) as u8)
        .collect();
    for at in (0..bytes as u64).step_by(piece.len()) {
        let written = file.as_file().write_all_at(&piece, at);
        written.map_err(|error| error.to_string())?;
    }
    let written = file.as_file().set_len(bytes as u64);
    written.map_err(|error| error.to_string())?;
    Ok(Uploads {
        endpoint: settings.endpoint.clone(),
        file: Arc::new(file),
        bytes: bytes as u64,
        client: client(settings)?,
    })
}

fn client(settings: &Settings) -> Result<Way, String> {
    let way = std::env::args().nth(1).unwrap_or_default();
    if way == "reqwest" {
        // Fails only if there is a provider already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder().build();
        return Ok(Way::Reqwest(client.map_err(|error| error.to_string())?));
    }
    let client = Client::builder()
        .credential(Credential::new(SECRET_ID, SECRET_KEY))
        .endpoint(&settings.endpoint)
        .build();
    Ok(Way::VodSdk(client.map_err(|error| error.to_string())?))
}

fn main() -> ExitCode {
    bench_client::run(connect)
}

//! A mock server and a client, and media to upload.

use std::path::PathBuf;

use tempfile::TempDir;
use vod_sdk::mock::{CosOperation, CosRecord, MockServer};
use vod_sdk::upload::{Source, Upload, Uploaded};
use vod_sdk::{Client, Error};

pub(crate) const MIB: usize = 1 << 20;

/// A server, a client of it, and a folder for files.
pub(crate) struct Rig {
    pub(crate) server: MockServer,
    pub(crate) client: Client,
    pub(crate) folder: TempDir,
}

impl Rig {
    pub(crate) async fn start() -> Self {
        let server = MockServer::start().await;
        let client = Client::builder()
            .credential(server.credential())
            .endpoint(server.endpoint())
            .without_rate_limit()
            .build()
            .unwrap();
        Self {
            server,
            client,
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// An upload to the server.
    pub(crate) fn upload(&self, source: Source) -> Upload {
        self.client
            .upload(source)
            .cos_endpoint(self.server.endpoint())
    }

    /// An upload of a file in parts of 1 MiB, with a checkpoint.
    pub(crate) fn resumable(&self, file: &PathBuf) -> Upload {
        self.upload(Source::file(file))
            .part_size(MIB as u64)
            .checkpoint(self.checkpoint())
    }

    pub(crate) fn checkpoint(&self) -> PathBuf {
        self.folder.path().join("movie.vodup")
    }

    /// A file with bytes that do not repeat.
    pub(crate) fn file(&self, bytes: usize) -> (PathBuf, Vec<u8>) {
        let path = self.folder.path().join("movie.mp4");
        let media = media(bytes);
        std::fs::write(&path, &media).unwrap();
        (path, media)
    }

    /// The requests of an operation that came so far.
    pub(crate) fn requests(&self, operation: CosOperation) -> Vec<CosRecord> {
        let mut requests = self.server.cos().requests();
        requests.retain(|request| request.operation == operation);
        requests
    }

    /// Checks that media is stored as a whole, was committed once, and has left nothing behind.
    #[track_caller]
    pub(crate) fn assert_stored(&self, uploaded: &Result<Uploaded, Error>, media: &[u8]) {
        let uploaded = uploaded.as_ref().unwrap();
        let (_, path) = uploaded.media_url.split_once(".com").unwrap();
        let object = self.server.cos().object(path).unwrap();
        assert!(object == media, "{} of {} bytes", object.len(), media.len());
        assert!(path.contains(&uploaded.file_id), "{path}");
        assert_eq!(self.server.cos().commits(), 1);
        assert_eq!(self.server.cos().unfinished_uploads(), 0);
        assert!(!self.checkpoint().exists());
    }
}

/// Bytes that do not repeat.
pub(crate) fn media(bytes: usize) -> Vec<u8> {
    let mut media = vec![0; bytes];
    fastrand::Rng::with_seed(bytes as u64).fill(&mut media);
    media
}

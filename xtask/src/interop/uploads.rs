//! Uploads: the official uploader's to our storage, and ours to one that verifies by the official signer.

use std::fs;
use std::path::PathBuf;

use serde_json::json;
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use super::cases::Random;
use super::process::{Peers, text};
use crate::failure::Failure;

/// In one request with either uploader, in parts with theirs only, and in parts with both.
const SIZES: [usize; 3] = [1, 3 << 20, 9 << 20];

/// Names with what signers get wrong.
const NAMES: [&str; 3] = ["film.mp4", "a b+c~%.mp4", "电影 (1).mp4"];

/// Uploads files both ways and compares them.
pub(super) fn check(peers: &Peers, seed: u64) -> Result<String, Failure> {
    let folder = TempDir::new().map_err(|error| format!("cannot make a folder: {error}"))?;
    let mut random = Random::new(seed);
    let mut files = Vec::new();
    for (index, size) in SIZES.into_iter().enumerate() {
        let path = folder.path().join(format!("film-{index}.mp4"));
        let bytes: Vec<u8> = (0..size).map(|_| random.below(256) as u8).collect();
        fs::write(&path, &bytes).map_err(|error| Failure::io("write", &path, &error))?;
        files.push((path, hex(&bytes)));
    }
    let mut storage = peers.ours("storage")?;
    let served = storage.read()?;
    let mut uploader = peers.official_upload("upload")?;
    for (file, digest) in &files {
        let mut case = served.clone();
        case["file"] = json!(file);
        let uploaded = uploader.ask(&case)?;
        let url = json!({ "url": text(&uploaded, "url")? });
        expect(text(&storage.ask(&url)?, "sha256")?, digest, "theirs")?;
    }
    let verified = ours(peers, &files)?;
    let number = files.len();
    Ok(format!(
        "{number} files of the official uploader stored as they are; {number} of ours, whose {verified} requests have the \
         signatures of the official signer"
    ))
}

/// Uploads by our client. How many requests were verified.
fn ours(peers: &Peers, files: &[(PathBuf, String)]) -> Result<u64, Failure> {
    let mut storage = peers.official_upload("storage")?;
    let mut uploader = peers.ours("upload")?;
    let keys = json!({ "secret_id": "AKID-temporary", "secret_key": "temporary/key+=", "token": "a-token/+=" });
    let served = storage.ask(&keys)?;
    let mut verified = 0;
    for ((file, digest), name) in files.iter().zip(NAMES) {
        let mut case = keys.clone();
        case["endpoint"] = json!(text(&served, "endpoint")?);
        case["path"] = json!(format!("/dir/{name}"));
        case["file"] = json!(file);
        let uploaded = uploader.ask(&case)?;
        let stored = storage.ask(&json!({ "path": case["path"] }))?;
        if uploaded["file_id"].is_null() {
            return Err(format!("{name}: {uploaded}\n  {}", stored["wrong"]).into());
        }
        expect(text(&stored, "sha256")?, digest, "ours")?;
        verified = stored["verified"].as_u64().unwrap_or(0);
    }
    Ok(verified)
}

fn expect(found: &str, digest: &str, whose: &str) -> Result<(), Failure> {
    match found == digest {
        true => Ok(()),
        false => {
            Err(format!("an upload of {whose} is stored with {found} in place of {digest}").into())
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

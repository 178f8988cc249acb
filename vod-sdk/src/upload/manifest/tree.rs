//! Reads a manifest and all that it names, before anything is sent.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::names::{self, Named};
use super::path::{Candidates, candidates, is_url};
use crate::client::Client;
use crate::error::Error;
use crate::generated::v2018_07_17::{ManifestType, ParseStreamingManifestRequest};
use crate::upload::refusal;
use crate::upload::source::Identity;
use crate::upload::tasks::blocking;

/// How large a manifest may be: what a request to the service takes.
const MAX_MANIFEST_BYTES: u64 = 10_000_000;
/// How deep manifests may name manifests, the top one counted.
const MAX_DEPTH: usize = 8;
/// How many files a manifest may name with all that it names.
const MAX_FILES: usize = 100_000;

/// A file that is uploaded.
pub(super) struct Entry {
    pub(super) path: PathBuf,
    /// Its path below the folder of the top manifest, with `/`.
    pub(super) name: String,
    pub(super) identity: Identity,
    /// How many manifests lead to it, if it is one itself.
    depth: Option<usize>,
}

impl Entry {
    pub(super) fn length(&self) -> u64 {
        self.identity.length.unwrap_or(0)
    }

    pub(super) fn is_manifest(&self) -> bool {
        self.depth.is_some()
    }
}

/// All files of a manifest: media first, then manifests, the top one last, so that what names a file comes behind it.
pub(super) async fn read(client: &Client, top: &Path) -> Result<Vec<Entry>, Error> {
    let name = top.file_name().and_then(|name| name.to_str());
    let name = name.ok_or_else(|| refusal(format!("{top:?} is the name of no file")))?;
    if manifest_type(name).is_none() {
        let message = format!("{top:?} is no manifest: its name must end in .m3u8 or .mpd");
        return Err(refusal(message));
    }
    let folder = top.parent().unwrap_or(Path::new("")).to_owned();
    let folder = if folder.as_os_str().is_empty() {
        PathBuf::from(".")
    } else {
        folder
    };
    let mut walk = Walk {
        client,
        folder,
        entries: Vec::new(),
        by_name: Vec::new(),
    };
    let first = Candidates {
        literal: None,
        decoded: name.to_owned(),
    };
    let added = walk.add(first, Some(1)).await;
    added.map_err(|why| refusal(format!("the manifest {top:?} {why}")))?;
    let mut waiting = vec![(name.to_owned(), 1)];
    while let Some((manifest, depth)) = waiting.pop() {
        walk.read(&manifest, depth, &mut waiting).await?;
    }
    Ok(sorted(walk.entries))
}

/// Media in the order in which it was found, which the next run finds again; then manifests, the deepest first.
fn sorted(entries: Vec<Entry>) -> Vec<Entry> {
    let (mut manifests, mut sorted): (Vec<_>, Vec<_>) =
        entries.into_iter().partition(Entry::is_manifest);
    for depth in (1..=MAX_DEPTH).rev() {
        sorted.extend(manifests.extract_if(.., |entry| entry.depth == Some(depth)));
    }
    sorted
}

/// The type of a manifest by its name.
fn manifest_type(name: &str) -> Option<ManifestType> {
    let (_, extension) = name.rsplit_once('.')?;
    match extension.to_ascii_lowercase().as_str() {
        "m3u8" => Some(ManifestType::M3u8),
        "mpd" => Some(ManifestType::Mpd),
        _ => None,
    }
}

struct Walk<'a> {
    client: &'a Client,
    folder: PathBuf,
    entries: Vec<Entry>,
    /// Their places in `entries`, sorted by name.
    by_name: Vec<usize>,
}

impl Walk<'_> {
    /// The place of a name in `by_name`; the error is where it belongs.
    fn place(&self, name: &str) -> Result<usize, usize> {
        let name_of = |index: &usize| self.entries[*index].name.as_str();
        self.by_name
            .binary_search_by(|index| name_of(index).cmp(name))
    }

    /// Reads a manifest, and takes what it names. Manifests that are new wait for being read.
    async fn read(
        &mut self,
        manifest: &str,
        depth: usize,
        waiting: &mut Vec<(String, usize)>,
    ) -> Result<(), Error> {
        let kind = manifest_type(manifest).unwrap_or_default();
        let path = match self.place(manifest) {
            Ok(place) => self.entries[self.by_name[place]].path.clone(),
            Err(_) => self.folder.join(manifest),
        };
        let text = blocking(move || read_text(&path)).await;
        let text = text.map_err(|error| {
            refusal(format!("the manifest {manifest:?} cannot be read: {error}")).with_source(error)
        })?;
        let is_hls = kind == ManifestType::M3u8;
        let text = text.trim_start_matches('\u{feff}');
        if is_hls && !text.starts_with("#EXTM3U") {
            let message = format!("{manifest:?} is no playlist: it does not begin with #EXTM3U");
            return Err(refusal(message));
        }
        let request = ParseStreamingManifestRequest::new(text).manifest_type(kind);
        let response = self.client.parse_streaming_manifest(&request).await;
        let response = response.map_err(|error| error.at_step("manifest"))?;
        let folder = manifest.rfind('/').map_or("", |end| &manifest[..=end]);
        for named in names::all(text, is_hls, response.media_segment_set) {
            if named.is_key && is_url(&named.name) {
                continue;
            }
            let inner = manifest_type(named.name.split('?').next().unwrap_or_default());
            let inner = inner.map(|_| depth + 1);
            let added = match candidates(folder, &named.name) {
                Ok(candidates) => self.add(candidates, inner).await,
                Err(why) => Err(why.to_owned()),
            };
            match added {
                Ok(Some(name)) if inner.is_some() => waiting.push((name, depth + 1)),
                Ok(_) => {}
                Err(why) => return Err(refused((manifest, text), &named, &why)),
            }
        }
        Ok(())
    }

    /// Takes a file. Its name in storage, unless it is there already.
    async fn add(
        &mut self,
        candidates: Candidates,
        depth: Option<usize>,
    ) -> Result<Option<String>, String> {
        let name = candidates.decoded.clone();
        let Err(place) = self.place(&name) else {
            return Ok(None);
        };
        if self.entries.len() == MAX_FILES {
            return Err(format!("is one of more than {MAX_FILES} files"));
        }
        if depth.is_some_and(|depth| depth > MAX_DEPTH) {
            return Err(format!("is a manifest more than {MAX_DEPTH} levels deep"));
        }
        let folder = self.folder.clone();
        let found = blocking(move || find(&folder, &candidates)).await;
        let (path, identity) = found.map_err(|error| format!("cannot be read: {error}"))?;
        if identity.length == Some(0) {
            return Err("is an empty file".to_owned());
        }
        self.by_name.insert(place, self.entries.len());
        self.entries.push(Entry {
            path,
            name: name.clone(),
            identity,
            depth,
        });
        Ok(Some(name))
    }
}

/// The error of a name in a manifest.
fn refused((manifest, text): (&str, &str), named: &Named, why: &str) -> Error {
    let line = named.line.or_else(|| names::line_of(text, &named.name));
    let line = match line {
        Some(line) => format!("line {line} of "),
        None => String::new(),
    };
    let name = &named.name;
    refusal(format!(
        "{line}the manifest {manifest:?} names {name:?}, which {why}"
    ))
}

/// The file that is there, which must be in the folder also when links are followed.
fn find(folder: &Path, candidates: &Candidates) -> io::Result<(PathBuf, Identity)> {
    let literal = candidates.literal.as_ref().map(|name| folder.join(name));
    let path = literal.filter(|path| path.is_file());
    let path = path.unwrap_or_else(|| folder.join(&candidates.decoded));
    if !fs::canonicalize(&path)?.starts_with(fs::canonicalize(folder)?) {
        return Err(io::Error::other(
            "a link leads out of the folder of the top manifest",
        ));
    }
    let file = File::open(&path)?;
    if !file.metadata()?.is_file() {
        return Err(io::Error::other("it is no file"));
    }
    let identity = Identity::of_file(&file)?;
    Ok((path, identity))
}

fn read_text(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    File::open(path)?
        .take(MAX_MANIFEST_BYTES + 1)
        .read_to_string(&mut text)?;
    if text.len() as u64 > MAX_MANIFEST_BYTES {
        return Err(io::Error::other(format!(
            "it has more than {MAX_MANIFEST_BYTES} bytes"
        )));
    }
    Ok(text)
}

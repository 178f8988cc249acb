//! What an upload needs to go on, and how it is written.

use std::time::{Duration, SystemTime};

use serde_json::{Value, json};
use zeroize::Zeroizing;

use super::files::Files;
use super::parts::{Part, Parts};
use crate::credential::{Credential, Wiped};
use crate::time::unix_seconds;
use crate::upload::plan::MAX_PARTS;
use crate::upload::source::Identity;

/// The version of the form in which a state is written.
const VERSION: u64 = 1;
/// How large anything is that a state counts, so that no sum of it is too large.
const MAX_SIZE: u64 = 1 << 48;

/// The state of an upload.
pub(crate) struct State {
    pub(crate) identity: Identity,
    pub(crate) part_size: u64,
    pub(crate) session: Session,
    pub(crate) stage: Stage,
    /// The checksum of the cover, if there is one.
    pub(crate) cover: Option<u64>,
    /// How long the cover is, if it was sent.
    pub(crate) cover_sent: Option<u64>,
    pub(crate) upload_id: Option<String>,
    /// The parts that COS has confirmed.
    pub(crate) parts: Parts,
    /// What was sent of a manifest.
    pub(crate) files: Files,
}

/// What the service has assigned to an upload.
pub(crate) struct Session {
    pub(crate) bucket: String,
    pub(crate) region: String,
    /// The name of the media in storage, with a leading `/`.
    pub(crate) key: String,
    pub(crate) cover_key: Option<String>,
    /// What the upload is committed with.
    pub(crate) session_key: Zeroizing<String>,
    pub(crate) keys: Credential,
    pub(crate) sub_app_id: Option<u64>,
    pub(crate) source_context: String,
}

/// How far an upload is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    Sending,
    /// All is in COS.
    Sent,
    /// The service may have been told.
    Committing,
}

impl Stage {
    const ALL: [(Self, &'static str); 3] = [
        (Self::Sending, "sending"),
        (Self::Sent, "sent"),
        (Self::Committing, "committing"),
    ];

    fn name(self) -> &'static str {
        let mut all = Self::ALL.into_iter();
        let found = all.find(|(stage, _)| *stage == self);
        found.map_or("", |(_, name)| name)
    }
}

impl State {
    /// A new upload.
    pub(crate) fn new(
        identity: Identity,
        part_size: u64,
        cover: Option<u64>,
        session: Session,
    ) -> Self {
        Self {
            identity,
            part_size,
            session,
            stage: Stage::Sending,
            cover,
            cover_sent: None,
            upload_id: None,
            parts: Parts::default(),
            files: Files::default(),
        }
    }

    /// The name in storage of what is sent in parts.
    pub(crate) fn key(&self) -> &str {
        self.files.key.as_ref().unwrap_or(&self.session.key)
    }

    /// How many parts COS has confirmed, in all files.
    pub(crate) fn confirmed_parts(&self) -> u32 {
        let parts = u32::try_from(self.parts.len()).unwrap_or(u32::MAX);
        parts.saturating_add(self.files.parts)
    }

    /// Forgets the parts of a file, which is sent or is another now.
    pub(crate) fn leave_file(&mut self) {
        self.upload_id = None;
        self.parts.clear();
        self.files.key = None;
    }

    /// How many bytes COS has confirmed.
    pub(crate) fn confirmed(&self) -> u64 {
        self.confirmed_media() + self.cover_sent.unwrap_or(0)
    }

    /// The same without the cover.
    pub(crate) fn confirmed_media(&self) -> u64 {
        self.parts.size() + self.files.bytes
    }

    pub(crate) fn write(&self) -> Zeroizing<String> {
        let Self {
            identity, session, ..
        } = self;
        let parts = self.parts.iter();
        let parts = parts.map(|part| json!([part.number, part.size, part.etag, part.crc64]));
        let expiry = session.keys.expires_at();
        let state = Wiped(json!({
            "version": VERSION,
            "source": {
                "length": identity.length,
                "modified": identity.modified,
                "sample": identity.sample,
            },
            "part_size": self.part_size,
            "session": {
                "bucket": session.bucket,
                "region": session.region,
                "key": session.key,
                "cover_key": session.cover_key,
                "session_key": *session.session_key,
                "secret_id": session.keys.secret_id(),
                "secret_key": session.keys.secret_key(),
                "token": session.keys.token(),
                "expiry": expiry.and_then(|expiry| unix_seconds(expiry).ok()),
                "sub_app_id": session.sub_app_id,
                "source_context": session.source_context,
            },
            "stage": self.stage.name(),
            "cover": self.cover,
            "cover_sent": self.cover_sent,
            "upload_id": self.upload_id,
            "parts": parts.collect::<Vec<_>>(),
            "files": self.files.write(),
        }));
        Zeroizing::new(state.to_string())
    }

    /// Reads a state; `None` if it is none.
    pub(crate) fn read(text: &[u8]) -> Option<Self> {
        let state = Wiped(serde_json::from_slice(text).ok()?);
        if state["version"].as_u64()? != VERSION {
            return None;
        }
        let source = &state["source"];
        let mut parts = Parts::default();
        for part in state["parts"].as_array()? {
            let (number, size) = (part[0].as_u64()?, part[1].as_u64()?);
            if !(1..=MAX_PARTS).contains(&number) || size > MAX_SIZE {
                return None;
            }
            parts.insert(Part {
                number: number as u32,
                size,
                etag: text_of(&part[2])?,
                crc64: part[3].as_u64()?,
            });
        }
        let stage = state["stage"].as_str()?;
        let (stage, _) = Stage::ALL.into_iter().find(|(_, name)| *name == stage)?;
        Some(Self {
            identity: Identity {
                length: source["length"].as_u64(),
                modified: source["modified"].as_u64(),
                sample: source["sample"].as_u64(),
            },
            part_size: state["part_size"].as_u64()?,
            session: Session::read(&state["session"])?,
            stage,
            cover: state["cover"].as_u64(),
            cover_sent: state["cover_sent"].as_u64().map(|sent| sent.min(MAX_SIZE)),
            upload_id: text_of(&state["upload_id"]),
            parts,
            files: Files::read(&state["files"])?,
        })
    }
}

impl Session {
    fn read(session: &Value) -> Option<Self> {
        let text = |name| text_of(&session[name]);
        let mut keys = Credential::new(text("secret_id")?, text("secret_key")?);
        if let Some(token) = text("token") {
            keys = keys.with_token(token);
        }
        if let Some(expiry) = session["expiry"].as_u64() {
            let expiry = Duration::from_secs(expiry);
            keys = keys.with_expiry(SystemTime::UNIX_EPOCH.checked_add(expiry)?);
        }
        Some(Self {
            bucket: text("bucket")?,
            region: text("region")?,
            key: text("key")?,
            cover_key: text("cover_key"),
            session_key: text("session_key")?.into(),
            keys,
            sub_app_id: session["sub_app_id"].as_u64(),
            source_context: text("source_context")?,
        })
    }
}

fn text_of(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state() -> State {
        let part = |number, size| Part {
            number,
            size,
            etag: "d41d8cd98f00b204e9800998ecf8427e".to_owned(),
            crc64: u64::MAX,
        };
        let mut parts = Parts::default();
        parts.insert(part(1, 15));
        parts.insert(part(10_000, 5));
        State {
            identity: Identity {
                length: Some(20),
                modified: Some(1_700_000_000_123_456_789),
                sample: None,
            },
            part_size: 8 << 20,
            session: Session {
                bucket: "bucket-1250000000".to_owned(),
                region: "ap-chongqing".to_owned(),
                key: "/dir/a.mp4".to_owned(),
                cover_key: None,
                session_key: "session".to_owned().into(),
                keys: Credential::new("id", "key")
                    .with_token("token")
                    .with_expiry(SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_007_200)),
                sub_app_id: Some(7),
                source_context: "context".to_owned(),
            },
            stage: Stage::Committing,
            cover: Some(9),
            cover_sent: Some(3),
            upload_id: Some("upload".to_owned()),
            parts,
            files: Files {
                sent: (0..8).map(|number| number < 3 || number == 7).collect(),
                bytes: 100,
                parts: 5,
                key: Some("/dir/b.ts".to_owned()),
            },
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let written = state().write();
        let read = State::read(written.as_bytes()).unwrap();
        assert_eq!(read.write(), written);
        assert_eq!(read.identity, state().identity);
        assert_eq!(read.parts, state().parts);
        assert_eq!(read.files, state().files);
        assert_eq!(read.confirmed(), 123);
        assert!(read.session.keys.is_same_as(&state().session.keys));
        assert_eq!(
            read.session.keys.expires_at(),
            state().session.keys.expires_at()
        );
    }

    #[test]
    fn what_is_cut_or_of_another_version_is_none() {
        let written = state().write();
        for length in 0..written.len() {
            assert!(State::read(&written.as_bytes()[..length]).is_none());
        }
        let newer = written.replace("\"version\":1", "\"version\":2");
        assert_ne!(newer, *written);
        assert!(State::read(newer.as_bytes()).is_none());
    }

    /// What is read of the state with another value somewhere, as a JSON pointer says.
    fn with(place: &str, value: Value) -> Option<State> {
        let mut changed: Value = serde_json::from_str(&state().write()).unwrap();
        *changed.pointer_mut(place).unwrap() = value;
        State::read(changed.to_string().as_bytes())
    }

    #[test]
    fn numbers_that_no_upload_has_are_none() {
        let part = |number: u64, size: u64| json!([[number, size, "etag", 1]]);
        assert!(with("/parts", part(MAX_PARTS, MAX_SIZE)).is_some());
        for (place, value) in [
            ("/session/expiry", json!(u64::MAX)),
            ("/session/expiry", json!(i64::MAX as u64 + 1)),
            ("/parts", part(0, 1)),
            ("/parts", part(MAX_PARTS + 1, 1)),
            ("/parts", part(1, MAX_SIZE + 1)),
            ("/parts", part(1, u64::MAX)),
            ("/files/sent", json!([[0, u32::MAX]])),
            ("/files/sent", json!([[0, 7], [7, 9]])),
        ] {
            assert!(with(place, value.clone()).is_none(), "{place} {value}");
        }
    }

    #[test]
    fn sums_of_the_largest_numbers_do_not_overflow() {
        let largest = json!([[1, MAX_SIZE, "etag", 1], [2, MAX_SIZE, "etag", 1]]);
        let mut changed: Value = serde_json::from_str(&state().write()).unwrap();
        changed["parts"] = largest;
        changed["cover_sent"] = json!(u64::MAX);
        changed["files"]["bytes"] = json!(u64::MAX);
        let read = State::read(changed.to_string().as_bytes()).unwrap();
        assert!(read.confirmed() > 3 * MAX_SIZE);
    }
}

//! The sessions of `ApplyUpload` and `CommitUpload`, with the keys that they give out.

use std::time::Duration;

use serde_json::{Value, json};

use super::access::Keys;
use super::digest::{base64, md5};
use super::manifest;
use super::storage::Storage;
use crate::mock::request_id;
use crate::mock::response::Response;
use crate::time::{SystemTimeSource, TimeSource};

/// The account that the media belongs to.
const APP_ID: u64 = 1_250_000_000;
/// The name of its bucket.
const BUCKET: &str = "mockvod";
/// The region that it is in, which the SDK must not need to know.
const REGION: &str = "ap-mock-1";

/// An upload that was applied for.
struct Session {
    key: String,
    sub_app_id: Option<u64>,
    file_id: String,
    path: String,
    /// Empty if there is none.
    cover_path: String,
    name: String,
    media_type: String,
    source_context: String,
    procedure: String,
    keys: Keys,
    is_committed: bool,
}

/// Media that has just been committed.
pub(super) struct Committed {
    pub(super) sub_app_id: u64,
    pub(super) media: Value,
    pub(super) procedure: Option<String>,
}

pub(super) struct Sessions {
    all: Vec<Session>,
    lifetime: Duration,
    max_uses: u32,
    refuses_repeated: bool,
    /// How many commits lose their responses.
    lost: u32,
    committed: Option<Committed>,
}

impl Default for Sessions {
    fn default() -> Self {
        Self {
            all: Vec::new(),
            lifetime: Duration::from_secs(7_200),
            max_uses: u32::MAX,
            refuses_repeated: false,
            lost: 0,
            committed: None,
        }
    }
}

impl Sessions {
    pub(super) fn keys(&mut self) -> impl Iterator<Item = &mut Keys> {
        self.all.iter_mut().map(|session| &mut session.keys)
    }

    pub(super) fn max_uses(&self) -> u32 {
        self.max_uses
    }

    pub(super) fn commits(&self) -> usize {
        let all = self.all.iter();
        all.filter(|session| session.is_committed).count()
    }

    /// Keys that have been used so often are good no more. With 0, those to come stay good.
    pub(super) fn expire_keys_after(&mut self, requests: u32) {
        match requests {
            0 => self.keys().for_each(|keys| keys.expiry = 0),
            _ => self.max_uses = requests,
        }
    }

    pub(super) fn set_lifetime(&mut self, lifetime: Duration) {
        self.lifetime = lifetime;
    }

    pub(super) fn refuse_repeated(&mut self) {
        self.refuses_repeated = true;
    }

    pub(super) fn lose_commits(&mut self, commits: u32) {
        self.lost = commits;
    }

    /// The media that the call before has committed for the first time.
    pub(super) fn take_committed(&mut self) -> Option<Committed> {
        self.committed.take()
    }

    pub(super) fn respond(
        &mut self,
        action: &str,
        parameters: &Value,
        storage: &Storage,
        now: i64,
    ) -> Option<Response> {
        match action {
            "ApplyUpload" => Some(self.apply(parameters, now)),
            "ParseStreamingManifest" => {
                let text = parameters["MediaManifestContent"].as_str()?;
                let names = manifest::names(text);
                Some(Response::json(json!({ "MediaSegmentSet": names })))
            }
            "CommitUpload" => self.commit(parameters, storage),
            "DescribeMediaInfos" => self.describe(parameters),
            _ => None,
        }
    }

    fn apply(&mut self, parameters: &Value, now: i64) -> Response {
        let random = SystemTimeSource.random();
        let file_id = format!(
            "{}",
            5_000_000_000_000_000_000 + random % 1_000_000_000_000_000_000
        );
        let text = |name: &str| parameters[name].as_str().unwrap_or_default();
        let given = text("MediaStoragePath");
        let folder = match given.rsplit_once('/') {
            Some((folder, _)) => format!("{folder}/"),
            None => format!("/{BUCKET}/{:08x}{file_id}/", random >> 32),
        };
        let path = |prefix: &str, extension: &str| match extension {
            "" => String::new(),
            _ => format!("{folder}{prefix}{:08x}.{extension}", random & 0xffff_ffff),
        };
        let lifetime = i64::try_from(self.lifetime.as_secs()).unwrap_or(i64::MAX);
        let session = Session {
            key: made_up("session"),
            sub_app_id: parameters["SubAppId"].as_u64(),
            path: match given {
                "" => path("m", text("MediaType")),
                given => given.to_owned(),
            },
            cover_path: path("c", text("CoverType")),
            name: text("MediaName").to_owned(),
            media_type: text("MediaType").to_owned(),
            procedure: text("Procedure").to_owned(),
            source_context: text("SourceContext").to_owned(),
            file_id,
            keys: Keys {
                secret_id: format!("AKID{}", request_id::fresh().replace('-', "")),
                secret_key: made_up("key"),
                token: made_up("token"),
                expiry: now.saturating_add(lifetime),
                bucket: format!("{BUCKET}-{APP_ID}"),
                folder,
                uses: 0,
            },
            is_committed: false,
        };
        let response = Response::json(json!({
            "StorageBucket": session.keys.bucket,
            "StorageRegion": REGION,
            "VodSessionKey": session.key,
            "MediaStoragePath": session.path,
            "CoverStoragePath": session.cover_path,
            "TempCertificate": {
                "SecretId": session.keys.secret_id,
                "SecretKey": session.keys.secret_key,
                "Token": session.keys.token,
                "ExpiredTime": session.keys.expiry,
            },
        }));
        self.all.push(session);
        response
    }

    /// Commits a session of this storage. Others are the example's.
    fn commit(&mut self, parameters: &Value, storage: &Storage) -> Option<Response> {
        let key = parameters["VodSessionKey"].as_str()?;
        let refuses_repeated = self.refuses_repeated;
        let session = self.all.iter_mut().find(|session| session.key == key)?;
        if session.sub_app_id != parameters["SubAppId"].as_u64() {
            let message = "The session is of another application.";
            return Some(Response::error("InvalidParameterValue.SubAppId", message));
        }
        if session.is_committed && refuses_repeated {
            let message = "The session was committed before.";
            return Some(Response::error(
                "InvalidParameterValue.VodSessionKey",
                message,
            ));
        }
        let paths = [&session.path, &session.cover_path];
        let mut paths = paths.into_iter().filter(|path| !path.is_empty());
        if let Some(path) = paths.find(|path| storage.object(path).is_none()) {
            let message = format!("There is no object {path}.");
            return Some(Response::error("ResourceNotFound", message));
        }
        if !session.is_committed {
            self.committed = Some(session.committed());
        }
        session.is_committed = true;
        let response = Response::json(json!({
            "FileId": session.file_id,
            "MediaUrl": session.url(&session.path),
            "CoverUrl": session.url(&session.cover_path),
        }));
        if self.lost == 0 {
            return Some(response);
        }
        self.lost -= 1;
        Some(response.lost())
    }

    /// Describes media that was committed here, if all that is asked for is.
    fn describe(&self, parameters: &Value) -> Option<Response> {
        let ids = parameters["FileIds"].as_array()?;
        let found: Option<Vec<&Session>> = ids
            .iter()
            .map(|id| self.all.iter().find(|session| session.file_id == *id))
            .collect();
        let (committed, missing): (Vec<_>, Vec<_>) =
            found?.into_iter().partition(|session| session.is_committed);
        let committed: Vec<Value> = committed.into_iter().map(Session::describe).collect();
        let missing: Vec<&str> = missing.iter().map(|session| &*session.file_id).collect();
        Some(Response::json(json!({
            "MediaInfoSet": committed,
            "NotExistFileIdSet": missing,
        })))
    }
}

impl Session {
    fn url(&self, path: &str) -> String {
        match path {
            "" => String::new(),
            _ => format!("http://{APP_ID}.vod2.myqcloud.com{path}"),
        }
    }

    fn committed(&self) -> Committed {
        Committed {
            sub_app_id: self.sub_app_id.unwrap_or_default(),
            media: self.describe(),
            procedure: Some(self.procedure.clone()).filter(|name| !name.is_empty()),
        }
    }

    fn describe(&self) -> Value {
        json!({
            "FileId": self.file_id,
            "BasicInfo": {
                "Name": self.name,
                "Type": self.media_type,
                "MediaUrl": self.url(&self.path),
                "CoverUrl": self.url(&self.cover_path),
                "StoragePath": self.path,
                "StorageRegion": REGION,
                "SourceInfo": { "SourceType": "Upload", "SourceContext": self.source_context },
            },
        })
    }
}

/// A made-up secret.
fn made_up(what: &str) -> String {
    let id = request_id::fresh();
    base64(&[md5(what.as_bytes()), md5(id.as_bytes())].concat())
}

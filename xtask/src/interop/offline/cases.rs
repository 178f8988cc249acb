//! What is signed: generated from a seed, the same on any machine. Each parameter is there half of the time.

use serde_json::{Value, json};

use crate::interop::cases::Random;

/// Makes cases.
pub(super) struct Source(Random);

const REGIONS: [&str; 4] = ["CHN", "SGP", "FRA", "USA"];
const DOMAINS: [&str; 4] = ["a.com", "*.b.example", "localhost", "xn--fiq228c.cn"];
const FOLDERS: [&str; 4] = [
    "/",
    "/dir1/dir2/",
    "/a%20b/%E7%94%B5/",
    "/7db1a2b1vodtransgzp125/",
];

impl Source {
    pub(super) fn new(seed: u64) -> Self {
        Self(Random::new(seed))
    }

    /// The time of a clock that was set.
    fn now(&mut self) -> u64 {
        self.0.timestamp().max(31_536_000)
    }

    pub(super) fn upload(&mut self) -> Value {
        let mut case = json!({
            "kind": "upload",
            "secret_id": format!("AKID{}", self.0.letters(32)),
            "secret_key": self.0.letters(32),
            "now": self.now(),
            "random": self.0.below(1 << 32),
            "valid_for": 1 + self.0.below(7_776_000),
        });
        for (key, value) in [
            ("class_id", json!(self.0.below(1_000))),
            ("procedure", json!(self.some_text())),
            ("task_priority", json!(self.0.below(21) as i64 - 10)),
            (
                "task_notify_mode",
                json!(self.0.pick(&["Finish", "Change", "None"])),
            ),
            ("source_context", json!(self.some_text())),
            ("one_time_valid", json!(true)),
            ("sub_app_id", json!(self.0.sub_app_id())),
            ("session_context", json!(self.some_text())),
            ("storage_region", json!("ap-chongqing")),
        ] {
            self.maybe(&mut case, key, value);
        }
        case
    }

    pub(super) fn hotlink(&mut self) -> Value {
        let folder = self.0.pick(&FOLDERS);
        let mut case = json!({
            "kind": "hotlink",
            "key": self.key(),
            "url": format!("https://{}.example.com{folder}{}.mp4", self.0.letters(5), self.0.letters(8)),
            "expires_at": self.0.timestamp(),
        });
        for (key, value) in [
            ("preview", json!(1 + self.0.below(7_200))),
            ("max_addresses", json!(1 + self.0.below(9))),
            ("link_id", json!(self.0.letters(10))),
            ("allow_referers", self.list(&DOMAINS)),
            ("block_referers", self.list(&DOMAINS)),
            ("allow_regions", self.list(&REGIONS)),
            ("block_regions", self.list(&REGIONS)),
        ] {
            self.maybe(&mut case, key, value);
        }
        case
    }

    /// A payload, whose keys both sides put in the order of the documentation.
    pub(super) fn player(&mut self) -> Value {
        let now = self.now();
        let mut payload = json!({
            "appId": 1 + self.0.below(2_000_000_000),
            "fileId": self.0.below(1 << 60).to_string(),
            "contentInfo": self.content(),
            "currentTimeStamp": now,
        });
        let (access, license) = (self.access(now), self.license());
        for (key, value) in [
            (
                "expireTimeStamp",
                json!(now + 1 + self.0.below(86_400) as u64),
            ),
            ("urlAccessInfo", access),
            ("drmLicenseInfo", license),
        ] {
            self.maybe(&mut payload, key, value);
        }
        json!({ "kind": "player", "key": self.key(), "payload": payload })
    }

    pub(super) fn callback(&mut self) -> Value {
        let length = 1 + self.0.below(32);
        json!({ "kind": "callback", "key": self.0.letters(length), "t": self.0.timestamp() })
    }

    fn content(&mut self) -> Value {
        let template = 1 + self.0.below(200_000);
        let mut content = match self.0.below(4) {
            0 => json!({ "audioVideoType": "RawAdaptive", "rawAdaptiveDefinition": template }),
            1 => json!({ "audioVideoType": "Transcode", "transcodeDefinition": template }),
            2 => json!({ "audioVideoType": "Original" }),
            _ => {
                let mut templates = json!({ "privateEncryptionDefinition": template });
                self.maybe(&mut templates, "widevineDefinition", json!(11));
                self.maybe(&mut templates, "fairPlayDefinition", json!(13));
                json!({ "audioVideoType": "ProtectedAdaptive", "drmAdaptiveInfo": templates })
            }
        };
        self.maybe(&mut content, "imageSpriteDefinition", json!(10));
        let names = json!([
            { "MinEdgeLength": 720, "Name": self.some_text() },
            { "MinEdgeLength": 1080, "Name": "FHD" },
        ]);
        self.maybe(&mut content, "resolutionNames", names);
        content
    }

    fn access(&mut self, now: u64) -> Value {
        let mut access = json!({});
        let t = now + 1 + self.0.below(86_400) as u64;
        for (key, value) in [
            ("t", json!(format!("{t:x}"))),
            ("exper", json!(30 + self.0.below(7_200))),
            ("rlimit", json!(1 + self.0.below(9))),
            ("us", json!(self.0.letters(10))),
            ("domain", json!("play.example.com")),
            ("scheme", json!(self.0.pick(&["HTTP", "HTTPS", "Default"]))),
        ] {
            self.maybe(&mut access, key, value);
        }
        access
    }

    fn license(&mut self) -> Value {
        let mut license = json!({});
        match self.0.below(3) {
            0 => license = json!({ "persistent": "ON" }),
            1 => {
                license = json!({ "persistent": "ON", "rentalDuration": 1 + self.0.below(86_400) })
            }
            _ => {}
        }
        let tracks = json!(["AUDIO", "SD", "HD", "UHD1", "UHD2"]);
        self.maybe(&mut license, "forceL1TrackTypes", tracks);
        license
    }

    fn maybe(&mut self, case: &mut Value, key: &str, value: Value) {
        if self.0.below(2) == 1 {
            case[key] = value;
        }
    }

    /// A text that is not empty.
    fn some_text(&mut self) -> String {
        self.0.letters(1) + &self.0.text(4)
    }

    fn key(&mut self) -> String {
        let length = 8 + self.0.below(13);
        self.0.letters(length)
    }

    fn list(&mut self, of: &[&str]) -> Value {
        let length = 1 + self.0.below(3);
        (0..length).map(|_| self.0.pick(of)).collect()
    }
}

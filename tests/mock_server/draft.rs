//! A request that is written, signed and sent without the SDK.

use std::fmt::Write as _;
use std::time::{SystemTime, UNIX_EPOCH};

use hmac::{Hmac, KeyInit, Mac};
use serde_json::Value;
use sha2::{Digest, Sha256};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use vod_sdk::Credential;
use vod_sdk::mock::{MockServer, MockServerBuilder};

pub(super) const SECRET_ID: &str = "AKIDdraft";
pub(super) const SECRET_KEY: &str = "a secret of the tests";

/// A server that accepts drafts, and one temporary credential with the token `a-Token`.
pub(super) fn builder() -> MockServerBuilder {
    MockServer::builder()
        .credential(Credential::new(SECRET_ID, SECRET_KEY))
        .credential(Credential::new("AKIDtemporary", SECRET_KEY).with_token("a-Token"))
}

/// A request, right unless a test changes it.
#[derive(Clone)]
pub(super) struct Draft {
    pub(super) method: &'static str,
    pub(super) path: &'static str,
    pub(super) query: &'static str,
    pub(super) headers: Vec<(&'static str, String)>,
    pub(super) body: Vec<u8>,
    pub(super) signed_headers: &'static str,
    pub(super) secret_id: &'static str,
    pub(super) secret_key: &'static str,
    pub(super) service: &'static str,
    /// In place of the day of the timestamp.
    pub(super) date: Option<&'static str>,
    /// Changes the `Authorization` header when all is signed.
    pub(super) garble: fn(String) -> Option<String>,
}

impl Draft {
    pub(super) fn new(body: &Value) -> Self {
        Self {
            method: "POST",
            path: "/",
            query: "",
            headers: vec![
                ("Host", "vod.tencentcloudapi.com".to_owned()),
                ("Content-Type", "application/json".to_owned()),
                ("X-TC-Action", "ExecuteFunction".to_owned()),
                ("X-TC-Version", "2018-07-17".to_owned()),
                ("X-TC-Timestamp", now().to_string()),
            ],
            body: body.to_string().into_bytes(),
            signed_headers: "content-type;host;x-tc-action",
            secret_id: SECRET_ID,
            secret_key: SECRET_KEY,
            service: "vod",
            date: None,
            garble: Some,
        }
    }

    /// Replaces a header, or adds it.
    pub(super) fn set(&mut self, name: &'static str, value: impl Into<String>) -> &mut Self {
        self.remove(name);
        self.headers.push((name, value.into()));
        self
    }

    pub(super) fn remove(&mut self, name: &str) -> &mut Self {
        self.headers.retain(|(header, _)| *header != name);
        self
    }

    /// Sends the request on a connection of its own; the answer must be in the envelope.
    pub(super) async fn send(&self, server: &MockServer) -> Value {
        let reply = self.exchange(server).await;
        assert_eq!(reply.status, 200, "{reply:?}");
        assert_eq!(
            reply.header("content-type"),
            Some("application/json"),
            "{reply:?}"
        );
        let mut envelope: Value = serde_json::from_slice(&reply.body).expect("JSON");
        let response = envelope["Response"].take();
        assert!(
            response["RequestId"]
                .as_str()
                .is_some_and(|id| id.len() == 36),
            "{response}"
        );
        response
    }

    /// The error code of the answer, empty if it has none.
    pub(super) async fn code(&self, server: &MockServer) -> String {
        self.send(server).await["Error"]["Code"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    /// Sends the request on a connection of its own.
    pub(super) async fn exchange(&self, server: &MockServer) -> Reply {
        let mut stream = connect(server).await;
        stream
            .write_all(&self.bytes())
            .await
            .expect("the server reads");
        let mut bytes = Vec::new();
        // A connection that breaks is an answer as well.
        let _ = stream.read_to_end(&mut bytes).await;
        Reply::parse(&bytes)
    }

    /// The request as it goes over the wire.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut target = self.path.to_owned();
        if !self.query.is_empty() {
            let _ = write!(target, "?{}", self.query);
        }
        let mut head = format!("{} {target} HTTP/1.1\r\nConnection: close\r\n", self.method);
        if let Some(authorization) = (self.garble)(self.authorization()) {
            let _ = write!(head, "Authorization: {authorization}\r\n");
        }
        for (name, value) in &self.headers {
            let _ = write!(head, "{name}: {value}\r\n");
        }
        let _ = write!(head, "Content-Length: {}\r\n\r\n", self.body.len());
        [head.as_bytes(), &self.body].concat()
    }

    fn authorization(&self) -> String {
        let timestamp = self.header("x-tc-timestamp");
        let date = self
            .date
            .map_or_else(|| utc_date(&timestamp), str::to_owned);
        let headers: String = self
            .signed_headers
            .split(';')
            .map(|name| format!("{name}:{}\n", self.header(name).to_lowercase()))
            .collect();
        let canonical_request = format!(
            "{}\n{}\n{}\n{headers}\n{}\n{}",
            self.method,
            self.path,
            self.query,
            self.signed_headers,
            hex(&Sha256::digest(&self.body))
        );
        let scope = format!("{date}/{}/tc3_request", self.service);
        let hash = hex(&Sha256::digest(canonical_request));
        let key = mac(format!("TC3{}", self.secret_key).as_bytes(), &date);
        let key = mac(&mac(&key, self.service), "tc3_request");
        let signature = hex(&mac(
            &key,
            &format!("TC3-HMAC-SHA256\n{timestamp}\n{scope}\n{hash}"),
        ));
        format!(
            "TC3-HMAC-SHA256 Credential={}/{scope}, SignedHeaders={}, Signature={signature}",
            self.secret_id, self.signed_headers
        )
    }

    fn header(&self, name: &str) -> String {
        let header = self
            .headers
            .iter()
            .find(|(header, _)| header.eq_ignore_ascii_case(name));
        header.map(|(_, value)| value.clone()).unwrap_or_default()
    }
}

/// What came back.
#[derive(Debug)]
pub(super) struct Reply {
    /// 0 if nothing came.
    pub(super) status: u16,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

impl Reply {
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let header = self.headers.iter().find(|(header, _)| header == name);
        header.map(|(_, value)| value.as_str())
    }

    fn parse(bytes: &[u8]) -> Self {
        let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") else {
            assert!(
                bytes.is_empty(),
                "half a head: {:?}",
                String::from_utf8_lossy(bytes)
            );
            return Self {
                status: 0,
                headers: Vec::new(),
                body: Vec::new(),
            };
        };
        let head = String::from_utf8(bytes[..end].to_vec()).expect("a head in ASCII");
        let mut lines = head.lines();
        let status = lines
            .next()
            .and_then(|line| line.split(' ').nth(1)?.parse().ok());
        let headers = lines.filter_map(|line| line.split_once(": "));
        Self {
            status: status.expect("a status line"),
            headers: headers
                .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
                .collect(),
            body: bytes[end + 4..].to_vec(),
        }
    }
}

/// Connects to a server.
pub(super) async fn connect(server: &MockServer) -> TcpStream {
    let address = server
        .endpoint()
        .strip_prefix("http://")
        .expect("a plain endpoint");
    TcpStream::connect(address)
        .await
        .expect("the server listens")
}

pub(super) fn now() -> i64 {
    let since_1970 = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .expect("a clock after 1970");
    i64::try_from(since_1970.as_secs()).expect("a clock of this age")
}

/// The day of a timestamp, found by counting days from 1970.
fn utc_date(timestamp: &str) -> String {
    let mut days = timestamp.parse::<i64>().unwrap_or_default() / 86_400;
    for year in 1970.. {
        let leap = i64::from(year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
        let lengths = [31, 28 + leap, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        for (month, length) in (1..).zip(lengths) {
            if days < length {
                return format!("{year:04}-{month:02}-{:02}", days + 1);
            }
            days -= length;
        }
    }
    unreachable!("there is always another year")
}

fn mac(key: &[u8], message: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes any key");
    mac.update(message.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

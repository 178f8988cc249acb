//! A COS of the tests' own, written from its documentation, which shares no code with the SDK or its mock: HTTP by hand,
//! its own signature, one upload at a time.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::{Arc, Mutex};

use hmac::{Hmac, KeyInit, Mac};
use md5::{Digest, Md5};
use sha1::Sha1;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

pub(crate) const SECRET_ID: &str = "AKIDindependent";
pub(crate) const SECRET_KEY: &str = "key-of-the-independent-storage";
pub(crate) const TOKEN: &str = "the+token/of=it";

/// What the storage holds.
#[derive(Default)]
pub(crate) struct Stored {
    pub(crate) uploads: BTreeMap<String, BTreeMap<u32, Vec<u8>>>,
    pub(crate) objects: BTreeMap<String, Vec<u8>>,
    /// How often a part came that was in a list before. One that was in no list may still have been on its way when
    /// its process was killed.
    pub(crate) repeated: u32,
    listed: BTreeSet<(String, u32)>,
    pub(crate) refused: Vec<String>,
    /// How many bytes of parts came, of which none is kept.
    pub(crate) swallowed: u64,
    /// Whether parts are only measured, for media that is larger than memory.
    pub(crate) swallows: bool,
    begun: u32,
}

pub(crate) struct Cos {
    pub(crate) endpoint: String,
    pub(crate) stored: Arc<Mutex<Stored>>,
}

struct Request {
    method: String,
    path: String,
    query: Vec<(String, String)>,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

type Reply = (u16, Vec<(&'static str, String)>, String);

impl Cos {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let stored = Arc::new(Mutex::new(Stored::default()));
        let shared = Arc::clone(&stored);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&shared)));
            }
        });
        Self { endpoint, stored }
    }
}

async fn serve(stream: TcpStream, stored: Arc<Mutex<Stored>>) -> io::Result<()> {
    let mut stream = BufReader::with_capacity(256 * 1024, stream);
    while let Some(request) = read(&mut stream).await? {
        let is_head = request.method == "HEAD";
        let (status, headers, body) = match check(&request) {
            Ok(()) => reply(&request, &mut stored.lock().unwrap()),
            Err(why) => {
                let body = error("SignatureDoesNotMatch", &why);
                stored.lock().unwrap().refused.push(why);
                (403, vec![], body)
            }
        };
        let mut head = format!("HTTP/1.1 {status} X\r\nx-cos-request-id: own-1\r\n");
        if !headers.iter().any(|(name, _)| *name == "content-length") {
            head += &format!("content-length: {}\r\n", body.len());
        }
        for (name, value) in headers {
            head += &format!("{name}: {value}\r\n");
        }
        head += "\r\n";
        if !is_head {
            head += &body;
        }
        stream.write_all(head.as_bytes()).await?;
    }
    Ok(())
}

async fn read(stream: &mut BufReader<TcpStream>) -> io::Result<Option<Request>> {
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 {
            return Ok(None);
        }
        match line.trim_end() {
            "" => break,
            line => lines.push(line.to_owned()),
        }
    }
    let mut first = lines[0].split(' ').map(str::to_owned);
    let (method, target) = (first.next().unwrap(), first.next().unwrap());
    let (path, query) = target.split_once('?').unwrap_or((&target, ""));
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    let headers = lines[1..].iter().filter_map(|line| line.split_once(':'));
    let headers: Vec<(String, String)> = headers
        .map(|(name, value)| (name.to_lowercase(), value.trim().to_owned()))
        .collect();
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let length = length.map_or(0, |(_, length)| length.parse().unwrap());
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await?;
    Ok(Some(Request {
        method,
        path: decode(path),
        query: pairs
            .map(|(name, value)| (decode(name), decode(value)))
            .collect(),
        headers,
        body,
    }))
}

fn decode(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'%' => {
                let digits = [rest.next().unwrap(), rest.next().unwrap()];
                let digits = std::str::from_utf8(&digits).unwrap().to_owned();
                bytes.push(u8::from_str_radix(&digits, 16).unwrap());
            }
            _ => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).unwrap()
}

fn encode(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
    let bytes = text.bytes();
    bytes
        .map(|byte| match plain(byte) {
            true => char::from(byte).to_string(),
            false => format!("%{byte:02X}"),
        })
        .collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn hmac(key: &str, text: &str) -> String {
    let mut mac = Hmac::<Sha1>::new_from_slice(key.as_bytes()).unwrap();
    mac.update(text.as_bytes());
    hex(&mac.finalize().into_bytes())
}

/// Checks the signature and the digest of the body.
fn check(request: &Request) -> Result<(), String> {
    let header = |name: &str| {
        let mut headers = request.headers.iter();
        let found = headers.find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value.as_str())
    };
    let authorization = header("authorization");
    let field = |name: &str| {
        let fields = authorization
            .split('&')
            .filter_map(|field| field.split_once('='));
        let mut fields = fields.filter(|(known, _)| *known == name);
        fields.next().map_or("", |(_, value)| value)
    };
    if field("q-ak") != SECRET_ID || header("x-cos-security-token") != TOKEN {
        return Err("other keys".to_owned());
    }
    let names = |list: &str| -> Vec<String> {
        list.split(';')
            .filter(|name| !name.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (headers, parameters) = (
        names(field("q-header-list")),
        names(field("q-url-param-list")),
    );
    for name in ["host", "x-cos-security-token"] {
        if !headers.iter().any(|known| known == name) {
            return Err(format!("{name} is not signed"));
        }
    }
    if parameters.len() != request.query.len() {
        return Err("a parameter is not signed".to_owned());
    }
    let joined = |names: &[String], all: &[(String, String)]| {
        let pairs = names.iter().map(|name| {
            let mut all = all.iter();
            let value = all.find(|(known, _)| known.to_lowercase() == *name);
            format!("{name}={}", encode(value.map_or("", |(_, value)| value)))
        });
        pairs.collect::<Vec<_>>().join("&")
    };
    let text = format!(
        "{}\n{}\n{}\n{}\n",
        request.method.to_lowercase(),
        request.path,
        joined(&parameters, &request.query),
        joined(&headers, &request.headers),
    );
    let time = field("q-sign-time");
    let to_sign = format!("sha1\n{time}\n{}\n", hex(&Sha1::digest(&text)));
    if hmac(&hmac(SECRET_KEY, time), &to_sign) != field("q-signature") {
        return Err(format!("the signature is not that of {text:?}"));
    }
    let digest = header("content-md5");
    if !request.body.is_empty() && digest != base64(&Md5::digest(&request.body)) {
        return Err(format!("the digest {digest:?} is wrong"));
    }
    Ok(())
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let group = chunk
            .iter()
            .fold(0u32, |group, byte| group << 8 | u32::from(*byte));
        let group = group << (8 * (3 - chunk.len()));
        for digit in 0..4 {
            let index = (group >> (18 - 6 * digit)) & 63;
            let is_there = digit <= chunk.len();
            text.push(if is_there {
                char::from(DIGITS[index as usize])
            } else {
                '='
            });
        }
    }
    text
}

fn error(code: &str, message: &str) -> String {
    format!("<Error><Code>{code}</Code><Message>{message}</Message></Error>")
}

fn reply(request: &Request, stored: &mut Stored) -> Reply {
    let parameter = |name: &str| {
        let mut query = request.query.iter();
        query
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.clone())
    };
    let id = parameter("uploadId");
    let etag = |bytes: &[u8]| ("etag", format!("\"{}\"", hex(&Md5::digest(bytes))));
    let no_upload = || (404, vec![], error("NoSuchUpload", "gone"));
    match (&*request.method, id) {
        ("PUT", Some(id)) => {
            let number: u32 = parameter("partNumber").unwrap().parse().unwrap();
            let swallows = stored.swallows;
            let Some(parts) = stored.uploads.get_mut(&id) else {
                return no_upload();
            };
            let tag = etag(&request.body);
            let length = request.body.len() as u64;
            let kept = if swallows {
                Vec::new()
            } else {
                request.body.clone()
            };
            parts.insert(number, kept);
            stored.repeated += u32::from(stored.listed.contains(&(id, number)));
            stored.swallowed += length;
            (200, vec![tag], String::new())
        }
        ("PUT", None) => {
            stored
                .objects
                .insert(request.path.clone(), request.body.clone());
            (200, vec![etag(&request.body)], String::new())
        }
        ("POST", None) => {
            stored.begun += 1;
            let id = format!("upload-{}", stored.begun);
            stored.uploads.insert(id.clone(), BTreeMap::new());
            let body = format!(
                "<InitiateMultipartUploadResult><UploadId>{id}</UploadId></InitiateMultipartUploadResult>"
            );
            (200, vec![], body)
        }
        ("POST", Some(id)) => {
            let Some(parts) = stored.uploads.remove(&id) else {
                return no_upload();
            };
            let object = parts.into_values().flatten().collect();
            stored.objects.insert(request.path.clone(), object);
            let body = "<CompleteMultipartUploadResult><ETag>\"x-1\"</ETag></CompleteMultipartUploadResult>";
            (200, vec![], body.to_owned())
        }
        ("GET", Some(id)) => {
            let Some(parts) = stored.uploads.get(&id) else {
                return no_upload();
            };
            let numbers = parts.keys().map(|number| (id.clone(), *number));
            stored.listed.extend(numbers);
            let list: String = parts
                .iter()
                .map(|(number, bytes)| {
                    let (_, tag) = etag(bytes);
                    let tag = tag.replace('"', "&quot;");
                    let size = bytes.len();
                    format!("<Part><PartNumber>{number}</PartNumber><ETag>{tag}</ETag><Size>{size}</Size></Part>")
                })
                .collect();
            (
                200,
                vec![],
                format!(
                    "<ListPartsResult><IsTruncated>false</IsTruncated>{list}</ListPartsResult>"
                ),
            )
        }
        ("GET", None) => {
            let key = request
                .query
                .iter()
                .find(|(name, _)| name == "prefix")
                .unwrap();
            let list: String = stored
                .uploads
                .keys()
                .map(|id| {
                    format!(
                        "<Upload><Key>{}</Key><UploadId>{id}</UploadId></Upload>",
                        key.1
                    )
                })
                .collect();
            (
                200,
                vec![],
                format!("<ListMultipartUploadsResult>{list}</ListMultipartUploadsResult>"),
            )
        }
        ("DELETE", Some(id)) => match stored.uploads.remove(&id) {
            Some(_) => (204, vec![], String::new()),
            None => no_upload(),
        },
        ("HEAD", _) => match stored.objects.get(&request.path) {
            Some(_) if stored.swallows => (
                200,
                vec![("content-length", stored.swallowed.to_string())],
                String::new(),
            ),
            Some(object) => (
                200,
                vec![("content-length", object.len().to_string())],
                String::new(),
            ),
            None => (404, vec![], String::new()),
        },
        _ => (405, vec![], error("MethodNotAllowed", "")),
    }
}

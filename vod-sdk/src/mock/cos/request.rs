//! A request to COS as it came, and what it asks for.

use bytes::Bytes;
use hyper::header::HeaderMap;
use hyper::{Method, Uri};

use super::fault::CosOperation;

/// A request that has been read.
pub(super) struct CosRequest {
    pub(super) method: String,
    /// The path, decoded.
    pub(super) path: String,
    /// The parameters of the query, decoded, in the order in which they came.
    pub(super) parameters: Vec<(String, String)>,
    /// The names are in lower case.
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Bytes,
}

/// Whether a request is for COS and not for the API: it says so by how it is signed.
pub(in crate::mock) fn is_for_cos(headers: &HeaderMap) -> bool {
    let authorization = headers.get("authorization");
    let is_signed = authorization.is_some_and(|value| value.as_bytes().starts_with(b"q-sign-"));
    let host = headers.get("host");
    let host = host.and_then(|host| host.to_str().ok()).unwrap_or_default();
    is_signed || host.contains(".cos.") || headers.contains_key("x-cos-security-token")
}

impl CosRequest {
    /// A request whose body has not been read.
    pub(super) fn new(method: &Method, uri: &Uri, headers: &HeaderMap) -> Self {
        let query = uri.query().unwrap_or_default();
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
        let headers = headers.iter().map(|(name, value)| {
            let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
            (name.as_str().to_owned(), value)
        });
        Self {
            method: method.as_str().to_owned(),
            path: decoded(uri.path()),
            parameters: pairs
                .map(|(name, value)| (decoded(name), decoded(value)))
                .collect(),
            headers: headers.collect(),
            body: Bytes::new(),
        }
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        let found = headers.find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// A parameter, by its name as COS documents it.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        let mut parameters = self.parameters.iter();
        let found = parameters.find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    pub(super) fn part(&self) -> Option<u32> {
        self.parameter("partNumber")?.parse().ok()
    }

    /// The name of the object, without the bucket where that is the first part of the path.
    pub(super) fn key(&self, bucket: &str) -> &str {
        let rest = self.path.strip_prefix('/').unwrap_or(&self.path);
        match rest.strip_prefix(bucket) {
            Some(key) if key.starts_with('/') => key,
            _ => &self.path,
        }
    }

    pub(super) fn operation(&self) -> CosOperation {
        let has = |name| self.parameter(name).is_some();
        match self.method.as_str() {
            "PUT" if has("partNumber") => CosOperation::UploadPart,
            "PUT" => CosOperation::PutObject,
            "POST" if has("uploads") => CosOperation::InitiateMultipartUpload,
            "POST" => CosOperation::CompleteMultipartUpload,
            "GET" if has("uploads") => CosOperation::ListMultipartUploads,
            "GET" if has("uploadId") => CosOperation::ListParts,
            "GET" => CosOperation::GetObject,
            "DELETE" if has("uploadId") => CosOperation::AbortMultipartUpload,
            "HEAD" => CosOperation::HeadObject,
            _ => CosOperation::Other,
        }
    }
}

/// A text with its percent-encoded bytes as they are meant. What is no encoding stays.
fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut index = 0;
    while index < bytes.len() {
        let pair = text.get(index + 1..index + 3);
        let byte = pair.and_then(|pair| u8::from_str_radix(pair, 16).ok());
        match byte.filter(|_| bytes[index] == b'%') {
            Some(byte) => {
                decoded.push(byte);
                index += 3;
            }
            None => {
                decoded.push(bytes[index]);
                index += 1;
            }
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

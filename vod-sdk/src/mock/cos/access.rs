//! Who may do what: COS's signature as the server sees it, from the bytes received to a verdict.

use super::digest::{hmac_sha1_hex, sha1_hex};
use super::reply::Reply;
use super::request::CosRequest;

/// The keys of a session.
#[derive(Clone)]
pub(super) struct Keys {
    pub(super) secret_id: String,
    pub(super) secret_key: String,
    pub(super) token: String,
    /// Until when they are good, in Unix seconds.
    pub(super) expiry: i64,
    /// The folder that they open.
    pub(super) folder: String,
    pub(super) bucket: String,
    /// How many requests they have signed.
    pub(super) uses: u32,
}

/// What an `Authorization` header says.
struct Authorization<'a> {
    secret_id: &'a str,
    sign_time: &'a str,
    key_time: &'a str,
    headers: Vec<&'a str>,
    parameters: Vec<&'a str>,
    signature: &'a str,
}

impl<'a> Authorization<'a> {
    fn parse(text: &'a str) -> Option<Self> {
        let field = |name: &str| {
            let mut fields = text.split('&').filter_map(|field| field.split_once('='));
            fields
                .find(|(known, _)| *known == name)
                .map(|(_, value)| value)
        };
        if field("q-sign-algorithm")? != "sha1" {
            return None;
        }
        Some(Self {
            secret_id: field("q-ak")?,
            sign_time: field("q-sign-time")?,
            key_time: field("q-key-time")?,
            headers: listed(field("q-header-list")?),
            parameters: listed(field("q-url-param-list")?),
            signature: field("q-signature")?,
        })
    }

    fn is_within_time(&self, now: i64) -> bool {
        let times = self.sign_time.split_once(';');
        let times = times
            .and_then(|(start, end)| Some((start.parse::<i64>().ok()?, end.parse::<i64>().ok()?)));
        times.is_some_and(|(start, end)| (start..=end).contains(&now))
    }

    /// The request as it is signed; `None` if something listed is missing.
    fn http_string(&self, request: &CosRequest) -> Option<String> {
        let parameters = pairs(&self.parameters, &request.parameters)?;
        let headers = pairs(&self.headers, &request.headers)?;
        let method = request.method.to_lowercase();
        Some(format!(
            "{method}\n{}\n{parameters}\n{headers}\n",
            request.path
        ))
    }
}

/// The keys that have signed a request and may do so.
pub(super) fn check<'k>(
    request: &CosRequest,
    all: impl Iterator<Item = &'k mut Keys>,
    now: i64,
    max_uses: u32,
) -> Result<&'k Keys, Reply> {
    let denied = |message: &str| Reply::error(403, "AccessDenied", message);
    let text = request.header("authorization").unwrap_or_default();
    let authorization =
        Authorization::parse(text).ok_or_else(|| denied("The Authorization cannot be read."))?;
    let mut all = all.filter(|keys| keys.secret_id == authorization.secret_id);
    let keys = all.next().ok_or_else(|| {
        let message = "The Access Key Id you provided does not exist in our records";
        Reply::error(403, "InvalidAccessKeyId", message)
    })?;
    if !authorization.headers.contains(&"host") {
        return Err(denied("The header host is not signed."));
    }
    if !authorization.is_within_time(now) {
        return Err(denied("Request has expired"));
    }
    let http_string = authorization
        .http_string(request)
        .ok_or_else(|| denied("A signed header or parameter is missing."))?;
    let digest = sha1_hex(http_string.as_bytes());
    let string_to_sign = format!("sha1\n{}\n{digest}\n", authorization.sign_time);
    let sign_key = hmac_sha1_hex(
        keys.secret_key.as_bytes(),
        authorization.key_time.as_bytes(),
    );
    let signature = hmac_sha1_hex(sign_key.as_bytes(), string_to_sign.as_bytes());
    if signature != authorization.signature {
        return Err(Reply::wrong_signature(&string_to_sign, &http_string));
    }
    if request.header("x-cos-security-token") != Some(&keys.token) {
        return Err(Reply::error(
            403,
            "AccessDenied",
            "The token is not that of the keys.",
        ));
    }
    keys.uses += 1;
    if now >= keys.expiry || keys.uses > max_uses {
        return Err(Reply::error(
            400,
            "ExpiredToken",
            "The provided token has expired.",
        ));
    }
    Ok(keys)
}

fn listed(list: &str) -> Vec<&str> {
    list.split(';').filter(|name| !name.is_empty()).collect()
}

/// The listed pairs in the form in which they are signed.
fn pairs(listed: &[&str], all: &[(String, String)]) -> Option<String> {
    let pairs = listed.iter().map(|name| {
        let mut all = all.iter();
        let (_, value) =
            all.find(|(known, _)| encode(&known.to_lowercase()) == name.to_lowercase())?;
        Some(format!("{}={}", name.to_lowercase(), encode(value.trim())))
    });
    let mut pairs = pairs.collect::<Option<Vec<_>>>()?;
    pairs.sort();
    Some(pairs.join("&"))
}

fn encode(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                encoded.push(char::from(byte));
            }
            _ => encoded += &format!("%{byte:02X}"),
        }
    }
    encoded
}

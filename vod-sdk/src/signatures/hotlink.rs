//! Hotlink protection by a key: addresses that work for a while, and for whom they are meant.

mod address;
mod lists;

use std::fmt;

use md5::{Digest, Md5};
use zeroize::Zeroizing;

use self::address::Address;
use self::lists::Lists;
use super::access::Access;
use super::check;
use super::error::SignatureError;
use crate::encode::hex;

/// The key of a domain's hotlink protection, which signs the addresses that its media is played from.
///
/// The domain refuses addresses without a signature with status 403, once the protection is switched on in the console
/// or by [`ModifyVodDomainConfig`](crate::v2018_07_17::ModifyVodDomainConfigRequest).
///
/// ```
/// use vod_sdk::signatures::HotlinkKey;
///
/// let key = HotlinkKey::new("24FEQmTzro4V5u3D5epW")?;
/// let url = key
///     .url("http://example.vod2.myqcloud.com/dir1/dir2/myVideo.mp4")
///     .expires_at(1517400000)
///     .max_addresses(3)
///     .link_id("72d4cd1101")
///     .sign()?;
/// assert_eq!(
///     url,
///     "http://example.vod2.myqcloud.com/dir1/dir2/myVideo.mp4?t=5a71afc0&rlimit=3&us=72d4cd1101\
///      &sign=c5214f0d5961b13acd558b4957c4dfc5",
/// );
/// # Ok::<(), vod_sdk::signatures::SignatureError>(())
/// ```
///
/// # What a signature covers
///
/// The **folder** of the file and the parameters, and neither the domain nor the name of the file: with the address of one
/// file, whoever has it can play every file of that folder, until it expires. The segments of a stream are in its folder
/// for that reason. VOD makes a folder for each media file.
///
/// # Official source
///
/// [Key Hotlink Protection](https://www.tencentcloud.com/document/product/266/33986). Its table calls both lists of
/// domains `whref`; the formula below it has `bkref`, which is what is meant. It has keys of 8 to 20 letters and digits, as the
/// console makes them; the API sets keys of 8 to 40 visible characters
/// ([`UrlSignatureAuthPolicy`](crate::v2018_07_17::UrlSignatureAuthPolicy)), and this type takes both.
///
/// The key is wiped from memory with the value, and `Debug` does not show it.
#[derive(Clone)]
pub struct HotlinkKey {
    key: Zeroizing<String>,
}

impl HotlinkKey {
    /// A key of 8 to 40 visible characters of ASCII.
    ///
    /// # Errors
    ///
    /// If it has another length, or another character, such as white space at its end.
    pub fn new(key: impl Into<String>) -> Result<Self, SignatureError> {
        let key = Zeroizing::new(key.into());
        check::visible("key", &key)?;
        check::key_length("key", &key, 40)?;
        Ok(Self { key })
    }

    /// Begins to sign an address of media, as the API returns it: `http://` or `https://`, with a path to a file, without a
    /// query.
    ///
    /// What is not ASCII must be percent-encoded. The documentation does not say whether the folder is hashed so or decoded;
    /// here it is hashed as it stands in the address.
    pub fn url(&self, url: impl Into<String>) -> HotlinkUrl {
        HotlinkUrl {
            key: self.clone(),
            url: url.into(),
            access: Access::default(),
            lists: Lists::default(),
        }
    }
}

impl fmt::Debug for HotlinkKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HotlinkKey([redacted])")
    }
}

/// An address to sign, and who may play from it: see [`HotlinkKey::url`].
///
/// [`expires_at`](Self::expires_at) is required. What else is not set is left out, and does not limit anything.
#[derive(Clone, Debug)]
#[must_use = "nothing is signed until `sign`"]
pub struct HotlinkUrl {
    key: HotlinkKey,
    url: String,
    access: Access,
    lists: Lists,
}

impl HotlinkUrl {
    /// When the address expires, in seconds since 1970. Required.
    ///
    /// A stream is fetched in pieces, so give more time than playing takes, and 300 seconds for clocks that differ.
    pub fn expires_at(mut self, unix_seconds: u64) -> Self {
        self.access.expires_at = Some(unix_seconds);
        self
    }

    /// Plays only so many seconds from the beginning: fewer than the media has, or it may not play at all. With 0, all of
    /// it. Not for audio.
    pub fn preview(mut self, seconds: u32) -> Self {
        self.access.preview = seconds;
        self
    }

    /// How many IP addresses may play from it: 1 to 9. Phones change theirs as they move, so give 3 rather than 1.
    pub fn max_addresses(mut self, number: u8) -> Self {
        self.access.max_addresses = Some(number);
        self
    }

    /// Makes the address differ from others, so that [`max_addresses`](Self::max_addresses) counts for each viewer: a random
    /// text of letters and digits, `-`, `_`, `.` and `~`. Recommended for every address.
    pub fn link_id(mut self, id: impl Into<String>) -> Self {
        self.access.link_id = Some(id.into());
        self
    }

    /// Plays only in pages of these domains, 1 to 10, such as `example.com` or `*.example.com`.
    ///
    /// Names that begin like one of them are meant too: `abc.com` covers `abc.com.cn`. Browsers say which page it is, in
    /// `Referer`; other programs can say anything.
    pub fn allow_referers<I: Into<String>>(mut self, domains: impl IntoIterator<Item = I>) -> Self {
        self.lists.allow_referers = Some(domains.into_iter().map(Into::into).collect());
        self
    }

    /// Does not play in pages of these domains, 1 to 10; otherwise as [`allow_referers`](Self::allow_referers).
    pub fn block_referers<I: Into<String>>(mut self, domains: impl IntoIterator<Item = I>) -> Self {
        self.lists.block_referers = Some(domains.into_iter().map(Into::into).collect());
        self
    }

    /// Plays only in these countries and regions, 1 to 10, by their codes of three letters (ISO 3166-1 alpha-3), such as
    /// `SGP`.
    pub fn allow_regions<I: Into<String>>(mut self, codes: impl IntoIterator<Item = I>) -> Self {
        self.lists.allow_regions = Some(codes.into_iter().map(Into::into).collect());
        self
    }

    /// Does not play in these countries and regions, 1 to 10; otherwise as [`allow_regions`](Self::allow_regions).
    pub fn block_regions<I: Into<String>>(mut self, codes: impl IntoIterator<Item = I>) -> Self {
        self.lists.block_regions = Some(codes.into_iter().map(Into::into).collect());
        self
    }

    /// The address with its parameters and signature.
    ///
    /// No clock is asked, so that an address can be signed that has expired already.
    ///
    /// # Errors
    ///
    /// If the URL is none of a file, has a query already or a character that is not encoded; if there is no time at which
    /// it expires; if a value is out of its limits, or a list empty.
    pub fn sign(&self) -> Result<String, SignatureError> {
        let address = Address::parse(&self.url)?;
        self.access.check()?;
        self.lists.check()?;
        let t = self.access.t().ok_or_else(|| {
            let fault = "is missing: say when the address expires, in seconds since 1970";
            SignatureError::new("expires_at", fault)
        })?;
        let text = |number: Option<u32>| number.map_or(String::new(), |number| number.to_string());
        let parameters = Parameters {
            t,
            exper: text(self.access.exper()),
            rlimit: text(self.access.max_addresses.map(u32::from)),
            us: self.access.link_id.clone().unwrap_or_default(),
            whreg: lists::joined(&self.lists.allow_regions),
            bkreg: lists::joined(&self.lists.block_regions),
            whref: lists::joined(&self.lists.allow_referers),
            bkref: lists::joined(&self.lists.block_referers),
        };
        let signature = parameters.signature(&self.key, address.folder);
        Ok(parameters.added_to(&self.url, &signature))
    }
}

/// The parameters as they stand in the address; absent ones are empty.
struct Parameters {
    t: String,
    exper: String,
    rlimit: String,
    us: String,
    whreg: String,
    bkreg: String,
    whref: String,
    bkref: String,
}

impl Parameters {
    fn signature(&self, key: &HotlinkKey, folder: &str) -> String {
        let mut hash = Md5::new();
        for part in [
            &key.key,
            folder,
            &self.t,
            &self.exper,
            &self.rlimit,
            &self.us,
            &self.whref,
            &self.bkref,
            &self.whreg,
            &self.bkreg,
        ] {
            hash.update(part);
        }
        hex(&hash.finalize())
    }

    /// The address with the parameters in the order that the service asks for, which is not the one of the hash.
    fn added_to(&self, url: &str, signature: &str) -> String {
        let mut signed = url.to_owned();
        for (name, value) in [
            ("?t=", &*self.t),
            ("&exper=", &self.exper),
            ("&rlimit=", &self.rlimit),
            ("&us=", &self.us),
            ("&whreg=", &self.whreg),
            ("&bkreg=", &self.bkreg),
            ("&whref=", &self.whref),
            ("&bkref=", &self.bkref),
            ("&sign=", signature),
        ] {
            if !value.is_empty() {
                signed += name;
                signed += value;
            }
        }
        signed
    }
}

//! Signatures with which browsers and apps upload.

mod query;

use std::time::Duration;

use hmac::Mac;

use self::query::Query;
use super::check;
use super::error::SignatureError;
use super::mac::hmac_sha1;
use crate::credential::Credential;
use crate::encode::base64;
use crate::generated::v2018_07_17::TasksNotifyMode;

/// The longest a signature can be valid: 90 days.
const LONGEST: u64 = 90 * DAY;
const DAY: u64 = 86_400;

/// Signs the upload of a file from a browser or an app, which has no credential of its own.
///
/// The program that has the credential decides what may be uploaded and what happens with it, and hands out the signature.
/// The client gives it to one of Tencent Cloud's upload SDKs, such as `vod-js-sdk-v6`.
///
/// ```
/// use std::time::Duration;
/// use vod_sdk::Credential;
/// use vod_sdk::signatures::UploadSignature;
///
/// let credential = Credential::new("AKIDEXAMPLE", "SecretKeyEXAMPLE");
/// let now = 1571215095; // Seconds since 1970, by the clock.
/// let random = 220625; // A random number.
/// let signature = UploadSignature::new(&credential)
///     .valid_for(Duration::from_secs(600))
///     .procedure("LongVideoPreset")
///     .source_context("user 42")
///     .one_time_valid(true)
///     .sign_at(now, random)?;
/// # Ok::<(), vod_sdk::signatures::SignatureError>(())
/// ```
///
/// What is not set is left out, and the service takes its default.
///
/// # What it allows
///
/// Whoever has the signature can upload, with these settings, as many files as they like until it expires, or one with
/// [`one_time_valid`](Self::one_time_valid). It says nothing of the file: not its size, its type or its name. It is no
/// secret from whoever holds it: its parameters, the secret id among them, are readable in it. The secret
/// key is not.
///
/// # Official source
///
/// [Signature for Upload from Client](https://www.tencentcloud.com/document/product/266/33922). It does not say how
/// a temporary credential would send its token, so that one is refused here.
#[derive(Clone, Debug)]
#[must_use = "nothing is signed until `sign_at`"]
pub struct UploadSignature {
    credential: Credential,
    valid_for: Duration,
    class_id: Option<i64>,
    procedure: Option<String>,
    task_priority: Option<i32>,
    task_notify_mode: Option<TasksNotifyMode>,
    source_context: Option<String>,
    one_time_valid: bool,
    sub_app_id: Option<u64>,
    session_context: Option<String>,
    storage_region: Option<String>,
}

impl UploadSignature {
    /// A signature by a permanent credential, valid for a day.
    pub fn new(credential: &Credential) -> Self {
        Self {
            credential: credential.clone(),
            valid_for: Duration::from_secs(DAY),
            class_id: None,
            procedure: None,
            task_priority: None,
            task_notify_mode: None,
            source_context: None,
            one_time_valid: false,
            sub_app_id: None,
            session_context: None,
            storage_region: None,
        }
    }

    /// How long after signing it can be used: from 1 second to 90 days (7,776,000 seconds); default 1 day. Fractions of a
    /// second are dropped.
    pub fn valid_for(mut self, duration: Duration) -> Self {
        self.valid_for = duration;
        self
    }

    /// The VOD application to upload to; the account's main one by default.
    pub fn sub_app_id(mut self, id: u64) -> Self {
        self.sub_app_id = Some(id);
        self
    }

    /// The id of the category to file the media under, from
    /// [`CreateClass`](crate::v2018_07_17::CreateClassRequest); by default 0, the category Other.
    pub fn class_id(mut self, id: i64) -> Self {
        self.class_id = Some(id);
        self
    }

    /// The name of the task flow template to process the media with, once it is uploaded; by default none.
    pub fn procedure(mut self, name: impl Into<String>) -> Self {
        self.procedure = Some(name.into());
        self
    }

    /// The priority of the task flow, from -10 to 10; default 0. Only with [`procedure`](Self::procedure).
    pub fn task_priority(mut self, priority: i32) -> Self {
        self.task_priority = Some(priority);
        self
    }

    /// When events of the task flow are sent: `Finish` (the default), `Change` or `None`. Only with
    /// [`procedure`](Self::procedure).
    pub fn task_notify_mode(mut self, mode: impl Into<TasksNotifyMode>) -> Self {
        self.task_notify_mode = Some(mode.into());
        self
    }

    /// A text of at most 250 characters that the event `NewFileUpload` hands back, to say whose upload it was.
    pub fn source_context(mut self, text: impl Into<String>) -> Self {
        self.source_context = Some(text.into());
        self
    }

    /// A text of at most 1,000 characters that the events of the task flow hand back. Only with
    /// [`procedure`](Self::procedure).
    pub fn session_context(mut self, text: impl Into<String>) -> Self {
        self.session_context = Some(text.into());
        self
    }

    /// Whether it can be used once only; default `false`. The client then needs another signature for each
    /// attempt, a repeated one too: have its SDK ask for one each time.
    pub fn one_time_valid(mut self, once: bool) -> Self {
        self.one_time_valid = once;
        self
    }

    /// The region to store the media in, such as `ap-chongqing`; by default the one of the application's settings.
    pub fn storage_region(mut self, region: impl Into<String>) -> Self {
        self.storage_region = Some(region.into());
        self
    }

    /// Signs at a time, in seconds since 1970, with a random number.
    ///
    /// The service compares the time with its own clock, so it must be right. The random number makes signatures of
    /// the same second differ, and is to be another for each. It protects nothing, so any generator will do.
    ///
    /// # Errors
    ///
    /// If the credential has a token, or a part that cannot be one; if a value is empty or out of its limits.
    pub fn sign_at(&self, unix_seconds: u64, random: u32) -> Result<String, SignatureError> {
        self.check(unix_seconds)?;
        let original = self.original(unix_seconds, random);
        let mut mac = hmac_sha1(self.credential.secret_key());
        mac.update(original.as_bytes());
        let mut signed = mac.finalize().into_bytes().to_vec();
        signed.extend_from_slice(original.as_bytes());
        Ok(base64(&signed))
    }

    fn check(&self, unix_seconds: u64) -> Result<(), SignatureError> {
        self.check_credential()?;
        check::now("unix_seconds", unix_seconds)?;
        self.check_limits()?;
        for (parameter, text, most) in [
            ("procedure", &self.procedure, usize::MAX),
            ("source_context", &self.source_context, 250),
            ("session_context", &self.session_context, 1_000),
            ("storage_region", &self.storage_region, usize::MAX),
        ] {
            if let Some(text) = text {
                check::not_empty(parameter, text)?;
                check::max_chars(parameter, text, most)?;
            }
        }
        Ok(())
    }

    fn check_credential(&self) -> Result<(), SignatureError> {
        let refused = |fault: &str| Err(SignatureError::new("credential", fault));
        if let Err(error) = self.credential.check_parts() {
            return refused(&format!("cannot be used: {error}"));
        }
        if self.credential.token().is_some() {
            return refused(
                "is a temporary one, with a token that the signature has no place for: use a permanent one",
            );
        }
        Ok(())
    }

    fn check_limits(&self) -> Result<(), SignatureError> {
        let refused = |parameter, fault: String| Err(SignatureError::new(parameter, fault));
        let seconds = self.valid_for.as_secs();
        if !(1..=LONGEST).contains(&seconds) {
            let fault = format!(
                "is {:?}, and a signature is valid for 1 second to 90 days ({LONGEST} seconds)",
                self.valid_for,
            );
            return refused("valid_for", fault);
        }
        match self.task_priority {
            Some(priority) if !(-10..=10).contains(&priority) => {
                let fault = format!("is {priority}, and priorities go from -10 to 10");
                return refused("task_priority", fault);
            }
            _ => {}
        }
        match &self.task_notify_mode {
            Some(mode) if !mode.is_known() => {
                let length = mode.as_str().len();
                let fault = format!(
                    "is a text of {length} bytes that the service does not know: use Finish, Change or None"
                );
                refused("task_notify_mode", fault)
            }
            _ => Ok(()),
        }
    }

    /// The text that is signed, in the order of the documentation. The service parses it, so that the order is free.
    fn original(&self, unix_seconds: u64, random: u32) -> String {
        let expires_at = unix_seconds + self.valid_for.as_secs();
        let mut query = Query::default();
        query.text("secretId", Some(self.credential.secret_id()));
        query.number("currentTimeStamp", Some(unix_seconds));
        query.number("expireTime", Some(expires_at));
        query.number("random", Some(random));
        query.number("classId", self.class_id);
        query.text("procedure", self.procedure.as_deref());
        query.number("taskPriority", self.task_priority);
        let mode = self.task_notify_mode.as_ref();
        query.text("taskNotifyMode", mode.map(TasksNotifyMode::as_str));
        query.text("sourceContext", self.source_context.as_deref());
        query.number("oneTimeValid", self.one_time_valid.then_some(1));
        query.number("vodSubAppId", self.sub_app_id);
        query.text("sessionContext", self.session_context.as_deref());
        query.text("storageRegion", self.storage_region.as_deref());
        query.finish()
    }
}

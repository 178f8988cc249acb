//! What goes wrong by script.

use std::time::Duration;

use super::reply::{Delivery, Reply};

/// What can be asked of COS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CosOperation {
    /// An object in one request.
    PutObject,
    /// The beginning of a multipart upload.
    InitiateMultipartUpload,
    /// A part.
    UploadPart,
    /// The parts that there are.
    ListParts,
    /// The end of a multipart upload.
    CompleteMultipartUpload,
    /// The removal of a multipart upload.
    AbortMultipartUpload,
    /// The multipart uploads that there are.
    ListMultipartUploads,
    /// Whether an object is there.
    HeadObject,
    /// The bytes of an object.
    GetObject,
    /// Anything else.
    Other,
}

impl CosOperation {
    pub(super) fn has_body(self) -> bool {
        matches!(
            self,
            Self::PutObject | Self::UploadPart | Self::CompleteMultipartUpload
        )
    }
}

/// Something that goes wrong: see [`MockCos::fail`](super::MockCos::fail).
///
/// ```
/// # use vod_sdk::mock::{CosFault, CosOperation, MockServer};
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// # let server = MockServer::start().await;
/// // The third part is cut twice.
/// server.cos().fail(CosFault::cut(CosOperation::UploadPart).part(3).times(2));
/// // The storage is overloaded once.
/// server.cos().fail(CosFault::error(CosOperation::PutObject, 503, "SlowDown"));
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct CosFault {
    operation: CosOperation,
    effect: Effect,
    part: Option<u32>,
    times: u32,
    /// How many requests pass before the first that fails.
    skipped: u32,
    delivery: Delivery,
}

#[derive(Clone, Debug)]
enum Effect {
    /// The connection is closed before the body is read.
    Cut,
    /// No more of the body is read, and nothing is replied.
    Stall,
    /// A bit of the body changes on its way.
    Flip,
    /// The request is not executed, and has this reply.
    Instead(u16, String),
    /// The request is not executed, and has this body as a reply, with these headers.
    Raw(u16, String),
    /// The request is executed, and has this reply.
    Done(u16, String),
    /// The request is executed, and its reply has another body.
    Body(String),
    /// The request is executed, and its reply has another header.
    Header(&'static str, String),
    /// The request is executed, and its reply is sent in a peculiar way.
    Delivery,
}

impl CosFault {
    /// The connection breaks while the request is being sent. Nothing is done.
    pub fn cut(operation: CosOperation) -> Self {
        Self::new(operation, Effect::Cut)
    }

    /// The connection stays, and nothing moves on it any more: nothing is done.
    pub fn stalled(operation: CosOperation) -> Self {
        Self::new(operation, Effect::Stall)
    }

    /// A bit of the body changes on its way to COS.
    pub fn flipped(operation: CosOperation) -> Self {
        Self::new(operation, Effect::Flip)
    }

    /// COS does what is asked, and the connection breaks before it replies.
    pub fn lost(operation: CosOperation) -> Self {
        let mut fault = Self::new(operation, Effect::Delivery);
        fault.delivery.is_lost = true;
        fault
    }

    /// COS does nothing and replies with an error.
    pub fn error(operation: CosOperation, status: u16, code: impl Into<String>) -> Self {
        Self::new(operation, Effect::Instead(status, code.into()))
    }

    /// COS does what is asked, and replies with an error all the same.
    pub fn done_but(operation: CosOperation, status: u16, code: impl Into<String>) -> Self {
        Self::new(operation, Effect::Done(status, code.into()))
    }

    /// Something in between replies in place of COS, without an id of a request.
    pub fn gateway(operation: CosOperation, status: u16, body: impl Into<String>) -> Self {
        Self::new(operation, Effect::Raw(status, body.into()))
    }

    /// COS does what is asked, and its reply has another body.
    pub fn body(operation: CosOperation, body: impl Into<String>) -> Self {
        Self::new(operation, Effect::Body(body.into()))
    }

    /// COS stores what came, and says that it has another checksum.
    pub fn wrong_crc(operation: CosOperation) -> Self {
        let value = "1".to_owned();
        Self::new(operation, Effect::Header("x-cos-hash-crc64ecma", value))
    }

    /// COS stores what came, and says that it has another digest.
    pub fn wrong_etag(operation: CosOperation) -> Self {
        let value = format!("\"{}\"", "0".repeat(32));
        Self::new(operation, Effect::Header("etag", value))
    }

    /// COS does what is asked, and replies late.
    pub fn late(operation: CosOperation, delay: Duration) -> Self {
        let mut fault = Self::new(operation, Effect::Delivery);
        fault.delivery.delay = delay;
        fault
    }

    /// Limits it to a part.
    pub fn part(mut self, number: u32) -> Self {
        self.part = Some(number);
        self
    }

    /// Lets so many requests pass first.
    pub fn after(mut self, requests: u32) -> Self {
        self.skipped = requests;
        self
    }

    /// How often it happens. Default: once.
    pub fn times(mut self, times: u32) -> Self {
        self.times = times;
        self
    }

    /// Sends white space before the body, a byte each 50 milliseconds, as COS does while it puts an object together: the
    /// status is 200, whatever comes of it.
    pub fn behind_blanks(mut self, blanks: u32) -> Self {
        self.delivery.blanks = blanks;
        self
    }

    /// Closes the connection behind the reply, and says so.
    pub fn closing(mut self) -> Self {
        self.delivery.is_closing = true;
        self
    }

    /// Breaks the connection where the body would begin.
    pub fn cut_before_body(mut self) -> Self {
        self.delivery.is_cut = true;
        self
    }

    fn new(operation: CosOperation, effect: Effect) -> Self {
        Self {
            operation,
            effect,
            part: None,
            times: 1,
            skipped: 0,
            delivery: Delivery::default(),
        }
    }

    fn concerns(&self, operation: CosOperation, part: Option<u32>) -> bool {
        self.operation == operation && self.times > 0 && (self.part.is_none() || self.part == part)
    }
}

/// What befalls a request before its body is read.
pub(super) enum OfBody {
    Cut,
    Stall,
    Flip,
}

#[derive(Default)]
pub(super) struct Faults(Vec<CosFault>);

impl Faults {
    pub(super) fn add(&mut self, fault: CosFault) {
        self.0.push(fault);
    }

    /// What befalls a request before its body is read.
    pub(super) fn take_of_body(
        &mut self,
        operation: CosOperation,
        part: Option<u32>,
    ) -> Option<OfBody> {
        let fault = self.first(operation, part);
        let fault = fault.filter(|fault| fault.skipped == 0)?;
        let of_body = match fault.effect {
            Effect::Cut => OfBody::Cut,
            Effect::Stall => OfBody::Stall,
            Effect::Flip => OfBody::Flip,
            _ => return None,
        };
        fault.times -= 1;
        Some(of_body)
    }

    /// What goes wrong with a request.
    pub(super) fn take(&mut self, operation: CosOperation, part: Option<u32>) -> Option<CosFault> {
        let fault = self.first(operation, part)?;
        if fault.skipped > 0 {
            fault.skipped -= 1;
            return None;
        }
        fault.times -= 1;
        Some(fault.clone())
    }

    fn first(&mut self, operation: CosOperation, part: Option<u32>) -> Option<&mut CosFault> {
        let mut faults = self.0.iter_mut();
        faults.find(|fault| fault.concerns(operation, part))
    }
}

/// The reply to a request with which something goes wrong, or nothing.
pub(super) fn apply(fault: Option<CosFault>, execute: impl FnOnce() -> Reply) -> Reply {
    let Some(fault) = fault else {
        return execute();
    };
    const MESSAGE: &str = "It goes wrong, as scripted.";
    let mut reply = match fault.effect {
        Effect::Cut | Effect::Stall | Effect::Flip | Effect::Delivery => execute(),
        Effect::Instead(status, code) => Reply::error(status, &code, MESSAGE),
        Effect::Raw(status, body) => {
            let mut reply = Reply::new(status, body);
            reply.headers.clear();
            reply.header("location", "http://127.0.0.1:9/elsewhere")
        }
        Effect::Done(status, code) => {
            let done = execute();
            let mut reply = Reply::error(status, &code, MESSAGE);
            reply.stored = done.stored;
            reply
        }
        Effect::Body(body) => {
            let mut reply = execute();
            reply.body = body.into();
            reply
                .headers
                .retain(|(name, _)| *name != "x-cos-hash-crc64ecma");
            reply
        }
        Effect::Header(name, value) => execute().header(name, value),
    };
    if fault.delivery.blanks > 0 {
        reply.status = 200;
    }
    reply.delivery = fault.delivery;
    reply
}

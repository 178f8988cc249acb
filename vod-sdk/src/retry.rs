//! When a failed attempt is followed by another.
//!
//! # What becomes of a fault
//!
//! | what happened | any action | class `read` or `idempotent`, or a `SessionId` |
//! | --- | --- | --- |
//! | no connection was established | again | again |
//! | `RequestLimitExceeded` and its sub-codes | again | again |
//! | the connection broke, or no response came in time | fails: may have been executed | again |
//! | the response is cut off or garbled | fails: may have been executed | again |
//! | the response is larger than the client accepts | fails: may have been executed | the same |
//! | HTTP 5xx, `InternalError` and its sub-codes, `ServiceUnavailable` | fails: may have been executed | again |
//! | the same, then the code for a repeated `SessionId`, or one that means "already so" | | fails as [`AnswerLost`](crate::ErrorKind::AnswerLost): it was accepted |
//! | `AuthFailure.SignatureExpire` | once more, by the service's clock | the same |
//! | a temporary credential is refused | once more, with a new one | the same |
//! | any other code, `LimitExceeded` among them | fails: not executed | the same |
//!
//! "Again" is up to three attempts in all, each with a new timestamp and signature and after a pause:
//! a random part of a span that doubles from attempt to attempt. It ends earlier at the
//! deadline of the call, and when the client's retry budget is used up, which keeps an outage from
//! being met with a multiple of the usual load. A call that fails says whether any of its attempts
//! may have been executed.
//!
//! "Once more" is a correction and no retry: it happens at once, also with retries switched off. One that
//! does not help takes from the retry budget all the same, and while that is used up there is one in 10 seconds:
//! a service that refuses every signature is not sent two requests by every call.

mod budget;
mod decision;
mod policy;

pub(crate) use self::budget::{Budget, RetryPermit};
pub(crate) use self::decision::{Decision, Situation, decide};
pub use self::policy::RetryPolicy;

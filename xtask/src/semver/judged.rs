//! What a change means, and why.

use crate::verdict::Verdict::{self, Additive, Breaking};

pub(super) type Judged = (Verdict, String);

pub(super) fn breaking(reason: impl Into<String>) -> Judged {
    (Breaking, reason.into())
}

pub(super) fn additive(reason: impl Into<String>) -> Judged {
    (Additive, reason.into())
}

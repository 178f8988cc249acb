//! The example of the algorithm's description, which signs the action as this SDK does and the official
//! ones do not.

use serde_json::json;

use super::process::{Peers, text};
use crate::failure::Failure;

/// The payload of the example. The backslashes are part of the bytes that are signed.
const PAYLOAD: &str =
    r#"{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}"#;

/// The `Authorization` of the example.
const PUBLISHED: &str = "TC3-HMAC-SHA256 Credential=AKID********************************/2019-02-25/cvm/tc3_request, \
     SignedHeaders=content-type;host;x-tc-action, \
     Signature=10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f";

/// Has our side sign the example, and compares.
pub(super) fn check(peers: &Peers) -> Result<&'static str, Failure> {
    let signed = peers.ours("sign")?.ask(&json!({
        "action": "DescribeInstances",
        "service": "cvm",
        "host": "cvm.tencentcloudapi.com",
        "content_type": "application/json; charset=utf-8",
        "timestamp": 1_551_113_065,
        "secret_id": "AKID********************************",
        "secret_key": "********************************",
        "payload": PAYLOAD,
    }))?;
    match text(&signed, "authorization")? {
        PUBLISHED => Ok("the signature of a content type, a host and an action is that of the example"),
        ours => Err(format!(
            "the published example is signed differently\n  ours:      {ours}\n  published: {PUBLISHED}"
        )
        .into()),
    }
}

//! The parameters that every request to the platform has, and that its pages list beside those of an action.

/// Where a common parameter goes, if this is the name of one: the client sends it, and no caller gives it.
pub fn place(name: &str) -> Option<&'static str> {
    Some(match name {
        "Action" => "the header `X-TC-Action`",
        "Version" => "the header `X-TC-Version`",
        "Region" => "the header `X-TC-Region`",
        "Timestamp" => "the header `X-TC-Timestamp`",
        "Token" => "the header `X-TC-Token`",
        "SecretId" | "Signature" => "the header `Authorization`",
        "Nonce" | "SignatureMethod" => "the signature of an older version",
        _ => return None,
    })
}

//! Why a signature as sent may differ: says what the parts tell, then tries the usual slips.

use super::authorization::Authorization;
use super::inputs::Inputs;

/// How far the clock of the sender is tried, in seconds to each side: what a server accepts.
const CLOCK_WINDOW: u64 = 300;

/// The likely causes of each difference, the surest first.
pub(super) fn likely(inputs: &Inputs, sent: &Authorization, here: &Authorization) -> Vec<String> {
    let mut causes = readable(inputs, sent, here);
    match headers_to_ask_for(inputs, sent) {
        Some(question) => causes.push(question),
        None if sent.signature != here.signature => causes.extend(of_the_signature(inputs, sent)),
        None => {}
    }
    causes
}

/// The causes that can be read off the header.
fn readable(inputs: &Inputs, sent: &Authorization, here: &Authorization) -> Vec<String> {
    let mut causes = Vec::new();
    if sent.algorithm != here.algorithm {
        causes.push(format!(
            "algorithm: only {} is explained here",
            here.algorithm
        ));
    }
    if sent.secret_id != here.secret_id {
        causes.push("credential id: the request was signed with another credential".to_owned());
    }
    if sent.date != here.date {
        causes.push(format!(
            "date: it must be the UTC day of X-TC-Timestamp, which is {} for {}; \
             the sender took its local day, or the date of another clock reading",
            here.date, inputs.timestamp
        ));
    }
    if sent.service != here.service {
        causes.push(format!(
            "service: it must be `{}`, whatever the host; some SDKs take the host's first label",
            here.service
        ));
    }
    if sent.terminator != here.terminator {
        causes.push(format!(
            "the credential scope must end in {}",
            here.terminator
        ));
    }
    causes
}

/// Without the value of every header that was signed, the signature cannot be compared.
fn headers_to_ask_for(inputs: &Inputs, sent: &Authorization) -> Option<String> {
    let is_given = |name: &str| inputs.headers.iter().any(|(known, _)| known == name);
    let missing: Vec<String> = sent
        .signed_headers
        .split(';')
        .filter(|name| !is_given(name))
        .map(|name| match name {
            "x-tc-action" => "--action NAME".to_owned(),
            _ => format!("--header '{name}:VALUE'"),
        })
        .collect();
    (!missing.is_empty()).then(|| {
        let missing = missing.join(" ");
        format!("signed headers: give the value of each header that was signed: {missing}")
    })
}

/// The causes that are found by signing again as the sender may have done.
fn of_the_signature(inputs: &Inputs, sent: &Authorization) -> Vec<String> {
    let scoped = as_scoped(inputs, sent);
    if scoped.signature() == sent.signature {
        return vec![
            "signature: with the scope and the signed headers as sent it is right; \
             nothing else differs"
                .to_owned(),
        ];
    }
    match variations(&scoped)
        .into_iter()
        .find(|(_, it)| it.signature() == sent.signature)
    {
        Some((cause, _)) => vec![format!("found: the signature is right for {cause}")],
        None => unknown(),
    }
}

/// The inputs with the scope and the choice of headers that the sender wrote down.
fn as_scoped(inputs: &Inputs, sent: &Authorization) -> Inputs {
    let mut scoped = inputs.clone();
    scoped.date.clone_from(&sent.date);
    scoped.service.clone_from(&sent.service);
    scoped
        .headers
        .retain(|(name, _)| sent.signed_headers.split(';').any(|signed| signed == name));
    scoped
}

/// The usual slips, each with what the sender would have signed by it.
fn variations(inputs: &Inputs) -> Vec<(String, Inputs)> {
    let mut variations = Vec::new();
    hosts(inputs, &mut variations);
    content_types(inputs, &mut variations);
    payloads(inputs, &mut variations);
    keys(inputs, &mut variations);
    targets(inputs, &mut variations);
    clocks(inputs, &mut variations);
    variations
}

fn hosts(inputs: &Inputs, variations: &mut Vec<(String, Inputs)>) {
    let host = inputs.header("host");
    let others = match host.rsplit_once(':') {
        Some((name, _)) => vec![name.to_owned()],
        None => vec![format!("{host}:443"), format!("{host}:80")],
    };
    for other in others {
        let cause = format!(
            "the host `{other}`: sign the Host header exactly as it is sent, `{host}` (and a proxy \
             must not change it)"
        );
        variations.push((cause, inputs.with_header("host", &other)));
    }
}

fn content_types(inputs: &Inputs, variations: &mut Vec<(String, Inputs)>) {
    let sent = inputs.header("content-type");
    let base = sent.split(';').next().unwrap_or_default().trim();
    let others = [
        base.to_owned(),
        format!("{base}; charset=utf-8"),
        format!("{base};charset=utf-8"),
        "application/json".to_owned(),
        "application/json; charset=utf-8".to_owned(),
        "application/x-www-form-urlencoded".to_owned(),
    ];
    for other in others.iter().filter(|other| *other != sent) {
        let cause = format!(
            "the content type `{other}`: sign the Content-Type header exactly as it is sent, \
             `{sent}`, charset included"
        );
        variations.push((cause, inputs.with_header("content-type", other)));
    }
}

fn payloads(inputs: &Inputs, variations: &mut Vec<(String, Inputs)>) {
    let mut add = |cause: &str, payload: Vec<u8>| {
        let cause = format!("{cause}: sign the bytes of the body exactly as they are sent");
        variations.push((
            cause,
            Inputs {
                payload: payload.into(),
                ..inputs.clone()
            },
        ));
    };
    let trimmed = inputs.payload.trim_ascii_end().to_vec();
    let with_line_break = [&*inputs.payload, b"\n"].concat();
    add("a body without the white space at its end", trimmed);
    add("a body with a line break at its end", with_line_break);
    add("an empty body", Vec::new());
    add(
        "an unsigned body (X-TC-Content-SHA256: UNSIGNED-PAYLOAD)",
        b"UNSIGNED-PAYLOAD".to_vec(),
    );
}

fn keys(inputs: &Inputs, variations: &mut Vec<(String, Inputs)>) {
    let mut add = |cause: &str, key: String| {
        variations.push((
            cause.to_owned(),
            Inputs {
                secret_key: key.into(),
                ..inputs.clone()
            },
        ));
    };
    let key = inputs.secret_key.trim();
    add(
        "the secret key without the white space around it",
        key.to_owned(),
    );
    add(
        "a secret key with a line break at its end, as read from a file",
        format!("{key}\n"),
    );
    add("a secret key with a space at its end", format!("{key} "));
    add(
        "a secret key that had `TC3` put before it twice",
        format!("TC3{key}"),
    );
}

fn targets(inputs: &Inputs, variations: &mut Vec<(String, Inputs)>) {
    let mut add = |cause: &str, varied: Inputs| variations.push((cause.to_owned(), varied));
    add(
        "the path `/`: sign the path that is sent",
        Inputs {
            path: "/".to_owned(),
            ..inputs.clone()
        },
    );
    add(
        "an empty path: sign `/`",
        Inputs {
            path: String::new(),
            ..inputs.clone()
        },
    );
    add(
        "an empty query: sign the query that is sent",
        Inputs {
            query: String::new(),
            ..inputs.clone()
        },
    );
    for method in ["POST", "GET"] {
        let cause = format!("the method {method}: sign the method that is sent");
        add(
            &cause,
            Inputs {
                method: method.to_owned(),
                ..inputs.clone()
            },
        );
    }
}

fn clocks(inputs: &Inputs, variations: &mut Vec<(String, Inputs)>) {
    for offset in 1..=CLOCK_WINDOW {
        let around = [
            inputs.timestamp.checked_sub(offset),
            inputs.timestamp.checked_add(offset),
        ];
        for timestamp in around.into_iter().flatten() {
            let cause = format!(
                "the timestamp {timestamp}: read the clock once, and send the timestamp that is \
                 signed in X-TC-Timestamp"
            );
            variations.push((
                cause,
                Inputs {
                    timestamp,
                    ..inputs.clone()
                },
            ));
        }
    }
}

fn unknown() -> Vec<String> {
    [
        "signature: none of the usual slips explains it, so what remains is",
        "the secret key: of another account, or cut short when it was copied",
        "the body: re-encoded after signing (JSON escapes, key order, compression)",
        "the host: rewritten by a proxy or gateway between client and server",
        "the timestamp: more than 5 minutes away from the one that was signed",
    ]
    .map(str::to_owned)
    .to_vec()
}

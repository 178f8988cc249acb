//! Headers that callers and hooks give (hapijs/wreck#178: a `Content-Length` of the caller's cuts the body).

use vod_sdk::hooks::{Hook, PreparedAttempt};
use vod_sdk::v2018_07_17::CreateClassRequest;
use vod_sdk::{Error, ErrorKind};

use crate::transport::peer::Peer;

type Pair = (&'static str, &'static str);

/// Adds headers to every attempt.
#[derive(Debug)]
struct Adds(Vec<Pair>);

impl Hook for Adds {
    fn before_send(&self, attempt: &mut PreparedAttempt<'_>) {
        for (name, value) in &self.0 {
            attempt.add_header(*name, *value);
        }
    }
}

/// Makes a call with headers of its own and of a hook; what was sent, in lower case.
async fn sent(own: &[Pair], hooks: &[Pair]) -> Result<Vec<String>, Error> {
    let peer = Peer::start();
    let client = peer.builder().hook(Adds(hooks.to_vec())).build().unwrap();
    let request = CreateClassRequest::new(-1, "c");
    let call = own
        .iter()
        .fold(client.create_class(&request), |call, (name, value)| {
            call.header(*name, *value)
        });
    let outcome = call.await;
    match &outcome {
        Ok(_) => assert_eq!(peer.heads().len(), 1),
        Err(_) => assert_eq!(peer.connections(), 0, "nothing is sent"),
    }
    outcome.map(|_| peer.heads()[0].lines().map(str::to_owned).collect())
}

async fn check_refused(pair: Pair, words: &str) {
    for (own, hooks) in [(&[pair][..], &[][..]), (&[], &[pair])] {
        let error = sent(own, hooks).await.expect_err(pair.0);
        assert_eq!(error.kind(), ErrorKind::Config, "{error}");
        assert!(!error.may_have_been_executed(), "{error}");
        assert!(error.to_string().contains(words), "{error}");
        assert!(!error.to_string().contains('\n'), "{error}");
    }
}

#[tokio::test]
async fn headers_of_the_sdk_are_refused_by_name() {
    for name in [
        "Content-Length",
        "content-length",
        "CONTENT_LENGTH",
        "Content-Type",
        "Content-Encoding",
        "Content-Range",
        "Transfer-Encoding",
        "TE",
        "Trailer",
        "Expect",
        "Range",
        "Accept-Encoding",
        "Host",
        "Connection",
        "Keep-Alive",
        "Upgrade",
        "HTTP2-Settings",
        "Proxy-Connection",
        "Proxy-Authorization",
        "Proxy-Authenticate",
        "Authorization",
        "X-TC-Action",
        "x-tc-token",
        "X-Tc-Version",
        "X-TC-Timestamp",
        "X-TC-Region",
        "X-TC-Language",
        "X-TC-RequestClient",
        "X-TC-Content-SHA256",
        "X_TC_Action",
    ] {
        check_refused((name, "1"), &format!("the header {name:?} cannot be added")).await;
    }
}

#[tokio::test]
async fn what_is_no_header_is_refused() {
    for name in [
        "",
        " ",
        "x place",
        "x:place",
        "x-place\r\n",
        "x-pl\u{e4}ce",
        "x\0",
    ] {
        check_refused((name, "a"), "names no header").await;
    }
    for value in ["a\nb", "a\r\nx-tc-action: Other", "\0", "\u{7f}"] {
        check_refused(
            ("x-place", value),
            "the header x-place cannot have this value",
        )
        .await;
    }
}

#[tokio::test]
async fn headers_of_ones_own_are_sent_as_often_as_they_are_given() {
    let own = [
        ("X-TC-TraceId", "trace-1"),
        ("X-Place", "a"),
        ("x-place", "b"),
        ("X-Empty", ""),
    ];
    let heads = sent(&own, &[("X-PLACE", "c"), ("X-Hook", "d")])
        .await
        .unwrap();
    for line in [
        "x-tc-traceid: trace-1",
        "x-place: a",
        "x-place: b",
        "x-place: c",
        "x-empty: ",
        "x-hook: d",
    ] {
        let times = heads.iter().filter(|head| *head == line).count();
        assert_eq!(times, 1, "{line}: {heads:?}");
    }
}

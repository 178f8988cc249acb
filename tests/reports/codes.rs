//! Codes that refine others: `error_code() == Some(RequestLimitExceeded)` misses
//! `RequestLimitExceeded.UinLimitExceeded`.

use vod_sdk::v2018_07_17::DescribeMediaInfosRequest;
use vod_sdk::{Error, ErrorCode, RetryPolicy};

use crate::fake::{Fake, Fate};

#[test]
fn every_code_has_its_parent() {
    for (code, parent) in [
        (
            ErrorCode::RequestLimitExceededUinLimitExceeded,
            Some(ErrorCode::RequestLimitExceeded),
        ),
        (ErrorCode::RequestLimitExceeded, None),
        (
            ErrorCode::AuthFailureSignatureExpire,
            Some(ErrorCode::AuthFailure),
        ),
    ] {
        assert_eq!(code.parent(), parent, "{code}");
    }
    for code in ErrorCode::ALL {
        let Some(parent) = code.parent() else {
            continue;
        };
        let rest = code.as_str().strip_prefix(parent.as_str());
        assert!(
            rest.is_some_and(|rest| rest.starts_with('.')),
            "{code} {parent}"
        );
        assert!(parent.parent().is_none_or(|root| root != parent));
    }
}

/// The error of a call that is answered so.
async fn error(fate: impl Fn() -> Fate + Send + Sync + 'static) -> Error {
    let fake = Fake::new(move |_| fate());
    let client = fake.builder().retry(RetryPolicy::none()).build().unwrap();
    let request = DescribeMediaInfosRequest::new(["1"]);
    client.describe_media_infos(&request).await.unwrap_err()
}

#[tokio::test]
async fn an_error_is_known_by_its_code_and_by_those_that_it_refines() {
    const LIMIT: ErrorCode = ErrorCode::RequestLimitExceeded;
    for (code, exact, is_throttled) in [
        ("RequestLimitExceeded", Some(LIMIT), true),
        (
            "RequestLimitExceeded.UinLimitExceeded",
            Some(ErrorCode::RequestLimitExceededUinLimitExceeded),
            true,
        ),
        ("RequestLimitExceeded.OfTomorrow", None, true),
        (
            "RequestLimitExceeded.UinLimitExceeded.OfTomorrow",
            None,
            true,
        ),
        ("RequestLimitExceededToday", None, false),
        ("LimitExceeded", Some(ErrorCode::LimitExceeded), false),
        ("InternalError", Some(ErrorCode::InternalError), false),
        ("Unheard.Of", None, false),
    ] {
        let error = error(move || Fate::error(code)).await;
        assert_eq!(error.error_code(), exact, "{code}");
        assert_eq!(error.is_throttled(), is_throttled, "{code}");
        assert_eq!(error.has_code(LIMIT), is_throttled, "{code}");
        assert!(exact.is_none_or(|exact| error.has_code(exact)), "{code}");
        assert!(!error.has_code(ErrorCode::AuthFailure), "{code}");
    }
}

#[tokio::test]
async fn a_gateway_throttles_as_well() {
    for (status, is_throttled) in [(429, true), (503, false), (400, false)] {
        let error = error(move || Fate::http(status, "<h1>no</h1>")).await;
        assert_eq!(error.is_throttled(), is_throttled, "{status}");
        assert!(!error.has_code(ErrorCode::RequestLimitExceeded));
    }
}

//! What counts as a failure of an endpoint.

use std::time::Duration;

use tokio::time::advance;
use vod_sdk::credentials::{CredentialError, CredentialFuture, CredentialProvider};
use vod_sdk::transport::TransportErrorKind;
use vod_sdk::{BreakerPolicy, ErrorKind};

use super::net::{A, B, ENOUGH, Fate, GOOD, Net, UNREACHABLE, call};
use crate::support::credential;

/// The host of the next call, after A has met this fate so many times in a row.
async fn next_host(fate: Fate, times: usize) -> String {
    let net = Net::default();
    let client = net.client();
    net.set(A, fate);
    for _ in 0..times {
        let _ = call(&client).await;
    }
    let asked = net.asked();
    assert_eq!(asked, vec![A; times], "{fate:?}");
    let _ = call(&client).await;
    net.asked().remove(0)
}

#[tokio::test(start_paused = true)]
async fn an_answer_with_a_request_id_that_is_no_internal_error_is_a_success() {
    for (fate, is_success) in [
        (GOOD, true),
        (
            Fate::Response(500, r#"{"Response":{"RequestId":"i"}}"#),
            true,
        ),
        (Fate::Error("AuthFailure.SecretIdNotFound"), true),
        (Fate::Error("FailedOperation"), true),
        (Fate::Error("RequestLimitExceeded"), true),
        (Fate::Error("InternalErrorOfAnotherName"), true),
        (Fate::Error("InternalError"), false),
        (Fate::Error("InternalError.DBError"), false),
        (Fate::Response(200, r#"{"Response":{}}"#), false),
        (
            Fate::Response(200, r#"{"Response":{"RequestId":""}}"#),
            false,
        ),
        (
            Fate::Response(
                200,
                r#"{"Response":{"Error":{"Code":"FailedOperation","Message":""}}}"#,
            ),
            false,
        ),
        (Fate::Response(200, "<h1>Welcome</h1>"), false),
        (Fate::Response(503, "<h1>Under repair</h1>"), false),
        (Fate::Response(404, ""), false),
        (UNREACHABLE, false),
        (Fate::Fails(TransportErrorKind::ConnectionLost), false),
        // It is the client that refuses it.
        (Fate::Fails(TransportErrorKind::TooLarge), true),
        (Fate::Hangs, false),
    ] {
        let expected = if is_success { A } else { B };
        assert_eq!(next_host(fate, ENOUGH).await, expected, "{fate:?}");
        assert_eq!(next_host(fate, ENOUGH - 1).await, A, "{fate:?}");
    }
}

#[tokio::test]
async fn good_calls_stay_where_they_are() {
    let net = Net::default();
    let client = net.client();
    for _ in 0..1000 {
        call(&client).await.unwrap();
    }
    assert_eq!(net.asked(), vec![A; 1000]);
}

#[tokio::test]
async fn failures_in_a_row_count_however_many_calls_went_well_before() {
    let net = Net::default();
    let client = net.client();
    for _ in 0..100 {
        call(&client).await.unwrap();
    }
    net.set(A, UNREACHABLE);
    for _ in 0..ENOUGH {
        call(&client).await.unwrap_err();
    }
    net.asked();
    call(&client).await.unwrap();
    assert_eq!(net.asked(), [B]);
}

/// Has no credential.
#[derive(Debug)]
struct Penniless {
    may_pass: bool,
}

impl CredentialProvider for Penniless {
    fn provide(&self) -> CredentialFuture<'_> {
        let error = CredentialError::new("nothing here");
        let error = match self.may_pass {
            true => error.transient(),
            false => error,
        };
        CredentialFuture::new(async { Err(error) })
    }
}

#[tokio::test]
async fn what_never_reached_an_endpoint_does_not_count() {
    for may_pass in [false, true] {
        let net = Net::default();
        let client = net
            .builder()
            .credential(Penniless { may_pass })
            .endpoint(A)
            .backup_endpoint(B)
            .breaker(BreakerPolicy::default().failures_in_a_row(1))
            .build()
            .unwrap();
        let error = call(&client).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credential);
        net.set(A, Fate::Fails(TransportErrorKind::Invalid));
        let parameters = serde_json::json!({});
        let any = || client.call("X", "1", &parameters).credential(credential());
        assert_eq!(any().await.unwrap_err().kind(), ErrorKind::Config);
        net.set(A, UNREACHABLE);
        net.asked();
        any().await.unwrap();
        assert_eq!(net.asked(), [A, B], "{may_pass}");
        any().await.unwrap();
        assert_eq!(net.asked(), [B], "{may_pass}");
    }
}

#[tokio::test(start_paused = true)]
async fn waiting_in_vain_for_the_rate_does_not_count() {
    let net = Net::default();
    let client = net
        .builder()
        .rate_limit("DescribeMediaInfos", 1)
        .timeout(Duration::from_millis(500))
        .endpoint(A)
        .backup_endpoint(B)
        .breaker(BreakerPolicy::default().failures_in_a_row(1))
        .build()
        .unwrap();
    call(&client).await.unwrap();
    let error = call(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(!error.may_have_been_executed());
    advance(Duration::from_secs(1)).await;
    call(&client).await.unwrap();
    assert_eq!(net.asked(), [A, A]);
}

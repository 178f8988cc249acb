//! TLS by each library: who is trusted, and who is asked for a certificate.

use rcgen::{CertificateParams, date_time_ymd};
use rustls::ServerConfig;
use vod_sdk::v2018_07_17::ExecuteFunctionRequest;
use vod_sdk::{Client, ClientBuilder, Error, ErrorKind};

use super::LIBRARIES;
use super::peer::Peer;
use super::pki::Authority;
use crate::support::credential;

fn builder(peer: &Peer) -> ClientBuilder {
    Client::builder()
        .credential(credential())
        .endpoint(format!("https://localhost:{}", peer.address.port()))
}

async fn call(client: &Client) -> Result<(), Error> {
    let request = ExecuteFunctionRequest::new("f", "");
    client.execute_function(&request).await.map(|_| ())
}

/// Checks that no connection is made, for a reason in which one of some words stands.
async fn check_refused(builder: ClientBuilder, reasons: &[&str]) {
    let error = call(&builder.build().unwrap()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect, "{error}");
    assert!(!error.may_have_been_executed(), "{error}");
    assert_eq!(error.attempts(), 3, "{error}");
    let text = error.to_string();
    assert!(reasons.iter().any(|reason| text.contains(reason)), "{text}");
}

#[tokio::test]
async fn a_root_of_ones_own_is_trusted_beside_the_platforms_or_alone() {
    let authority = Authority::new("Test");
    let peer = Peer::with_tls(authority.certify("localhost").server());
    for (name, library) in LIBRARIES {
        let builder = library(builder(&peer)).root_certificate(authority.pem());
        let alone = builder.clone().without_platform_certificates();
        for client in [builder, alone] {
            let outcome = call(&client.build().unwrap()).await;
            outcome.unwrap_or_else(|error| panic!("{name}: {error}"));
        }
    }
}

#[tokio::test]
async fn several_roots_may_be_given_at_once_and_one_by_one() {
    let [first, second, third] = ["1", "2", "3"].map(Authority::new);
    let peer = Peer::with_tls(second.certify("localhost").server());
    for (name, library) in LIBRARIES {
        let at_once = library(builder(&peer))
            .root_certificate([first.pem(), second.pem()].concat())
            .without_platform_certificates();
        let one_by_one = library(builder(&peer))
            .root_certificate(second.pem())
            .root_certificate(third.pem())
            .without_platform_certificates();
        for client in [at_once, one_by_one] {
            let outcome = call(&client.build().unwrap()).await;
            outcome.unwrap_or_else(|error| panic!("{name}: {error}"));
        }
    }
}

#[tokio::test]
async fn an_unknown_authority_is_refused_with_the_reason() {
    let peer = Peer::with_tls(Authority::new("Test").certify("localhost").server());
    let other = Authority::new("Other").pem();
    for (_, library) in LIBRARIES {
        let reasons = [
            "UnknownIssuer",
            "unable to get local issuer certificate",
            "unknown ca",
        ];
        check_refused(library(builder(&peer)), &reasons).await;
        check_refused(library(builder(&peer)).root_certificate(&other), &reasons).await;
        let alone = library(builder(&peer))
            .root_certificate(&other)
            .without_platform_certificates();
        check_refused(alone, &reasons).await;
    }
    assert_eq!(peer.heads(), [""; 0]);
}

#[tokio::test]
async fn another_name_or_an_old_certificate_is_refused_with_the_reason() {
    let authority = Authority::new("Test");
    let mut old = CertificateParams::new(["localhost".to_owned()]).unwrap();
    old.not_before = date_time_ymd(2020, 1, 1);
    old.not_after = date_time_ymd(2020, 2, 1);
    let cases: [(ServerConfig, &[&str]); 2] = [
        (
            authority.certify("vod.tencentcloudapi.com").server(),
            &[
                "not valid for name",
                "Hostname mismatch",
                "hostname mismatch",
            ],
        ),
        (authority.certify_with(old).server(), &["expired"]),
    ];
    for (config, reasons) in cases {
        let peer = Peer::with_tls(config);
        for (_, library) in LIBRARIES {
            check_refused(
                library(builder(&peer)).root_certificate(authority.pem()),
                reasons,
            )
            .await;
        }
    }
}

#[tokio::test]
async fn a_client_certificate_is_shown_to_who_demands_one() {
    let [servers, clients] = ["Servers", "Clients"].map(Authority::new);
    let peer = Peer::with_tls(servers.certify("localhost").server_demanding(&clients));
    let own = clients.certify("client");
    for (name, library) in LIBRARIES {
        let without = library(builder(&peer)).root_certificate(servers.pem());
        let with = without
            .clone()
            .client_certificate(&own.certificate_pem, &own.key_pem);
        let outcome = call(&with.build().unwrap()).await;
        outcome.unwrap_or_else(|error| panic!("{name}: {error}"));
        // In TLS 1.3 the refusal comes when the client is through with its part, and has begun to send.
        let error = call(&without.build().unwrap()).await.unwrap_err();
        let kinds = [ErrorKind::Connect, ErrorKind::Network];
        assert!(kinds.contains(&error.kind()), "{name}: {error}");
    }
}

#[test]
fn what_is_no_certificate_or_key_is_refused_without_being_shown() {
    let authority = Authority::new("Test");
    let own = authority.certify("client");
    let other = authority.certify("other");
    let secret = own.key_pem.lines().nth(1).unwrap();
    let cut = own.key_pem.replace("-----END PRIVATE KEY-----", "");
    let builder = || Client::builder().credential(credential());
    for (_, library) in LIBRARIES {
        let root = |pem: &str| library(builder()).root_certificate(pem);
        let identity =
            |certificate: &str, key: &str| library(builder()).client_certificate(certificate, key);
        for (option, builder) in [
            ("root_certificate", root("")),
            ("root_certificate", root("not PEM")),
            ("root_certificate", root(&own.key_pem)),
            ("client_certificate", identity("", &own.key_pem)),
            ("client_certificate", identity(&own.certificate_pem, "")),
            ("client_certificate", identity(&own.certificate_pem, &cut)),
            (
                "client_certificate",
                identity(&own.certificate_pem, &own.certificate_pem),
            ),
            (
                "client_certificate",
                identity(&own.certificate_pem, &other.key_pem),
            ),
        ] {
            let debug = format!("{builder:?}");
            let error = builder.build().unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Config);
            let text = format!("{error} {error:?} {debug}");
            // That a key is another's, OpenSSL finds out when all is put together.
            let is_named = text.contains(&format!("ClientBuilder::{option}"));
            assert!(is_named || text.contains("key values mismatch"), "{text}");
            assert!(!text.contains(secret), "{text}");
        }
    }
    let nobody = builder().without_platform_certificates().build();
    let text = nobody.unwrap_err().to_string();
    assert!(text.contains("no server is trusted"), "{text}");
}

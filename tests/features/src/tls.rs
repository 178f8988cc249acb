//! Cryptography: vod-sdk uses its own, whatever else is compiled in or installed.

#[cfg(any(feature = "ring", feature = "aws-lc-rs", feature = "no-provider"))]
mod server;

#[cfg(any(feature = "ring", feature = "aws-lc-rs", feature = "no-provider"))]
#[tokio::test]
async fn a_server_is_called_by_tls() {
    use vod_sdk::Client;
    use vod_sdk::v2018_07_17::ExecuteFunctionRequest;

    install_where_it_must_be();
    let (peer, root) = server::start();
    let client = Client::builder()
        .credential(crate::support::credential())
        .endpoint(format!("https://localhost:{}", peer.address.port()))
        .root_certificate(root)
        .without_platform_certificates();
    let request = ExecuteFunctionRequest::new("f", "{}");
    let client = client.build().unwrap();
    client.execute_function(&request).await.unwrap();
}

/// Does what the README says where vod-sdk has no cryptography of its own, and makes sure that nothing
/// panics before.
pub(crate) fn install_where_it_must_be() {
    #[cfg(any(feature = "no-provider", feature = "reqwest-no-provider"))]
    {
        use std::sync::Once;
        use vod_sdk::{Client, ErrorKind};

        static ONCE: Once = Once::new();
        ONCE.call_once(|| {
            let builder = Client::builder().credential(crate::support::credential());
            let client = builder.endpoint("http://127.0.0.1:1").build();
            let error = client.expect_err("nothing is installed yet");
            assert_eq!(error.kind(), ErrorKind::Config);
            assert!(error.to_string().contains("install"), "{error}");
            let provider = rustls::crypto::aws_lc_rs::default_provider();
            provider
                .install_default()
                .expect("nobody has installed another one");
        });
    }
}

/// With both kinds compiled in, a program has to choose, and the README says how (rustls/rustls#1877).
#[cfg(all(feature = "ring", feature = "rustls"))]
#[test]
fn a_program_chooses_its_own_with_two_lines() {
    let provider = rustls::crypto::aws_lc_rs::default_provider();
    provider
        .install_default()
        .expect("nobody has installed another one");
    let _ = rustls::ClientConfig::builder();
    let _ = reqwest::Client::new();
}

/// Without ring, rustls knows by itself what to use.
#[cfg(all(feature = "aws-lc-rs", not(feature = "ring")))]
#[test]
fn a_program_need_not_choose() {
    let _ = rustls::ClientConfig::builder();
}

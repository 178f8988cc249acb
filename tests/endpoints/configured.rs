//! What the builder makes of endpoints, sites and regions.

use vod_sdk::{Client, ClientBuilder, ErrorKind, Site};

use super::net::{Net, call};
use crate::support::credential;

/// The host that a call goes to.
async fn host(configure: impl FnOnce(ClientBuilder) -> ClientBuilder) -> String {
    let net = Net::default();
    let client = configure(net.builder()).build().unwrap();
    call(&client).await.unwrap();
    net.asked().remove(0)
}

#[tokio::test]
async fn each_site_has_its_host() {
    for (site, region, expected) in [
        (None, None, "vod.tencentcloudapi.com"),
        (None, Some("ap-guangzhou"), "vod.tencentcloudapi.com"),
        (Some(Site::Nearest), None, "vod.tencentcloudapi.com"),
        (
            Some(Site::Internal),
            Some("ap-guangzhou"),
            "vod.internal.tencentcloudapi.com",
        ),
        (
            Some(Site::International),
            None,
            "vod.intl.tencentcloudapi.com",
        ),
        (
            Some(Site::Regional),
            Some("ap-guangzhou"),
            "vod.ap-guangzhou.tencentcloudapi.com",
        ),
        // The finance zone has no other than its own, unless someone knows better.
        (
            None,
            Some("ap-shanghai-fsi"),
            "vod.ap-shanghai-fsi.tencentcloudapi.com",
        ),
        (
            None,
            Some("AP-Shenzhen-FSI"),
            "vod.ap-shenzhen-fsi.tencentcloudapi.com",
        ),
        (None, Some("ap-fsi-1"), "vod.tencentcloudapi.com"),
        (
            Some(Site::Nearest),
            Some("ap-shanghai-fsi"),
            "vod.tencentcloudapi.com",
        ),
    ] {
        let found = host(|builder| {
            let builder = match site {
                Some(site) => builder.site(site),
                None => builder,
            };
            match region {
                Some(region) => builder.region(region),
                None => builder,
            }
        });
        assert_eq!(found.await, expected, "{site:?} {region:?}");
    }
    let named = |builder: ClientBuilder| {
        builder
            .region("ap-shanghai-fsi")
            .endpoint("gateway.example:8443")
    };
    assert_eq!(host(named).await, "gateway.example:8443");
}

fn builder() -> ClientBuilder {
    Client::builder().credential(credential())
}

fn with_backups(count: usize) -> ClientBuilder {
    (0..count).fold(builder(), |builder, number| {
        builder.backup_endpoint(format!("b{number}.example"))
    })
}

#[test]
fn what_cannot_be_used_is_refused() {
    let long = "a".repeat(64);
    let region = |region: &str| builder().region(region);
    let backup = |endpoint: &str| builder().endpoint("a.example").backup_endpoint(endpoint);
    for (builder, why) in [
        (
            builder().endpoint("a.example").site(Site::Internal),
            "an endpoint and the site Internal are set",
        ),
        (builder().site(Site::Regional), "needs a region"),
        (region(""), "the region \"\" cannot be one"),
        (region("ap.guangzhou"), "cannot be one"),
        (region("-ap"), "cannot be one"),
        (region("ap-").site(Site::Regional), "cannot be one"),
        (
            region("evil.example/").site(Site::Regional),
            "cannot be one",
        ),
        (
            region("ap guangzhou").endpoint("a.example"),
            "cannot be one",
        ),
        (region("ap-g\u{fc}nz"), "cannot be one"),
        (region(&long), "cannot be one"),
        (backup("a.example"), "\"https://a.example/\" is given twice"),
        (backup("https://A.example:443/"), "is given twice"),
        (
            backup("b.example").backup_endpoint("b.example"),
            "\"https://b.example/\" is given twice",
        ),
        (
            builder().backup_endpoint("vod.tencentcloudapi.com"),
            "is given twice",
        ),
        (with_backups(31), "there are 32 endpoints, and at most 31"),
        (backup("http://b.example"), "it is plain http"),
        (backup("ftp://b.example"), "its scheme is neither"),
        (backup("b.example/?key=s3cret"), "it has a query"),
        (backup("https://u:s3cret@b.example"), "it holds a user name"),
        (backup(""), "empty host"),
    ] {
        let shown = format!("{builder:?}");
        let error = builder.build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        assert!(error.to_string().contains(why), "{why}: {error}");
        let shown = format!("{shown} {error} {error:?}");
        assert!(!shown.contains("s3cret"), "{shown}");
    }
}

#[test]
fn what_can_be_used_is_accepted() {
    let backup = |endpoint: &str| builder().endpoint("a.example").backup_endpoint(endpoint);
    for builder in [
        with_backups(30),
        backup("http://127.0.0.1:1"),
        backup("http://b.example").allow_plain_http(),
        backup("a.example:8443"),
        backup("a.example/other/path"),
        builder().region("a"),
        builder().region("a".repeat(63)),
        builder().site(Site::Internal).backup_endpoint("b.example"),
    ] {
        let shown = format!("{builder:?}");
        assert!(builder.build().is_ok(), "{shown}");
    }
}

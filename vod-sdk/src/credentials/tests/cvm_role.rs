use std::path::Path;

use super::{Environ, answer};
use crate::credentials::CvmRole;

#[tokio::test]
async fn a_variable_switches_the_metadata_service_off() {
    let off = "absent: the metadata service is switched off by TENCENTCLOUD_METADATA_DISABLED";
    let on = "absent: the metadata service at 127.0.0.1: no connection";
    let wrong = "broken: TENCENTCLOUD_METADATA_DISABLED is neither true nor false";
    for (value, expected) in [
        ("true", off),
        (" TRUE\n", off),
        ("1", off),
        ("yes", off),
        ("on", off),
        ("", on),
        (" ", on),
        ("false", on),
        ("0", on),
        ("No", on),
        ("off", on),
        ("disabled", wrong),
    ] {
        let mut role = CvmRole::new().endpoint("http://127.0.0.1:1");
        role.variables = Environ::of(&[("TENCENTCLOUD_METADATA_DISABLED", value)]).variables();
        let outcome = answer(&role, Path::new("/nowhere")).await;
        let outcome = outcome.replace("127.0.0.1:1", "127.0.0.1");
        assert!(outcome.starts_with(expected), "{value:?}: {outcome}");
    }
}

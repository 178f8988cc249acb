//! Files with credentials, and the responses of what issues temporary ones.

use std::fs;

use tokio::runtime::Runtime;
use vod_sdk::credentials::{CredentialProvider, ProfileFile, TccliProfile};
use vod_sdk::transport::HttpResponse;

use crate::engine::feed;
use crate::input::{Input, Material};
use crate::wire::{Wire, runtime};

const PROFILES: &[&str] = &[
    "[default]\nsecret_id = AKIDexample\nsecret_key = key\n\n[media]\nsecret_id: AKIDmedia\nsecret_key: 'other'\ntoken = \"t\"\n",
    "# comment\r\n[default]\r\nSECRET_ID=AKIDexample ; id\r\nsecret_key =\r\n    key\r\nrole_arn = qcs::cam::uin/1:roleName/r\r\n",
    "\u{feff}[other]\n[default]\nsecret_id = A\nsecret_key = k\nregion = ap-guangzhou\n  more\n",
];
const INI_TOKENS: &[&str] = &[
    "[",
    "]",
    "[default]",
    "[default",
    "=",
    ":",
    "#",
    ";",
    "\"",
    "'",
    "\n",
    "\r\n",
    "\r",
    "  ",
    "\t",
    "secret_id",
    "secret_key",
    "token",
    "role_arn",
    "role_session_name",
    "secret_id = A\n",
    "\u{feff}",
    "\u{a0}",
    "\0",
];
const STORED: &[&str] = &[
    r#"{"type":"default","secretId":"AKIDexample","secretKey":"key","token":"t","expiresAt":4000000000}"#,
    r#"{"secretId":"AKIDexample","secretKey":"key","role-arn":"qcs::cam::uin/1:roleName/r","role-session-name":"s"}"#,
    r#"{"type":"sso","secretId":"AKIDexample","secretKey":"key","expiresAt":"18446744073709551615"}"#,
];
const ISSUED: &[&str] = &[
    r#"{"Response":{"Credentials":{"Token":"t","TmpSecretId":"AKIDtmp","TmpSecretKey":"key"},"ExpiredTime":4000000000,"Expiration":"2096-10-02T07:06:40Z","RequestId":"id"}}"#,
    r#"{"Response":{"Error":{"Code":"AuthFailure.SecretIdNotFound","Message":"m"},"RequestId":"id"}}"#,
];
const JSON_TOKENS: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    "\"",
    "null",
    "\"type\":",
    "\"expiresAt\":",
    "\"ExpiredTime\":",
    "\"Token\":",
    "[[[[",
];

#[test]
fn profile_files() {
    let material = Material::new(PROFILES, INI_TOKENS);
    feed(
        "credential_files::profile_files",
        |input| input.bytes(&material),
        || {
            let (runtime, folder) = (runtime(), tempfile::tempdir().unwrap());
            let path = folder.path().join("credentials");
            let provider = ProfileFile::new()
                .path(&path)
                .sts_transport(issuing(ISSUED[0]));
            move |text: Vec<u8>| {
                fs::write(folder.path().join("credentials"), text).unwrap();
                ask(&runtime, &provider)
            }
        },
    );
}

#[test]
fn files_of_tccli() {
    let material = Material::new(STORED, JSON_TOKENS);
    feed(
        "credential_files::files_of_tccli",
        |input| input.bytes(&material),
        || {
            let (runtime, folder) = (runtime(), tempfile::tempdir().unwrap());
            let provider = TccliProfile::new()
                .profile("default")
                .directory(folder.path())
                .sts_transport(issuing(ISSUED[0]));
            move |text: Vec<u8>| {
                fs::write(folder.path().join("default.credential"), text).unwrap();
                ask(&runtime, &provider)
            }
        },
    );
}

#[test]
fn responses_of_sts() {
    let material = Material::new(ISSUED, JSON_TOKENS);
    let make = |input: &mut Input| {
        (
            *input.pick(&[200_u16, 200, 400, 500]),
            input.bytes(&material),
        )
    };
    feed("credential_files::responses_of_sts", make, || {
        let (runtime, folder) = (runtime(), tempfile::tempdir().unwrap());
        let path = folder.path().join("credentials");
        fs::write(&path, PROFILES[1]).unwrap();
        let wire = issuing("");
        let provider = ProfileFile::new().path(&path).sts_transport(wire.clone());
        move |(status, body): (u16, Vec<u8>)| {
            let _kept = &folder;
            wire.set([&status.to_be_bytes(), &*body].concat());
            ask(&runtime, &provider)
        }
    });
}

fn issuing(body: &str) -> Wire {
    let wire = Wire::new(|_, input| {
        let (status, body) = input.split_at(2);
        HttpResponse::new(u16::from_be_bytes([status[0], status[1]]), body)
    });
    wire.set([&200_u16.to_be_bytes(), body.as_bytes()].concat());
    wire
}

fn ask(runtime: &Runtime, provider: &impl CredentialProvider) -> bool {
    let provided = runtime.block_on(provider.provide());
    if let Err(error) = &provided {
        assert!(error.to_string().len() < 16 * 1024, "{error}");
    }
    provided.is_ok_and(|credential| !format!("{credential:?}").is_empty())
}

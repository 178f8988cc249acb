//! `cargo xtask explain-signature`.

use std::io::Write;
use std::process::{Command, Stdio};

use crate::support::{Ran, xtask};

/// A published example: credential, request and signature are those of the service's documentation.
const ID: &str = "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE";
const KEY: &str = "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE";
const PAYLOAD: &str =
    r#"{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}"#;
const JSON: &str = "application/json; charset=utf-8";
const SIGNATURE: &str = "72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168";
const HOST: &str = "cvm.tencentcloudapi.com";

fn sent() -> String {
    format!(
        "TC3-HMAC-SHA256 Credential={ID}/2019-02-25/cvm/tc3_request, \
         SignedHeaders=content-type;host, Signature={SIGNATURE}"
    )
}

/// The command with the published example, and some of its options replaced.
fn explain(replaced: &[(&str, &str)]) -> Command {
    let sent = sent();
    let mut command = xtask(&["explain-signature"]);
    command.env("TENCENTCLOUD_SECRET_KEY", KEY);
    let options = [
        ("--secret-id", ID),
        ("--host", HOST),
        ("--service", "cvm"),
        ("--content-type", JSON),
        ("--timestamp", "1551113065"),
        ("--payload", PAYLOAD),
        ("--authorization", &sent),
    ];
    for (option, value) in options {
        let value = replaced
            .iter()
            .find(|(name, _)| *name == option)
            .map_or(value, |(_, it)| it);
        command.args([option, value]);
    }
    for (option, value) in replaced {
        if !options.iter().any(|(name, _)| name == option) {
            command.args([option, value]);
        }
    }
    command
}

#[test]
fn every_stage_of_the_published_example_is_shown() {
    Ran::of(&mut explain(&[]))
        .expect(0)
        .says("   | host:cvm.tencentcloudapi.com\n   |\n   | content-type;host\n")
        .says("35e9c5b0e3ae67532d3c9f17ead6c90222632e5b1ff7f6e89887f1398934f064")
        .says("5ffe6a04c0664d6b969fab9a13bdab201d63ee709638e2749d62a09ca18d7031")
        .says("   | 2019-02-25/cvm/tc3_request\n")
        .says(SIGNATURE)
        .says(&sent())
        .says("The signature is right for these inputs");
}

/// The key chain of the published example is published too; of it, only fingerprints may be shown.
#[test]
fn no_key_is_shown() {
    let ran = Ran::of(&mut explain(&[]))
        .expect(0)
        .says("71830dbc")
        .says("144d01c8");
    let secrets = [
        KEY,
        "d1308c81fe71cfd4e06437bbc067b2b8a3d2d8c0e375d547f15c41d5214b395a",
        "3c7cb7c7795393edc14fd2e0e6434a518564b4504b88e94f5d11bf59ba3e7050",
        "ac658d5dde49e9bfdd14e04e062f66b05d9f637d44b8a8d845327d4a77f666b1",
    ];
    for secret in secrets {
        assert!(!ran.stdout.contains(&secret[..12]), "{}", ran.stdout);
        assert!(!ran.stderr.contains(&secret[..12]), "{}", ran.stderr);
    }
}

#[test]
fn the_usual_slips_are_found() {
    let with_line_break = format!("{PAYLOAD}\n");
    let slips: &[(&[(&str, &str)], &str)] = &[
        (
            &[("--host", "cvm.tencentcloudapi.com:443")],
            "right for the host `cvm.tencentcloudapi.com`",
        ),
        (
            &[("--content-type", "application/json")],
            "right for the content type `application/json; ",
        ),
        (
            &[("--payload", &with_line_break)],
            "right for a body without the white space at its end",
        ),
        (
            &[("--timestamp", "1551113077")],
            "right for the timestamp 1551113065",
        ),
        (&[("--path", "/v3")], "right for the path `/`"),
        (&[("--query", "a=1")], "right for an empty query"),
        (&[("--method", "GET")], "right for the method POST"),
        (&[("--service", "vod")], "service: it must be `vod`"),
        (
            &[("--timestamp", "1551139200")],
            "date: it must be the UTC day",
        ),
        (
            &[("--secret-id", "AKIDOTHER")],
            "credential id: the request was signed with another",
        ),
        (&[("--action", "DescribeInstances")], "nothing else differs"),
        (
            &[("--header", "x-tc-region: ap-guangzhou")],
            "nothing else differs",
        ),
        (
            &[("--payload", "{}")],
            "none of the usual slips explains it",
        ),
    ];
    for (replaced, cause) in slips {
        Ran::of(&mut explain(replaced))
            .expect(1)
            .says("differs: sent ")
            .says(cause);
    }
}

#[test]
fn white_space_around_the_key_is_found() {
    let mut command = explain(&[]);
    command.env("TENCENTCLOUD_SECRET_KEY", format!("{KEY}\n"));
    Ran::of(&mut command)
        .expect(1)
        .complains("the secret key begins or ends with white space")
        .says("right for the secret key without the white space around it");
}

#[test]
fn headers_that_were_signed_but_not_given_are_asked_for() {
    let more = sent().replace(
        "content-type;host",
        "content-type;host;x-tc-action;x-tc-region",
    );
    Ran::of(&mut explain(&[("--authorization", &more)]))
        .expect(1)
        .says("--action NAME --header 'x-tc-region:VALUE'");
    Ran::of(&mut explain(&[(
        "--header",
        "x-tc-action:DescribeInstances",
    )]))
    .expect(2)
    .complains("give it with --action");
}

/// The example of the algorithm's description, which signs the action as well.
#[test]
fn a_signed_action_is_explained() {
    let signed = |action| {
        let mut command = explain(&[
            ("--action", action),
            ("--secret-id", "AKID********************************"),
            (
                "--authorization",
                "TC3-HMAC-SHA256 Credential=AKID********************************/2019-02-25/cvm/\
                 tc3_request, SignedHeaders=content-type;host;x-tc-action, \
                 Signature=10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f",
            ),
        ]);
        let key = "********************************";
        Ran::of(command.env("TENCENTCLOUD_SECRET_KEY", key))
    };
    signed("DescribeInstances")
        .expect(0)
        .says("   | x-tc-action:describeinstances\n")
        .says("The signature is right for these inputs");
    signed("TerminateInstances")
        .expect(1)
        .says("none of the usual slips explains it");
}

#[test]
fn a_garbled_authorization_is_explained() {
    let ran = Ran::of(&mut explain(&[(
        "--authorization",
        "TC3-HMAC-SHA256 Credential=a",
    )]));
    ran.expect(1)
        .complains("is not of the form")
        .complains("SignedHeaders=NAMES");
}

#[test]
fn the_body_may_come_from_standard_input() {
    let mut command = xtask(&["explain-signature", "--secret-id", ID, "--host", HOST]);
    command.args([
        "--service",
        "cvm",
        "--content-type",
        JSON,
        "--timestamp",
        "1551113065",
        "-",
    ]);
    command
        .env("TENCENTCLOUD_SECRET_KEY", KEY)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    let mut child = command.spawn().expect("it starts");
    child
        .stdin
        .take()
        .expect("a pipe")
        .write_all(PAYLOAD.as_bytes())
        .expect("it listens");
    let output = child.wait_with_output().expect("it ends");
    assert!(String::from_utf8_lossy(&output.stdout).contains(SIGNATURE));
}

#[test]
fn the_secret_key_comes_from_the_environment_alone() {
    let mut command = explain(&[]);
    command.env_remove("TENCENTCLOUD_SECRET_KEY");
    Ran::of(&mut command)
        .expect(1)
        .complains("TENCENTCLOUD_SECRET_KEY is not set");

    let ran = Ran::of(&mut explain(&[("--secret-key", KEY)])).expect(2);
    assert!(!ran.stderr.contains(KEY), "{}", ran.stderr);

    let mut command = explain(&[("--secret-key-env", "OTHER_KEY")]);
    command
        .env_remove("TENCENTCLOUD_SECRET_KEY")
        .env("OTHER_KEY", KEY);
    Ran::of(&mut command).expect(0).says(SIGNATURE);
}

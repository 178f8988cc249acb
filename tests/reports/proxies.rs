//! The environment's proxies as a program meets them (SAP/open-ux-tools#722: `NO_PROXY=host:port` is ignored).
//! Every form of them is in the tables beside the code.

use std::process::Command;

use vod_sdk::Client;
use vod_sdk::v2018_07_17::ExecuteFunctionRequest;

use crate::support::credential;
use crate::transport::peer::Peer;

const ENDPOINT: &str = "VOD_TEST_ENDPOINT";

/// What a program of its own says about a call to an endpoint that only the proxy can reach.
fn call(endpoint: &str, variables: &[(&str, &str)]) -> String {
    let output = Command::new(std::env::current_exe().unwrap())
        .args([
            "reports::proxies::part_call",
            "--exact",
            "--ignored",
            "--nocapture",
        ])
        .env_clear()
        .env(ENDPOINT, endpoint)
        .envs(variables.iter().copied())
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let said = text.lines().find_map(|line| line.split_once("said: "));
    said.unwrap_or_else(|| panic!("nothing is said: {text}"))
        .1
        .to_owned()
}

#[tokio::test]
#[ignore = "a part of another test"]
async fn part_call() {
    let builder = Client::builder()
        .credential(credential())
        .endpoint(std::env::var(ENDPOINT).unwrap())
        .allow_plain_http();
    let request = ExecuteFunctionRequest::new("f", "");
    let outcome = match builder.build() {
        Ok(client) => client.execute_function(&request).await.map(drop),
        Err(error) => Err(error),
    };
    match outcome {
        Ok(()) => println!("\nsaid: proxied"),
        Err(error) => println!("\nsaid: {:?}: {error}", error.kind()),
    }
}

#[test]
fn the_environment_is_read_for_the_endpoint() {
    let proxy = Peer::start();
    let url = format!("http://{}", proxy.address);
    let path = format!("{url}/path");
    const HOST: &str = "http://vod.invalid:8080";
    const DIRECT: &str = "Connect: ExecuteFunction: no connection to vod.invalid:8080";
    for (variables, expected) in [
        (&[][..], DIRECT),
        (&[("http_proxy", &*url)], "proxied"),
        (&[("http_proxy", &*path)], "proxied"),
        (&[("http_proxy", " \t"), ("HTTP_PROXY", &*url)], "proxied"),
        (
            &[("http_proxy", &*url), ("HTTP_PROXY", "http://127.0.0.1:1")],
            "proxied",
        ),
        (
            &[("ALL_PROXY", &*url), ("NO_PROXY", "vod.invalid:9090")],
            "proxied",
        ),
        (
            &[("ALL_PROXY", &*url), ("NO_PROXY", "vod.invalid:8080")],
            DIRECT,
        ),
        (
            &[
                ("ALL_PROXY", &*url),
                ("no_proxy", " "),
                ("NO_PROXY", "invalid"),
            ],
            DIRECT,
        ),
        (
            &[("http_proxy", "\"http://127.0.0.1:1\"")],
            "Config: the proxy in http_proxy cannot be used: it is in quotes",
        ),
        (
            &[("http_proxy", &*url), ("NO_PROXY", "a.invalid;vod.invalid")],
            "Config: the environment variable NO_PROXY cannot be read: its entry \"a.invalid;vod.invalid\"",
        ),
    ] {
        let said = call(HOST, variables);
        assert!(said.starts_with(expected), "{variables:?}: {said}");
    }
    assert_eq!(proxy.heads().len(), 5);
}

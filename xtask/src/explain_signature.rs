//! `cargo xtask explain-signature`: each stage of a signature, to find why a server refuses it.

use std::env;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use zeroize::Zeroizing;

use crate::failure::Failure;
use crate::output::warn;

mod authorization;
mod causes;
mod compare;
mod inputs;
mod stages;

use inputs::Inputs;

/// Prints each stage of a TC3-HMAC-SHA256 signature, to find why a server responds with SignatureFailure.
///
/// With --authorization, compares with the header as it was sent, says which part differs, and tries
/// the usual causes. The secret key is read from the environment, never from the command line, where
/// it would stay in the shell's history; it is not printed, nor is any key that is derived from it.
#[derive(clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Args {
    /// The secret id.
    #[arg(long, value_name = "ID")]
    secret_id: String,
    /// The environment variable that holds the secret key.
    #[arg(long, value_name = "VAR", default_value = "TENCENTCLOUD_SECRET_KEY")]
    secret_key_env: String,
    /// The Host header as sent, with its port if it had one.
    #[arg(long)]
    host: String,
    /// The path as sent.
    #[arg(long, default_value = "/")]
    path: String,
    /// The query as sent, without the question mark.
    #[arg(long, default_value = "")]
    query: String,
    /// The HTTP method.
    #[arg(long, default_value = "POST")]
    method: String,
    /// The service in the credential scope.
    #[arg(long, default_value = "vod")]
    service: String,
    /// The Content-Type header as sent.
    #[arg(long, default_value = "application/json")]
    content_type: String,
    /// The X-TC-Action header as sent, if it is signed: vod-sdk signs it, the official SDKs do not.
    #[arg(long, value_name = "NAME")]
    action: Option<String>,
    /// Another header that is signed; may be given several times.
    #[arg(long = "header", value_name = "NAME:VALUE", value_parser = parse_header)]
    headers: Vec<(String, String)>,
    /// The X-TC-Timestamp header as sent: seconds since 1970.
    #[arg(long, value_name = "SECONDS")]
    timestamp: u64,
    #[command(flatten)]
    payload: Payload,
    /// The Authorization header as sent, to compare with.
    #[arg(long, value_name = "HEADER")]
    authorization: Option<String>,
}

#[derive(clap::Args)]
#[group(required = true, multiple = false)]
struct Payload {
    /// The body as sent.
    #[arg(long = "payload", value_name = "TEXT")]
    text: Option<String>,
    /// A file with the body as sent.
    #[arg(long = "payload-file", value_name = "FILE")]
    file: Option<PathBuf>,
    /// Read the body from standard input.
    #[arg(value_name = "-", value_parser = ["-"])]
    stdin: Option<String>,
}

const ACTION_HEADER: &str = "x-tc-action";

const AFTER_HELP: &str = "\
Examples:
  read -rs TENCENTCLOUD_SECRET_KEY && export TENCENTCLOUD_SECRET_KEY
  cargo xtask explain-signature --secret-id AKIDEXAMPLE --host vod.tencentcloudapi.com \\
      --action ExecuteFunction --timestamp 1551113065 \\
      --payload '{\"FunctionName\":\"ExampleFunc\",\"FunctionArg\":\"{}\"}'
  cargo xtask explain-signature --secret-id AKIDEXAMPLE --host 127.0.0.1:8080 \\
      --action ExecuteFunction --timestamp 1551113065 --payload-file body.json \\
      --authorization 'TC3-HMAC-SHA256 Credential=AKIDEXAMPLE/2019-02-25/vod/tc3_request, …'
  printf '{}' | cargo xtask explain-signature --secret-id AKIDEXAMPLE \\
      --host vod.tencentcloudapi.com --action ExecuteFunction --timestamp 1551113065 -

Exit codes: 0 explained, and equal to --authorization if given; 1 not equal, or an input is missing;
2 wrong arguments.";

/// Prints the stages, and the comparison if there is something to compare with.
pub(crate) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let inputs = inputs(args)?;
    for doubt in inputs.doubts(args.authorization.is_some()) {
        warn(format_args!("note: {doubt}"));
    }
    stages::print(&inputs)?;
    match &args.authorization {
        Some(sent) => compare::run(&inputs, sent),
        None => Ok(ExitCode::SUCCESS),
    }
}

fn inputs(args: &Args) -> Result<Inputs, Failure> {
    let mut headers = vec![
        ("content-type".to_owned(), args.content_type.clone()),
        ("host".to_owned(), args.host.clone()),
    ];
    let action = args.action.iter().cloned();
    headers.extend(action.map(|action| (ACTION_HEADER.to_owned(), action)));
    headers.extend(args.headers.iter().cloned());
    Ok(Inputs {
        secret_id: args.secret_id.clone(),
        secret_key: secret_key(&args.secret_key_env)?,
        method: args.method.clone(),
        path: args.path.clone(),
        query: args.query.clone(),
        headers,
        payload: payload(&args.payload)?.into(),
        timestamp: args.timestamp,
        date: crate::sign::date(args.timestamp),
        service: args.service.clone(),
    })
}

fn secret_key(variable: &str) -> Result<Zeroizing<String>, Failure> {
    match env::var(variable) {
        Ok(key) if !key.is_empty() => Ok(Zeroizing::new(key)),
        Err(env::VarError::NotUnicode(_)) => Err(format!("{variable} is not UTF-8").into()),
        _ => Err(format!(
            "{variable} is not set: put the secret key there, \
             or name the variable that has it with --secret-key-env"
        )
        .into()),
    }
}

fn payload(payload: &Payload) -> Result<Vec<u8>, Failure> {
    let read = |file: &Path| fs::read(file).map_err(|error| Failure::io("read", file, &error));
    match payload {
        Payload {
            text: Some(text), ..
        } => Ok(text.clone().into_bytes()),
        Payload {
            file: Some(file), ..
        } => read(file),
        Payload { .. } => {
            let mut bytes = Vec::new();
            io::stdin()
                .read_to_end(&mut bytes)
                .map_err(|error| format!("cannot read standard input: {error}"))?;
            Ok(bytes)
        }
    }
}

fn parse_header(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once(':').ok_or("expected NAME:VALUE")?;
    let name = name.trim().to_ascii_lowercase();
    match name.as_str() {
        "content-type" => Err("give it with --content-type".to_owned()),
        "host" => Err("give it with --host".to_owned()),
        ACTION_HEADER => Err("give it with --action".to_owned()),
        _ => Ok((name, value.trim().to_owned())),
    }
}

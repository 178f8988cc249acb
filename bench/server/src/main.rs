//! The servers that the clients call: one that answers everything with the same bytes, and is timed
//! against, and two that verify signatures. Each ends when its standard input does.

use std::io::{self, Read};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;
use std::{fs, future, process, thread};

use bench_answers::{SECRET_ID, SECRET_KEY};
use bytes::Bytes;
use clap::Parser;
use tokio::net::TcpListener;
use vod_sdk::Credential;
use vod_sdk::mock::{MockServer, Response};

mod http;
mod storage;
mod tls;
mod verify;

/// The servers that the clients of the bench call.
#[derive(Parser)]
enum Server {
    /// Answers every request with the bytes of a file.
    Fixed {
        answer: PathBuf,
        /// Milliseconds to wait before each answer.
        #[arg(long, default_value_t = 0)]
        delay: u64,
        /// Serves https, with a certificate whose authority is written to this file.
        #[arg(long)]
        tls: Option<PathBuf>,
        /// Verifies the signature of every request, for whatever service it is signed.
        #[arg(long)]
        verify: bool,
    },
    /// Takes everything and keeps nothing: an upload's two calls, and what it puts into storage.
    Storage,
    /// vod-sdk's mock server: verifies signatures and parameters of VOD, and answers with the file.
    Mock { answer: PathBuf },
}

fn main() -> ExitCode {
    let server = Server::parse();
    end_with_input();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let outcome = runtime.and_then(|runtime| runtime.block_on(server.serve()));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("the server cannot serve: {error}");
            ExitCode::FAILURE
        }
    }
}

impl Server {
    async fn serve(self) -> io::Result<()> {
        match self {
            Self::Fixed {
                answer,
                delay,
                tls,
                verify,
            } => {
                let fixed = http::Fixed {
                    answer: Bytes::from(fs::read(answer)?),
                    delay: Duration::from_millis(delay),
                    secret_key: verify.then_some(SECRET_KEY),
                };
                let acceptor = tls.map(|authority| tls::acceptor(&authority)).transpose()?;
                let listener = TcpListener::bind("127.0.0.1:0").await?;
                let port = listener.local_addr()?.port();
                match &acceptor {
                    Some(_) => println!("https://localhost:{port}"),
                    None => println!("http://127.0.0.1:{port}"),
                }
                http::serve(listener, acceptor, fixed).await
            }
            Self::Storage => {
                let listener = TcpListener::bind("127.0.0.1:0").await?;
                println!("http://127.0.0.1:{}", listener.local_addr()?.port());
                storage::serve(listener).await
            }
            Self::Mock { answer } => {
                let answer = fs::read(answer)?;
                let server = MockServer::builder()
                    // Those of the official SDKs do not cover it.
                    .allow_unsigned_action()
                    .credential(Credential::new(SECRET_ID, SECRET_KEY))
                    .start()
                    .await;
                for action in ["ExecuteFunction", "DescribeMediaInfos"] {
                    server.respond(action, Response::http(200, answer.clone()));
                }
                println!("{}", server.endpoint());
                future::pending().await
            }
        }
    }
}

/// Ends the process when its standard input ends, as it does with the process that started it.
fn end_with_input() {
    thread::spawn(|| {
        // Whatever comes of it, there is nobody left to serve.
        let _ = io::stdin().read_to_end(&mut Vec::new());
        process::exit(0);
    });
}

//! Calls to be counted by valgrind: `memory CALLS` has the response in memory, `loopback CALLS ENDPOINT`
//! gets it over HTTP from `serve`, which runs outside of valgrind and prints its endpoint.

use std::error::Error;
use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::ExitCode;
use std::{env, thread};

use bench_answers::{FUNCTION_ARG, FUNCTION_NAME, REQUEST_ID, RESULT, SECRET_ID, SECRET_KEY};
use vod_sdk::transport::{HttpRequest, HttpResponse, Transport, TransportFuture};
use vod_sdk::v2018_07_17::ExecuteFunctionRequest;
use vod_sdk::{Client, ClientBuilder, Credential};

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let outcome = match args.as_slice() {
        ["memory", calls] => call(calls, builder().transport(Memory)),
        ["loopback", calls, endpoint] => call(calls, builder().endpoint(*endpoint)),
        ["serve"] => serve(),
        _ => Err("usage: memory CALLS | loopback CALLS ENDPOINT | serve".into()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn builder() -> ClientBuilder {
    Client::builder()
        .credential(Credential::new(SECRET_ID, SECRET_KEY))
        .without_rate_limit()
}

/// Makes calls, one after another, and checks their answers.
fn call(calls: &str, builder: ClientBuilder) -> Result<(), Box<dyn Error>> {
    let calls: usize = calls.parse()?;
    let client = builder.build()?;
    let request = ExecuteFunctionRequest::new(FUNCTION_NAME, FUNCTION_ARG);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        for _ in 0..calls {
            let response = client.execute_function(&request).await?;
            if response.result.as_deref() != Some(RESULT) || response.request_id != REQUEST_ID {
                return Err(format!("a wrong answer: {response:?}").into());
            }
        }
        Ok(())
    })
}

/// Answers every request with the same response.
#[derive(Debug)]
struct Memory;

impl Transport for Memory {
    fn send<'a>(&'a self, _: HttpRequest<'a>) -> TransportFuture<'a> {
        TransportFuture::new(async { Ok(HttpResponse::new(200, bench_answers::small())) })
    }
}

/// Serves HTTP on a free port until the standard input ends.
fn serve() -> Result<(), Box<dyn Error>> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    println!("http://{}", listener.local_addr()?);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            // The client's end of a connection is not the server's concern.
            thread::spawn(move || answer_all(stream));
        }
    });
    io::stdin().read_to_end(&mut Vec::new())?;
    Ok(())
}

fn answer_all(mut stream: TcpStream) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let body = bench_answers::small();
    let length = body.len();
    let answer = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
    );
    let mut received = Vec::new();
    let mut chunk = [0; 4096];
    loop {
        let read = stream.read(&mut chunk)?;
        if read == 0 {
            return Ok(());
        }
        received.extend_from_slice(&chunk[..read]);
        if is_complete(&received) {
            received.clear();
            stream.write_all(answer.as_bytes())?;
        }
    }
}

/// Whether a request has come to the end of its body, whose length it announces.
fn is_complete(request: &[u8]) -> bool {
    let Some(end) = request.windows(4).position(|window| window == b"\r\n\r\n") else {
        return false;
    };
    let head = String::from_utf8_lossy(&request[..end]).to_ascii_lowercase();
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length:"));
    let length = length.and_then(|length| length.trim().parse().ok());
    request.len() >= end + 4 + length.unwrap_or(0)
}

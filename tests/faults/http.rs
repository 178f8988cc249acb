//! Requests and answers of HTTP/1.1, as far as one needs to break them.

use fastrand::Rng;
use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;

use crate::fault::Fault;

/// A request as it came.
pub(crate) struct Request {
    headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Request {
    /// The value of a header, by its name in lower case; empty if there is none.
    pub(crate) fn header(&self, name: &str) -> &str {
        let header = self.headers.iter().find(|(known, _)| known == name);
        header.map_or("", |(_, value)| value)
    }
}

/// Reads the next request; `None` if the client closes the connection.
pub(crate) async fn read_request(stream: &mut TcpStream) -> Option<Request> {
    let mut text = Vec::new();
    loop {
        if let Some(request) = parse(&text) {
            return Some(request);
        }
        let read = stream.read_buf(&mut text).await.ok()?;
        if read == 0 {
            return None;
        }
    }
}

/// Waits for the next request, and looks at what has come of it without taking it off the connection:
/// its bytes, and the request if it is complete. None if the client closes the connection.
pub(crate) async fn peek_request(stream: &TcpStream) -> Option<(usize, Option<Request>)> {
    let mut text = vec![0; 16 * 1024];
    let length = stream.peek(&mut text).await.ok()?;
    (length > 0).then(|| (length, parse(&text[..length])))
}

/// The request in a text, if it is complete.
fn parse(text: &[u8]) -> Option<Request> {
    let end = text.windows(4).position(|window| window == b"\r\n\r\n")?;
    let head = String::from_utf8(text[..end].to_vec()).unwrap();
    let headers = head.lines().skip(1).map(|line| {
        let (name, value) = line.split_once(':').unwrap();
        (name.to_ascii_lowercase(), value.trim().to_owned())
    });
    let request = Request {
        headers: headers.collect(),
        body: text[end + 4..].to_vec(),
    };
    let length: usize = request.header("content-length").parse().unwrap();
    assert!(request.body.len() <= length, "requests are not pipelined");
    (request.body.len() == length).then_some(request)
}

/// What is answered.
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
}

/// What an answer looks like on the wire, and whether the connection can be used after it.
pub(crate) struct Written {
    pub(crate) bytes: Vec<u8>,
    pub(crate) keeps_alive: bool,
}

/// Puts an answer into HTTP in one of the ways that HTTP allows, with its faults.
pub(crate) fn write_answer(answer: &Response, faults: &[Fault], random: &mut Rng) -> Written {
    let has = |fault| faults.contains(&fault);
    if has(Fault::Garbage) {
        return closing(garbage(random));
    }
    let mut body = answer.body.clone();
    if has(Fault::GarbledJson) {
        garble(&mut body, random);
    }
    let head = format!("HTTP/1.1 {} Whatever\r\n", answer.status);
    let mut written = if has(Fault::WrongLength) {
        with_length(&head, &body, wrong_length(body.len(), random))
    } else if has(Fault::WrongChunks) {
        closing(broken_chunks(&head, &body, random))
    } else {
        match random.u8(..10) {
            0..5 => with_length(&head, &body, body.len()),
            5..9 => kept(chunked(&head, &body, random)),
            _ => closing([head.as_bytes(), b"\r\n", &body].concat()),
        }
    };
    if has(Fault::CutAnswer) {
        written.bytes.truncate(random.usize(..written.bytes.len()));
        written.keeps_alive = false;
    }
    written
}

fn kept(bytes: Vec<u8>) -> Written {
    let keeps_alive = true;
    Written { bytes, keeps_alive }
}

fn closing(bytes: Vec<u8>) -> Written {
    let keeps_alive = false;
    Written { bytes, keeps_alive }
}

/// An answer that announces a length. Where that is less than there is, the rest looks as if it were
/// the beginning of the answer to the next request.
fn with_length(head: &str, body: &[u8], length: usize) -> Written {
    let head = format!("{head}Content-Length: {length}\r\n\r\n");
    let bytes = [head.as_bytes(), body].concat();
    match length <= body.len() {
        true => kept(bytes),
        false => closing(bytes),
    }
}

fn wrong_length(right: usize, random: &mut Rng) -> usize {
    match random.u8(..5) {
        0 => 0,
        1 | 2 => random.usize(..right.max(1)),
        _ => right + random.usize(1..10_000),
    }
}

fn chunked(head: &str, body: &[u8], random: &mut Rng) -> Vec<u8> {
    let mut bytes = format!("{head}Transfer-Encoding: chunked\r\n\r\n").into_bytes();
    let mut rest = body;
    while !rest.is_empty() {
        let (chunk, more) = rest.split_at(random.usize(1..=rest.len()));
        bytes.extend(format!("{:x}\r\n", chunk.len()).bytes());
        bytes.extend_from_slice(chunk);
        bytes.extend_from_slice(b"\r\n");
        rest = more;
    }
    bytes.extend_from_slice(b"0\r\n\r\n");
    bytes
}

fn broken_chunks(head: &str, body: &[u8], random: &mut Rng) -> Vec<u8> {
    let mut bytes = format!("{head}Transfer-Encoding: chunked\r\n\r\n").into_bytes();
    let size = random.choice([
        "zz",
        "-1",
        "",
        "ffffffffffffffffff",
        "0",
        "7fffffffffffffff",
    ]);
    bytes.extend(format!("{}\r\n", size.unwrap()).bytes());
    bytes.extend_from_slice(body);
    bytes
}

/// A text that is none of this API, or one without one of its quotes, which no repair can find again.
fn garble(body: &mut Vec<u8>, random: &mut Rng) {
    const OTHERS: [&str; 6] = ["", "{}", "[]", "null", "{\"Response\":[]}", "<html>"];
    let indices = (0..body.len()).filter(|index| body[*index] == b'"');
    let quotes: Vec<usize> = indices.collect();
    match (random.choice(quotes), random.choice(OTHERS)) {
        (Some(quote), _) if random.bool() => body[quote] = 0xff,
        (_, Some(other)) => *body = other.into(),
        _ => {}
    }
}

fn garbage(random: &mut Rng) -> Vec<u8> {
    let length = random.usize(1..500);
    std::iter::repeat_with(|| random.u8(..))
        .take(length)
        .collect()
}

use flate2::write::GzEncoder;
use flate2::{Compression, GzBuilder};
use reqwest::header::HeaderValue;

use super::*;

const TEXT: &[u8] = br#"{"Response":{"RequestId":"id-1"}}"#;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A body that came in chunks of some size, decoded.
async fn decode(body: &[u8], chunk: usize, limit: usize) -> Result<Bytes, TransportError> {
    let mut decoder = Decoder::new(limit);
    for chunk in body.chunks(chunk) {
        decoder.feed(chunk).await?;
    }
    decoder.finish()
}

fn layers_of(values: &[&str]) -> Option<usize> {
    let mut headers = HeaderMap::new();
    for value in values {
        headers.append(CONTENT_ENCODING, HeaderValue::from_str(value).unwrap());
    }
    layers(&headers).map(NonZero::get)
}

#[test]
fn gzip_is_recognized_as_it_is_written() {
    for values in [
        &["gzip"][..],
        &["x-gzip"],
        &["GZip"],
        &["\tgzip "],
        &["identity, gzip"],
        &["gzip,"],
        &["", "gzip"],
    ] {
        assert_eq!(layers_of(values), Some(1), "{values:?}");
    }
    assert_eq!(layers_of(&["gzip, gzip"]), Some(2));
    assert_eq!(layers_of(&["gzip", "x-gzip"]), Some(2));
}

#[test]
fn what_is_not_gzip_alone_is_not_decoded() {
    for values in [
        &[][..],
        &[""],
        &["identity"],
        &["br"],
        &["deflate"],
        &["gzip, br"],
        &["br", "gzip"],
        &["gzip;q=1"],
        &["gzip gzip"],
        &["gzip,gzip,gzip,gzip,gzip"],
    ] {
        assert_eq!(layers_of(values), None, "{values:?}");
    }
    let mut headers = HeaderMap::new();
    headers.insert(
        CONTENT_ENCODING,
        HeaderValue::from_bytes(b"gzip\xff").unwrap(),
    );
    assert_eq!(layers(&headers), None);
}

#[tokio::test]
async fn a_body_is_decoded_wherever_it_is_cut() {
    let named = GzBuilder::new()
        .filename("name")
        .comment("comment")
        .extra(*b"extra");
    let mut named = named.write(Vec::new(), Compression::none());
    named.write_all(TEXT).unwrap();
    let (one, other) = TEXT.split_at(10);
    for (what, body) in [
        ("one member", gzip(TEXT)),
        ("with all headers", named.finish().unwrap()),
        ("two members", [gzip(one), gzip(other)].concat()),
        ("empty members", [gzip(b""), gzip(TEXT), gzip(b"")].concat()),
    ] {
        for chunk in 1..=body.len() {
            let decoded = decode(&body, chunk, TEXT.len()).await.unwrap();
            assert_eq!(decoded, TEXT, "{what} in chunks of {chunk}");
        }
    }
}

#[tokio::test]
async fn what_stands_behind_a_whole_body_is_ignored() {
    let whole = gzip(TEXT);
    for rest in [
        &b"\0"[..],
        &[0; 5000],
        b"\r\n",
        b"<!-- -->",
        b"\x1f",
        &MAGIC,
    ] {
        let body = [&whole, rest].concat();
        for chunk in 1..=whole.len() + 3 {
            let decoded = decode(&body, chunk, TEXT.len()).await.unwrap();
            assert_eq!(decoded, TEXT, "{rest:?} in chunks of {chunk}");
        }
    }
}

#[tokio::test]
async fn nothing_is_an_empty_body() {
    assert_eq!(decode(b"", 1, 0).await.unwrap(), "");
    assert_eq!(decode(&gzip(b""), 1, 0).await.unwrap(), "");
}

#[tokio::test]
async fn no_part_of_a_body_is_taken_for_the_whole() {
    let whole = gzip(TEXT);
    let two = [&whole[..], &whole].concat();
    let in_second = whole.len() + 10..two.len();
    let cuts = (1..whole.len()).chain(in_second);
    for body in cuts.map(|length| &two[..length]) {
        for chunk in [1, 7, body.len()] {
            let error = decode(body, chunk, 1000).await.unwrap_err();
            let length = body.len();
            assert_eq!(
                error.kind(),
                TransportErrorKind::ConnectionLost,
                "{length}: {error}"
            );
            assert!(error.to_string().contains("gzip body"), "{error}");
        }
    }
}

#[tokio::test]
async fn a_changed_body_is_not_taken() {
    let whole = gzip(TEXT);
    // The flags, time and system of the header are not checked by anything.
    let checked = (0..3).chain(10..whole.len());
    for place in checked {
        for bit in 0..8 {
            let mut body = whole.clone();
            body[place] ^= 1 << bit;
            // Padding of the last byte may change, and means nothing.
            match decode(&body, 4096, 1000).await {
                Ok(decoded) => assert_eq!(decoded, TEXT, "bit {bit} of byte {place}"),
                Err(error) => {
                    assert_eq!(error.kind(), TransportErrorKind::ConnectionLost, "{error}")
                }
            }
        }
    }
}

#[tokio::test]
async fn the_limit_is_for_the_decoded_body() {
    for size in [0, 1, 1000, 32 * 1024, 100_000, 1 << 20] {
        let text = vec![b' '; size];
        let body = gzip(&text);
        assert_eq!(decode(&body, 4096, size).await.unwrap(), text);
        if size > 0 {
            let error = decode(&body, 4096, size - 1).await.unwrap_err();
            assert_eq!(error.kind(), TransportErrorKind::TooLarge, "{size}");
            let limit = format!("larger than {} bytes", size - 1);
            assert!(error.to_string().contains(&limit), "{error}");
        }
    }
}

#[tokio::test]
async fn a_bomb_takes_no_more_memory_than_the_limit_and_a_step() {
    let bomb = gzip(&vec![0; 64 << 20]);
    let mut decoder = Decoder::new(1 << 20);
    let error = decoder.feed(&bomb).await.unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::TooLarge);
    let decoded = decoder.member.get_ref();
    assert!(decoded.len() <= (1 << 20) + (64 << 10), "{}", decoded.len());
    assert!(decoded.capacity() <= 4 << 20, "{}", decoded.capacity());
}

#[tokio::test]
async fn a_body_that_says_nothing_ends() {
    let empty_member = gzip(b"");
    let header = &empty_member[..10];
    let (empty_block, has_name) = ([0, 0, 0, 0xff, 0xff], 8);
    let mut endless_name = header.to_vec();
    endless_name[3] = has_name;
    for (what, head, unit) in [
        ("empty members", &[][..], &empty_member[..]),
        ("empty blocks", header, &empty_block),
        ("a name", &endless_name, b"a"),
        ("what is behind it", &empty_member, &[0; 100]),
    ] {
        let mut decoder = Decoder::new(100_000);
        let mut result = decoder.feed(head).await;
        let mut fed = 0;
        while result.is_ok() {
            result = decoder.feed(unit).await;
            fed += unit.len();
            assert!(fed < 300_000, "{what}");
        }
        let expected = match what {
            "a name" => TransportErrorKind::ConnectionLost,
            _ => TransportErrorKind::TooLarge,
        };
        assert_eq!(result.unwrap_err().kind(), expected, "{what}");
    }
}

#[tokio::test]
async fn other_tasks_run_while_a_large_body_is_decoded() {
    let body = gzip(&vec![0; 8 << 20]);
    let other = tokio::spawn(async {
        let mut turns = 0;
        loop {
            turns += 1;
            if turns == 10 {
                return;
            }
            tokio::task::yield_now().await;
        }
    });
    let mut decoder = Decoder::new(8 << 20);
    decoder.feed(&body).await.unwrap();
    assert!(other.is_finished());
}

//! Small text files, read so that neither a strange file nor a slow disk stops the program.

use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use tokio::runtime::Handle;
use zeroize::Zeroizing;

use super::CredentialError;

/// How large a file with credentials may be, in bytes.
const MAX_BYTES: usize = 1024 * 1024;

/// How long a disk may take.
const READ_TIMEOUT: Duration = Duration::from_secs(10);

/// Stands for a byte that is not UTF-8, where that is no error: no key has it.
const NOT_UTF8: u8 = 0x7f;

/// Reads a text file, without the mark that some editors put at its beginning.
///
/// A disk that does not respond holds up no call, and a runtime that is shut down for ten seconds at most.
pub(super) async fn read(path: &Path) -> Result<Zeroizing<String>, CredentialError> {
    let bytes = bytes(path).await?;
    let text = std::str::from_utf8(&bytes).map_err(|_| refuse(path, "is not UTF-8 text"))?;
    Ok(Zeroizing::new(without_mark(text).to_owned()))
}

/// Reads a text file of which parts may be in another encoding.
pub(super) async fn read_leniently(path: &Path) -> Result<Zeroizing<String>, CredentialError> {
    let mut bytes = bytes(path).await?;
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err(refuse(path, "is UTF-16 text: save it as UTF-8"));
    }
    replace_invalid(&mut bytes);
    let text = std::str::from_utf8(&bytes).expect("what is not UTF-8 has been replaced");
    Ok(Zeroizing::new(without_mark(text).to_owned()))
}

async fn bytes(path: &Path) -> Result<Zeroizing<Vec<u8>>, CredentialError> {
    let owned = PathBuf::from(path);
    let reading = move || within(READ_TIMEOUT, move || read_regular(&owned));
    let read = match Handle::try_current() {
        Ok(runtime) => runtime.spawn_blocking(reading).await.ok().flatten(),
        Err(_) => reading(),
    };
    let (bytes, metadata) = read.ok_or_else(|| {
        refuse(path, &format!("was not read within {READ_TIMEOUT:?}")).transient()
    })??;
    // Here, where the log of the caller is.
    warn_of_writers(path, &metadata);
    Ok(bytes)
}

/// Waits for work on a separate thread, which may never end: a runtime that is shut down, and so the end
/// of a program, waits for those of its pool. None if it takes longer, or cannot be done.
fn within<T: Send + 'static>(
    limit: Duration,
    work: impl FnOnce() -> T + Send + 'static,
) -> Option<T> {
    let (sender, receiver) = mpsc::channel();
    let thread = thread::Builder::new().name("vod-sdk-file".to_owned());
    thread.spawn(move || drop(sender.send(work()))).ok()?;
    receiver.recv_timeout(limit).ok()
}

fn read_regular(path: &Path) -> Result<(Zeroizing<Vec<u8>>, Metadata), CredentialError> {
    let unreadable = |error: io::Error| match is_missing(&error) {
        true => CredentialError::not_configured(format!("{} does not exist", path.display())),
        false => refuse(path, &format!("cannot be read: {error}")).with_source(error),
    };
    // Opening a FIFO waits for its other end, so that it is looked at before.
    check_kind(path, &std::fs::metadata(path).map_err(unreadable)?)?;
    let mut file = File::open(path).map_err(unreadable)?;
    let metadata = file.metadata().map_err(unreadable)?;
    check_kind(path, &metadata)?;
    let announced = usize::try_from(metadata.len()).unwrap_or(usize::MAX);
    let bytes = read_to_end(&mut file, announced).map_err(unreadable)?;
    match bytes.len() > MAX_BYTES {
        true => Err(refuse(path, &format!("is larger than {MAX_BYTES} bytes"))),
        false => Ok((bytes, metadata)),
    }
}

fn check_kind(path: &Path, metadata: &Metadata) -> Result<(), CredentialError> {
    let what = match (metadata.is_file(), metadata.is_dir()) {
        (true, _) => return Ok(()),
        (_, true) => "is a directory",
        _ => "is a pipe, a device or a socket",
    };
    Err(refuse(path, &format!("{what}, and not a regular file")))
}

/// Whoever may write the file decides in whose name the program acts.
#[cfg(unix)]
fn warn_of_writers(path: &Path, metadata: &Metadata) {
    use std::os::unix::fs::MetadataExt;

    let mode = metadata.mode() & 0o777;
    if mode & 0o022 != 0 {
        warning!(
            "{} (mode {mode:o}) may be written by others than its owner, who could thereby change whose \
             credential is used: `chmod go-w` it",
            path.display()
        );
    }
}

#[cfg(not(unix))]
fn warn_of_writers(_: &Path, _: &Metadata) {}

/// Reads a byte more than is allowed at most. Every piece of memory that it is read into is wiped.
fn read_to_end(file: &mut File, announced: usize) -> io::Result<Zeroizing<Vec<u8>>> {
    let room = |wanted: usize| Zeroizing::new(vec![0; wanted.min(MAX_BYTES + 1)]);
    let mut bytes = room(announced.saturating_add(1));
    let mut length = 0;
    loop {
        let read = match file.read(&mut bytes[length..]) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            read => read?,
        };
        length += read;
        if read == 0 {
            break;
        }
        if length == bytes.len() && length <= MAX_BYTES {
            let mut larger = room(length.saturating_mul(2).max(4096));
            larger[..length].copy_from_slice(&bytes);
            bytes = larger;
        }
    }
    bytes.truncate(length);
    Ok(bytes)
}

fn replace_invalid(bytes: &mut [u8]) {
    let mut start = 0;
    while let Err(error) = std::str::from_utf8(&bytes[start..]) {
        start += error.valid_up_to();
        bytes[start] = NOT_UTF8;
    }
}

fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

fn is_missing(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

fn refuse(path: &Path, why: &str) -> CredentialError {
    CredentialError::new(format!("{} {why}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_utf8_is_replaced_where_it_stands() {
        for (bytes, expected) in [
            (&b"plain"[..], &b"plain"[..]),
            (b"\xe9t\xe9", b"\x7ft\x7f"),
            (b"\xff\xff", b"\x7f\x7f"),
            ("\u{e9}\u{1f3ac}".as_bytes(), "\u{e9}\u{1f3ac}".as_bytes()),
            (b"a\xf0\x9f", b"a\x7f\x7f"),
        ] {
            let mut replaced = bytes.to_vec();
            replace_invalid(&mut replaced);
            assert_eq!(replaced, expected, "{bytes:?}");
        }
    }

    #[test]
    fn a_disk_that_does_not_answer_is_given_up() {
        let (disk, response) = mpsc::channel::<()>();
        let never = within(Duration::from_millis(10), move || response.recv());
        assert_eq!(never, None);
        drop(disk);
        assert_eq!(within(READ_TIMEOUT, || 7), Some(7));
        assert_eq!(within(READ_TIMEOUT, || panic!("at work")), None::<()>);
    }

    #[test]
    fn a_file_that_is_larger_than_announced_is_read_to_its_end() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("grown");
        for (length, kept) in [(0, 0), (1, 1), (10_000, 10_000), (3_000_000, MAX_BYTES + 1)] {
            std::fs::write(&path, vec![b'x'; length]).unwrap();
            for announced in [0, 1, length, usize::MAX] {
                let bytes = read_to_end(&mut File::open(&path).unwrap(), announced).unwrap();
                assert_eq!(bytes.len(), kept, "{announced}");
                assert!(bytes.iter().all(|byte| *byte == b'x'));
            }
        }
    }
}

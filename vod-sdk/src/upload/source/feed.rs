//! Reads a source from its beginning to its end, once.

use std::fs::File;
use std::future::poll_fn;
use std::io::{self, Read, Seek, SeekFrom};
use std::mem;
use std::pin::Pin;
use std::sync::Arc;
use std::task::Poll;

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use tokio::io::{AsyncRead, ReadBuf};

use super::{Data, Identity, Source};
use crate::error::Error;
use crate::upload::checkpoint::Part;
use crate::upload::cos::Checksums;
use crate::upload::plan::{Plan, USUAL_PART};
use crate::upload::tasks::blocking;
use crate::upload::{failure, failure_here, refusal};

/// A source that is being read.
pub(crate) struct Feed {
    open: Open,
    identity: Identity,
    /// What was read ahead, of a stream.
    ahead: Bytes,
    /// Memory to read into.
    spare: Vec<BytesMut>,
    /// How it is named in errors.
    what: String,
}

enum Open {
    File(Arc<File>),
    Bytes(Bytes),
    Reader(Pin<Box<dyn AsyncRead + Send>>),
    Stream(Pin<Box<dyn Stream<Item = io::Result<Bytes>> + Send>>, Bytes),
}

impl Feed {
    /// Opens a source. One that can be read once is taken out of it.
    pub(crate) async fn open(source: &mut Source) -> Result<Self, Error> {
        let what = format!("{source:?}");
        let (open, identity) = match &mut source.data {
            Data::File(path) => {
                let path = path.clone();
                let opened = blocking(move || {
                    let file = File::open(path)?;
                    let identity = Identity::of_file(&file)?;
                    Ok((file, identity))
                });
                let opened = opened.await;
                let (file, identity) = opened.map_err(|error| unreadable(&what, error))?;
                (Open::File(Arc::new(file)), identity)
            }
            Data::Bytes(bytes) => {
                let all = bytes.clone();
                let identity = blocking(move || Ok(Identity::of_bytes(&all))).await;
                let identity = identity.map_err(|error| unreadable(&what, error))?;
                (Open::Bytes(bytes.clone()), identity)
            }
            data => match mem::replace(data, Data::Taken) {
                Data::Reader(reader, length) => {
                    (Open::Reader(reader), Identity::of_length(Some(length)))
                }
                Data::Stream(stream) => {
                    let open = Open::Stream(stream, Bytes::new());
                    (open, Identity::of_length(None))
                }
                Data::Taken => return Err(refusal("the source can be read only once")),
                Data::File(_) | Data::Bytes(_) => unreachable!("handled above"),
            },
        };
        Ok(Self {
            open,
            identity,
            ahead: Bytes::new(),
            spare: Vec::new(),
            what,
        })
    }

    pub(crate) fn identity(&self) -> &Identity {
        &self.identity
    }

    /// The length of a stream that ends within its first part, which is then read already. A stream that gives nothing
    /// is refused.
    pub(crate) async fn length_within(&mut self, plan: Plan) -> Result<Option<u64>, Error> {
        let size = usize::try_from(plan.part_size.min(USUAL_PART)).unwrap_or(usize::MAX);
        let first = self.read(size).await?;
        let length = first.len();
        self.ahead = first;
        match length {
            0 => Err(refusal("the stream gives nothing, and media is not empty")),
            _ if length < size => Ok(Some(length as u64)),
            _ => Ok(None),
        }
    }

    /// The next bytes: as many as are asked for, unless the source ends before.
    pub(crate) async fn read(&mut self, length: usize) -> Result<Bytes, Error> {
        if self.ahead.is_empty() {
            return self.read_on(length).await;
        }
        let ahead = mem::take(&mut self.ahead);
        if ahead.len() >= length {
            self.ahead = ahead.slice(length..);
            return Ok(ahead.slice(..length));
        }
        let rest = self.read_on(length - ahead.len()).await?;
        Ok(Bytes::from([&*ahead, &*rest].concat()))
    }

    async fn read_on(&mut self, length: usize) -> Result<Bytes, Error> {
        if let Open::Bytes(bytes) = &mut self.open {
            return Ok(bytes.split_to(length.min(bytes.len())));
        }
        let buffer = self.spare.pop().unwrap_or_default();
        let read = match &mut self.open {
            Open::File(file) => {
                let file = Arc::clone(file);
                blocking(move || read_file(&file, buffer, length)).await
            }
            Open::Reader(reader) => read_reader(reader.as_mut(), buffer, length).await,
            Open::Stream(stream, rest) => read_stream(stream.as_mut(), rest, buffer, length).await,
            Open::Bytes(_) => unreachable!("handled above"),
        };
        let read = read.map_err(|error| unreadable(&self.what, error))?;
        Ok(read.freeze())
    }

    /// Takes back the memory of what was read, for what is read next. Allocators keep much more than is in use where large
    /// pieces come and go on several threads.
    pub(crate) fn recycle(&mut self, body: Bytes) {
        if let Open::Bytes(_) = self.open {
            return;
        }
        if let Ok(buffer) = body.try_into_mut() {
            self.spare.push(buffer);
        }
    }

    /// Goes on behind a part that COS has. What can be read once is read, and must be the same.
    pub(crate) async fn pass(&mut self, length: u64, etag: &str) -> Result<(), Error> {
        match &mut self.open {
            Open::File(file) => {
                let file = Arc::clone(file);
                let offset = i64::try_from(length).unwrap_or(i64::MAX);
                let skipped = blocking(move || (&*file).seek(SeekFrom::Current(offset)));
                let skipped = skipped.await;
                skipped.map_err(|error| unreadable(&self.what, error))?;
            }
            Open::Bytes(bytes) => {
                let length = usize::try_from(length).unwrap_or(usize::MAX);
                drop(bytes.split_to(length.min(bytes.len())));
            }
            Open::Reader(_) | Open::Stream(..) => {
                let bytes = self
                    .read(usize::try_from(length).unwrap_or(usize::MAX))
                    .await?;
                let read = blocking(move || Ok(Checksums::of(&bytes).etag())).await;
                if !read.is_ok_and(|read| read == etag) {
                    return Err(self.changed());
                }
            }
        }
        Ok(())
    }

    /// Compares the beginning with what an earlier run has sent of it, if that is not done by the source's identity.
    pub(crate) async fn check_beginning(&mut self, first: Option<&Part>) -> Result<(), Error> {
        match (&self.open, first) {
            (Open::Reader(_) | Open::Stream(..), Some(first)) => {
                self.pass(first.size, &first.etag).await
            }
            _ => Ok(()),
        }
    }

    /// Refuses bytes that are fewer than they should be: the source ends too early.
    pub(crate) fn check_whole(&self, length: u64, expected: u64) -> Result<(), Error> {
        match (length == expected, &self.open) {
            (true, _) => Ok(()),
            (false, Open::File(_)) => Err(self.changed()),
            (false, _) => {
                let message = format!(
                    "the {} ends {} bytes too early",
                    self.what,
                    expected - length
                );
                // What it was read from has broken off, and the next run may get all of it.
                Err(failure("read", message).resumable(true))
            }
        }
    }

    /// Refuses a file that was changed while it was read, and a reader that has more than it said.
    pub(crate) async fn check_end(&mut self) -> Result<(), Error> {
        let is_unchanged = match &mut self.open {
            Open::File(file) => {
                let file = Arc::clone(file);
                let metadata = blocking(move || file.metadata()).await;
                let metadata = metadata.map_err(|error| unreadable(&self.what, error))?;
                self.identity.is_unchanged(&metadata)
            }
            Open::Reader(_) => self.read(1).await?.is_empty(),
            Open::Bytes(_) | Open::Stream(..) => true,
        };
        match (is_unchanged, &self.open) {
            (true, _) => Ok(()),
            (false, Open::Reader(_)) => {
                let message = format!("the {} has more than that", self.what);
                Err(failure("read", message))
            }
            (false, _) => Err(self.changed()),
        }
    }

    /// The error of a source that is not what it was.
    pub(crate) fn changed(&self) -> Error {
        let message = format!(
            "the {} has changed since its upload began: begin anew when it does not change any more",
            self.what
        );
        failure("read", message)
    }
}

fn unreadable(what: &str, error: io::Error) -> Error {
    failure_here("read", format!("the {what} cannot be read: {error}"), error)
}

/// Reads as many bytes as are asked for, unless the file ends before.
pub(super) fn read_file(
    mut file: &File,
    mut buffer: BytesMut,
    length: usize,
) -> io::Result<BytesMut> {
    // What is used again has its length already, and is not cleared.
    buffer.resize(length, 0);
    let mut filled = 0;
    while filled < length {
        match file.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    buffer.truncate(filled);
    Ok(buffer)
}

async fn read_reader(
    mut reader: Pin<&mut (dyn AsyncRead + Send)>,
    mut buffer: BytesMut,
    length: usize,
) -> io::Result<BytesMut> {
    buffer.resize(length, 0);
    let mut filled = 0;
    while filled < length {
        let mut rest = ReadBuf::new(&mut buffer[filled..]);
        poll_fn(|context| reader.as_mut().poll_read(context, &mut rest)).await?;
        match rest.filled().len() {
            0 => break,
            read => filled += read,
        }
    }
    buffer.truncate(filled);
    Ok(buffer)
}

async fn read_stream(
    mut stream: Pin<&mut (dyn Stream<Item = io::Result<Bytes>> + Send)>,
    rest: &mut Bytes,
    mut buffer: BytesMut,
    length: usize,
) -> io::Result<BytesMut> {
    buffer.clear();
    buffer.reserve(length);
    loop {
        let piece = rest.split_to(rest.len().min(length - buffer.len()));
        buffer.extend_from_slice(&piece);
        if buffer.len() == length {
            return Ok(buffer);
        }
        let next = poll_fn(|context| match stream.as_mut().poll_next(context) {
            Poll::Ready(next) => Poll::Ready(next.transpose()),
            Poll::Pending => Poll::Pending,
        });
        match next.await? {
            Some(piece) => *rest = piece,
            None => return Ok(buffer),
        }
    }
}

//! Small text files.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use zeroize::Zeroizing;

use super::CredentialError;

/// How large a file with credentials may be, in bytes.
const MAX_BYTES: usize = 1024 * 1024;

/// Reads a text file, without the mark that some editors put at its beginning.
pub(super) fn read(path: &Path) -> Result<Zeroizing<String>, CredentialError> {
    let refuse = |why: &str| CredentialError::new(format!("{} {why}", path.display()));
    let mut bytes = Zeroizing::new(Vec::new());
    let outcome =
        File::open(path).and_then(|file| file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes));
    if let Err(error) = outcome {
        return Err(match is_missing(&error) {
            true => CredentialError::absent(format!("{} does not exist", path.display())),
            false => refuse(&format!("cannot be read: {error}")).with_source(error),
        });
    }
    if bytes.len() > MAX_BYTES {
        return Err(refuse(&format!("is larger than {MAX_BYTES} bytes")));
    }
    let text = std::str::from_utf8(&bytes).map_err(|_| refuse("is not UTF-8 text"))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    Ok(Zeroizing::new(text.to_owned()))
}

fn is_missing(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

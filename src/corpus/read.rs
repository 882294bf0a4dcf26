//! Reading pages: whole files to decoded text, side by side where they are large.

use std::io::{self, ErrorKind};

use super::Corpus;
use super::decode::{Decoded, decode};
use super::source::{Candidate, Origin};
use crate::files::read::{MAX_PAGE, MAX_STREAM, not_regular, open, read_file, read_stream};
use crate::parallel;

/// Reads `pages`, in their order. Errors are those of the system, and two that
/// [`super::diagnostic::SkipReason`] tells apart: [`ErrorKind::InvalidData`] for a page of which
/// nothing can be seen, [`ErrorKind::InvalidInput`] for what is not a file.
pub(super) fn read_all(pages: &[Candidate]) -> Vec<io::Result<Decoded>> {
    let size = |page: &Candidate| {
        let metadata = page.path.as_ref().and_then(|path| path.metadata().ok());
        metadata.map_or(0, |metadata| metadata.len())
    };
    let bytes = pages.iter().map(size).sum();
    parallel::map(pages, bytes, |page| decoded(bytes_of(page)?))
}

/// Reads the pages inside the program.
pub(super) fn read_shipped(shipped: &Corpus) -> impl Iterator<Item = (String, Decoded)> {
    shipped.pages().iter().map(|page| {
        let text = shipped.page_text(page);
        (page.file.clone(), decode(text.as_bytes().to_vec()))
    })
}

/// Decodes a page, unless nothing of it can be seen.
pub(super) fn decoded(bytes: Vec<u8>) -> io::Result<Decoded> {
    let decoded = decode(bytes);
    if decoded.is_blank {
        return Err(io::Error::new(ErrorKind::InvalidData, "it holds no text"));
    }
    Ok(decoded)
}

fn bytes_of(page: &Candidate) -> io::Result<Vec<u8>> {
    let Some(path) = page.path.as_ref().filter(|_| page.origin != Origin::Stdin) else {
        let bytes = read_stream(io::stdin().lock());
        return bytes.map_err(|error| match error.kind() {
            ErrorKind::FileTooLarge => error,
            _ => io::Error::other(error),
        });
    };
    let metadata = path.metadata()?;
    match page.origin {
        Origin::InFolder if !metadata.is_file() => {
            Err(io::Error::new(ErrorKind::InvalidInput, not_regular()))
        }
        // A pipe or a device that the user names is read, and waited for.
        Origin::Named if !metadata.is_file() => read_file(&std::fs::File::open(path)?, MAX_STREAM),
        _ => {
            let (file, metadata) = open(path)?;
            if !metadata.is_file() {
                return Err(io::Error::new(ErrorKind::InvalidInput, not_regular()));
            }
            read_file(&file, MAX_PAGE)
        }
    }
}

//! Lines of queries, as they come: whoever asks may wait for an answer before the next line.

use std::io::{self, BufRead, BufReader, Read};

use faq::corpus::decode::decode;
use faq::files::read::{MAX_STREAM, read_stream, too_large};

/// The lines of a stream, decoded as pages are.
pub struct Lines<R> {
    stream: BufReader<R>,
    has_begun: bool,
}

impl<R: Read> Lines<R> {
    /// The lines of `stream`, of which none is read yet.
    pub fn new(stream: R) -> Self {
        Self { stream: BufReader::new(stream), has_begun: false }
    }

    /// Waits for a line, and returns it with those that have come with it, up to about `most`;
    /// none at the end.
    ///
    /// # Errors
    /// Those of the stream, and [`io::ErrorKind::FileTooLarge`] for a line beyond [`MAX_STREAM`].
    pub fn come(&mut self, most: usize) -> io::Result<Vec<String>> {
        let is_first = !std::mem::replace(&mut self.has_begun, true);
        if is_first && self.is_utf16()? {
            // Its line ends are no bytes of their own; it comes from a file, not from a dialogue.
            let text = decode(read_stream(&mut self.stream)?);
            return Ok(text.as_str().lines().map(str::to_owned).collect());
        }
        let mut lines = Vec::new();
        while lines.is_empty() || (lines.len() < most && self.stream.buffer().contains(&b'\n')) {
            let mut line = Vec::new();
            (&mut self.stream).take(MAX_STREAM + 1).read_until(b'\n', &mut line)?;
            if line.len() as u64 > MAX_STREAM {
                return Err(too_large(MAX_STREAM));
            }
            if line.is_empty() {
                break;
            }
            // A carriage return ends a line, too.
            lines.extend(decode(line).as_str().lines().map(str::to_owned));
        }
        Ok(lines)
    }

    fn is_utf16(&mut self) -> io::Result<bool> {
        let head = self.stream.fill_buf()?;
        Ok(head.starts_with(&[0xFF, 0xFE]) || head.starts_with(&[0xFE, 0xFF]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(bytes: &[u8]) -> Vec<Vec<String>> {
        let mut lines = Lines::new(bytes);
        let come = || lines.come(2).expect("a slice can be read");
        std::iter::repeat_with(come).take_while(|lines| !lines.is_empty()).collect()
    }

    #[test]
    fn lines_come_together_as_far_as_they_are_there() {
        assert_eq!(lines(b"a\nb\n\nc"), [vec!["a", "b"], vec![""], vec!["c"]]);
        assert_eq!(lines(b"\xEF\xBB\xBFa\r\nb\rc\n"), [vec!["a", "b", "c"]]);
        assert_eq!(lines(b"\xE9t\xE9\n"), [["\u{e9}t\u{e9}"]]);
        assert_eq!(lines(b"\xFF\xFEa\0\n\0b\0"), [vec!["a", "b"]]);
        assert!(lines(b"").is_empty());
    }

    #[test]
    fn a_line_is_had_before_the_next_is_there() {
        struct OneByOne<'b>(&'b [u8]);
        impl Read for OneByOne<'_> {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                let end = self.0.iter().position(|&b| b == b'\n').map_or(self.0.len(), |at| at + 1);
                let (line, rest) = self.0.split_at(end);
                buffer[..end].copy_from_slice(line);
                self.0 = rest;
                Ok(end)
            }
        }
        let mut lines = Lines::new(OneByOne(b"a\nb\nc"));
        assert_eq!(lines.come(9).expect("a line"), ["a"]);
        assert_eq!(lines.stream.get_ref().0, b"b\nc");
    }
}

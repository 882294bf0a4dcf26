//! Checked files: bytes read by position, each block held against its checksum.
//!
//! ```text
//! contents   in blocks of [`BLOCK`] bytes, the last one shorter
//! checksums  XXH3-64 of each block, u64
//! tail       length of the contents u64, XXH3-64 of the checksums and that length u64
//! ```
//!
//! XXH3 tells damage and cut-off writes, at the speed of memory; it is no proof against someone
//! who forges a file, which is why whoever reads trusts no number either way. Positioned reads
//! take what a query needs, and need no memory map, which would be `unsafe` and fail with a
//! signal where a file shrinks under it.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Write};
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};

use xxhash_rust::xxh3::xxh3_64;

use super::once::OnceList;

/// The bytes of a block: so small that scattered reads stay cheap, so large that the checksums
/// of a file are one thousandth of it.
pub const BLOCK: usize = 8 << 10;

const TAIL: u64 = 16;
const SUM: u64 = 8;

/// The most bytes of single blocks that are kept in memory once read.
const KEPT: usize = 24 << 20;

/// A checked file, open for reading.
#[derive(Debug)]
pub struct Blocks {
    file: File,
    len: u64,
    sums: Vec<u64>,
    /// The blocks read so far, but for long runs.
    read: OnceList<Box<[u8]>>,
    /// How many those are.
    kept: AtomicUsize,
}

impl Blocks {
    /// Opens a checked file; `None` if it is none, or one that was cut off.
    #[must_use]
    pub fn open(file: File) -> Option<Self> {
        let size = file.metadata().ok()?.len();
        let mut tail = [0; TAIL as usize];
        read_at(&file, &mut tail, size.checked_sub(TAIL)?).ok()?;
        let (len, sum) = tail.split_first_chunk::<8>()?;
        let (sum, _) = sum.split_first_chunk::<8>()?;
        let count = u64::from_le_bytes(*len).div_ceil(BLOCK as u64);
        let sums_len = count.checked_mul(SUM)?;
        if u64::from_le_bytes(*len).checked_add(sums_len)?.checked_add(TAIL)? != size {
            return None;
        }
        let mut sums = vec![0; sums_len as usize];
        read_at(&file, &mut sums, u64::from_le_bytes(*len)).ok()?;
        sums.extend_from_slice(len);
        if xxh3_64(&sums) != u64::from_le_bytes(*sum) {
            return None;
        }
        let (rows, _) = sums.as_chunks::<{ SUM as usize }>();
        let sums = rows[..count as usize].iter().map(|&row| u64::from_le_bytes(row)).collect();
        let read = OnceList::new(count as usize);
        Some(Self { file, len: u64::from_le_bytes(*len), sums, read, kept: AtomicUsize::new(0) })
    }

    /// The length of the contents in bytes.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.len
    }

    /// Whether every block fits its checksum.
    #[must_use]
    pub fn verify(&self) -> bool {
        /// Blocks read at a time.
        const RUN: usize = 128;
        let count = self.sums.len();
        (0..count).step_by(RUN).all(|from| self.run(from..(from + RUN).min(count)).is_some())
    }

    /// The bytes of `range`, if the file has them, undamaged.
    #[must_use]
    pub fn read(&self, range: Range<u64>) -> Option<Cow<'_, [u8]>> {
        if range.start >= range.end || range.end > self.len {
            return None;
        }
        let block = (range.start / BLOCK as u64) as usize;
        let start = (range.start % BLOCK as u64) as usize;
        let len = usize::try_from(range.end - range.start).ok()?;
        if start + len <= BLOCK && self.may_keep(block) {
            let bytes = self.block(block)?;
            return bytes.get(start..start + len).map(Cow::Borrowed);
        }
        let last = ((range.end - 1) / BLOCK as u64) as usize;
        let mut run = self.run(block..last + 1)?;
        run.truncate(start + len);
        run.drain(..start);
        Some(Cow::Owned(run))
    }

    /// Whether a block is kept, or may be: those of the first bytes read are.
    fn may_keep(&self, block: usize) -> bool {
        self.read.get(block).is_some() || self.kept.load(Ordering::Relaxed) < KEPT / BLOCK
    }

    /// A block, read once.
    fn block(&self, number: usize) -> Option<&[u8]> {
        if let Some(bytes) = self.read.get(number) {
            return Some(bytes);
        }
        let bytes = self.run(number..number + 1)?;
        self.kept.fetch_add(1, Ordering::Relaxed);
        Some(self.read.fill(number, bytes.into_boxed_slice()))
    }

    /// Some blocks in a row, read and checked.
    fn run(&self, blocks: Range<usize>) -> Option<Vec<u8>> {
        let start = blocks.start as u64 * BLOCK as u64;
        let end = (blocks.end as u64 * BLOCK as u64).min(self.len);
        let mut bytes = vec![0; usize::try_from(end.checked_sub(start)?).ok()?];
        read_at(&self.file, &mut bytes, start).ok()?;
        let sound = bytes.chunks(BLOCK).zip(&self.sums[blocks]).all(|(b, &sum)| xxh3_64(b) == sum);
        sound.then_some(bytes)
    }
}

/// Writes the contents of a checked file as they come, and the checksums at the end.
#[derive(Debug)]
pub struct BlockWriter<W: Write> {
    out: W,
    block: Vec<u8>,
    sums: Vec<u8>,
    len: u64,
}

impl<W: Write> BlockWriter<W> {
    /// Begins a checked file.
    pub fn new(out: W) -> Self {
        Self { out, block: Vec::with_capacity(BLOCK), sums: Vec::new(), len: 0 }
    }

    /// Appends `bytes`.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn push(&mut self, mut bytes: &[u8]) -> io::Result<()> {
        self.len += bytes.len() as u64;
        while self.block.len() + bytes.len() >= BLOCK {
            let (head, rest) = bytes.split_at(BLOCK - self.block.len());
            bytes = rest;
            if self.block.is_empty() {
                self.out(head)?;
            } else {
                let mut block = std::mem::take(&mut self.block);
                block.extend_from_slice(head);
                self.out(&block)?;
                block.clear();
                self.block = block;
            }
        }
        self.block.extend_from_slice(bytes);
        Ok(())
    }

    fn out(&mut self, block: &[u8]) -> io::Result<()> {
        self.sums.extend_from_slice(&xxh3_64(block).to_le_bytes());
        self.out.write_all(block)
    }

    /// Ends the file.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn finish(mut self) -> io::Result<W> {
        if !self.block.is_empty() {
            let block = std::mem::take(&mut self.block);
            self.out(&block)?;
        }
        self.out.write_all(&self.sums)?;
        self.sums.extend_from_slice(&self.len.to_le_bytes());
        self.out.write_all(&self.len.to_le_bytes())?;
        self.out.write_all(&xxh3_64(&self.sums).to_le_bytes())?;
        Ok(self.out)
    }
}

/// Fills `bytes` from the byte `offset` of `file`, without moving a cursor.
#[cfg(unix)]
fn read_at(file: &File, bytes: &mut [u8], offset: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, offset)
}

/// Fills `bytes` from the byte `offset` of `file`.
#[cfg(windows)]
fn read_at(file: &File, mut bytes: &mut [u8], mut offset: u64) -> io::Result<()> {
    while !bytes.is_empty() {
        match std::os::windows::fs::FileExt::seek_read(file, bytes, offset)? {
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            read => {
                bytes = &mut bytes[read..];
                offset += read as u64;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(bytes: &[u8]) -> Vec<u8> {
        let mut writer = BlockWriter::new(Vec::new());
        bytes.chunks(3000).for_each(|piece| writer.push(piece).expect("memory takes all"));
        writer.finish().expect("memory takes all")
    }

    fn opened(bytes: &[u8]) -> Option<Blocks> {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let name =
            format!("faq-blocks-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        std::fs::write(&path, bytes).expect("a temporary file");
        let file = File::open(&path).expect("the file just written");
        std::fs::remove_file(&path).expect("the file just written");
        Blocks::open(file)
    }

    fn contents() -> Vec<u8> {
        (0..3 * BLOCK + 777).map(|at| (at * at % 251) as u8).collect()
    }

    #[test]
    fn any_range_reads_back() {
        let contents = contents();
        let blocks = opened(&written(&contents)).expect("sound");
        let (len, block) = (contents.len() as u64, BLOCK as u64);
        for range in
            [0..1, 0..len, block - 1..block + 1, block..2 * block, len - 1..len, 5..3 * block]
        {
            let expected = &contents[range.start as usize..range.end as usize];
            assert_eq!(blocks.read(range.clone()).as_deref(), Some(expected), "{range:?}");
        }
        assert!(blocks.read(0..len + 1).is_none());
    }

    #[test]
    fn damage_anywhere_is_noticed() {
        let contents = contents();
        let whole = written(&contents);
        assert_eq!(opened(&written(&[])).map(|blocks| blocks.len), Some(0));
        for cut in [0, 1, TAIL as usize, contents.len(), whole.len() - 1] {
            assert!(opened(&whole[..cut]).is_none(), "cut at {cut}");
        }
        for at in (0..whole.len()).step_by(997).chain(contents.len()..whole.len()) {
            let mut damaged = whole.clone();
            damaged[at] ^= 0x10;
            let read = opened(&damaged).and_then(|blocks| {
                blocks.read(0..contents.len() as u64).map(|bytes| bytes.into_owned())
            });
            assert!(read.is_none(), "byte {at} changed");
        }
    }
}

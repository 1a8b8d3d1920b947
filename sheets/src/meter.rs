//! A file that lets itself be read only so often.

use std::io::{self, Cursor, Read, Seek, SeekFrom};

/// For the directory, which is looked for from the end.
const SPARE: usize = 64 * 1024;

/// The bytes of a workbook. Each of its parts is read once, so that twice its size is enough; a
/// workbook that names one part for many sheets is not read to its end.
pub(crate) struct Meter<'a> {
    bytes: Cursor<&'a [u8]>,
    left: usize,
}

impl<'a> Meter<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes: Cursor::new(bytes), left: 2 * bytes.len() + SPARE }
    }
}

impl Read for Meter<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.bytes.read(buffer)?;
        self.left =
            self.left.checked_sub(count).ok_or_else(|| io::Error::other("read too often"))?;
        Ok(count)
    }
}

impl Seek for Meter<'_> {
    fn seek(&mut self, place: SeekFrom) -> io::Result<u64> {
        self.bytes.seek(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_twice_but_not_on_and_on() {
        let bytes = vec![0; 10 * SPARE];
        let mut meter = Meter::new(&bytes);
        let mut again = || {
            meter.rewind()?;
            io::copy(&mut meter, &mut io::sink())
        };
        assert_eq!([again().ok(), again().ok()], [Some(10 * SPARE as u64); 2]);
        assert!(again().is_err());
    }
}

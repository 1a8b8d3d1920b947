//! A ZIP archive of stored files (PKWARE APPNOTE 6.3), all of one time.

/// 1 January 1980, the first day that the format knows.
const DAY: u16 = 0x21;
/// Version 1.0 is enough for stored files.
const VERSION: u16 = 10;

/// An archive that grows file by file. It holds less than 4 GiB, as a page's memory does.
#[derive(Default)]
pub(super) struct Archive {
    bytes: Vec<u8>,
    directory: Vec<u8>,
    count: u16,
}

impl Archive {
    /// Puts a file behind the others.
    pub fn push(&mut self, name: &str, content: &[u8]) {
        let place = self.bytes.len() as u32;
        let size = (content.len() as u32).to_le_bytes();
        let short = u16::to_le_bytes;
        // From the version needed to the length of the extra field, alike in both places.
        let shared: Vec<u8> = [
            &short(VERSION)[..],
            &short(0),
            &short(0),
            &short(0),
            &short(DAY),
            &checksum(content).to_le_bytes(),
            &size,
            &size,
            &short(name.len() as u16),
            &short(0),
        ]
        .concat();
        for part in [b"PK\x03\x04", &shared[..], name.as_bytes(), content] {
            self.bytes.extend_from_slice(part);
        }
        // Comment, disk and attributes: none.
        let rest = [&[0; 10][..], &place.to_le_bytes()].concat();
        for part in [b"PK\x01\x02", &short(VERSION)[..], &shared, &rest, name.as_bytes()] {
            self.directory.extend_from_slice(part);
        }
        self.count += 1;
    }

    /// The whole archive.
    pub fn into_bytes(mut self) -> Vec<u8> {
        let count = self.count.to_le_bytes();
        let (size, place) = (self.directory.len() as u32, self.bytes.len() as u32);
        self.bytes.append(&mut self.directory);
        let (size, place) = (size.to_le_bytes(), place.to_le_bytes());
        for part in [b"PK\x05\x06\0\0\0\0", &count[..], &count, &size, &place, &[0, 0]] {
            self.bytes.extend_from_slice(part);
        }
        self.bytes
    }
}

/// CRC-32 of half a byte (ISO 3309, reflected).
const NIBBLES: [u32; 16] = {
    let mut table = [0; 16];
    let mut i = 0;
    while i < 16 {
        let mut value = i as u32;
        let mut bit = 0;
        while bit < 4 {
            value = if value & 1 == 1 { (value >> 1) ^ 0xedb8_8320 } else { value >> 1 };
            bit += 1;
        }
        table[i] = value;
        i += 1;
    }
    table
};

fn checksum(content: &[u8]) -> u32 {
    !content.iter().fold(!0, |sum: u32, byte| {
        let sum = sum ^ u32::from(*byte);
        let sum = (sum >> 4) ^ NIBBLES[(sum & 15) as usize];
        (sum >> 4) ^ NIBBLES[(sum & 15) as usize]
    })
}

#[cfg(test)]
mod tests {
    use super::{Archive, checksum};

    #[test]
    fn the_checksum_is_that_of_the_standard() {
        assert_eq!(checksum(b"123456789"), 0xcbf4_3926);
        assert_eq!(checksum(b""), 0);
    }

    #[test]
    fn an_archive_has_a_header_for_each_file_and_a_directory_behind() {
        let mut archive = Archive::default();
        archive.push("a.txt", b"hello");
        archive.push("b", b"");
        let bytes = archive.into_bytes();
        // Two headers of 30 bytes, two entries of 46, an end of 22, names and content.
        assert_eq!(bytes.len(), 2 * 30 + 2 * 46 + 22 + 2 * 6 + 5);
        assert_eq!(&bytes[30..40], b"a.txthello");
        let end = &bytes[bytes.len() - 22..];
        assert_eq!((&end[..4], end[8], end[10]), (&b"PK\x05\x06"[..], 2, 2));
        let place = u32::from_le_bytes(end[16..20].try_into().unwrap()) as usize;
        assert_eq!(&bytes[place..place + 4], b"PK\x01\x02");
    }
}

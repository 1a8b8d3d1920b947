//! What an archive would unpack to, found out without keeping any of it.

use std::io::{self, BufReader, Read};

use zip::ZipArchive;

use crate::Refusal;
use crate::meter::Meter;
use crate::pace::{Pace, pause};
use crate::tally::Tally;

/// Begins files of the older kind.
pub(crate) const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0";
/// Begins each file of an archive in its directory.
const ENTRY: &[u8] = b"PK\x01\x02";
/// Most files of an archive; workbooks have dozens.
const MOST_FILES: usize = 5_000;
/// Most bytes of all files: a sheet takes several times as much as its text.
const MOST_BYTES: u64 = 256 * 1024 * 1024;
/// A file of more than this ...
const LARGE: u64 = 1024 * 1024;
/// ... may be so many times what it is packed to. Sheets reach 20, some 100; a bomb 1,000.
const MOST_RATIO: u64 = 250;

/// Unpacks every file into nothing, counting what is in it. What the archive says about sizes may be
/// wrong, so it does not count.
pub(crate) async fn check(bytes: &[u8]) -> Result<(), Refusal> {
    if !bytes.starts_with(b"PK") {
        return Err(Refusal::Other);
    }
    // Before the directory is taken into memory.
    if bytes.windows(ENTRY.len()).filter(|window| *window == ENTRY).count() > MOST_FILES {
        return Err(Refusal::Bomb);
    }
    let mut archive = ZipArchive::new(Meter::new(bytes)).map_err(|_| Refusal::Damaged)?;
    if archive.len() > MOST_FILES {
        return Err(Refusal::Bomb);
    }
    let (mut total, mut tally, mut pace) = (0, Tally::default(), Pace::default());
    for place in 0..archive.len() {
        let mut file = archive.by_index(place).map_err(|_| Refusal::Damaged)?;
        let most = (MOST_RATIO * file.compressed_size()).clamp(LARGE, MOST_BYTES - total);
        let mut limited = BufReader::new(file.by_ref().take(most + 1));
        tally.add(&mut limited, &mut pace).await?;
        rest(&mut limited).await?;
        let size = most + 1 - limited.get_ref().limit();
        if size > most {
            return Err(Refusal::Bomb);
        }
        total += size;
        if total > MOST_BYTES - LARGE {
            return Err(Refusal::Bomb);
        }
    }
    Ok(())
}

/// Reads to the end, also what is no XML.
async fn rest(part: &mut impl Read) -> Result<(), Refusal> {
    loop {
        let step = io::copy(&mut part.by_ref().take(LARGE), &mut io::sink());
        if step.map_err(|_| Refusal::Damaged)? == 0 {
            return Ok(());
        }
        pause().await;
    }
}

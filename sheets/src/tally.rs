//! What the parts of a workbook hold, counted before anything is kept of it.
//!
//! The reader of workbooks keeps every text, format and sheet that a part names, and makes room for
//! as many texts as a part says it has. The same parser goes over each part first, keeping nothing.

use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::pace::{Pace, pause};
use crate::{LARGEST, Refusal};

/// Most cells of all sheets, with those that only have a format, and most texts.
pub(crate) const MOST_CELLS: u64 = 4_000_000;
/// Most sheets.
pub(crate) const MOST_SHEETS: u64 = 500;
/// Most formats of cells, with what they are put together from: spreadsheets keep 65,490, each of
/// which may stand in two lists.
pub(crate) const MOST_FORMATS: u64 = 200_000;
/// Most addresses of parts, with those that cells link to, and names of areas.
const MOST_NAMES: u64 = 1_000_000;
/// Most bytes that formats may take: each gets a copy of the names it refers to.
const MOST_FORMAT_BYTES: u64 = 128 * 1024 * 1024;
/// Most bytes of a tag: each sheet gets a copy of the address in one.
const MOST_TAG: usize = 64 * 1024;
/// Most entities such as `&amp;` in texts, each of which takes as long as a text.
const MOST_ENTITIES: u64 = 4_000_000;
/// Most tags, texts and entities. A cell with a number has five.
const MOST_EVENTS: u64 = 40_000_000;
/// Most bytes of one of them: it is held, and read in one go.
const LONGEST: u64 = 16 * 1024 * 1024;

/// What the parts so far hold: tags, cells, texts of the list that cells share with their bytes and
/// entities, sheets, formats of cells, and names.
#[derive(Default)]
pub(crate) struct Tally {
    events: u64,
    cells: u64,
    texts: u64,
    text_bytes: usize,
    entities: u64,
    sheets: u64,
    formats: u64,
    names: u64,
}

impl Tally {
    /// Counts a part to its end, or to where it is no XML: there the reader stops, too.
    ///
    /// # Errors
    /// Says what there is too much of.
    pub(crate) async fn add(&mut self, part: impl BufRead, pace: &mut Pace) -> Result<(), Refusal> {
        let mut xml = Reader::from_reader(part.take(LONGEST));
        // As the reader of workbooks has it.
        let config = xml.config_mut();
        config.check_end_names = false;
        config.check_comments = false;
        config.expand_empty_elements = true;
        let (mut buffer, mut longest, mut started) = (Vec::new(), 0, false);
        let (texts, formats) = (self.texts, self.formats);
        loop {
            buffer.clear();
            xml.get_mut().set_limit(LONGEST);
            if pace.is_over(1) {
                pause().await;
            }
            match xml.read_event_into(&mut buffer) {
                Ok(Event::Start(tag)) => {
                    self.start(&tag)?;
                    // The first tag declares languages, and names nothing that is copied.
                    longest = longest.max(if started { tag.len() as u64 } else { 0 });
                    started = true;
                }
                Ok(Event::Text(text)) if self.texts > texts => self.text_bytes += text.len(),
                Ok(Event::GeneralRef(_)) if self.texts > texts => self.entities += 1,
                Ok(Event::Eof) | Err(_) if xml.get_ref().limit() > 0 => return Ok(()),
                _ => {}
            }
            if xml.get_ref().limit() == 0 {
                return Err(Refusal::Bomb);
            }
            self.check((self.formats - formats) * longest)?;
        }
    }

    /// One more tag or text; `format_bytes` is what the formats of its part may take.
    fn check(&mut self, format_bytes: u64) -> Result<(), Refusal> {
        self.events += 1;
        if self.events > MOST_EVENTS || self.entities > MOST_ENTITIES {
            return Err(Refusal::Bomb);
        }
        if self.text_bytes > LARGEST {
            return Err(Refusal::TooLarge);
        }
        if format_bytes > MOST_FORMAT_BYTES {
            return Err(Refusal::TooManyFormats);
        }
        Ok(())
    }

    fn start(&mut self, tag: &BytesStart) -> Result<(), Refusal> {
        if tag.len() > MOST_TAG {
            return Err(Refusal::Bomb);
        }
        let (count, most, refusal) = match tag.local_name().as_ref() {
            "c" => (&mut self.cells, MOST_CELLS, Refusal::TooManyCells),
            "si" => (&mut self.texts, MOST_CELLS, Refusal::TooManyCells),
            "sheet" => (&mut self.sheets, MOST_SHEETS, Refusal::TooManySheets),
            "xf" | "font" | "fill" | "border" | "numFmt" => {
                (&mut self.formats, MOST_FORMATS, Refusal::TooManyFormats)
            }
            "Relationship" | "definedName" => (&mut self.names, MOST_NAMES, Refusal::Bomb),
            "sst" if claims_too_many(tag) => return Err(Refusal::Bomb),
            _ => return Ok(()),
        };
        *count += 1;
        if *count > most { Err(refusal) } else { Ok(()) }
    }
}

/// Whether a list of texts says that it has more than may be: room is made for as many.
fn claims_too_many(tag: &str) -> bool {
    tag.split("uniqueCount").skip(1).any(|behind| {
        let number = behind.trim_start_matches(|glyph: char| {
            glyph.is_whitespace() || matches!(glyph, '=' | '"' | '\'' | '0')
        });
        let digits = number.find(|glyph: char| !glyph.is_ascii_digit()).unwrap_or(number.len());
        // What is no number at all is not heeded; what is too long for one is more than may be.
        digits > 0 && number[..digits].parse().map_or(true, |number: u64| number > MOST_CELLS)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pace::finish;

    #[test]
    fn the_number_of_texts_that_a_list_claims_is_seen() {
        for (tag, too_many) in [
            ("sst count=\"9\" uniqueCount=\"4000000\"", false),
            ("sst uniqueCount=\"4000001\"", true),
            ("sst uniqueCount = '00004294967295'", true),
            ("sst uniqueCount=\"99999999999999999999999\"", true),
            ("x:sst uniqueCount=\"1\" uniqueCount=\"4294967295\"", true),
            ("sst count=\"4294967295\"", false),
            ("sst uniqueCount=\"many\"", false),
        ] {
            assert_eq!(claims_too_many(tag), too_many, "{tag}");
        }
    }

    /// What is said of a part, and how many steps that took.
    fn counted(part: impl AsRef<[u8]>) -> (Result<(), Refusal>, u64) {
        let mut tally = Tally::default();
        let told = finish(tally.add(part.as_ref(), &mut Pace::default()));
        (told, tally.events)
    }

    #[test]
    fn counting_ends_where_too_much_begins() {
        let many = MOST_SHEETS * 10;
        let (told, steps) = counted("<sheet/>".repeat(many as usize));
        assert_eq!(told, Err(Refusal::TooManySheets));
        assert!(steps <= 2 * MOST_SHEETS + 2, "{steps}");
        let (told, steps) = counted("<sst uniqueCount=\"4294967295\"><si/></sst>");
        assert_eq!((told, steps), (Err(Refusal::Bomb), 0));
        let long =
            format!("<a><name val=\"{}\"/>{}</a>", "n".repeat(60_000), "<xf/>".repeat(9_000));
        let (told, steps) = counted(long);
        assert_eq!(told, Err(Refusal::TooManyFormats));
        assert!(steps < 5_000, "{steps}");
        assert_eq!(counted(format!("<a b=\"{}\"/>", "b".repeat(70_000))).0, Err(Refusal::Bomb));
        let text = format!("<si><t>{}</t></si>", "t".repeat(LARGEST / 10));
        let text = format!("<sst>{}</sst>", text.repeat(11));
        assert_eq!(counted(text).0, Err(Refusal::TooLarge));
        for tag in ["xf", "font", "fill", "border", "numFmt"] {
            let many = format!("<{tag}/>").repeat(MOST_FORMATS as usize + 1);
            assert_eq!(counted(many).0, Err(Refusal::TooManyFormats), "{tag}");
        }
        let many = "<Relationship/><definedName/>".repeat(MOST_NAMES as usize / 2 + 1);
        assert_eq!(counted(many).0, Err(Refusal::Bomb));
        let (told, steps) = counted(format!("<si><t>{}", "&lt;".repeat(9_000_000)));
        assert_eq!(told, Err(Refusal::Bomb));
        assert!(steps < MOST_ENTITIES + 10, "{steps}");
        // What is no XML is not for us to judge.
        let picture: Vec<u8> = (0..=255).cycle().take(100_000).collect();
        assert_eq!(counted(picture).0, Ok(()));
        assert_eq!(counted("\u{1}PNG<<<").0, Ok(()));
        // Held in one go, it would be much.
        let one = vec![b' '; LONGEST as usize + 1];
        assert_eq!(counted(&one[..LONGEST as usize - 1]).0, Ok(()));
        assert_eq!(counted(one).0, Err(Refusal::Bomb));
    }
}

//! Rows of separated values, a piece at a time.

use csv_core::{ReadRecordResult, ReaderBuilder};

/// Longest row in bytes. What is longer has a quotation mark that is never closed.
const LONGEST: usize = 256 * 1024;

/// A row and where it stands in the file.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    /// Line on which it begins, from 1.
    pub line: u32,
    /// Bytes from and to which it stands in the text.
    pub place: (usize, usize),
    /// Whether a quotation mark in it is never closed. It then has no cells.
    pub unclosed: bool,
    text: String,
    /// Bytes from and to which each cell stands in it, without blanks around it.
    places: Vec<(usize, usize)>,
}

impl Row {
    /// The cells, without blanks around them.
    pub fn cells(&self) -> impl ExactSizeIterator<Item = &str> + Clone {
        (0..self.places.len()).map(|index| self.cell(index))
    }

    /// The cell, without blanks around it; empty when there is none.
    pub fn cell(&self, index: usize) -> &str {
        let place = self.places.get(index);
        place.and_then(|(start, end)| self.text.get(*start..*end)).unwrap_or_default()
    }

    /// Puts texts into cells, behind the others too.
    pub fn fill(&mut self, cells: &[&(usize, String)]) {
        let last = cells.iter().map(|(column, _)| column + 1).max().unwrap_or(0);
        let mut text = String::with_capacity(self.text.len() + 32);
        let end = |column| {
            let new = cells.iter().find(|(own, _)| *own == column);
            text.push_str(new.map_or_else(|| self.cell(column), |(_, new)| new));
            text.len()
        };
        let ends: Vec<usize> = (0..self.places.len().max(last)).map(end).collect();
        self.text = text;
        self.place_cells(&ends);
    }

    /// Notes where the cells stand that end at these bytes of the text.
    fn place_cells(&mut self, ends: &[usize]) {
        let mut start = 0;
        self.places.clear();
        self.places.extend(ends.iter().map(|end| {
            let cell = self.text.get(start..*end).unwrap_or_default();
            let from = start + cell.len() - cell.trim_start().len();
            start = *end;
            (from, from + cell.trim().len())
        }));
    }

    /// Cells that are not empty.
    pub fn filled(&self) -> usize {
        self.cells().filter(|cell| !cell.is_empty()).count()
    }
}

/// What a piece of work came to.
pub(super) enum Read {
    /// The row is complete.
    Row,
    /// The bytes are used up and the row goes on.
    More,
    /// There are no more rows.
    End,
}

/// Where the reading is.
pub(super) struct Reader {
    core: Box<csv_core::Reader>,
    position: usize,
    line: u32,
    /// Where the current row begins, if one was begun.
    begun: Option<usize>,
    output: Vec<u8>,
    written: usize,
    ends: Vec<usize>,
    ended: usize,
}

impl Reader {
    /// Reads from this byte of the text, which stands on this line.
    pub fn new(separator: u8, position: usize, line: u32) -> Self {
        let core = Box::new(ReaderBuilder::new().delimiter(separator).build());
        let (output, ends) = (vec![0; 1024], vec![0; 64]);
        Self { core, position, line, begun: None, output, written: 0, ends, ended: 0 }
    }

    /// Bytes read so far.
    pub fn position(&self) -> usize {
        self.position
    }

    /// Reads on for at most so many bytes, until `row` is complete.
    pub fn read(&mut self, text: &[u8], budget: usize, row: &mut Row) -> Read {
        if self.begun.is_none() && !self.skip_line_ends(text) {
            return Read::End;
        }
        let start = *self.begun.get_or_insert(self.position);
        let limit = text.len().min(self.position.saturating_add(budget.max(1)));
        loop {
            // Nothing to read means the end of the text to the core.
            let input = &text[self.position..limit];
            if input.is_empty() && limit < text.len() {
                return Read::More;
            }
            let (result, read, written, ended) = self.core.read_record(
                input,
                &mut self.output[self.written..],
                &mut self.ends[self.ended..],
            );
            self.position += read;
            self.written += written;
            self.ended += ended;
            if self.position - start > LONGEST {
                self.unclosed(text, start, row);
                return Read::Row;
            }
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.output.resize(self.output.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record => {
                    self.complete(text, start, row);
                    return Read::Row;
                }
                ReadRecordResult::End => return Read::End,
            }
        }
    }

    /// Whether there is anything behind the empty lines.
    fn skip_line_ends(&mut self, text: &[u8]) -> bool {
        let rest = text.get(self.position..).unwrap_or_default();
        let blank = rest.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
        let more = blank < rest.len();
        self.advance(text, self.position, self.position + blank);
        self.position += blank;
        more
    }

    fn complete(&mut self, text: &[u8], start: usize, row: &mut Row) {
        (row.line, row.place, row.unclosed) = (self.line, (start, self.position), false);
        row.text.clear();
        row.text.push_str(std::str::from_utf8(&self.output[..self.written]).unwrap_or_default());
        row.place_cells(&self.ends[..self.ended]);
        self.advance(text, start, self.position);
        self.begin();
    }

    /// Goes back and takes the line on which the row began for all of it.
    fn unclosed(&mut self, text: &[u8], start: usize, row: &mut Row) {
        let line_end = text[start..].iter().position(|byte| *byte == b'\n');
        let end = line_end.map_or(text.len(), |length| start + length);
        (row.line, row.place, row.unclosed) = (self.line, (start, end), true);
        row.text.clear();
        row.places.clear();
        self.core.reset();
        self.position = end;
        self.advance(text, start, end);
        self.begin();
    }

    fn begin(&mut self) {
        (self.begun, self.written, self.ended) = (None, 0, 0);
    }

    /// Counts line ends up to this byte: LF, CR LF, or CR alone.
    fn advance(&mut self, text: &[u8], start: usize, end: usize) {
        let ends = |(at, byte): (usize, &u8)| match byte {
            b'\n' => true,
            b'\r' => text.get(start + at + 1) != Some(&b'\n'),
            _ => false,
        };
        self.line += text[start..end].iter().enumerate().filter(|byte| ends(*byte)).count() as u32;
    }
}

/// All rows of a short text, at most so many.
pub(super) fn rows(text: &[u8], separator: u8, most: usize) -> Vec<Row> {
    let mut reader = Reader::new(separator, 0, 1);
    let mut rows = Vec::new();
    let mut row = Row::default();
    while rows.len() < most && matches!(reader.read(text, usize::MAX, &mut row), Read::Row) {
        rows.push(row.clone());
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, budget: usize) -> Vec<(u32, Vec<String>)> {
        let (mut reader, mut row) = (Reader::new(b',', 0, 1), Row::default());
        let mut rows = Vec::new();
        loop {
            match reader.read(text.as_bytes(), budget, &mut row) {
                Read::Row => rows.push((row.line, row.cells().map(String::from).collect())),
                Read::More => {}
                Read::End => return rows,
            }
        }
    }

    #[test]
    fn a_row_is_the_same_in_pieces_of_any_size() {
        let text = "a,b\r\n\r\n\"x\ny\",\"\"\"q\"\"\"\r\nlast,é";
        let expected = read(text, usize::MAX);
        assert_eq!(expected[1], (3, vec!["x\ny".into(), "\"q\"".into()]));
        assert_eq!(expected[2], (5, vec!["last".into(), "é".into()]));
        for budget in 1..40 {
            assert_eq!(read(text, budget), expected, "{budget}");
        }
    }

    #[test]
    fn lines_are_counted_however_they_end() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a,b", "c,d", "", "e,f"].join(end);
            let lines: Vec<u32> = read(&text, 7).iter().map(|(line, _)| *line).collect();
            assert_eq!(lines, [1, 2, 4], "{end:?}");
        }
    }

    #[test]
    fn an_open_quotation_mark_costs_one_line() {
        let text = ["a,b\n\"open,1\n", &"x,y\n".repeat(LONGEST)].concat();
        let (mut reader, mut row) = (Reader::new(b',', 0, 1), Row::default());
        let mut rows = Vec::new();
        while matches!(reader.read(text.as_bytes(), usize::MAX, &mut row), Read::Row) {
            rows.push((row.line, row.unclosed, row.cells().len()));
        }
        assert_eq!(rows[..3], [(1, false, 2), (2, true, 0), (3, false, 2)]);
        assert_eq!(rows.len(), LONGEST + 2);
    }
}

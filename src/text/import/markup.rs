//! Tables in HTML and in the XML of Excel 2003, which CRMs save as `.xls`, as lines of text.

/// Where the reading is.
pub(super) struct Markup {
    text: Vec<u8>,
    position: usize,
    /// Lines of the tables read so far, the largest one.
    best: Table,
    current: Table,
    /// Tables within which the reading is.
    depth: usize,
    /// The text of the cell that is being read.
    cell: Option<String>,
    /// Whether text counts: within `Data` in XML.
    xml: bool,
    in_data: bool,
    column: usize,
    /// Columns and rows that the cell takes.
    span: (usize, usize),
    row: Vec<String>,
    /// What cells above reach down with: rows that are left, and their text.
    above: Vec<(usize, String)>,
}

#[derive(Default)]
struct Table {
    rows: usize,
    text: String,
}

/// Most columns and rows that a cell may take.
const MOST: usize = 1000;
/// Most bytes of a start that is looked at.
const LOOK: usize = 4096;
/// Longest tag in bytes: what is longer is none.
const LONGEST: usize = 64 * 1024;

/// Whether a text in UTF-8 holds tables in tags and nothing before them.
pub(super) fn is_one(text: &[u8]) -> bool {
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text).trim_ascii_start();
    let start = String::from_utf8_lossy(&text[..text.len().min(LOOK)]).to_lowercase();
    let marks = ["<table", "<html", "urn:schemas-microsoft-com:office:spreadsheet"];
    start.starts_with('<') && marks.iter().any(|mark| start.contains(mark))
}

impl Markup {
    pub fn new(text: Vec<u8>) -> Self {
        let start = String::from_utf8_lossy(&text[..text.len().min(LOOK)]).into_owned();
        Self {
            xml: start.contains("urn:schemas-microsoft-com:office:spreadsheet")
                && !start.to_lowercase().contains("<html"),
            text,
            position: 0,
            best: Table::default(),
            current: Table::default(),
            depth: 0,
            cell: None,
            in_data: false,
            column: 0,
            span: (1, 1),
            row: Vec::new(),
            above: Vec::new(),
        }
    }

    /// Works through about so many bytes; the text of the largest table at the end.
    pub fn step(&mut self, budget: usize) -> Option<Vec<u8>> {
        let end = self.text.len().min(self.position.saturating_add(budget.max(1)));
        while self.position < end {
            let rest = &self.text[self.position..];
            let length = match rest.first() {
                Some(b'<') => {
                    let look = &rest[..rest.len().min(LONGEST)];
                    let tag = look.iter().position(|byte| *byte == b'>');
                    tag.map_or(rest.len().min(LONGEST), |length| length + 1)
                }
                _ => rest.iter().position(|byte| *byte == b'<').unwrap_or(rest.len()),
            };
            let piece = String::from_utf8_lossy(&rest[..length]).into_owned();
            self.position += length;
            match piece.strip_prefix('<') {
                Some(tag) => self.tag(tag.trim_end_matches('>')),
                None => self.words(&piece),
            }
        }
        if end < self.text.len() {
            return None;
        }
        self.end_table();
        Some(std::mem::take(&mut self.best.text).into_bytes())
    }

    fn words(&mut self, piece: &str) {
        if let Some(cell) = self.cell.as_mut().filter(|_| !self.xml || self.in_data) {
            push_decoded(cell, piece);
        }
    }

    fn tag(&mut self, tag: &str) {
        let close = tag.starts_with('/');
        let inner = tag.trim_start_matches('/');
        let end = inner.find(|glyph: char| glyph.is_whitespace() || glyph == '/');
        let name = inner[..end.unwrap_or(inner.len())].to_ascii_lowercase();
        let name = name.rsplit(':').next().unwrap_or_default();
        let alone = tag.ends_with('/');
        match (name, close) {
            ("table", false) => self.begin_table(),
            ("table", true) => {
                self.depth = self.depth.saturating_sub(1);
                self.end_table();
            }
            // A table within a cell is text of that cell.
            ("tr" | "row", false) if self.depth <= 1 => {
                self.end_row();
                if alone {
                    self.end_row();
                }
            }
            ("tr" | "row", true) if self.depth <= 1 => self.end_row(),
            ("td" | "th" | "cell", false) if self.depth <= 1 => {
                self.begin_cell(inner);
                if alone {
                    self.end_cell();
                }
            }
            ("td" | "th" | "cell", true) if self.depth <= 1 => self.end_cell(),
            ("data", _) => self.in_data = !close && !alone,
            ("br" | "p" | "div", _) => self.words(" "),
            _ => {}
        }
    }

    fn begin_table(&mut self) {
        self.depth += 1;
        if self.depth == 1 {
            self.current = Table::default();
            self.above.clear();
        }
    }

    fn end_table(&mut self) {
        if self.depth > 0 {
            return;
        }
        self.end_row();
        let table = std::mem::take(&mut self.current);
        if table.rows > self.best.rows {
            self.best = table;
        }
    }

    fn begin_cell(&mut self, tag: &str) {
        self.end_cell();
        let number = |name: &str| attribute(tag, name).map(|number| number.clamp(0, MOST));
        // In XML, what is merged is counted without the cell itself.
        let span = |html: &str, xml: &str| {
            number(html).or_else(|| number(xml).map(|more| more + 1)).unwrap_or(1).max(1)
        };
        self.span = (span("colspan", "mergeacross"), span("rowspan", "mergedown"));
        if let Some(index) = number("index").filter(|index| *index > 0) {
            while self.column < index - 1 {
                if !self.reach_down() {
                    self.push(String::new());
                }
            }
        }
        self.reach_down();
        self.cell = Some(String::new());
    }

    fn end_cell(&mut self) {
        let Some(cell) = self.cell.take() else { return };
        let text = cell.split_whitespace().collect::<Vec<_>>().join(" ");
        let (columns, rows) = self.span;
        for at in 0..columns {
            let text = if at == 0 { text.clone() } else { String::new() };
            if rows > 1 {
                self.above.resize(self.above.len().max(self.column + 1), (0, String::new()));
                self.above[self.column] = (rows, text.clone());
            }
            self.push(text);
        }
    }

    fn push(&mut self, text: String) {
        if self.column < MOST {
            self.row.push(text);
        }
        self.column += 1;
    }

    /// Cells above that take this place too; whether there are any.
    fn reach_down(&mut self) -> bool {
        let before = self.column;
        while let Some((rows, text)) = self.above.get(self.column)
            && *rows > 0
        {
            let text = text.clone();
            self.push(text);
        }
        self.column > before
    }

    fn end_row(&mut self) {
        self.end_cell();
        if self.row.is_empty() {
            return;
        }
        self.reach_down();
        for (rows, _) in &mut self.above {
            *rows = rows.saturating_sub(1);
        }
        let row = std::mem::take(&mut self.row);
        self.column = 0;
        self.current.rows += 1;
        for (at, cell) in row.iter().enumerate() {
            if at > 0 {
                self.current.text.push('\t');
            }
            push_quoted(&mut self.current.text, cell);
        }
        self.current.text.push('\n');
    }
}

/// The number in an attribute, whatever stands before its name: `ss:Index="3"`.
fn attribute(tag: &str, name: &str) -> Option<usize> {
    let lower = tag.to_ascii_lowercase();
    let at = lower.find(&[name, "="].concat())?;
    let value = lower[at + name.len() + 1..].trim_start_matches(['"', '\'']);
    let end = value.find(|glyph: char| !glyph.is_ascii_digit()).unwrap_or(value.len());
    super::super::canonical::digits(&value[..end]).map(|number| number as usize)
}

fn push_quoted(text: &mut String, cell: &str) {
    if cell.contains('"') {
        text.push('"');
        text.push_str(&cell.replace('"', "\"\""));
        text.push('"');
    } else {
        text.push_str(cell);
    }
}

/// Characters that HTML writes by name, as far as names of firms have them.
const NAMED: [(&str, char); 22] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", ' '),
    ("euro", '€'),
    ("pound", '£'),
    ("yen", '¥'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("auml", 'ä'),
    ("ouml", 'ö'),
    ("uuml", 'ü'),
    ("Auml", 'Ä'),
    ("Ouml", 'Ö'),
    ("Uuml", 'Ü'),
    ("szlig", 'ß'),
    ("eacute", 'é'),
    ("egrave", 'è'),
    ("agrave", 'à'),
    ("ccedil", 'ç'),
];

fn push_decoded(text: &mut String, piece: &str) {
    let mut parts = piece.split('&');
    text.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let decoded = part.split_once(';').and_then(|(name, rest)| Some((entity(name)?, rest)));
        if let Some((glyph, rest)) = decoded {
            text.push(glyph);
            text.push_str(rest);
        } else {
            text.push('&');
            text.push_str(part);
        }
    }
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let hex = number.strip_prefix(['x', 'X']);
        let code = match hex {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => super::super::canonical::digits(number)?,
        };
        return char::from_u32(code);
    }
    NAMED.iter().find(|(own, _)| *own == name).map(|(_, glyph)| *glyph)
}

#[cfg(test)]
mod tests;

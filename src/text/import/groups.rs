//! Reports in groups: a value stands once for the rows below it, in their own column or on a line of
//! its own.

use super::super::cells::{amount, day, total};
use super::header;
use super::levels::{is_grouped, leading, leads, levels};
use super::question::Question;
use super::reader::Row;
use super::role::Role;
use super::sense::{Meaning, meaning};

/// Signs of sorting and grouping behind headers.
const ARROWS: [char; 6] = ['↑', '↓', '▲', '▼', '⬆', '⬇'];

/// How the rows of a list are grouped.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Groups {
    /// Columns whose blank cells take the value above.
    fill: Vec<usize>,
    /// A column of which only the visitor knows whether they do.
    doubt: Option<Doubt>,
    lines: Vec<Line>,
}

/// A header that stands on lines of its own, before the value of the group.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    /// The header in plain words; empty where the line is a value alone.
    name: String,
    /// The header of the column behind the others that the rows get.
    title: String,
    column: usize,
}

/// Blank cells below a value that may belong to it.
#[derive(Clone, Debug, PartialEq)]
struct Doubt {
    /// The columns whose blank cells take the value above them then.
    fill: Vec<usize>,
    header: String,
    rows: u32,
    first: String,
}

/// The values of the groups that a row is in.
#[derive(Clone, Debug, Default)]
pub(super) struct Carried(Vec<(usize, String)>);

/// A header without the signs of sorting behind it.
pub(super) fn bare_header(header: &str) -> &str {
    header.trim_end_matches(|glyph: char| ARROWS.contains(&glyph) || glyph.is_whitespace())
}

impl Groups {
    /// How these rows are grouped, by their headers as they are written.
    pub fn of(headers: &[&str], rows: &[Row]) -> Self {
        let mut groups = Self::default();
        groups.find_lines(headers, rows);
        let deals: Vec<&Row> =
            rows.iter().filter(|row| row.filled() > 2 && !total::is_one(row.cells())).collect();
        let arrows = (0..headers.len()).filter(|at| headers[*at].ends_with(ARROWS));
        groups.fill = arrows.filter(|at| leads(&deals, *at)).collect();
        if groups.fill.is_empty() && has_inner_totals(rows) {
            groups.fill = leading(headers.len(), &deals);
        } else if groups.fill.is_empty() {
            groups.doubt = doubt(headers, &deals);
        }
        groups
    }

    /// The columns that lines of their own fill, behind the others, by their headers.
    pub fn added(&self) -> impl Iterator<Item = &str> {
        self.lines.iter().map(|line| &*line.title)
    }

    /// Whether blank cells below a value belong to it, where that is open.
    pub fn question(&self) -> Option<Question> {
        let doubt = self.doubt.as_ref()?;
        Some(Question::Group(doubt.header.clone(), doubt.rows, doubt.first.clone()))
    }

    /// Takes the answer.
    pub fn answer(&mut self, fill: bool) {
        if let Some(doubt) = self.doubt.take().filter(|_| fill) {
            self.fill = doubt.fill;
        }
    }

    /// Whether the row is the line of a group, whose value is carried on then.
    pub fn take_line(&self, row: &Row, carried: &mut Carried) -> bool {
        if self.lines.is_empty() {
            return false;
        }
        let Some((name, value)) = line(row) else { return false };
        let own = self.lines.iter().find(|line| line.name == name);
        own.inspect(|line| carried.set(line.column, value)).is_some()
    }

    /// Gives a row of a deal the values of its groups.
    pub fn complete(&self, row: &mut Row, carried: &mut Carried) {
        for column in &self.fill {
            if !row.cell(*column).is_empty() {
                carried.set(*column, row.cell(*column));
            }
        }
        self.drop_counts(row, carried);
        let blank = |(column, _): &&(usize, String)| row.cell(*column).is_empty();
        let missing: Vec<&(usize, String)> = carried.0.iter().filter(blank).collect();
        if !missing.is_empty() {
            row.fill(&missing);
        }
    }

    /// Takes the number of rows off the values of groups: "Negotiation (2)".
    fn drop_counts(&self, row: &mut Row, carried: &mut Carried) {
        let counted = |column: &&usize| {
            let cell = row.cell(**column);
            without_count(cell) != cell
        };
        let columns: Vec<usize> = self.fill.iter().filter(counted).copied().collect();
        if columns.is_empty() {
            return;
        }
        for column in &columns {
            carried.set(*column, without_count(row.cell(*column)));
        }
        let bare: Vec<_> = carried.0.iter().filter(|(own, _)| columns.contains(own)).collect();
        row.fill(&bare);
    }

    /// Lines with a known header before a value, or with the word of a state alone, above deals.
    fn find_lines(&mut self, headers: &[&str], rows: &[Row]) {
        let mut words = Vec::new();
        for pair in rows.windows(2) {
            let Some((name, value)) = line(&pair[0]) else { continue };
            let above = pair[1].filled() > 2 || line(&pair[1]).is_some();
            if !above {
                continue;
            }
            if name.is_empty() {
                words.push(meaning(value));
            } else {
                let title = without_count(
                    pair[0].cells().find(|cell| !cell.is_empty()).unwrap_or_default(),
                );
                let title = title.split(':').next().unwrap_or_default().trim();
                self.add_line(&name, title, headers.len());
            }
        }
        let known = words.iter().any(|word| *word != Meaning::Unknown);
        if !self.lines.is_empty() || !known {
            return;
        }
        let has = |role| {
            headers.iter().any(|header| header::roles(header).iter().any(|(own, _)| *own == role))
        };
        // A word that is not known may be one for won or lost.
        let ends = words.iter().any(|word| *word != Meaning::Stage);
        if !has(Role::Stage) {
            self.add_line("", "Stage", headers.len());
        } else if ends && !has(Role::Status) {
            self.add_line("", "Status", headers.len());
        }
    }

    fn add_line(&mut self, name: &str, title: &str, columns: usize) {
        if self.lines.iter().all(|line| line.name != name) {
            let column = columns + self.lines.len();
            self.lines.push(Line { name: name.to_owned(), title: title.to_owned(), column });
        }
    }
}

impl Carried {
    fn set(&mut self, column: usize, value: &str) {
        match self.0.iter_mut().find(|(own, _)| *own == column) {
            Some((_, own)) => value.clone_into(own),
            None => self.0.push((column, value.to_owned())),
        }
    }
}

/// The plain header, empty without, and the value on the line of a group: "Stage: Closed Won (1
/// record)", "Closed Won (2)". Beside it stand at most sums.
fn line(row: &Row) -> Option<(String, &str)> {
    let filled = row.filled();
    if filled == 0 || row.cells().len() < 2 || filled * 2 > row.cells().len() {
        return None;
    }
    let mut cells = row.cells().filter(|cell| !cell.is_empty());
    let first = cells.next()?;
    let is_sum = |cell: &str| amount::read(cell, amount::Tally::default()).is_some();
    if is_sum(first) || day::read(first, Some(true)).is_some() || !cells.all(is_sum) {
        return None;
    }
    let value = without_count(first).trim_start_matches(|glyph: char| !glyph.is_alphanumeric());
    if let Some((name, value)) = value.split_once(':') {
        let named = !header::roles(name).is_empty();
        return named.then(|| (header::plain(name), value.trim()));
    }
    let alone = filled == 1 || meaning(value) != Meaning::Unknown;
    (alone && !total::is_one(row.cells())).then_some((String::new(), value))
}

/// Without "(3 records)" at the end.
fn without_count(text: &str) -> &str {
    let inner = text.strip_suffix(')').and_then(|text| text.rsplit_once('('));
    let counts = |inner: &str| inner.starts_with(|glyph: char| glyph.is_ascii_digit());
    inner.filter(|(_, inner)| counts(inner)).map_or(text, |(value, _)| value).trim()
}

/// Whether totals stand between rows of deals.
fn has_inner_totals(rows: &[Row]) -> bool {
    let mut after_deal = false;
    let mut after_total = false;
    for row in rows {
        let total = total::is_one(row.cells());
        if after_total && !total && row.filled() > 2 {
            return true;
        }
        after_deal |= !total && row.filled() > 2;
        after_total |= total && after_deal;
    }
    false
}

/// A column that may be that of groups: no value comes twice, and blank cells stand below. Those
/// between which it stands at the start of the rows may be too.
fn doubt(headers: &[&str], deals: &[&Row]) -> Option<Doubt> {
    let used = |column: &usize| deals.iter().any(|row| !row.cell(*column).is_empty());
    let first = (0..headers.len()).find(used)?;
    let levels = levels(headers.len(), deals);
    let state = |column: &usize| {
        let roles = header::roles(bare_header(headers[*column]));
        roles.iter().any(|(role, _)| {
            matches!(role, Role::Stage | Role::Status)
                || (*column == first
                    && matches!(role, Role::Owner | Role::Account | Role::Pipeline))
        })
    };
    let grouped = |column: &usize| {
        levels.contains(column) && *column != first || is_grouped(deals, *column, *column == first)
    };
    let column = (0..headers.len()).filter(state).find(grouped)?;
    let rows = deals.iter().filter(|row| row.cell(column).is_empty()).count() as u32;
    let named = deals.first()?.cell(column).to_owned();
    let fill = if levels.contains(&column) { levels } else { vec![column] };
    Some(Doubt { fill, header: bare_header(headers[column]).to_owned(), rows, first: named })
}

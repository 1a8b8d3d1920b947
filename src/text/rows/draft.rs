//! A small table to type in or to paste into.

/// Steps that can be taken back.
const STEPS: usize = 20;

/// What was typed, row by row. The last row is empty, for the next one, unless the table is full.
#[derive(Clone, Debug, PartialEq)]
pub struct Rows {
    width: usize,
    most: usize,
    cells: Vec<Vec<String>>,
    undo: Vec<Undo>,
    /// Rows and columns of the last paste for which there was no room.
    pub left_out: [usize; 2],
}

/// What can be had back.
#[derive(Clone, Debug, PartialEq)]
enum Undo {
    Row(usize, Vec<String>),
    All(Vec<Vec<String>>),
}

impl Rows {
    /// An empty table of so many columns that takes so many rows.
    pub fn new(width: usize, most: usize) -> Self {
        Self::of(width, most, Vec::new())
    }

    /// A table with these rows in it.
    pub fn of(width: usize, most: usize, rows: Vec<Vec<String>>) -> Self {
        let mut table = Self { width, most, cells: Vec::new(), undo: Vec::new(), left_out: [0, 0] };
        table.put(rows);
        table
    }

    /// All rows, the empty one included.
    pub fn rows(&self) -> &[Vec<String>] {
        &self.cells
    }

    /// The rows in which anything stands, each with its place.
    pub fn filled(&self) -> impl Iterator<Item = (usize, &[String])> {
        self.cells
            .iter()
            .enumerate()
            .filter(|(_, row)| !is_blank(row))
            .map(|(at, row)| (at, &**row))
    }

    /// Whether nothing stands in it.
    pub fn is_empty(&self) -> bool {
        self.filled().next().is_none()
    }

    /// A cell now holds this text.
    pub fn set(&mut self, row: usize, column: usize, text: String) {
        if let Some(cell) = self.cells.get_mut(row).and_then(|cells| cells.get_mut(column)) {
            *cell = text;
        }
        self.left_out = [0, 0];
        self.make_room();
    }

    /// Puts a block of cells over those from this one on. A block of several rows at the top leaves
    /// none of an older, longer table below it.
    pub fn paste(&mut self, row: usize, column: usize, block: &[Vec<String>]) {
        self.keep(Undo::All(self.cells.clone()));
        let widest = block.iter().map(Vec::len).max().unwrap_or(0);
        let room = (self.most.saturating_sub(row), self.width.saturating_sub(column));
        self.left_out = [block.len().saturating_sub(room.0), widest.saturating_sub(room.1)];
        if row == 0 && block.len() > 1 {
            self.cells.truncate(block.len());
        }
        for (at, cells) in block.iter().enumerate().take(room.0) {
            while self.cells.len() <= row + at {
                self.cells.push(vec![String::new(); self.width]);
            }
            for (cell, text) in self.cells[row + at].iter_mut().skip(column).zip(cells) {
                cell.clone_from(text);
            }
        }
        self.make_room();
    }

    /// Puts these rows in place of all; [`Self::restore`] brings the old ones back.
    pub fn replace(&mut self, rows: Vec<Vec<String>>) {
        self.keep(Undo::All(self.cells.clone()));
        self.left_out = [rows.len().saturating_sub(self.most), 0];
        self.put(rows);
    }

    /// Adds empty rows until there are so many, as far as there is room.
    pub fn make_rows(&mut self, count: usize) {
        let count = count.min(self.most).max(self.cells.len());
        self.cells.resize(count, vec![String::new(); self.width]);
    }

    /// Takes a row out; [`Self::restore`] puts it back.
    pub fn remove(&mut self, row: usize) {
        if self.cells.get(row).is_some_and(|cells| !is_blank(cells)) {
            let cells = self.cells.remove(row);
            self.keep(Undo::Row(row, cells));
            self.make_room();
        }
    }

    /// Empties the table; [`Self::restore`] puts everything back.
    pub fn clear(&mut self) {
        if !self.is_empty() {
            let rows = std::mem::take(&mut self.cells);
            self.keep(Undo::All(rows));
            self.make_room();
        }
    }

    /// Takes back the last removal, paste or clearing. What was typed since into a table that is put
    /// back can be had back in turn.
    pub fn restore(&mut self) {
        self.left_out = [0, 0];
        match self.undo.pop() {
            Some(Undo::Row(row, cells)) => self.cells.insert(row.min(self.cells.len()), cells),
            Some(Undo::All(rows)) => {
                let now = std::mem::replace(&mut self.cells, rows);
                if now.iter().any(|row| !is_blank(row)) {
                    self.keep(Undo::All(now));
                }
            }
            None => {}
        }
        self.make_room();
    }

    /// Whether there is anything to take back.
    pub fn can_restore(&self) -> bool {
        !self.undo.is_empty()
    }

    /// All filled rows as one text: cells between tabs, rows between line breaks.
    pub fn text(&self) -> String {
        let clean = |cell: &String| cell.trim().replace(['\t', '\n', '\r'], " ");
        let line = |row: &[String]| {
            let cells: Vec<String> = row.iter().map(clean).collect();
            cells.join("\t").trim_end().to_owned()
        };
        self.filled().map(|(_, row)| line(row)).collect::<Vec<_>>().join("\n")
    }

    /// Takes the rows of [`Self::text`] in place of its own.
    pub fn take_text(&mut self, text: &str) {
        self.left_out = [0, 0];
        let lines = text.split('\n').filter(|line| !line.is_empty());
        self.put(lines.map(|line| line.split('\t').map(str::to_owned).collect()).collect());
    }

    fn put(&mut self, mut rows: Vec<Vec<String>>) {
        rows.truncate(self.most);
        for row in &mut rows {
            row.resize(self.width, String::new());
        }
        self.cells = rows;
        self.make_room();
    }

    fn make_room(&mut self) {
        let full = self.cells.last().is_none_or(|row| !is_blank(row));
        if full && self.cells.len() < self.most {
            self.cells.push(vec![String::new(); self.width]);
        }
    }

    fn keep(&mut self, undo: Undo) {
        if self.undo.len() >= STEPS {
            self.undo.remove(0);
        }
        self.undo.push(undo);
    }
}

fn is_blank(row: &[String]) -> bool {
    row.iter().all(|cell| cell.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(rows: &[&[&str]]) -> Vec<Vec<String>> {
        rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
    }

    #[test]
    fn typing_makes_room_and_removing_can_be_taken_back() {
        let mut rows = Rows::new(2, 10);
        assert!(rows.is_empty());
        rows.set(0, 0, "Alder".into());
        rows.set(1, 1, "5".into());
        assert_eq!(rows.rows().len(), 3);
        rows.remove(0);
        assert_eq!(rows.text(), "\t5");
        rows.set(0, 0, "Birch".into());
        rows.restore();
        assert_eq!(rows.text(), "Alder\nBirch\t5");
        assert!(!rows.can_restore());
        rows.remove(2);
        assert!(!rows.can_restore());
    }

    #[test]
    fn a_paste_goes_over_what_is_there_and_can_be_taken_back() {
        let mut rows = Rows::of(3, 4, block(&[&["a", "b", "c"]]));
        rows.paste(0, 1, &block(&[&["1", "2"], &["3", "4"]]));
        assert_eq!(rows.text(), "a\t1\t2\n\t3\t4");
        assert_eq!(rows.left_out, [0, 0]);
        rows.paste(2, 2, &block(&[&["x", "y"][..]; 5]));
        assert_eq!(rows.left_out, [3, 1]);
        assert_eq!(rows.rows().len(), 4);
        rows.restore();
        assert_eq!(rows.text(), "a\t1\t2\n\t3\t4");
        rows.restore();
        rows.restore();
        assert_eq!(rows.text(), "a\t1\t2\n\t3\t4", "what was typed since comes back");
    }

    #[test]
    fn other_rows_replace_all_and_can_be_taken_back() {
        let mut rows = Rows::of(1, 2, block(&[&["a"], &["b"]]));
        rows.replace(block(&[&["c"]]));
        assert_eq!((rows.text(), rows.left_out), ("c".into(), [0, 0]));
        rows.replace(block(&[&["d"], &["e"], &["f"]]));
        assert_eq!((rows.text(), rows.left_out), ("d\ne".into(), [1, 0]));
        rows.restore();
        assert_eq!(rows.text(), "c");
    }

    #[test]
    fn a_row_can_be_typed_in_that_is_not_the_first() {
        let mut rows = Rows::new(1, 3);
        rows.make_rows(2);
        rows.set(1, 0, "b".into());
        assert_eq!((rows.rows().len(), rows.text()), (3, "b".into()));
        rows.make_rows(9);
        assert_eq!(rows.rows().len(), 3);
    }

    #[test]
    fn a_full_table_has_no_empty_row() {
        let mut rows = Rows::of(1, 2, block(&[&["a"], &["b"], &["c"]]));
        assert_eq!(rows.rows().len(), 2);
        rows.clear();
        assert!(rows.is_empty());
        rows.restore();
        assert_eq!(rows.text(), "a\nb");
    }

    #[test]
    fn the_text_comes_back_as_the_same_rows() {
        let rows = Rows::of(3, 9, block(&[&["a b", "", "1"], &["", "2", ""], &["c\td", "", ""]]));
        let mut back = Rows::new(3, 9);
        back.take_text(&rows.text());
        assert_eq!(back.text(), "a b\t\t1\n\t2\nc d");
        back.take_text("");
        assert!(back.is_empty());
    }
}
